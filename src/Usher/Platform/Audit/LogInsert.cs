using System.Text;
using Usher.Data;

namespace Usher.Platform.Audit;

/// <summary>An entry on its way into the log, with the things it speaks of.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Subjects">The ids of the things.</param>
internal sealed record LogInsert(AuditEntry Entry, IReadOnlyCollection<Guid> Subjects)
{
    /// <summary>In pieces that no database finds too long: refusals are written down by the hundred.</summary>
    private const int MostValues = 1_000;

    /// <summary>
    /// Writes entries, and the head they move, with the client library alone, in the transaction of the change: every change pays for it,
    /// and to track, order and map rows that are never read back would be most of the price.
    /// </summary>
    /// <exception cref="InvalidOperationException">An entry is of another customer than the context, or no transaction is open.</exception>
    public static async Task Write(UsherDb db, IReadOnlyList<LogInsert> log, Head? moved, CancellationToken ct)
    {
        var statements = new Statements();
        foreach (var insert in log)
        {
            insert.AddTo(statements, db.CustomerId);
            if (statements.Values.Count < MostValues) continue;
            await db.Insert(statements.Text.ToString(), statements.Values, ct);
            statements = new();
        }

        if (moved is not null) Move(moved, db.Announcement, statements);
        if (statements.Values.Count > 0) await db.Insert(statements.Text.ToString(), statements.Values, ct);
    }

    private void AddTo(Statements to, Guid customer)
    {
        if (Entry.CustomerId != customer)
            throw new InvalidOperationException("An entry of another customer's log was about to be written.");
        var (log, index) = (to.Value(Entry.CustomerId), to.Value(Entry.Index));
        to.Text.Append("INSERT INTO audit_entries (customer_id, \"index\", at, section, actor_id, act, refusal, body, leaf_hash) VALUES " +
            $"({log}, {index}, {to.Value(StoredInstant.Micros(Entry.At))}, ")
            .Append($"{to.Value(Access.StoredNames.Of(Entry.Section))}, {to.Value(Entry.ActorId)}, {to.Value(Entry.Act)}, " +
                $"{to.Value(Entry.Refusal)}, {to.Value(Entry.Body)}, {to.Value(Entry.LeafHash)});");
        foreach (var subject in Subjects)
            to.Text.Append($"INSERT INTO audit_subjects (customer_id, subject_id, \"index\") VALUES ({log}, {to.Value(subject)}, " +
                $"{index});");
    }

    private static void Move(Head head, string? announcement, Statements to)
    {
        // The trigger that tells the other nodes of the version reads it.
        if (announcement is not null) to.Text.Append($"SELECT set_config('{ChangeNotice.Setting}', {to.Value(announcement)}, true);");
        to.Text.Append($"UPDATE heads SET version = {to.Value(head.Version)}, log_size = {to.Value(head.LogSize)}, frontier = " +
            $"{to.Value(head.Frontier)} WHERE id = {to.Value(head.Id)};");
    }

    private sealed class Statements
    {
        public StringBuilder Text { get; } = new(600);

        public List<object?> Values { get; } = new(16);

        public string Value(object? value)
        {
            Values.Add(value);
            return $"@v{Values.Count - 1}";
        }
    }
}
