using System.Text.Json;
using Usher.Access;
using Usher.Data;

namespace Usher.Platform.Audit;

/// <summary>
/// Verifies a whole log against itself, its head row, the signed heads outside the database, and the tables against what it tells. One
/// commit more than the last outside head is normal after a crash: the head is written after the commit. Fewer entries, others, more, or
/// heads that are missing or cannot be read are tampering, or a restored backup.
/// </summary>
/// <param name="store">The database.</param>
/// <param name="heads">The heads outside it.</param>
public sealed class AuditVerifier(Store store, TreeHeads heads)
{
    /// <summary>Verifies one log, in one consistent state of the database.</summary>
    /// <param name="log">The customer's id; the empty id: the platform's log.</param>
    /// <param name="progress">Receives the number of entries verified, now and then; null: nobody is.</param>
    /// <param name="shared">Gets what the log tells of tables that are no customer's; null: they are not compared.</param>
    /// <param name="derived">Compare what follows from other rows; null: it is not compared.</param>
    /// <param name="received">Heads that were sent off the host, also of other logs; null: none are at hand.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<AuditReport> Verify(
        Guid log, IProgress<long>? progress = null, SharedFacts? shared = null, IEnumerable<IDerivedCheck>? derived = null,
        IEnumerable<OutsideHead>? received = null, CancellationToken ct = default)
    {
        var findings = new Findings();

        // What stands outside now was committed before: the database must have it.
        var outside = OutsideHeads.Read(heads, log, findings);
        await using var db = store.Context(log);
        await using var read = await store.BeginRead(db, ct);
        var subjects = await Subjects(db, log, findings, ct);
        var walk = new OutsideWalk(outside, Received(log, received, findings), findings);
        var frontier = new Frontier();
        var restores = new List<RestoreTold>();
        var facts = new OwnFacts(db, log, findings);
        walk.Reach(frontier);
        var expected = 0L;
        await foreach (var row in StoredRow.Read(db,
            "SELECT \"index\", at, section, actor_id, act, refusal, body, leaf_hash FROM audit_entries WHERE customer_id = @log ORDER BY " +
            "\"index\"", log, ct))
        {
            if (row.Number(0) is not { } index || index is < 0 or > long.MaxValue - 2)
            {
                findings.Add("entry-place", null, $"A row of the log has the index {row.Shown(0)}.");
                continue;
            }

            if (index > expected)
                findings.Add("entry-missing", expected, index == expected + 1
                    ? "This entry is missing."
                    : $"The entries {expected} to {index - 1} are missing.");
            else if (index < expected)
                findings.Add("entry-place", index, "This entry has an index that no entry can have.");
            expected = index + 1;
            var body = row.Bytes(6) ?? [];
            var leaf = Frontier.LeafHash(body);
            if (row.Bytes(7) is not { } stored || !leaf.AsSpan().SequenceEqual(stored))
                findings.Add("entry-hash", index, "The entry does not have the hash it was stored with.");
            using var told = Parse(body);
            if (Differs(row, told, index, subjects.Of(index), log) is { } column)
                findings.Add("entry-column", index, $"Its {column} differs from the entry's own text.");
            if (told is not null)
            {
                restores.AddRange(RestoreTold.In(told.RootElement, index));
                facts.Hear(told.RootElement, index);
                shared?.Hear(log, told.RootElement, index);
            }

            frontier.Append(leaf);
            walk.Reach(frontier);
            if (expected % 1000 == 0) progress?.Report(expected);
        }

        subjects.Rest(findings);
        await CheckHead(db, log, frontier, findings, ct);
        await facts.Compare(ct);
        foreach (var check in derived ?? []) await check.Compare(db, (what, table) => findings.Add($"fact {table}", null, what), ct);
        shared?.Reached(log, frontier.Size);
        walk.End(frontier, OutsideHeads.Read(heads, log, null), restores, heads.IsOneOfMany);
        return findings.Report(log, frontier.Size, outside?.Longest?.Size) with { Remarks = walk.Remarks };
    }

    /// <summary>The logs that there are, as far as the rows of their heads can be read.</summary>
    public async Task<IReadOnlyList<Guid>> Logs(CancellationToken ct = default)
    {
        var logs = new HashSet<Guid>(heads.Logs()) { Guid.Empty };
        await using var db = store.Context(Guid.Empty);
        await using var read = await store.BeginRead(db, ct);
        await foreach (var row in StoredRow.Read(db, "SELECT id FROM heads", null, ct))
            if (row.Id(0) is { } log) logs.Add(log);
        return [.. logs.Order()];
    }

    private List<OutsideHead> Received(Guid log, IEnumerable<OutsideHead>? received, Findings findings)
    {
        var own = (received ?? []).Where(head => head.Log == log && !head.IsAnnounced).ToList();
        foreach (var head in own.Where(head => !heads.Signed(head)))
            findings.Add("received", null, $"A head of {head.Size} entries that was received elsewhere was not signed by this key.");
        return own;
    }

    /// <summary>The body; null: it is no JSON object.</summary>
    private static JsonDocument? Parse(byte[] body)
    {
        try
        {
            var parsed = JsonDocument.Parse(body);
            if (parsed.RootElement.ValueKind == JsonValueKind.Object) return parsed;
            parsed.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task CheckHead(UsherDb db, Guid log, Frontier frontier, Findings findings, CancellationToken ct)
    {
        var found = false;
        await foreach (var head in StoredRow.Read(db, "SELECT log_size, frontier FROM heads WHERE id = @log", log, ct))
        {
            found = true;
            if (head.Number(0) != frontier.Size)
                findings.Add("head", null, $"The head row says {head.Shown(0)} entries; there are {frontier.Size}.");
            else if (head.Bytes(1) is not { } stored || !stored.AsSpan().SequenceEqual(frontier.ToBytes()))
                findings.Add("head", null, "The head row's frontier is not that of these entries.");
        }

        if (!found) findings.Add("head", null, "The log has no head row.");
    }

    /// <summary>The first column that says another thing than the hashed body; null when all agree.</summary>
    private static string? Differs(StoredRow row, JsonDocument? told, long index, IEnumerable<Guid> subjects, Guid log)
    {
        if (told is null) return "body";
        try
        {
            var root = told.RootElement;
            if (root.GetProperty("log").GetGuid() != log) return "log";
            if (root.GetProperty("index").GetInt64() != index) return "place";
            if (row.Number(1) != StoredInstant.Micros(root.GetProperty("at").GetDateTimeOffset())) return "time";
            if (row.Text(2) != root.GetProperty("section").GetString()) return "section";
            if (row.Id(3) != root.GetProperty("actor").GetProperty("id").GetGuid()) return "actor";
            if (row.Text(4) != root.GetProperty("act").GetString()) return "act";
            if (row[5] is not (DBNull or string)
                || row.Text(5) != (root.TryGetProperty("refused", out var refused) ? refused.GetString() : null))
                return "refusal";
            return root.GetProperty("subjects").EnumerateArray().Select(s => s.GetGuid()).Order().SequenceEqual(subjects.Order())
                ? null
                : "list of subjects";
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or KeyNotFoundException
            or OverflowException or ArgumentException)
        {
            return "body";
        }
    }

    private static async Task<Listed> Subjects(UsherDb db, Guid log, Findings findings, CancellationToken ct)
    {
        var rows = new List<(long Index, Guid Subject)>();
        await foreach (var row in StoredRow.Read(db,
            "SELECT \"index\", subject_id FROM audit_subjects WHERE customer_id = @log ORDER BY \"index\"", log, ct))
        {
            if (row.Number(0) is { } index && row.Id(1) is { } subject) rows.Add((index, subject));
            else findings.Add("subjects", row.Number(0), $"A row of the subjects is not valid: {row.Shown(0)}, {row.Shown(1)}.");
        }

        return new(rows);
    }

    /// <summary>The subjects of the entries, both in order.</summary>
    private sealed class Listed(List<(long Index, Guid Subject)> rows)
    {
        private readonly HashSet<long> _strays = [];
        private int _next;

        public List<Guid> Of(long entry)
        {
            for (; _next < rows.Count && rows[_next].Index < entry; _next++) _strays.Add(rows[_next].Index);
            var subjects = new List<Guid>();
            for (; _next < rows.Count && rows[_next].Index == entry; _next++) subjects.Add(rows[_next].Subject);
            return subjects;
        }

        public void Rest(Findings findings)
        {
            for (; _next < rows.Count; _next++) _strays.Add(rows[_next].Index);
            foreach (var stray in _strays) findings.Add("subjects", stray, "Subjects are listed for an entry that is not there.");
        }
    }
}
