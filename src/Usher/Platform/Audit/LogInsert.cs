using System.Text;
using Usher.Data;

namespace Usher.Platform.Audit;

/// <summary>
/// An entry on its way into the log, with the things it speaks of. It is written with the client library alone, in the transaction of the change: every change pays for it,
/// and to track, order and map rows that are never read back would be most of the price.
/// </summary>
/// <param name="Entry">The entry.</param>
/// <param name="Subjects">The ids of the things.</param>
internal sealed record LogInsert(AuditEntry Entry, IReadOnlyCollection<Guid> Subjects)
{
    private const string Entries = "INSERT INTO audit_entries (customer_id, \"index\", at, section, actor_id, act, refusal, body, leaf_hash) VALUES (@log, @index, @at, @section, @actor, @act, @refusal, @body, @leaf)";

    /// <summary>Writes it on the context's connection.</summary>
    /// <exception cref="InvalidOperationException">It is of another customer than the context, or no transaction is open.</exception>
    public async Task Run(UsherDb db, CancellationToken ct)
    {
        if (Entry.CustomerId != db.CustomerId) throw new InvalidOperationException("An entry of another customer's log was about to be written.");
        await using var command = db.Command();
        command.Add("@log", Entry.CustomerId);
        command.Add("@index", Entry.Index);
        command.Add("@at", StoredInstant.Micros(Entry.At));
        command.Add("@section", Entry.Section.ToString());
        command.Add("@actor", Entry.ActorId);
        command.Add("@act", Entry.Act);
        command.Add("@refusal", Entry.Refusal);
        command.Add("@body", Entry.Body);
        command.Add("@leaf", Entry.LeafHash);
        var text = new StringBuilder(Entries);
        foreach (var (i, subject) in Subjects.Index())
        {
            text.Append(i == 0 ? "; INSERT INTO audit_subjects (customer_id, subject_id, \"index\") VALUES " : ", ").Append($"(@log, @s{i}, @index)");
            command.Add($"@s{i}", subject);
        }

        command.CommandText = text.ToString();
        await command.ExecuteNonQueryAsync(ct);
    }
}
