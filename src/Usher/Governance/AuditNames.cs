using System.Text.Json;
using Usher.Access;
using Usher.Platform;

namespace Usher.Governance;

/// <summary>
/// What ids are called: the log itself holds ids only, so that a name can change, or be forgotten, without touching it. Calls have no name
/// here (rule 12), and the vendor's people are named to each other alone.
/// </summary>
internal sealed class AuditNames
{
    private const string Vendor = "The vendor's support";

    private readonly CustomerSnapshot? _customer;
    private readonly PlatformSnapshot _platform;
    private readonly bool _forStaff;
    private readonly Dictionary<Guid, string> _things;

    private AuditNames(Work work, PlatformSnapshot platform)
    {
        _customer = work.Snapshot;
        _platform = platform;
        _forStaff = work.Actor.Kind is ActorKind.Staff or ActorKind.PlatformTeam;
        var facts = _customer?.Facts;
        _things = new[]
            {
                facts?.Teams.Select(team => (team.Id, Name: team.Called)),
                facts?.Tenants.Select(tenant => (tenant.Id, Name: tenant.Called)),
                facts?.CustomRoles.Select(role => (role.Id, Name: role.Called)),
                _customer?.Apps.Select(app => (app.Id, Name: app.Called)),
                facts?.Channels.Select(channel => (channel.Id, Name: channel.Slug)),
            }
            .SelectMany(named => named ?? [])
            .ToDictionary(named => named.Id, named => named.Name);
    }

    public static async Task<AuditNames> Of(Work work) => new(work, await work.Snapshots.Platform(CancellationToken.None));

    /// <summary>The names of the ids that an entry speaks of.</summary>
    public IReadOnlyDictionary<Guid, string> In(JsonElement entry)
    {
        var names = new Dictionary<Guid, string>();
        Collect(entry, names);
        return names;
    }

    private void Collect(JsonElement element, Dictionary<Guid, string> names)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject()) Collect(member.Value, names);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) Collect(item, names);
                break;
            case JsonValueKind.String when element.TryGetGuid(out var id) && Of(id) is { } name:
                names[id] = name;
                break;
        }
    }

    /// <summary>Who acted, also where they have no name.</summary>
    public string Actor(string kind, Guid id) => Of(id) ?? StoredNames.Read<ActorKind>(kind) switch
    {
        ActorKind.PlatformTeam => "The Platform Team",
        ActorKind.PlatformKey => "A platform key",
        ActorKind.System => "Usher",
        ActorKind.Staff => Vendor,
        _ => "Someone who left",
    };

    /// <summary>What an id is called; null: it names nothing any more.</summary>
    public string? Of(Guid id) =>
        _customer?.User(id)?.Name
        ?? _customer?.IntegrationUser(id)?.Name
        ?? _things.GetValueOrDefault(id)
        ?? (_platform.StaffMember(id) is { } member ? _forStaff ? member.Name : Vendor : null);
}
