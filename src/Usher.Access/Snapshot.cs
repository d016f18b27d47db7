namespace Usher.Access;

/// <summary>
/// One customer's people, roles, tenants, teams and channels, compiled for deciding. Immutable; safe to share among threads.
/// </summary>
public sealed partial class CustomerSnapshot
{
    /// <summary>
    /// Where each user is in <see cref="_users"/>, and in the facts; shared with the snapshots this one was made from while nobody comes or
    /// goes.
    /// </summary>
    private readonly Dictionary<Guid, int> _places;
    private readonly NameTable _placesByEmail;
    private readonly Actor[] _users;
    private readonly Dictionary<Guid, Actor> _integrationUsers;
    private readonly Dictionary<string, Actor> _integrationUsersByName;
    private readonly Dictionary<string, Guid> _tenants;
    private readonly Dictionary<string, Guid> _apps;
    private readonly Dictionary<string, Guid> _teams;
    private readonly Dictionary<string, Guid> _customRoles;
    private readonly HashSet<Guid> _tenantIds;
    private readonly HashSet<Guid> _teamIds;
    private readonly IdSet _allTenants;

    /// <summary>What searches go through: made when one first needs it, shared with later snapshots while it is the same.</summary>
    private UsersInOrder? _usersInOrder;
    private Named[]? _appsInOrder;

    /// <summary>Compiles the facts of one customer.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="catalogue">The apps that every customer sees; null: none.</param>
    public CustomerSnapshot(CustomerFacts facts, AppCatalogue? catalogue = null)
    {
        Facts = facts;
        Catalogue = catalogue ?? AppCatalogue.Empty;
        _tenants = ByName(facts.Tenants, t => t.Slug, t => t.Id);
        _apps = ByName(facts.Apps, a => a.Slug, a => a.Id);
        _teams = ByName(facts.Teams, t => t.Slug, t => t.Id);
        _customRoles = ByName(facts.CustomRoles, r => r.Slug, r => r.Id);
        _tenantIds = [.. facts.Tenants.Select(t => t.Id)];
        _teamIds = [.. facts.Teams.Select(t => t.Id)];
        _allTenants = IdSet.Of(_tenantIds);
        (_places, _placesByEmail) = Places(facts.Users);

        var readsAs = Memberships(facts, only: null);
        _users = new Actor[facts.Users.Count];
        for (var i = 0; i < _users.Length; i++)
            _users[i] = Actor.Of(facts.Users[i], this,
                IdSet.Of(readsAs.GetValueOrDefault(facts.Users[i].Id, []).Prepend(facts.Users[i].Id)));
        (_integrationUsers, _integrationUsersByName) = Machines();
    }

    /// <summary>The facts it was compiled from.</summary>
    public CustomerFacts Facts { get; }

    /// <summary>The apps that every customer sees, as they are now: what decides about an app.</summary>
    public AppCatalogue Catalogue { get; }

    /// <summary>The apps that this customer sees: those of the catalogue, then its own.</summary>
    public IReadOnlyList<Named> Apps => Facts.Apps.Count == 0 ? Catalogue.Apps : [.. Catalogue.Apps, .. Facts.Apps];

    /// <summary>The customer's id.</summary>
    public Guid Id => Facts.Id;

    /// <summary>The version of the facts.</summary>
    public long Version => Facts.Version;

    /// <summary>About how many bytes it takes in memory, its facts included: what decides how many are held.</summary>
    public long Weight =>
        6_000 + (900L * Facts.Users.Count) + (400L * (Facts.Keys.Count + Facts.IntegrationUsers.Count))
        + (250L * (Facts.Apps.Count + Facts.Tenants.Count + Facts.CustomRoles.Count + Facts.Teams.Count + Facts.Channels.Count))
        + (60L * (Facts.Teams.Sum(team => (long)team.Members.Count) + Facts.Channels.Sum(channel => (long)channel.Members.Count)));

    /// <summary>Everyone who is a user here, deactivated ones too.</summary>
    public IEnumerable<Actor> Users => Enumerable.Range(0, _users.Length).Select(At);

    /// <summary>The users in the order of their ids.</summary>
    internal UsersInOrder UsersInOrder => _usersInOrder ??= UsersInOrder.Of(Facts.Users);

    /// <summary>The apps of this customer in the order of their ids; of two with one slug the catalogue's alone, which is meant.</summary>
    internal Named[] AppsInOrder => _appsInOrder ??= [.. Apps.Where(app => App(app.Slug) == app.Id).OrderBy(app => app.Id)];

    /// <summary>The user of a rank in <see cref="UsersInOrder"/>.</summary>
    internal Actor UserAt(int rank) => At(UsersInOrder.Place(rank));

    /// <summary>Everyone who is a user here in the order of ids, from the first beyond this one on; null: from the first.</summary>
    internal IEnumerable<Actor> UsersAfter(Guid? id)
    {
        for (var rank = UsersInOrder.RankAfter(id); rank < UsersInOrder.Count; rank++) yield return UserAt(rank);
    }

    /// <summary>Whether this is a user here.</summary>
    internal bool Has(Guid user) => _places.ContainsKey(user);

    /// <summary>The user with this id as they were compiled, if for an earlier snapshot; null when there is none here.</summary>
    internal Actor? Compiled(Guid id) => _places.TryGetValue(id, out var place) ? _users[place] : null;

    /// <summary>The user with this id; null when there is none here.</summary>
    public Actor? User(Guid id) => _places.TryGetValue(id, out var place) ? At(place) : null;

    /// <summary>The user with this e-mail (lower case); null when there is none here.</summary>
    public Actor? User(string email) => User(email.AsSpan());

    /// <inheritdoc cref="User(string)"/>
    public Actor? User(ReadOnlySpan<char> email) => _placesByEmail.Find(email) is >= 0 and var place ? At(place) : null;

    /// <summary>The integration user with this id; null when there is none here.</summary>
    public Actor? IntegrationUser(Guid id) => _integrationUsers.GetValueOrDefault(id);

    /// <summary>The integration user of this name; null when there is none here.</summary>
    public Actor? IntegrationUser(string name) => _integrationUsersByName.GetValueOrDefault(name);

    /// <inheritdoc cref="IntegrationUser(string)"/>
    public Actor? IntegrationUser(ReadOnlySpan<char> name) => Find(_integrationUsersByName, name);

    /// <summary>The id of the tenant with this slug; null when there is none here.</summary>
    public Guid? Tenant(ReadOnlySpan<char> slug) => IdOf(_tenants, slug);

    /// <summary>The id of the app with this slug; null when this customer sees none.</summary>
    public Guid? App(ReadOnlySpan<char> slug) => Catalogue.App(slug) ?? IdOf(_apps, slug);

    /// <summary>The id of the team with this slug; null when there is none here.</summary>
    public Guid? Team(ReadOnlySpan<char> slug) => IdOf(_teams, slug);

    /// <summary>The id of the custom role with this slug; null when there is none here.</summary>
    public Guid? CustomRole(ReadOnlySpan<char> slug) => IdOf(_customRoles, slug);

    internal IdSet SetOfTenants(IReadOnlyList<Guid> ids) =>
        ids.Count == _allTenants.Ids.Length && ids.All(_allTenants.Has) ? _allTenants : IdSet.Of(ids.Where(_tenantIds.Contains));

    internal IdSet SetOfTeams(IReadOnlyList<Guid> ids) => IdSet.Of(ids.Where(_teamIds.Contains));

    internal IdSet AppsPickedOn(IReadOnlyList<Guid> roles) =>
        IdSet.Of(Facts.CustomRoles.Where(role => roles.Contains(role.Id)).SelectMany(role => role.Apps));

    /// <summary>The user at this index. One who was compiled for an earlier snapshot moves here when first looked for.</summary>
    private Actor At(int place)
    {
        var user = _users[place];
        return ReferenceEquals(user.Home, this) ? user : _users[place] = user.MovedTo(this);
    }

    private static (Dictionary<Guid, int> ById, NameTable ByEmail) Places(IReadOnlyList<UserFacts> users)
    {
        var places = new Dictionary<Guid, int>(users.Count);
        for (var i = 0; i < users.Count; i++) places[users[i].Id] = i;
        return (places, new(users.Count, i => users[i].Email));
    }

    private (Dictionary<Guid, Actor> ById, Dictionary<string, Actor> ByName) Machines()
    {
        var machines = Facts.IntegrationUsers.ToDictionary(m => m.Id, m => Actor.Of(m, this));
        return (machines, ByName(machines.Values, m => m.Name, m => m));
    }

    /// <summary>Each user's teams, and the channels that give them access: not those they connected or configured (rule 12).</summary>
    private static Dictionary<Guid, List<Guid>> Memberships(CustomerFacts facts, HashSet<Guid>? only)
    {
        var all = new Dictionary<Guid, List<Guid>>();
        foreach (var team in facts.Teams)
            foreach (var member in team.Members) Add(member, team.Id);
        foreach (var channel in facts.Channels)
            foreach (var member in channel.Members)
                if (only?.Contains(member) != false && !channel.ConfiguredBy.Contains(member)) Add(member, channel.Id);
        return all;

        void Add(Guid member, Guid of)
        {
            if (only?.Contains(member) == false) return;
            if (!all.TryGetValue(member, out var list)) all.Add(member, list = []);
            list.Add(of);
        }
    }

    private static Dictionary<string, TValue> ByName<T, TValue>(IEnumerable<T> things, Func<T, string> name, Func<T, TValue> value)
    {
        var all = new Dictionary<string, TValue>(StringComparer.Ordinal);
        foreach (var thing in things) all[name(thing)] = value(thing);
        return all;
    }

    private static T? Find<T>(Dictionary<string, T> all, ReadOnlySpan<char> name)
        where T : class => all.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var found) ? found : null;

    private static Guid? IdOf(Dictionary<string, Guid> all, ReadOnlySpan<char> name) =>
        all.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var found) ? found : null;
}
