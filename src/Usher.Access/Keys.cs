namespace Usher.Access;

/// <summary>An API key as it decides: its secret is known only by hash.</summary>
/// <param name="Id">The key's id.</param>
/// <param name="Holder">Who acts by it: a user, a member of staff, an integration user; for a platform key its own id.</param>
/// <param name="HolderKind">What the holder is.</param>
/// <param name="Name">A name for it.</param>
/// <param name="Hash">SHA-256 of the secret.</param>
/// <param name="Limit">The permissions it carries; null: all that its holder has.</param>
/// <param name="Expires">From this instant it is refused.</param>
public sealed record KeyFacts(Guid Id, Guid Holder, ActorKind HolderKind, string Name, byte[] Hash, PermissionSet? Limit,
    DateTimeOffset Expires)
{
    /// <summary>The scopes of an integration user's key (rule 17); null: all that its holder has.</summary>
    public IReadOnlyList<KeyScope>? Scopes { get; init; }

    /// <summary>The holder as this key lets them act.</summary>
    public Actor Narrow(Actor holder) => (Scopes, Limit) switch
    {
        ({ } scopes, _) when holder.Kind == ActorKind.IntegrationUser => holder.With(scopes),
        (_, { } limit) => holder.With(limit),
        _ => holder,
    };
}

public sealed partial record CustomerFacts
{
    /// <summary>Keys that are not revoked.</summary>
    public IReadOnlyList<KeyFacts> Keys { get; init; } = [];
}

public sealed partial class CustomerSnapshot
{
    private Dictionary<Guid, KeyFacts>? _keys;

    /// <summary>The key with this id, expired or not; null when there is none or it was revoked.</summary>
    public KeyFacts? Key(Guid id) => (_keys ??= Facts.Keys.ToDictionary(k => k.Id)).GetValueOrDefault(id);
}

/// <summary>The vendor's people and the platform's keys, compiled for deciding. Immutable.</summary>
public sealed class PlatformSnapshot
{
    private readonly Dictionary<Guid, Actor> _staff;
    private readonly Dictionary<string, Actor> _staffByEmail;
    private readonly Dictionary<Guid, KeyFacts> _keys;

    /// <summary>Compiles the platform's facts at one version.</summary>
    public PlatformSnapshot(long version, IReadOnlyList<StaffFacts> staff, IReadOnlyList<KeyFacts> keys)
    {
        Version = version;
        _staff = staff.ToDictionary(s => s.Id, Actor.Staff);
        _staffByEmail = staff.ToDictionary(s => s.Email, s => _staff[s.Id], StringComparer.Ordinal);
        _keys = keys.ToDictionary(k => k.Id);
    }

    /// <summary>Without anybody: as those know it who may know nobody of the staff.</summary>
    public static PlatformSnapshot Empty { get; } = new(0, [], []);

    /// <summary>The version of the facts.</summary>
    public long Version { get; }

    /// <summary>Everyone of the staff, those whose role has ended apart.</summary>
    public IEnumerable<Actor> Staff => _staff.Values;

    /// <summary>The member of staff with this account id; null when there is none.</summary>
    public Actor? StaffMember(Guid id) => _staff.GetValueOrDefault(id);

    /// <summary>The member of staff with this e-mail (lower case); null when there is none.</summary>
    public Actor? StaffMember(string email) => _staffByEmail.GetValueOrDefault(email);

    /// <inheritdoc cref="StaffMember(string)"/>
    public Actor? StaffMember(ReadOnlySpan<char> email) =>
        _staffByEmail.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(email, out var found) ? found : null;

    /// <summary>The platform key, or key of a member of staff, with this id; null when there is none or it was revoked.</summary>
    public KeyFacts? Key(Guid id) => _keys.GetValueOrDefault(id);
}
