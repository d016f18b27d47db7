namespace Usher.Access;

/// <summary>All that decides what an actor may do at one time, but for who they are: people of one shape are answered alike.</summary>
internal readonly record struct Shape(Reach[] Held, PermissionSet Carries, IdSet Tenants, IdSet Apps, IdSet? Teams, IdSet ReadsAs,
    bool HandlesLevels)
{
    /// <summary>The shape of nobody.</summary>
    public static Shape Nobody { get; } = new(Roles.Nothing, PermissionSet.All, default, default, null, default, false);

    /// <summary>What of a permission is allowed: every one of some things with every one of some apps; empty: nothing.</summary>
    /// <param name="permission">The permission.</param>
    /// <param name="around">The things there are.</param>
    public Flip Allowed(Permission permission, Surroundings around)
    {
        var reach = Held[permission.Index];
        if (reach == Reach.None || !Carries.Has(permission)) return new(permission, default, default);
        var allowed = permission.Measure switch
        {
            Measure.Tenants => new(permission, InTenants(reach, around), Extent.OfNone),
            Measure.TenantsAndApps => new(permission, InTenants(reach, around), WithApps(reach, around)),
            Measure.Teams => new(permission, OfTeams(permission, reach, around), Extent.OfNone),
            Measure.People => new(permission, new(true, OfPeople(permission, reach, around)), Extent.OfNone),
            Measure.Calls => new(permission, new(true, ReadsAs.And(around.CallsOf(permission))), Extent.OfNone),
            _ => new Flip(permission, new(reach != Reach.WholeScope || Teams is null, default), Extent.OfNone),
        };
        return allowed.Things.IsEmpty || allowed.Apps.IsEmpty ? new(permission, default, default) : allowed;
    }

    private Extent InTenants(Reach reach, Surroundings around) =>
        reach is Reach.Own or Reach.All ? around.Tenants : new(!Tenants.IsEmpty, Tenants.And(around.Tenants.Set));

    private Extent WithApps(Reach reach, Surroundings around) =>
        reach is Reach.Picked or Reach.Key ? new(!Apps.IsEmpty, Apps.And(around.Apps.Set)) : around.Apps;

    private Extent OfTeams(Permission permission, Reach reach, Surroundings around) =>
        (reach == Reach.Scope || permission == Permission.CallRead) && Teams is { } teams
            ? new(!teams.IsEmpty, teams.And(around.Teams.Set))
            : around.Teams;

    private IdSet OfPeople(Permission permission, Reach reach, Surroundings around) =>
        reach == Reach.Self ? default
        : permission == Permission.AccessLevelManage && !HandlesLevels ? around.OfLowerLevel
        : around.People;
}

/// <summary>The things of one customer that decisions may be about.</summary>
/// <param name="customer">The customer.</param>
/// <param name="alsoIn">People who are not in this snapshot too are not asked about.</param>
/// <param name="now">The time.</param>
internal sealed class Surroundings(CustomerSnapshot customer, CustomerSnapshot alsoIn, DateTimeOffset now)
{
    private readonly Lazy<IdSet> _people = new(() => IdSet.Of(customer.Facts.Users.Select(user => user.Id).Where(alsoIn.Has)));
    private readonly Lazy<IdSet> _ofLowerLevel = new(() => IdSet.Of(customer.Facts.Users
        .Where(user => alsoIn.Has(user.Id) && IsOfLowerLevel(user, now)).Select(user => user.Id)));
    private readonly IdSet _channels = IdSet.Of(customer.Facts.Channels.Select(channel => channel.Id));
    private readonly Lazy<IdSet> _teamsAndChannels = new(() =>
        IdSet.Of([.. customer.Facts.Teams.Select(team => team.Id), .. customer.Facts.Channels.Select(channel => channel.Id)]));

    public Extent Tenants { get; } = new(true, IdSet.Of(customer.Facts.Tenants.Select(tenant => tenant.Id)));

    public Extent Apps { get; } = new(true, IdSet.Of(customer.Apps.Select(app => app.Id)));

    public Extent Teams { get; } = new(true, IdSet.Of(customer.Facts.Teams.Select(team => team.Id)));

    /// <summary>Everyone.</summary>
    public IdSet People => _people.Value;

    /// <summary>Everyone whose level a User Admin may change (rule 10).</summary>
    public IdSet OfLowerLevel => _ofLowerLevel.Value;

    /// <summary>The teams and channels whose people may hold the permission for their calls.</summary>
    public IdSet CallsOf(Permission permission) => (permission == Permission.CallTranscript, customer.Facts.Transcripts) switch
    {
        (true, TranscriptAudience.OwnerAndTeams) => Teams.Set,
        (true, TranscriptAudience.OwnerOnly) => default,
        _ => TeamsAndChannels,
    };

    /// <summary>Every team and every channel.</summary>
    public IdSet TeamsAndChannels => _teamsAndChannels.Value;

    /// <summary>Whether everything of it is the same, people apart.</summary>
    public bool HasTheSameThings(Surroundings other) =>
        Tenants == other.Tenants && Apps == other.Apps && Teams == other.Teams && _channels.Equals(other._channels)
            && customer.Facts.Transcripts == other.Transcripts;

    /// <summary>Whether a User Admin may change their level.</summary>
    public static bool IsOfLowerLevel(UserFacts user, DateTimeOffset now) =>
        !Actor.Lasts(user.InsightsUntil, now) || user.Insights <= InsightsRole.UserAdmin;

    private TranscriptAudience Transcripts => customer.Facts.Transcripts;
}

public sealed partial class Actor
{
    /// <summary>The shape at this time.</summary>
    internal Shape ShapeAt(DateTimeOffset now)
    {
        if (At(now) is var state && !ReferenceEquals(state, this)) return state.ShapeAt(now);
        var held = HeldAt(now);
        return ReferenceEquals(held, Roles.Nothing)
            ? Shape.Nobody
            : new(held, _carries, Tenants, Apps, ScopeTeams, ReadsAs, InsightsRole(now) == Access.InsightsRole.OrganizationAdmin);
    }

    /// <summary>Whether another state of the same actor has the same shape at this time: told without making one.</summary>
    internal bool IsShapedAs(Actor other, DateTimeOffset now) => At(now).IsNowShapedAs(other.At(now), now);

    private bool IsNowShapedAs(Actor other, DateTimeOffset now) =>
        ReferenceEquals(HeldAt(now), other.HeldAt(now)) && _carries == other._carries && Tenants.Equals(other.Tenants)
            && Apps.Equals(other.Apps) && Nullable.Equals(ScopeTeams, other.ScopeTeams) && ReadsAs.Equals(other.ReadsAs);
}
