using System.CommandLine;
using Usher.Access;
using Usher.Calls.Ingest;
using Usher.Calls.Transcripts;
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
    /// <param name="Reading">What was odd in the file, and what of it could not be read.</param>
    public sealed record Line(string File, string Outcome, Guid? Call, string? Why, ReadingNotes? Reading);

    private const int Told = 5;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "JSON turns, WebVTT, or lines of “Speaker: text”",
            Arity = ArgumentArity.OneOrMore };
        var customer = new Option<string>("--customer") { Description = "The customer's slug", Required = true };
        var host = new Option<string>("--host") { Description = "The host's e-mail address, for files without one" };
        var account = new Option<string>("--account") { Description = "The account in the CRM, for files without one" };
        var crm = new Option<string>("--crm") { Description = "What the CRM says of the call, as a JSON object of fields, for files without it" };
        var start = new Option<DateTimeOffset?>("--start")
        {
            Description = "When the call started, with its offset, for files that do not say",
            CustomParser = given =>
            {
                if (given.Tokens is [{ Value: var text }] && Moment.TryRead(text, out var moment)) return moment;
                given.AddError($"--start: {Moment.Expected}");
                return null;
            },
        };
        var command = new Command("ingest", "Ingest calls from files; a file is ingested only once") { files, customer, host, account,
            crm, start, CommandOutput.JsonOption };
        command.SetAction((parsed, ct) => Offline.Run(parsed, ct, async (output, services) =>
        {
            var snapshot = await services.GetRequiredService<Snapshots>().Customer(parsed.GetValue(customer)!, ct);
            if (snapshot is null) return output.Fail("There is no such customer.");
            var header =
                new CallHeader
                {
                    Host = parsed.GetValue(host),
                    Account = parsed.GetValue(account),
                    Start = parsed.GetValue(start),
                    Crm = parsed.GetValue(crm),
                };
            return await Run(services.GetRequiredService<CallsIn>(), snapshot.Id, parsed.GetValue(files)!, header, output, ct);
        }));
        return command;
    }

    /// <summary>Takes files one after the other and says of each what became of it when it is done; one that is bad stops none.</summary>
    /// <param name="callsIn">Where calls go.</param>
    /// <param name="customer">Whose they are.</param>
    /// <param name="files">The paths of the files.</param>
    /// <param name="header">What is said of each beside its file.</param>
    /// <param name="output">Where lines go.</param>
    /// <param name="ct">Ends the work; what was stored stays.</param>
    /// <returns><see cref="Exit.Done"/>, or <see cref="Exit.Refused"/> when at least one was refused.</returns>
    public static async Task<int> Run(CallsIn callsIn, Guid customer, IEnumerable<string> files, CallHeader header, CommandOutput output,
        CancellationToken ct)
    {
        var code = Exit.Done;
        foreach (var path in files)
        {
            var line = await Take(callsIn, customer, path, header, ct);
            output.Answer(line, Text);
            if (line.Why is not null) code = Exit.Refused;
        }

        return code;
    }

    private static string Text(Line line)
    {
        var text = $"{line.Outcome,-10} {line.File}{(line.Why is null ? "" : $": {line.Why}")}";
        if (line.Reading is not { Warned: > 0 } reading) return text;
        var told = reading.Warnings.Take(Told).Select(w => $"\n           {w.Where}: {w.Why}");
        var more = reading.Warned > Told ? $"\n           and {reading.Warned - Told:N0} more" : "";
        return $"{text} ({reading.Warned:N0} warning{(reading.Warned == 1 ? "" : "s")}, {reading.Unread:N0} not " +
            $"read){string.Concat(told)}{more}";
    }

    // What is missing in a file is known by its member, which the sentence does not name.
    private static string Sentence(Refusal refusal) =>
        refusal is Invalid invalid ? string.Join(' ', invalid.Errors.SelectMany(e => e.Value)) : refusal.Sentence;

    private static async Task<Line> Take(CallsIn callsIn, Guid customer, string path, CallHeader header, CancellationToken ct)
    {
        try
        {
            await using var file = File.OpenRead(path);
            var outcome = await callsIn.File(customer, file, Path.GetFileName(path), header, ct);
            return (outcome.Refused ?? outcome.Value!.Refusal()) is { } refusal
                ? new(path, refusal.Code, null, Sentence(refusal), null)
                : new(path, outcome.Value!.Again ? "known" : "stored", outcome.Value.Call, null, outcome.Value.Notes);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new(path, "unreadable", null, fault.Message.ReplaceLineEndings(" "), null);
        }
    }
}
