using System.CommandLine;
using Microsoft.EntityFrameworkCore;
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
    private const string SharedTables = "tables of no single customer";

    /// <summary>What a verification found of one log.</summary>
    /// <param name="Log">The customer's slug, or <c>platform</c>; the id where there is no such customer.</param>
    /// <param name="Size">How many entries were looked at.</param>
    /// <param name="Outside">The size of its longest head outside the database; null: there is none.</param>
    /// <param name="Sound">Whether nothing is wrong.</param>
    /// <param name="Findings">What is wrong: the first of each kind.</param>
    /// <param name="Section">The section that an export was of; null: the whole.</param>
    public sealed record Verified(string Log, long Size, long? Outside, bool Sound, IReadOnlyList<AuditFinding> Findings,
        string? Section = null)
    {
        internal Verified(string log, AuditReport report)
            : this(log, report.Size, report.Outside, report.IsSound, report.Findings, report.Section) =>
                (Counts, Remarks, Range) = (report.Counts, report.Remarks, report.Range);

        /// <summary>How many findings there are of each kind.</summary>
        public IReadOnlyDictionary<string, long> Counts { get; init; } = new Dictionary<string, long>();

        /// <summary>What is to be known beside what is wrong.</summary>
        public IReadOnlyList<string> Remarks { get; init; } = [];

        /// <summary>How many entries the range has that an export was asked for; null: this is no export.</summary>
        public long? Range { get; init; }

        internal string Text() => string.Join(Environment.NewLine, Findings
            .GroupBy(finding => finding.Kind)
            .SelectMany(kind => kind.Select(f => $"  {(f.Entry is { } entry ? $"entry {entry}: " : "")}{f.What}")
            .Concat(More(kind.Key, kind.Count())))
            .Concat(Remarks.Select(remark => $"  {remark}"))
            .Prepend($"{Log}: {(Log == SharedTables ? Sound ? "as the logs say" : "DIFFERENT FROM THE LOGS" : Counted())}"));

        private string Counted() =>
            ($"{Size}{(Range is { } range ? $" of the {range}" : "")} " +
                $"entries{(Range is null ? "" : " of the requested range")}{(Section is null ? "" : $", of the section {Section}")}, " +
                $"{(Sound ? "sound" : "NOT SOUND")}");

        private IEnumerable<string> More(string kind, int listed) =>
            Counts.TryGetValue(kind, out var all) && all > listed ? [$"  and {all - listed} more like this"] : [];
    }

    /// <summary>Builds the command.</summary>
    public static Command Create() => new("audit", "Verify and export the audit logs") { Verify(), Export(), PublicKey(), AcceptRestore() };

    private static Command Verify()
    {
        var customer =
            new Option<string?>("--customer") { Description = "The log of this customer only, or `platform` (default: every log)" };
        var file = new Option<FileInfo?>("--file") { Description = "Check this export instead, without a database" };
        var key = new Option<FileInfo?>("--public-key") { Description =
            "The public key to check it with, PEM (see `usher audit public-key`)" };
        var received =
            new Option<FileInfo?>("--received") { Description = "A file of heads as they were received off the host, to compare as well" };
        var command = new Command("verify",
            "Find any edit, removal, reordering or truncation, and rows that differ from the log; exits 1 if there is one")
        {
            customer, file, key, received, CommandOutput.JsonOption,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var output = CommandOutput.Of(parsed);
            if (parsed.GetValue(file) is { } export)
            {
                return parsed.GetValue(key) is { } publicKey
                    ? await VerifyFile(output, export, publicKey, ct)
                    : output.Fail("--file needs --public-key.", Exit.Usage);
            }

            return await Offline.WithKey(parsed, ct,
                async (_, services) => await VerifyLogs(output, services, parsed.GetValue(customer), parsed.GetValue(received), ct));
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
            return output.Fail($"{publicKey.Name} is not a public key in PEM.");
        }
    }

    private static async Task<int> VerifyLogs(CommandOutput output, IServiceProvider services, string? only, FileInfo? received,
        CancellationToken ct)
    {
        var (store, heads, gate) =
            (services.GetRequiredService<Store>(), services.GetRequiredService<TreeHeads>(), services.GetRequiredService<Gate>());
        var (shared, derived) = (new SharedFacts(store), services.GetServices<IDerivedCheck>().ToList());
        var elsewhere = received is null ? null : Received(await File.ReadAllLinesAsync(received.FullName, ct));
        var logs = await new AuditVerifier(store, heads).Logs(ct);
        if (only == PlatformLog) logs = [Guid.Empty];
        else if (only is not null && await Named(store, only, ct) is { } customer) logs = [customer];
        else if (only is not null) return output.Fail($"There is no customer {only}.");

        var worst = Exit.Done;
        foreach (var log in logs)
        {
            var name = await NameOf(store, log, ct);
            var outcome = await output.Working($"Verifying {name}",
                measure => gate.Run(Caller.PlatformTeam(Guid.Empty), new VerifyAudit(log, measure, shared, derived, elsewhere), ct));
            worst = Math.Max(worst, Say(output, new Verified(name, outcome.Value!)));
        }

        if (only is not null) return worst;
        var tables = await output.Working("Comparing shared tables",
            _ => gate.Run(Caller.PlatformTeam(Guid.Empty), new VerifySharedTables(shared), ct));
        return Math.Max(worst, Say(output, new Verified(SharedTables, tables.Value!)));
    }

    /// <summary>The heads in what a receiver kept: lines that end in a log's id and a head, whatever comes before.</summary>
    private static List<OutsideHead> Received(IEnumerable<string> lines) => [.. lines
        .Select(line => line.Trim().TrimEnd('"', '}').Replace("\",\"head\":\"", " ", StringComparison.Ordinal)
        .Replace("{\"log\":\"", "", StringComparison.Ordinal).Split(' '))
        .Where(words => words.Length >= 6 && Guid.TryParse(words[^6], out _))
        .Select(words => OutsideHead.Parse(Guid.Parse(words[^6]), string.Join(' ', words[^5..]))).OfType<OutsideHead>()];

    /// <summary>A customer's log, by slug: of the row nothing else is read, which may be what was edited.</summary>
    private static async Task<Guid?> Named(Store store, string slug, CancellationToken ct)
    {
        await using var db = store.Context(Guid.Empty);
        return await db.Set<Directory.Customer>().Where(customer => customer.Slug == slug).Select(customer => (Guid?)customer.Id)
            .FirstOrDefaultAsync(ct);
    }

    private static async Task<string> NameOf(Store store, Guid log, CancellationToken ct)
    {
        await using var db = store.Context(Guid.Empty);
        return log == Guid.Empty ? PlatformLog
            : await db.Set<Directory.Customer>().Where(customer => customer.Id == log).Select(customer => customer.Slug)
            .FirstOrDefaultAsync(ct) ?? log.ToString();
    }

    private static int Say(CommandOutput output, Verified verified)
    {
        output.Answer(verified, v => v.Text());
        return verified.Sound ? Exit.Done : Exit.Refused;
    }

    private static Command Export()
    {
        var customer = new Option<string>("--customer") { Description = "The customer's slug, or `platform`", Required = true };
        var to = new Option<FileInfo>("--out") { Description =
            "The file to write, JSON Lines; an existing file is replaced when the export is complete", Required = true };
        var first = new Option<long>("--from") { Description = "The first entry" };
        var end = new Option<long?>("--to") { Description = "The entry after the last (default: to the end)" };
        var command = new Command("export", "Export a log or a part of it, with proofs that can be checked offline") { customer, to, first,
            end, CommandOutput.JsonOption };
        command.SetAction((parsed, ct) => Offline.WithKey(parsed, ct, async (output, services) =>
        {
            var slug = parsed.GetValue(customer)!;
            var log = slug == PlatformLog ? Guid.Empty : (await services.GetRequiredService<Snapshots>().Customer(slug, ct))?.Id;
            if (log is null) return output.Fail($"There is no customer {slug}.");
            var leave = await services.GetRequiredService<Gate>()
                .Run(Caller.PlatformTeam(log.Value), new ExportAudit(parsed.GetValue(first), parsed.GetValue(end)), ct);
            if (leave.Refused is { } refusal) return output.Refuse(refusal);
            var ticket = leave.Value!;
            var path = parsed.GetValue(to)!.FullName;
            await output.Working("Exporting", async measure =>
            {
                measure.Total = ticket.To - ticket.From;
                await Whole(path, file => services.GetRequiredService<AuditExport>().Write(ticket, file, measure, ct: ct));
                return path;
            });
            return output.Answer(new { File = path, Log = slug, ticket.From, ticket.To },
                made => $"{made.To - made.From} entries exported to {made.File}. Check them with: usher audit verify --file {made.File} " +
                "--public-key KEY.pem");
        }));
        return command;
    }

    private static Command PublicKey()
    {
        var command = new Command("public-key", "Print the public key for checking heads and exports") { CommandOutput.JsonOption };
        command.SetAction((parsed, ct) => Offline.WithKey(parsed, ct, (output, services) =>
            Task.FromResult(output.Answer(new { services.GetRequiredService<TreeHeads>().PublicKey }, key => key.PublicKey))));
        return command;
    }

    private static Command AcceptRestore()
    {
        var reason = new Option<string>("--reason") { Description =
            "Why the logs differ from the signed ones; recorded for good in an entry of each log", Required = true };
        var command = new Command("accept-restore",
            "After a restore: accept every log that does not match its heads, and record that in it") { reason, CommandOutput.JsonOption };
        command.SetAction((parsed, ct) => Offline.WithKey(parsed, ct, async (output, services) =>
        {
            var given = parsed.GetValue(reason)!;
            if (string.IsNullOrWhiteSpace(given)) return output.Fail("--reason needs a text.", Exit.Usage);
            var accepted = await services.GetRequiredService<RestoredLogs>().Accept(given, ct);
            if (accepted.Count == 0) return output.Fail("Every log matches its heads: there is nothing to accept.");
            var snapshots = services.GetRequiredService<Snapshots>();
            foreach (var log in accepted)
            {
                var name = log.Log == Guid.Empty ? PlatformLog : (await snapshots.Customer(log.Log, ct))?.Facts.Slug ?? log.Log.ToString();
                output.Answer(new { Log = name, log.Findings, log.Aside, Refused = log.Refused?.Sentence }, said =>
                {
                    var heads = said.Aside is null ? "It had no heads." : $"Its former heads are in {said.Aside}.";
                    var outcome = said.Refused is { } why ? $"not accepted. {why}" : $"accepted, and recorded in the log. {heads}";
                    return string.Join($"{Environment.NewLine}  ",
                        said.Findings.Select(finding => finding.What).Prepend($"{said.Log}: {outcome}"));
                });
            }

            return accepted.Any(log => log.Refused is not null) ? Exit.Refused : Exit.Done;
        }));
        return command;
    }

    /// <summary>
    /// Whether every log fits its heads outside the database; says which do not. A server does not start on those that do not: it would
    /// vouch for them.
    /// </summary>
    internal static async Task<bool> Fits(CommandOutput output, IServiceProvider services, CancellationToken ct)
    {
        var unsound = await services.GetRequiredService<HeadsCheck>().Run(ct);
        if (unsound.Count == 0) return true;
        var told = unsound.Take(AuditReport.Most)
            .Select(report =>
            $"log {(report.Log == Guid.Empty ? PlatformLog : report.Log.ToString())}: " +
                $"{string.Join(' ', report.Findings.Select(finding => finding.What))}");
        output.Fail($"{unsound.Count} audit logs do not match the signed heads outside the database: the server does not start. " +
            $"{string.Join(' ', told)} See `usher audit verify`; if you restored a backup, `usher audit accept-restore --reason …` " +
            "records that in the logs and accepts them.");
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
