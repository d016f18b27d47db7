namespace Usher.Access;

/// <summary>What kind of actor asks.</summary>
public enum ActorKind
{
    /// <summary>A user of a customer.</summary>
    User,

    /// <summary>One of the vendor's own people.</summary>
    Staff,

    /// <summary>An integration user of a customer.</summary>
    IntegrationUser,

    /// <summary>A platform key.</summary>
    PlatformKey,

    /// <summary>The Platform Team, with a shell on the host.</summary>
    PlatformTeam,

    /// <summary>
    /// Usher itself, carrying out what an allowed act set in motion, or a sign-in before it is known whose. No decision ever allows it.
    /// </summary>
    System,
}

/// <summary>Who asks, compiled for deciding. Users and integration users come from a <see cref="CustomerSnapshot"/>.</summary>
/// <remarks>
/// What a person holds is one array, the reach of each permission: shared by all who hold the same two roles.
/// Roles that end make it up to three arrays, one after another in time, so that a decision looks at the clock once and at one cell.
/// </remarks>
public sealed partial class Actor
{
    private Reach[] _held = Roles.Nothing;
    private Reach[] _heldNext = Roles.Nothing;
    private Reach[] _heldLast = Roles.Nothing;
    private long _heldUntil = long.MaxValue;
    private long _heldNextUntil = long.MaxValue;
    private PermissionSet _carries = PermissionSet.All;

    /// <summary>The same person once the next of their custom roles or tenants has ended; null: none of them ends.</summary>
    private Actor? _later;
    private long _laterFrom = long.MaxValue;

    private Actor(ActorKind kind, Guid id, string name, CustomerSnapshot? home)
    {
        Kind = kind;
        Id = id;
        Name = name;
        Home = home;
    }

    /// <summary>The Platform Team.</summary>
    public static Actor PlatformTeam { get; } = new Actor(ActorKind.PlatformTeam, Guid.Empty, "Platform Team", null)
        .Always(Roles.Held(Roles.PlatformTeam, Reach.All));

    /// <summary>Usher itself; holds no permission.</summary>
    public static Actor System { get; } = new(ActorKind.System, Guid.Empty, "Usher", null);

    /// <summary>The kind.</summary>
    public ActorKind Kind { get; }

    /// <summary>The id of the user, staff account, integration user or platform key.</summary>
    public Guid Id { get; }

    /// <summary>The name that people see.</summary>
    public string Name { get; }

    /// <summary>The own customer; null for staff, platform keys and the Platform Team.</summary>
    public CustomerSnapshot? Home { get; private set; }

    /// <summary>The facts of a user; null for others.</summary>
    public UserFacts? User { get; private init; }

    /// <summary>The facts of an integration user; null for others.</summary>
    public IntegrationUserFacts? IntegrationUser { get; private init; }

    /// <summary>The facts of a member of staff; null for others.</summary>
    public StaffFacts? StaffMember { get; private init; }

    /// <summary>What a key narrows its holder to (rules 17 and 25); null: everything the holder may.</summary>
    public PermissionSet? Limit { get; private set; }

    /// <summary>The tenants assigned to a user; the tenants whose configuration an app's own integration user reads.</summary>
    internal IdSet Tenants { get; private init; }

    /// <summary>The apps picked on a user's custom roles; the app whose configuration an app's own integration user reads.</summary>
    internal IdSet Apps { get; private init; }

    /// <summary>
    /// The teams an Editor's grant names, or whose calls an integration user's scope reads; null: the whole organization.
    /// </summary>
    internal IdSet? ScopeTeams { get; private set; }

    /// <summary>The principals that the actor counts as among the readers of a call: themselves, their teams, their channels.</summary>
    internal IdSet ReadsAs { get; private init; }

    /// <summary>A member of staff.</summary>
    public static Actor Staff(StaffFacts facts)
    {
        var role = Roles.Column(facts.Role);
        return new Actor(ActorKind.Staff, facts.Id, facts.Name, null) { StaffMember = facts }
            .Always(facts.Active ? Roles.Held(role, role, insightsActive: true) : Roles.Nothing);
    }

    /// <summary>A platform key with its scopes.</summary>
    public static Actor PlatformKey(Guid id, string name, PermissionSet scopes) =>
        new Actor(ActorKind.PlatformKey, id, name, null) { Limit = scopes, _carries = scopes }
            .Always(Roles.Held(Roles.HoldableByPlatformKey, Reach.All));

    /// <summary>The same actor asking with a key that carries only these permissions; a person's key never makes keys (rule 25).</summary>
    public Actor With(PermissionSet limit)
    {
        var narrowed = (Actor)MemberwiseClone();
        narrowed.Limit = Limit is { } already ? already & limit : limit;
        narrowed._carries = _carries & (Kind is ActorKind.User or ActorKind.Staff ? limit.Without(Permission.PersonalKeyManage) : limit);
        narrowed._later = _later?.With(limit);
        return narrowed;
    }

    /// <summary>The same integration user asking with a key of these scopes: what both name (rule 17).</summary>
    public Actor With(IReadOnlyList<KeyScope> scopes)
    {
        var narrowed = With(Carried(scopes));
        if (ScopeTeams is { } teams) narrowed.ScopeTeams = teams.And(TeamsRead(scopes, Home!));
        return narrowed;
    }

    /// <summary>A user's role in Connect at this time; User once it has ended.</summary>
    public ConnectRole ConnectRole(DateTimeOffset now) =>
        User is { } user && Lasts(user.ConnectUntil, now) ? user.Connect : Access.ConnectRole.User;

    /// <summary>A user's role in Insights at this time; Default User once it has ended.</summary>
    public InsightsRole InsightsRole(DateTimeOffset now) =>
        User is { } user && Lasts(user.InsightsUntil, now) ? user.Insights : Access.InsightsRole.DefaultUser;

    /// <summary>How far the actor's roles take a permission at this time, keys and things apart.</summary>
    internal Reach ReachOf(Permission permission, DateTimeOffset now) => HeldAt(now)[permission.Index];

    /// <summary>An active user of an open customer with Insights: what no role of theirs confers is refused for no other reason.</summary>
    internal bool IsOrdinary { get; private set; }

    /// <summary>No role confers anything: so it is for the deactivated, and in a closed customer for everyone.</summary>
    internal bool HoldsNothing => ReferenceEquals(_held, Roles.Nothing);

    /// <summary>Whether the key that was shown, if any, carries the permission.</summary>
    internal bool Carries(Permission permission) => _carries.Has(permission);

    /// <summary>Whether a grant that ends then holds at this time: at the instant itself it has ended.</summary>
    internal static bool Lasts(DateTimeOffset? until, DateTimeOffset now) => until is not { } end || now < end;

    /// <summary>The same user in a later snapshot of the customer, in which nothing of theirs is different.</summary>
    internal Actor MovedTo(CustomerSnapshot home)
    {
        var moved = (Actor)MemberwiseClone();
        moved.Home = home;
        moved._later = _later?.MovedTo(home);
        return moved;
    }

    /// <summary>The same actor as their custom roles and tenants are at this time: whoever has none that ends is always the same.</summary>
    internal Actor At(DateTimeOffset now) => now.UtcTicks < _laterFrom ? this : _later!.At(now);

    private Reach[] HeldAt(DateTimeOffset now)
    {
        var ticks = now.UtcTicks;
        if (ticks >= _laterFrom) return _later!.HeldAt(now);
        return ticks < _heldUntil ? _held : ticks < _heldNextUntil ? _heldNext : _heldLast;
    }

    private Actor Always(Reach[] held)
    {
        _held = held;
        return this;
    }
}
