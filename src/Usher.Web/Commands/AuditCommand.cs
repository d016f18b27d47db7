using System.CommandLine;
using Usher.Data;
using Usher.Governance;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Web.Hosting;

namespace Usher.Web.Commands;

/// <summary><c>usher audit</c>: verifies logs, writes parts of them out, checks such parts offline.</summary>
public static class AuditCommand
{
    private const string PlatformLog = "platform";

    /// <summary>What a verification found of one log.</summary>
    /// <param name="Log">The customer's slug, or <c>platform</c>; the id where there is no such customer.</param>
    /// <param name="Size">How many entries were looked at.</param>
    /// <param name="Outside">The size of its longest head outside the database; null: there is none.</param>
    /// <param name="Sound">Whether nothing is wrong.</param>
    /// <param name="Findings">What is wrong: the first of each kind.</param>
    /// <param name="Section">The section that an export was of; null: the whole.</param>
    public sealed record Verified(string Log, long Size, long? Outside, bool Sound, IReadOnlyList<AuditFinding> Findings, string? Section = null)
    {
        internal Verified(string log, AuditReport report)
            : this(log, report.Size, report.Outside, report.IsSound, report.Findings, report.Section) => (Counts, Remarks, Range) = (report.Counts, report.Remarks, report.Range);

        /// <summary>How many findings there are of each kind.</summary>
        public IReadOnlyDictionary<string, long> Counts { get; init; } = new Dictionary<string, long>();

        /// <summary>What is to be known beside what is wrong.</summary>
        public IReadOnlyList<string> Remarks { get; init; } = [];

        /// <summary>How many entries the range has that an export was asked for; null: this is no export.</summary>
        public long? Range { get; init; }

        internal string Text() => string.Join(Environment.NewLine, Findings
            .GroupBy(finding => finding.Kind)
            .SelectMany(kind => kind.Select(f => $"  {(f.Entry is { } entry ? $"entry {entry}: " : "")}{f.What}").Concat(More(kind.Key, kind.Count())))
            .Concat(Remarks.Select(remark => $"  {remark}"))
            .Prepend($"{Log}: {Size}{(Range is { } range ? $" of the {range}" : "")} entries{(Range is null ? "" : " of the range asked for")}{(Section is null ? "" : $", of the section {Section}")}, {(Sound ? "sound" : "NOT SOUND")}"));

        private IEnumerable<string> More(string kind, int listed) =>
            Counts.TryGetValue(kind, out var all) && all > listed ? [$"  and {all - listed} more like these"] : [];
    }

    /// <summary>Builds the command.</summary>
    public static Command Create() => new("audit", "Verify and export the audit logs") { Verify(), Export(), PublicKey(), AcceptRestore() };

    private static Command Verify()
    {
        var customer = new Option<string?>("--customer") { Description = "The log of this customer only, or `platform` (default: every log)" };
        var file = new Option<FileInfo?>("--file") { Description = "Check this export instead, without any database" };
        var key = new Option<FileInfo?>("--public-key") { Description = "The public key to check it with, PEM (see `usher audit public-key`)" };
        var command = new Command("verify", "Find any edit, removal, reordering or truncation; exits 1 when there is one") { customer, file, key, CommandOutput.JsonOption };
        command.SetAction(async (parsed, ct) =>
        {
            var output = CommandOutput.Of(parsed);
            if (parsed.GetValue(file) is { } export)
            {
                return parsed.GetValue(key) is { } publicKey
                    ? await VerifyFile(output, export, publicKey, ct)
                    : output.Fail("--file needs --public-key.", Exit.Usage);
            }

            return await Offline.WithKey(parsed, ct, async (_, services) => await VerifyLogs(output, services, parsed.GetValue(customer), ct));
        });
        return command;
    }

    private static async Task<int> VerifyFile(CommandOutput output, FileInfo export, FileInfo publicKey, CancellationToken ct)
    {
        try
        {
            await using var from = export.OpenRead();
            var pem = await File.ReadAllTextAsync(publicKey.FullName, ct);
            var report = await output.Working("Verifying", _ => AuditExport.Verify(from, pem, ct));
            return Say(output, new(report.Log == Guid.Empty ? PlatformLog : report.Log.ToString(), report));
        }
        catch (Exception fault) when (fault is ArgumentException or System.Security.Cryptography.CryptographicException)
        {
            return output.Fail($"{publicKey.Name} is no public key in PEM.");
        }
    }

    private static async Task<int> VerifyLogs(CommandOutput output, IServiceProvider services, string? only, CancellationToken ct)
    {
        var snapshots = services.GetRequiredService<Snapshots>();
        var logs = new List<Guid>();
        if (only is null) logs.AddRange(await Logs(services, ct));
        else if (only == PlatformLog) logs.Add(Guid.Empty);
        else if (await snapshots.Customer(only, ct) is { } customer) logs.Add(customer.Id);
        else return output.Fail($"There is no customer {only}.");

        var worst = Exit.Done;
        foreach (var log in logs)
        {
            var name = log == Guid.Empty ? PlatformLog : (await snapshots.Customer(log, ct))?.Facts.Slug ?? log.ToString();
            var outcome = await output.Working($"Verifying {name}", measure => services.GetRequiredService<Gate>().Run(Caller.PlatformTeam(log), new VerifyAudit(measure), ct));
            worst = Math.Max(worst, Say(output, outcome.Value is { } report
                ? new Verified(name, report)
                : new Verified(name, 0, null, Sound: false, [new("head", null, "There is no such customer, but heads of its log stand outside the database: it was removed.")])));
        }

        return worst;
    }

    /// <summary>Every log there is, and every one there was: a head outside tells of a log that is gone.</summary>
    private static async Task<IEnumerable<Guid>> Logs(IServiceProvider services, CancellationToken ct)
    {
        var there = await services.GetRequiredService<Store>().Logs(ct);
        return there.Append(Guid.Empty).Concat(services.GetRequiredService<TreeHeads>().Logs()).Distinct().Order();
    }

    private static int Say(CommandOutput output, Verified verified)
    {
        output.Answer(verified, v => v.Text());
        return verified.Sound ? Exit.Done : Exit.Refused;
    }

    private static Command Export()
    {
        var customer = new Option<string>("--customer") { Description = "The customer's slug, or `platform`", Required = true };
        var to = new Option<FileInfo>("--out") { Description = "The file to write, JSON Lines; one that is there is replaced when the export is whole", Required = true };
        var first = new Option<long>("--from") { Description = "The first entry" };
        var end = new Option<long?>("--to") { Description = "The entry after the last (default: all there are)" };
        var command = new Command("export", "Write a log, or a part of it, with proofs that are checked offline") { customer, to, first, end, CommandOutput.JsonOption };
        command.SetAction((parsed, ct) => Offline.WithKey(parsed, ct, async (output, services) =>
        {
            var slug = parsed.GetValue(customer)!;
            var log = slug == PlatformLog ? Guid.Empty : (await services.GetRequiredService<Snapshots>().Customer(slug, ct))?.Id;
            if (log is null) return output.Fail($"There is no customer {slug}.");
            var leave = await services.GetRequiredService<Gate>().Run(Caller.PlatformTeam(log.Value), new ExportAudit(parsed.GetValue(first), parsed.GetValue(end)), ct);
            if (leave.Refused is { } refusal) return output.Refuse(refusal);
            var ticket = leave.Value!;
            var path = parsed.GetValue(to)!.FullName;
            await output.Working("Exporting", async measure =>
            {
                measure.Total = ticket.To - ticket.From;
                await Whole(path, file => services.GetRequiredService<AuditExport>().Write(ticket, file, measure, ct: ct));
                return path;
            });
            return output.Answer(new { File = path, Log = slug, ticket.From, ticket.To }, made => $"{made.To - made.From} entries are in {made.File}. Check them with: usher audit verify --file {made.File} --public-key KEY.pem");
        }));
        return command;
    }

    private static Command PublicKey()
    {
        var command = new Command("public-key", "Print the public key that heads and exports are checked with") { CommandOutput.JsonOption };
        command.SetAction((parsed, ct) => Offline.WithKey(parsed, ct, (output, services) =>
            Task.FromResult(output.Answer(new { services.GetRequiredService<TreeHeads>().PublicKey }, key => key.PublicKey))));
        return command;
    }

    private static Command AcceptRestore()
    {
        var reason = new Option<string>("--reason") { Description = "Why the logs are not those that were signed: stands in an entry of each, for ever", Required = true };
        var command = new Command("accept-restore", "After a backup was restored: let every log that does not fit its heads go on as it is, and say so in it") { reason, CommandOutput.JsonOption };
        command.SetAction((parsed, ct) => Offline.WithKey(parsed, ct, async (output, services) =>
        {
            var given = parsed.GetValue(reason)!;
            if (string.IsNullOrWhiteSpace(given)) return output.Fail("--reason says why, in words.", Exit.Usage);
            var accepted = await services.GetRequiredService<RestoredLogs>().Accept(given, ct);
            if (accepted.Count == 0) return output.Fail("Every log fits its heads: there is nothing to accept.");
            var snapshots = services.GetRequiredService<Snapshots>();
            foreach (var log in accepted)
            {
                var name = log.Log == Guid.Empty ? PlatformLog : (await snapshots.Customer(log.Log, ct))?.Facts.Slug ?? log.Log.ToString();
                output.Answer(new { Log = name, log.Findings, log.Aside, Refused = log.Refused?.Sentence }, said =>
                    $"{said.Log}: {(said.Refused is { } why ? $"not accepted. {why}" : $"goes on as it is, and says so. {(said.Aside is null ? "It had no heads." : $"Its former heads are in {said.Aside}.")}")}{Environment.NewLine}  {string.Join($"{Environment.NewLine}  ", said.Findings.Select(finding => finding.What))}");
            }

            return accepted.Any(log => log.Refused is not null) ? Exit.Refused : Exit.Done;
        }));
        return command;
    }

    /// <summary>Whether every log fits its heads outside the database; says which do not. A server does not start on those that do not: it would vouch for them.</summary>
    internal static async Task<bool> Fits(CommandOutput output, IServiceProvider services, CancellationToken ct)
    {
        var unsound = await services.GetRequiredService<HeadsCheck>().Run(ct);
        if (unsound.Count == 0) return true;
        var told = unsound.Take(AuditReport.Most).Select(report => $"log {(report.Log == Guid.Empty ? PlatformLog : report.Log.ToString())}: {string.Join(' ', report.Findings.Select(finding => finding.What))}");
        output.Fail($"{unsound.Count} audit logs do not fit the heads that were signed outside the database: nothing is served. {string.Join(' ', told)} See `usher audit verify`; if you restored a backup, `usher audit accept-restore --reason …` says so in the logs and goes on.");
        return false;
    }

    /// <summary>Writes a file whole or not at all.</summary>
    private static async Task Whole(string path, Func<Stream, Task> write)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        try
        {
            await using (var file = new FileStream(draft, FileMode.CreateNew)) await write(file);
            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
