using System.Text.Json;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;

namespace Usher.Governance;

/// <summary>One thing of somebody's access that an entry says was changed.</summary>
/// <param name="HolderKind">What holds it; null: the entry says only which key it was.</param>
/// <param name="Holder">Whose it is.</param>
/// <param name="Kind">What.</param>
/// <param name="Thing">Which tenant, team, custom role, app or key.</param>
/// <param name="Before">Before, in words; null: nothing.</param>
/// <param name="After">After.</param>
internal readonly record struct AccessFacet(string? HolderKind, Guid Holder, AccessKind Kind, Guid? Thing, string? Before, string? After)
{
    private const string Person = "user";
    private const string Machine = "integration-user";
    private const string Active = "active";
    private const string Held = "yes";

    private static readonly Dictionary<string, Func<Guid[], JsonElement, IEnumerable<AccessFacet>>> Readers = new(StringComparer.Ordinal)
    {
        [StoredNames.Of<User>()] = (id, change) => OfUser(id[0], change),
        [StoredNames.Of<UserTenant>()] = (id, change) => [Link(Person, id[0], AccessKind.Tenant, id[1], change)],
        [StoredNames.Of<UserCustomRole>()] = (id, change) => [Link(Person, id[0], AccessKind.CustomRole, id[1], change)],
        [StoredNames.Of<EditorTeam>()] = (id, change) => [Link(Person, id[0], AccessKind.EditorTeam, id[1], change)],
        [StoredNames.Of<TeamMember>()] = (id, change) => [Link(Person, id[1], AccessKind.Team, id[0], change)],
        [StoredNames.Of<CustomRoleApp>()] = (id, change) => [Link("custom-role", id[0], AccessKind.App, id[1], change)],
        [StoredNames.Of<IntegrationUser>()] = (id, change) => OfMachine(id[0], change),
        [StoredNames.Of<ApiKey>()] = (id, change) => OfKey(id[0], change),
    };

    /// <summary>What an entry says; nothing for what is no access of anybody's.</summary>
    public static IEnumerable<AccessFacet> In(JsonElement entry) => entry.GetProperty("changes").EnumerateArray().SelectMany(change =>
    {
        Guid[] id = [.. change.GetProperty("id").EnumerateArray()
            .Select(part => Guid.TryParse(part.GetString(), out var read) ? read : Guid.Empty)];
        return Readers.GetValueOrDefault(change.GetProperty("entity").GetString()!)?.Invoke(id, change) ?? [];
    });

    /// <summary>What a change from an earlier state to this one's last amounts to.</summary>
    public AccessEffect Since(string? before) => Kind switch
    {
        _ when before == After => AccessEffect.AsBefore,
        AccessKind.ConnectRole => After == Name(StoredNames.Of(ConnectRole.User), Kind) ? AccessEffect.Lost : AccessEffect.Gained,
        AccessKind.Level when Is(After, InsightsRole.DefaultUser) || Is(before, InsightsRole.OrganizationAdmin) => AccessEffect.Lost,
        AccessKind.Level when Is(before, InsightsRole.DefaultUser) || Is(After, InsightsRole.OrganizationAdmin) => AccessEffect.Gained,
        AccessKind.Scopes when Words(before).IsProperSubsetOf(Words(After)) => AccessEffect.Gained,
        AccessKind.Scopes when Words(before).IsProperSupersetOf(Words(After)) => AccessEffect.Lost,
        AccessKind.ConnectRoleEnd or AccessKind.LevelEnd or AccessKind.KeyEnd or AccessKind.EditorOfTeams or AccessKind.Owner
            or AccessKind.Level or AccessKind.Scopes => AccessEffect.Changed,
        _ => After is null ? AccessEffect.Lost : AccessEffect.Gained,
    };

    private static IEnumerable<AccessFacet> OfUser(Guid user, JsonElement change)
    {
        var added = What(change) == "added";
        foreach (var (property, kind) in new[]
        {
            (StoredNames.Of<User>(nameof(User.Active)), AccessKind.Place),
                (StoredNames.Of<User>(nameof(User.Connect)), AccessKind.ConnectRole),
                (StoredNames.Of<User>(nameof(User.ConnectUntil)), AccessKind.ConnectRoleEnd),
            (StoredNames.Of<User>(nameof(User.Insights)), AccessKind.Level),
                (StoredNames.Of<User>(nameof(User.InsightsUntil)), AccessKind.LevelEnd),
                (StoredNames.Of<User>(nameof(User.EditorOfTeams)), AccessKind.EditorOfTeams),
                (StoredNames.Of<User>(nameof(User.HasSeat)), AccessKind.Seat),
        })
        {
            if (!change.TryGetProperty(property, out var value)) continue;
            var (before, after) = (Text(value, "before", kind), Text(value, "after", kind));
            // Everybody who comes is User and Default User (rule 1): before they came, so to speak, too.
            if (added && kind is AccessKind.ConnectRole or AccessKind.Level)
                before = Name(kind == AccessKind.ConnectRole
                    ? StoredNames.Of(ConnectRole.User)
                    : StoredNames.Of(InsightsRole.DefaultUser), kind);
            if (added && before == after || added && kind == AccessKind.EditorOfTeams
                && value.GetProperty("after").ValueKind == JsonValueKind.False)
                continue;
            yield return new(Person, user, kind, null, before, after);
        }
    }

    private static IEnumerable<AccessFacet> OfMachine(Guid machine, JsonElement change)
    {
        foreach (var (property, kind) in new[]
        {
            (StoredNames.Of<IntegrationUser>(nameof(IntegrationUser.Active)), AccessKind.Place),
                (StoredNames.Of<IntegrationUser>(nameof(IntegrationUser.Approved)), AccessKind.Approval),
            (StoredNames.Of<IntegrationUser>(nameof(IntegrationUser.Scopes)), AccessKind.Scopes),
                (StoredNames.Of<IntegrationUser>(nameof(IntegrationUser.OwnerId)), AccessKind.Owner),
        })
        {
            if (!change.TryGetProperty(property, out var value)) continue;
            var (before, after) = (Text(value, "before", kind), Text(value, "after", kind));
            if (before != after) yield return new(Machine, machine, kind, null, before, after);
        }
    }

    private static IEnumerable<AccessFacet> OfKey(Guid key, JsonElement change)
    {
        var holder = change.TryGetProperty(StoredNames.Of<ApiKey>(nameof(ApiKey.HolderId)), out var told)
            && told.TryGetProperty("after", out var id) ? id.GetGuid() : Guid.Empty;
        var kind = holder == Guid.Empty
            ? null
            : HolderOf(StoredNames.Read<ActorKind>(change.GetProperty(StoredNames.Of<ApiKey>(nameof(ApiKey.HolderKind)))
            .GetProperty("after").GetString()!));
        if (What(change) == "added") yield return new(kind, holder, AccessKind.Key, key, null, Active);
        else if (change.TryGetProperty(StoredNames.Of<ApiKey>(nameof(ApiKey.Revoked)), out _))
            yield return new(kind, holder, AccessKind.Key, key, Active, null);
        else if (change.TryGetProperty(StoredNames.Of<ApiKey>(nameof(ApiKey.Expires)), out var end))
            yield return new(kind, holder, AccessKind.KeyEnd, key, Text(end, "before", AccessKind.KeyEnd),
                Text(end, "after", AccessKind.KeyEnd));
    }

    /// <summary>What a key's holder is called.</summary>
    public static string HolderOf(ActorKind kind) => kind == ActorKind.IntegrationUser ? Machine : Person;

    private static AccessFacet Link(string holderKind, Guid holder, AccessKind kind, Guid thing, JsonElement change) =>
        What(change) == "added" ? new(holderKind, holder, kind, thing, null, Held) : new(holderKind, holder, kind, thing, Held, null);

    private static string? Text(JsonElement value, string side, AccessKind kind) =>
        !value.TryGetProperty(side, out var told) ? null : told.ValueKind switch
        {
            JsonValueKind.True => kind switch { AccessKind.Place => Active, AccessKind.EditorOfTeams => "certain teams", _ => Held },
            JsonValueKind.False => kind == AccessKind.EditorOfTeams ? "the whole organization" : null,
            JsonValueKind.String => kind is AccessKind.ConnectRole or AccessKind.Level ? Name(told.GetString()!, kind) : told.GetString(),
            _ => null,
        };

    private static string What(JsonElement change) => change.GetProperty("what").GetString()!;

    private static bool Is(string? text, InsightsRole level) => text == Roles.Name(Roles.Column(level));

    private static HashSet<string> Words(string? text) => [.. (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static string Name(string role, AccessKind kind) =>
        Roles.Name(kind == AccessKind.ConnectRole
            ? Roles.Column(StoredNames.Read<ConnectRole>(role))
            : Roles.Column(StoredNames.Read<InsightsRole>(role)));
}
