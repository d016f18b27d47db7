using System.CommandLine;
using Usher.Calls.Ingest;
using Usher.Platform;

namespace Usher.Web.Commands;

/// <summary><c>usher ingest</c>: takes calls from files, a line for each.</summary>
public static class IngestCommand
{
    /// <summary>One file's fate.</summary>
    /// <param name="File">The file.</param>
    /// <param name="Outcome">stored, known, or the refusal's name.</param>
    /// <param name="Call">The call's id, when there is one.</param>
    /// <param name="Why">The refusal's sentence.</param>
    public sealed record Line(string File, string Outcome, Guid? Call, string? Why);

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "JSON turns, WebVTT, or lines of “Speaker: text”", Arity = ArgumentArity.OneOrMore };
        var customer = new Option<string>("--customer") { Description = "The customer's slug", Required = true };
        var host = new Option<string>("--host") { Description = "The host's address, where a file names none" };
        var account = new Option<string>("--account") { Description = "The account in the CRM, where a file names none" };
        var start = new Option<DateTimeOffset?>("--start") { Description = "When the call began, where a file does not say" };
        var command = new Command("ingest", "Take calls from files; a file that was taken before is not taken again") { files, customer, host, account, start, CommandOutput.JsonOption };
        command.SetAction((parsed, ct) => Offline.Run(parsed, ct, async (output, services) =>
        {
            var snapshot = await services.GetRequiredService<Snapshots>().Customer(parsed.GetValue(customer)!, ct);
            if (snapshot is null) return output.Fail("There is no such customer.");
            var header = new CallHeader { Host = parsed.GetValue(host), Account = parsed.GetValue(account), Start = parsed.GetValue(start) };
            var callsIn = services.GetRequiredService<CallsIn>();
            var lines = await output.Working("Taking calls", async measure =>
            {
                measure.Total = parsed.GetValue(files)!.Length;
                var taken = new List<Line>();
                foreach (var path in parsed.GetValue(files)!)
                {
                    taken.Add(await Take(callsIn, snapshot.Id, path, header, ct));
                    measure.Advance();
                }

                return taken;
            });
            foreach (var line in lines) output.Answer(line, l => $"{l.Outcome,-10} {l.File}{(l.Why is null ? "" : $": {l.Why}")}");
            return lines.TrueForAll(l => l.Why is null) ? Exit.Done : Exit.Refused;
        }));
        return command;
    }

    private static async Task<Line> Take(CallsIn callsIn, Guid customer, string path, CallHeader header, CancellationToken ct)
    {
        try
        {
            await using var file = File.OpenRead(path);
            var outcome = await callsIn.File(customer, file, Path.GetFileName(path), header, ct);
            return (outcome.Refused ?? outcome.Value!.Refusal()) is { } refusal
                ? new(path, refusal.Code, null, refusal.Sentence)
                : new(path, outcome.Value!.Again ? "known" : "stored", outcome.Value.Call, null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new(path, "unreadable", null, fault.Message.ReplaceLineEndings(" "));
        }
    }
}
