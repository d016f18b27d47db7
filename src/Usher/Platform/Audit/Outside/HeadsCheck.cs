using Microsoft.EntityFrameworkCore;
using Usher.Data;

namespace Usher.Platform.Audit;

/// <summary>
/// Holds every log against its heads outside the database, without reading the entries: what a server asks before it starts.
/// </summary>
/// <param name="store">The database.</param>
/// <param name="heads">The heads outside it.</param>
public sealed class HeadsCheck(Store store, TreeHeads heads)
{
    /// <summary>Looks at every log there is, and every one that heads tell of.</summary>
    /// <returns>A report for each log with something wrong.</returns>
    public async Task<IReadOnlyList<AuditReport>> Run(CancellationToken ct)
    {
        var unsound = new List<AuditReport>();
        await foreach (var report in Each(ct))
            if (!report.IsSound) unsound.Add(report);
        return unsound;
    }

    private async IAsyncEnumerable<AuditReport> Each([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        // Heads first: what stands outside now was committed before, and the database must have it.
        var outside = heads.Logs().Append(Guid.Empty).Distinct()
            .ToDictionary(log => log, log => (Findings: new Findings(), Chain: default(HeadChain)));
        foreach (var log in outside.Keys.ToList())
            outside[log] = outside[log] with { Chain = OutsideHeads.Read(heads, log, outside[log].Findings) };
        await using var db = store.Everywhere(Across.Verification);
        await using var read = await store.BeginRead(db, ct);
        var seen = new HashSet<Guid>();
        var rows = new List<StoredRow>();
        await foreach (var row in StoredRow.Read(db, "SELECT id, log_size, frontier FROM heads", null, ct)) rows.Add(row);
        foreach (var row in rows)
        {
            if (row.Id(0) is not { } log || !seen.Add(log)) continue;
            var (findings, chain) = outside.TryGetValue(log, out var known) ? known : (new(), null);
            await Check(log, row, chain, findings, ct);
            yield return findings.Report(log, row.Number(1) ?? 0, chain?.Longest?.Size);
        }

        foreach (var (log, (findings, chain)) in outside.Where(one => !seen.Contains(one.Key)))
        {
            if (chain is { Heads.Count: > 0 })
                findings.Add("head", null, "The database has no such log, but there are heads of it outside: it was removed.");
            yield return findings.Report(log, 0, chain?.Longest?.Size);
        }
    }

    private async Task Check(Guid log, StoredRow row, HeadChain? chain, Findings findings, CancellationToken ct)
    {
        if (row.Number(1) is not { } size || size < 0 || Read(row.Bytes(2), size) is not { } frontier)
        {
            findings.Add("head", null, $"The head row can't be read: it says {row.Shown(1)} entries.");
            return;
        }

        var after = chain?.Longest?.Size == size ? chain : OutsideHeads.Read(heads, log, null);
        foreach (var (kind, entry, what) in OutsideHeads.Unfit(chain, after, size, frontier.Root, heads.IsOneOfMany))
            findings.Add(kind, entry, what);
        if (chain is { Heads.Count: > 0 } && !chain.From.AsSpan().SequenceEqual(OutsideHead.Nothing)
            && !await IsAccepted(log, Convert.ToHexStringLower(chain.From), ct))
            findings.Add("outside-begin", null,
                "The heads outside the database continue others that are missing, and nobody accepted a restored backup.");
        if (chain?.Longest is not { } longest || longest.Size > size) return;
        var root = longest.Size == size ? frontier.Root() : await RootAt(log, longest.Size, ct);
        if (!longest.Root.AsSpan().SequenceEqual(root))
            findings.Add("outside-root", null, $"The first {longest.Size} entries are not those that were signed outside the database.");
    }

    private async Task<bool> IsAccepted(Guid log, string chain, CancellationToken ct)
    {
        await using var db = store.Context(log);
        await using var read = await store.BeginRead(db, ct);
        return await db.Set<RestoreAccepted>().AnyAsync(r => r.Chain == chain, ct);
    }

    /// <summary>The root over a log's first entries, by the hashes they are stored with.</summary>
    private async Task<byte[]> RootAt(Guid log, long size, CancellationToken ct)
    {
        var frontier = new Frontier();
        await using var db = store.Context(log);
        await using var read = await store.BeginRead(db, ct);
        await foreach (var row in StoredRow.Read(db,
            $"SELECT leaf_hash FROM audit_entries WHERE customer_id = @log AND \"index\" < {size} ORDER BY \"index\"", log, ct))
            frontier.Append(row.Bytes(0) ?? []);
        return frontier.Root();
    }

    private static Frontier? Read(byte[]? bytes, long size)
    {
        try
        {
            return bytes is null ? null : new(bytes, size);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
