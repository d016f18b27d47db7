using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Usher.Data;

namespace Usher.Platform.Audit;

/// <summary>
/// Compares what follows from other rows, and is recorded in no entry, with those rows: a room that keeps such rows says here how they
/// follow.
/// </summary>
public interface IDerivedCheck
{
    /// <summary>Compares one customer's rows.</summary>
    /// <param name="db">The customer's context, in one consistent state.</param>
    /// <param name="find">Gets a sentence for each row that does not follow, and the table it is in.</param>
    /// <param name="ct">Ends it.</param>
    Task Compare(UsherDb db, Action<string, string> find, CancellationToken ct);
}

/// <summary>The rows that are a log's own: the customer's, and the row of the customer itself.</summary>
internal sealed class OwnFacts(UsherDb db, Guid log, Findings findings)
{
    private readonly string _self = log.ToString();
    private readonly ToldRows _told = new(db.Model, _ => true);

    /// <summary>Whether an entity's rows are one customer's.</summary>
    public static bool IsOwned(IEntityType type) => typeof(ICustomerOwned).IsAssignableFrom(type.ClrType);

    public void Hear(JsonElement body, long entry)
    {
        if (!_told.Hear(body, entry, (entity, key) => IsOwned(entity.Type) || key == _self))
            findings.Add("entry-changes", entry, "Its list of changes can't be read.");
    }

    public async Task Compare(CancellationToken ct)
    {
        var check = new FactsCheck(db, findings);
        foreach (var entity in _told.Entities)
        {
            if (IsOwned(entity.Type)) await check.Compare(entity, "customer_id = @log", log, null, ct);
            else if (log != Guid.Empty && AuditedValue.KeyOf(entity.Type).ToList() is [{ } key] && key.ClrType == typeof(Guid))
                await check.Compare(entity, $"\"{key.GetColumnName()}\" = @log", log, null, ct);
        }
    }
}

/// <summary>
/// The rows of no single customer (accounts, the catalogue, staff): recorded in the logs of all, and compared when all were read.
/// </summary>
/// <param name="store">The database.</param>
public sealed class SharedFacts(Store store)
{
    private readonly Dictionary<Guid, long> _reached = [];
    private ToldRows? _told;

    /// <summary>Compares them, and looks for rows whose customer there is not.</summary>
    public async Task<AuditReport> Compare(CancellationToken ct)
    {
        var findings = new Findings();
        await using var db = store.Context(Guid.Empty);
        await using var read = await store.BeginRead(db, ct);
        var check = new FactsCheck(db, findings);
        foreach (var entity in Told(db).Entities)
            await check.Compare(entity, null, null, key => !(Guid.TryParse(key, out var id) && _reached.ContainsKey(id)), ct);
        foreach (var table in db.Model.GetEntityTypes().Where(OwnFacts.IsOwned).Select(type => type.GetTableName()!).Distinct()
            .Order(StringComparer.Ordinal))
        {
            await foreach (var stray in StoredRow.Read(db,
                $"SELECT customer_id, count(*) FROM \"{table}\" WHERE customer_id NOT IN (SELECT id FROM heads) GROUP BY customer_id", null,
                ct))
                findings.Add($"fact {table}", null,
                    $"{stray.Shown(1)} rows of the table {table} belong to {stray.Shown(0)}, but there is no such log.");
        }

        await foreach (var head in StoredRow.Read(db, "SELECT id FROM heads", null, ct))
            if (head.Id(0) is null) findings.Add("head", null, $"A head row is of {head.Shown(0)}, which is not a log.");

        var report = findings.Report(Guid.Empty, 0, null) with { Remarks = [Untold(db)] };
        return report.IsSound || await StandStill(db, ct) ? report : report with
        {
            Findings = [], Counts = new Dictionary<string, long>(),
            Remarks = ["Changes were made meanwhile: the shared tables were not compared. Run it again.", .. report.Remarks],
        };
    }

    internal void Hear(Guid log, JsonElement body, long entry)
    {
        using var db = _told is null ? store.Context(Guid.Empty) : null;
        (_told ?? Told(db!)).Hear(body, entry, (_, key) => key != log.ToString());
    }

    internal void Reached(Guid log, long size) => _reached[log] = size;

    private ToldRows Told(UsherDb db) => _told ??= new(db.Model, type => !OwnFacts.IsOwned(type), byTime: true);

    private async Task<bool> StandStill(UsherDb db, CancellationToken ct)
    {
        await foreach (var row in StoredRow.Read(db, "SELECT id, log_size FROM heads", null, ct))
            if (row.Id(0) is { } log && _reached.TryGetValue(log, out var size) && row.Number(1) is { } now && now > size) return false;
        return true;
    }

    private static string Untold(UsherDb db)
    {
        var derived = db.Model.GetEntityTypes().Where(type => typeof(IDerived).IsAssignableFrom(type.ClrType))
            .Select(type => type.GetTableName());
        return $"Not recorded in entries, and not compared: {string.Join(", ", derived.Distinct().Order(StringComparer.Ordinal))}.";
    }
}
