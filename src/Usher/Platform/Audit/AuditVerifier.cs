using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;

namespace Usher.Platform.Audit;

/// <summary>
/// Verifies a whole log against itself, its head row and the signed heads outside the database. A log longer than its last outside head is normal: the head is
/// written after the commit. A shorter or different one is tampering.
/// </summary>
/// <param name="store">The database.</param>
/// <param name="heads">The heads outside it.</param>
public sealed class AuditVerifier(Store store, TreeHeads heads)
{
    /// <summary>Verifies one log, in one consistent state of the database.</summary>
    /// <param name="log">The customer's id; the empty id: the platform's log.</param>
    /// <param name="progress">Told the number of entries verified, now and then; null: nobody is.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<AuditReport> Verify(Guid log, IProgress<long>? progress = null, CancellationToken ct = default)
    {
        // What stands outside now was committed before: the database must have it.
        var outside = heads.Read(log).OfType<SignedHead>().OrderBy(head => head.Size).ToList();
        await using var db = store.Context(log);
        await using var read = await store.BeginRead(db, ct);
        var findings = new Findings();
        var head = await db.Set<Head>().AsNoTracking().FirstOrDefaultAsync(h => h.Id == log, ct);
        var signed = new Signed(outside, heads, findings);
        var frontier = new Frontier();
        signed.Check(frontier);
        var expected = 0L;
        await foreach (var (entry, subjects) in Entries(db).WithCancellation(ct))
        {
            if (entry.Index > expected)
                findings.Add(expected, entry.Index == expected + 1 ? "This entry is missing." : $"The entries {expected} to {entry.Index - 1} are missing.");
            else if (entry.Index < expected)
                findings.Add(entry.Index, "This entry has a place that no entry can have.");
            expected = entry.Index + 1;
            var leaf = Frontier.LeafHash(entry.Body);
            if (!leaf.AsSpan().SequenceEqual(entry.LeafHash)) findings.Add(entry.Index, "The entry does not have the hash it was stored with.");
            if (Differs(entry, subjects, log) is { } column) findings.Add(entry.Index, $"Its {column} is not what the entry itself says.");
            frontier.Append(leaf);
            signed.Check(frontier);
            if (expected % 1000 == 0) progress?.Report(expected);
        }

        await foreach (var stray in db.Set<AuditSubject>().Where(s => !db.Set<AuditEntry>().Any(e => e.Index == s.Index)).Select(s => s.Index).Distinct().Take(AuditReport.Most).AsAsyncEnumerable().WithCancellation(ct))
            findings.Add(stray, "Subjects are listed for an entry that is not there.");
        signed.End(frontier.Size);
        CheckHead(head, frontier, findings);
        return findings.Report(log, frontier.Size, outside.Count == 0 ? null : outside[^1].Size);
    }

    private static async IAsyncEnumerable<(AuditEntry Entry, List<Guid> Subjects)> Entries(UsherDb db)
    {
        var rows = db.Set<AuditEntry>().AsNoTracking().OrderBy(e => e.Index).Select(e => new
        {
            Entry = e,
            Subjects = db.Set<AuditSubject>().Where(s => s.Index == e.Index).Select(s => s.SubjectId).ToList(),
        });
        await foreach (var row in rows.AsAsyncEnumerable()) yield return (row.Entry, row.Subjects);
    }

    private static void CheckHead(Head? head, Frontier frontier, Findings findings)
    {
        if (head is null)
            findings.Add(null, "The log has no head row.");
        else if (head.LogSize != frontier.Size)
            findings.Add(null, $"The head row says {head.LogSize} entries; there are {frontier.Size}.");
        else if (!head.Frontier.AsSpan().SequenceEqual(frontier.ToBytes()))
            findings.Add(null, "The head row's frontier is not that of these entries.");
    }

    /// <summary>The first column that says another thing than the hashed body; null when all agree.</summary>
    private static string? Differs(AuditEntry entry, List<Guid> subjects, Guid log)
    {
        try
        {
            using var body = JsonDocument.Parse(entry.Body);
            var root = body.RootElement;
            if (root.GetProperty("log").GetGuid() != log) return "log";
            if (root.GetProperty("index").GetInt64() != entry.Index) return "place";
            if (root.GetProperty("at").GetDateTimeOffset() != entry.At) return "time";
            if (root.GetProperty("section").GetString() != StoredNames.Of(entry.Section)) return "section";
            if (root.GetProperty("actor").GetProperty("id").GetGuid() != entry.ActorId) return "actor";
            if (root.GetProperty("act").GetString() != entry.Act) return "act";
            if ((root.TryGetProperty("refused", out var refused) ? refused.GetString() : null) != entry.Refusal) return "refusal";
            return root.GetProperty("subjects").EnumerateArray().Select(s => s.GetGuid()).Order().SequenceEqual(subjects.Order()) ? null : "list of subjects";
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return "body";
        }
    }

    /// <summary>Walks the outside heads beside the entries: each must be the root of the tree at its size.</summary>
    private sealed class Signed(List<SignedHead> outside, TreeHeads heads, Findings findings)
    {
        private int _next;
        private long _sound;
        private bool _differs;

        public void Check(Frontier frontier)
        {
            for (; _next < outside.Count && outside[_next].Size <= frontier.Size; _next++)
            {
                var head = outside[_next];
                if (!heads.Signed(head))
                {
                    findings.Add(null, $"The outside head of size {head.Size} was not signed by this key.");
                }
                else if (head.Root.AsSpan().SequenceEqual(frontier.Root()))
                {
                    _sound = head.Size;
                }
                else if (!_differs)
                {
                    _differs = true;
                    findings.Add(_sound, head.Size - _sound == 1
                        ? "This entry is not the one that was signed outside the database."
                        : $"Among the entries {_sound} to {head.Size - 1} one is not what was signed outside the database.");
                }
            }
        }

        public void End(long size)
        {
            if (_next < outside.Count) findings.Add(size, $"The log ends here, but a head of {outside[^1].Size} entries was signed outside the database: the rest was cut off.");
        }
    }
}
