using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Governance;

/// <summary>
/// Says in a log that it goes on as it is, though it is not the one that was signed outside the database: the Platform Team, on the host.
/// </summary>
/// <param name="Chain">The hash of the heads that were put aside, in hexadecimal: the first head of the new chain names it.</param>
/// <param name="Outside">How many entries the longest of them had.</param>
public sealed record AcceptRestore(string Chain, long Outside) : Change<Head, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AuditVerify;

    /// <inheritdoc/>
    public override async Task<Found<Head>?> Find(Work work) =>
        await work.Db.Set<Head>().FirstOrDefaultAsync(h => h.Id == work.Db.CustomerId) is { } head ? new(work.Whole, head) : null;

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Head found) =>
        Task.FromResult<Refusal?>(string.IsNullOrWhiteSpace(work.Note) ? new NoReason() : null);

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, Head found)
    {
        var root = new Frontier(found.Frontier, found.LogSize).Root();
        work.Db.Add(new RestoreAccepted { Id = work.NewId(), Chain = Chain, Outside = Outside, Size = found.LogSize,
            Root = Convert.ToHexStringLower(root) });
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>A restored backup is accepted with a reason.</summary>
public sealed record NoReason() : Refusal("Give a reason that readers of the audit log will understand.");

/// <summary>A log that was accepted as it is.</summary>
/// <param name="Log">The customer's id; the empty id: the platform's log.</param>
/// <param name="Findings">What did not fit.</param>
/// <param name="Aside">Where its former heads are now; null: it had none.</param>
/// <param name="Refused">Why it could not be accepted; null: it was.</param>
public sealed record RestoredLog(Guid Log, IReadOnlyList<AuditFinding> Findings, string? Aside, Refusal? Refused);

/// <summary>
/// The way out for whoever restored a backup: each log that does not fit its heads says so in a signed entry, and begins a new chain of
/// heads that names the old.
/// </summary>
public sealed class RestoredLogs(Usher.Data.Store store, TreeHeads heads, Gate gate)
{
    /// <summary>Accepts every log that does not fit its heads.</summary>
    /// <param name="reason">Why; written to each entry.</param>
    /// <param name="ct">Ends it between two logs.</param>
    /// <returns>What was accepted; nothing when every log fits.</returns>
    public async Task<IReadOnlyList<RestoredLog>> Accept(string reason, CancellationToken ct)
    {
        var accepted = new List<RestoredLog>();
        if (string.IsNullOrWhiteSpace(reason)) return accepted;
        foreach (var report in await new HeadsCheck(store, heads).Run(ct))
        {
            ct.ThrowIfCancellationRequested();
            var (from, aside) = heads.Restart(report.Log);
            var act = new AcceptRestore(Convert.ToHexStringLower(from), report.Outside ?? 0);
            var outcome = await gate.Run(Caller.PlatformTeam(report.Log) with { Note = reason }, act, CancellationToken.None);

            // A log that is gone says nothing any more: the platform's says it.
            if (outcome.Refused is NotFound)
                outcome = await gate.Run(Caller.PlatformTeam(Guid.Empty) with { Note = $"{report.Log}: {reason}" }, act,
                    CancellationToken.None);
            accepted.Add(new(report.Log, report.Findings, aside, outcome.Refused));
        }

        return accepted;
    }
}
