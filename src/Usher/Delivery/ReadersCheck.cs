using Usher.Access;
using Usher.Calls;
using Usher.Data;
using Usher.Platform.Audit;

namespace Usher.Delivery;

/// <summary>
/// Holds the readers of calls against what they follow from: owners and shares, which entries tell of; the teams that an owner was in and
/// the deliveries to channels, which none does.
/// </summary>
internal sealed class ReadersCheck : IDerivedCheck
{
    private const string Table = "call_readers";

    public async Task Compare(UsherDb db, Action<string, string> find, CancellationToken ct)
    {
        var log = db.CustomerId;
        var calls = new Dictionary<Guid, (Guid Owner, bool Held, long Start)>();
        await foreach (var row in StoredRow.Read(db, "SELECT id, owner_id, held, start FROM calls WHERE customer_id = @log", log, ct))
            if (row.Id(0) is { } id && row.Id(1) is { } owner) calls[id] = (owner, row[2] is true or 1L, row.Number(3) ?? 0);

        var wanted = new Dictionary<(Guid Call, Guid Principal), (Ground Ground, long Until)>();
        var noEnd = StoredInstant.Micros(CallReader.NoEnd);
        foreach (var (id, call) in calls) wanted[(id, call.Owner)] = (Ground.Owner, noEnd);
        await foreach (var row in StoredRow.Read(db, "SELECT call_id, team_id FROM call_teams WHERE customer_id = @log", log, ct))
            if (Open(row) is { } call && row.Id(1) is { } team) wanted[(call, team)] = (Ground.Team, noEnd);
        await foreach (var row in StoredRow.Read(db, "SELECT call_id, user_id, until FROM call_shares WHERE customer_id = @log", log, ct))
            if (Open(row) is { } call && row.Id(1) is { } user) wanted.TryAdd((call, user), (Ground.Shared, row.Number(2) ?? 0));
        var delivered = new HashSet<(Guid Call, Guid Channel)>();
        await foreach (var row in StoredRow.Read(db,
            "SELECT call_id, destination_id FROM call_deliveries WHERE customer_id = @log AND slack_message IS NOT NULL", log, ct))
            if (Open(row) is { } call && row.Id(1) is { } channel) delivered.Add((call, channel));

        await foreach (var row in StoredRow.Read(db,
            "SELECT call_id, principal_id, ground, until, at FROM call_readers WHERE customer_id = @log", log, ct))
        {
            if (row.Id(0) is not { } call || row.Id(1) is not { } principal)
            {
                find($"A row of the readers has the keys {row.Shown(0)} and {row.Shown(1)}, which do not exist.", Table);
                continue;
            }

            var isChannel = !wanted.Remove((call, principal), out var follows) && delivered.Contains((call, principal));
            if (isChannel) follows = (Ground.Channel, noEnd);
            if (follows.Ground == Ground.None)
                find($"{principal} is a reader of call {call} ({row.Shown(2)}), but nothing explains why.", Table);
            else if (row.Text(2) != StoredNames.Of(follows.Ground) || row.Number(3) != follows.Until || row.Number(4) != calls[call].Start)
                find($"{principal} is a reader of call {call} with unexpected values: {row.Shown(2)}, until {row.Shown(3)}, at " +
                    $"{row.Shown(4)}.", Table);
        }

        foreach (var ((call, principal), (ground, _)) in wanted)
            find($"{principal} is not a reader of call {call}, but should be ({StoredNames.Of(ground)}).", Table);

        Guid? Open(StoredRow row) => row.Id(0) is { } id && calls.TryGetValue(id, out var call) && !call.Held ? id : null;
    }
}
