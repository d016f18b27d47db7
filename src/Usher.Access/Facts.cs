namespace Usher.Access;

/// <summary>A user's role in Connect. Custom roles come besides.</summary>
public enum ConnectRole
{
    /// <summary>User.</summary>
    User,

    /// <summary>Customer Admin.</summary>
    CustomerAdmin,
}

/// <summary>A user's role in Insights.</summary>
public enum InsightsRole
{
    /// <summary>Default User, labelled Limited.</summary>
    DefaultUser,

    /// <summary>User Admin, labelled Medium.</summary>
    UserAdmin,

    /// <summary>Editor, labelled High.</summary>
    Editor,

    /// <summary>Organization Admin, labelled Highest.</summary>
    OrganizationAdmin,
}

/// <summary>A role of the vendor's own people.</summary>
public enum StaffRole
{
    /// <summary>Support User.</summary>
    SupportUser,

    /// <summary>Super User.</summary>
    SuperUser,
}

/// <summary>Who reads whole transcripts, as the organization sets (rule 12).</summary>
public enum TranscriptAudience
{
    /// <summary>The owner and the call's teams: the default.</summary>
    OwnerAndTeams,

    /// <summary>The owner alone.</summary>
    OwnerOnly,

    /// <summary>Everyone who sees the call.</summary>
    AllWhoSee,
}

/// <summary>
/// One customer as the store knows it at one version: everything that decides, calls apart. Ids are unique in it; slugs and e-mails are
/// lower case.
/// </summary>
public sealed partial record CustomerFacts
{
    /// <summary>The customer's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The customer's slug, unique among customers.</summary>
    public required string Slug { get; init; }

    /// <summary>The version of the customer's access facts; raised by every change of access.</summary>
    public long Version { get; init; }

    /// <summary>Whether the customer is closed: everything refused.</summary>
    public bool Closed { get; init; }

    /// <summary>Whether the Insights app is active in at least one tenant.</summary>
    public bool InsightsActive { get; init; }

    /// <summary>Who reads whole transcripts.</summary>
    public TranscriptAudience Transcripts { get; init; }

    /// <summary>How many Organization Admins there may be at once (rule 11).</summary>
    public int OrganizationAdminLimit { get; init; } = 3;

    /// <summary>How many seats may be given and removed within <see cref="MajorSeatHours"/> before it is a major change (rule 21).</summary>
    public int MajorSeats { get; init; } = 10;

    /// <summary>Within how many hours such changes are counted together (rule 21).</summary>
    public int MajorSeatHours { get; init; } = 24;

    /// <summary>The customer's tenants.</summary>
    public IReadOnlyList<Named> Tenants { get; init; } = [];

    /// <summary>The customer's own Workflow Builder apps; those of the catalogue are <see cref="AppCatalogue"/>.</summary>
    public IReadOnlyList<Named> Apps { get; init; } = [];

    /// <summary>Custom roles with the apps picked on them.</summary>
    public IReadOnlyList<CustomRoleFacts> CustomRoles { get; init; } = [];

    /// <summary>Teams with their members now.</summary>
    public IReadOnlyList<TeamFacts> Teams { get; init; } = [];

    /// <summary>Private channels with their members now.</summary>
    public IReadOnlyList<ChannelFacts> Channels { get; init; } = [];

    /// <summary>Users, deactivated ones too.</summary>
    public IReadOnlyList<UserFacts> Users { get; init; } = [];

    /// <summary>Integration users.</summary>
    public IReadOnlyList<IntegrationUserFacts> IntegrationUsers { get; init; } = [];
}

/// <summary>A thing that sentences speak of.</summary>
public interface INamed
{
    /// <summary>Its slug.</summary>
    string Slug { get; }

    /// <summary>The name that people call it by; null where it has none, as in worlds.</summary>
    string? Name { get; }
}

/// <summary>What things are called.</summary>
public static class NamedThings
{
    extension(INamed thing)
    {
        /// <summary>What it is called in sentences.</summary>
        public string Called => thing.Name ?? thing.Slug;
    }
}

/// <summary>A thing with an id, a slug, and the name that people call it by where it has one.</summary>
public sealed record Named(Guid Id, string Slug, string? Name = null) : INamed;

/// <summary>A custom role: User on every app, Customer Admin on those picked (rule 5).</summary>
public sealed record CustomRoleFacts(Guid Id, string Slug, IReadOnlyList<Guid> Apps, string? Name = null) : INamed;

/// <summary>A team and the users in it now; an archived one gets no calls any more.</summary>
public sealed record TeamFacts(Guid Id, string Slug, IReadOnlyList<Guid> Members, bool Archived = false, string? Name = null) : INamed;

/// <summary>
/// A private channel: the team it is connected to, the users in it now, those who connected or configured it, and how many guests it has.
/// </summary>
public sealed record ChannelFacts(Guid Id, string Slug, Guid? Team, IReadOnlyList<Guid> Members, IReadOnlyList<Guid> ConfiguredBy,
    int Guests);

/// <summary>A user: an account's membership in the customer.</summary>
public sealed record UserFacts
{
    /// <summary>The user's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The e-mail address, lower case.</summary>
    public required string Email { get; init; }

    /// <summary>The name that people see.</summary>
    public string Name { get; init; } = "";

    /// <summary>The address of their picture; null: they have none. It goes with the name (rule 27).</summary>
    public string? Picture { get; init; }

    /// <summary>False: refused everywhere (rule 6).</summary>
    public bool Active { get; init; } = true;

    /// <summary>The role in Connect.</summary>
    public ConnectRole Connect { get; init; }

    /// <summary>From this instant the role in Connect is User; null: it does not end.</summary>
    public DateTimeOffset? ConnectUntil { get; init; }

    /// <summary>The role in Insights.</summary>
    public InsightsRole Insights { get; init; }

    /// <summary>From this instant the role in Insights is Default User; null: it does not end.</summary>
    public DateTimeOffset? InsightsUntil { get; init; }

    /// <summary>The teams an Editor's grant names; null: the whole organization. Means nothing for other roles.</summary>
    public IReadOnlyList<Guid>? EditorOf { get; init; }

    /// <summary>Custom roles held.</summary>
    public IReadOnlyList<Guid> CustomRoles { get; init; } = [];

    /// <summary>Tenants assigned.</summary>
    public IReadOnlyList<Guid> Tenants { get; init; } = [];

    /// <summary>Which of these custom roles and tenants end, and when; the others do not.</summary>
    public IReadOnlyList<GrantEnd> Ends { get; init; } = [];

    /// <summary>When this custom role or tenant ends; null: it does not.</summary>
    public DateTimeOffset? EndOf(Guid given) => Ends.FirstOrDefault(end => end.Of == given)?.At;

    /// <summary>The custom roles in force at this time.</summary>
    public IReadOnlyList<Guid> CustomRolesAt(DateTimeOffset now) => InForce(CustomRoles, now);

    /// <summary>The tenants in force at this time.</summary>
    public IReadOnlyList<Guid> TenantsAt(DateTimeOffset now) => InForce(Tenants, now);

    private IReadOnlyList<Guid> InForce(IReadOnlyList<Guid> given, DateTimeOffset now) =>
        Ends.Count == 0 ? given : [.. given.Where(one => Actor.Lasts(EndOf(one), now))];
}

/// <summary>From an instant on a custom role or tenant is not the user's any more (rule 20).</summary>
/// <param name="Of">The custom role or tenant.</param>
/// <param name="At">The instant.</param>
public sealed record GrantEnd(Guid Of, DateTimeOffset At);

/// <summary>An integration user of the customer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, unique in the customer.</param>
/// <param name="Owner">The user accountable for it; it acts only while that user is active (rule 17).</param>
/// <param name="Approved">Whether an Organization Admin has approved its integration; without it scopes of section 2 are inert.</param>
/// <param name="Scopes">What it may do, as <see cref="KeyScope.Parse"/> reads them; invalid ones confer nothing.</param>
public sealed record IntegrationUserFacts(Guid Id, string Name, Guid Owner, bool Approved, IReadOnlyList<KeyScope> Scopes)
{
    /// <summary>For an app's own integration user: the app and the tenants whose configuration it reads; null otherwise.</summary>
    public OwnApp? OfApp { get; init; }
}

/// <summary>The app whose own an integration user is.</summary>
/// <param name="App">The app.</param>
/// <param name="Tenants">Where it is active: the tenants whose configuration its integration user reads.</param>
public sealed record OwnApp(Guid App, IReadOnlyList<Guid> Tenants);

/// <summary>
/// A permission a machine holds, and what it is narrowed to: <c>call/read:sales</c>, <c>crm/write:NextStep,StageName</c>,
/// <c>call/ingest</c>.
/// </summary>
public sealed record KeyScope(Permission Permission, IReadOnlyList<string> Names)
{
    /// <summary>
    /// Reads <c>type/action</c> or <c>type/action:name,name</c>; null when the permission is unknown, is none that a machine may hold, or
    /// <c>call/read</c> names no team.
    /// </summary>
    public static KeyScope? Parse(string text)
    {
        var colon = text.IndexOf(':');
        var permission = Permission.Find(colon < 0 ? text : text.AsSpan(0, colon));
        string[] names = colon < 0
            ? []
            : text[(colon + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (permission is null || !Roles.HoldableByMachine.Has(permission)) return null;
        return permission == Permission.CallRead && names.Length == 0 ? null : new KeyScope(permission, names);
    }

    /// <inheritdoc/>
    public override string ToString() => Names.Count == 0 ? Permission.Name : $"{Permission.Name}:{string.Join(',', Names)}";
}

/// <summary>What decides about one call (rule 12). A call is not part of a snapshot: whoever asks brings it.</summary>
public sealed record CallFacts
{
    /// <summary>The call's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The user who owns it.</summary>
    public required Guid Owner { get; init; }

    /// <summary>The teams its owner was in when it came.</summary>
    public IReadOnlyList<Guid> Teams { get; init; } = [];

    /// <summary>The channels it was delivered to.</summary>
    public IReadOnlyList<Guid> Channels { get; init; } = [];

    /// <summary>Who the owner shared it with, and until when.</summary>
    public IReadOnlyList<Opening> SharedWith { get; init; } = [];

    /// <summary>Who opened it to troubleshoot (rule 13), and until when.</summary>
    public IReadOnlyList<Opening> OpenedBy { get; init; } = [];

    /// <summary>Which members of staff an Organization Admin lets look at it (rule 14), and until when.</summary>
    public IReadOnlyList<Opening> SupportAccess { get; init; } = [];

    /// <summary>Whether it is held as sensitive: nobody but its owner opens it (rule 19).</summary>
    public bool Held { get; init; }

    /// <summary>Whether its transcript is gone: who may read it finds nothing but what everyone who sees the call is shown. It decides nothing.</summary>
    public bool TranscriptGone { get; init; }
}

/// <summary>One person's access to one call, refused from the instant it ends.</summary>
public sealed record Opening(Guid User, DateTimeOffset Until)
{
    /// <summary>Whether one of these opens the call to the person at this time; allocates nothing.</summary>
    internal static bool Covers(IReadOnlyList<Opening> openings, Guid person, DateTimeOffset now)
    {
        for (var i = 0; i < openings.Count; i++)
            if (openings[i].User == person && now < openings[i].Until) return true;
        return false;
    }
}

/// <summary>The vendor's people.</summary>
/// <param name="Id">The account's id.</param>
/// <param name="Email">Lower case.</param>
/// <param name="Name">The name that people see.</param>
/// <param name="Role">Their role.</param>
/// <param name="Active">False: refused everywhere.</param>
public sealed record StaffFacts(Guid Id, string Email, string Name, StaffRole Role, bool Active = true);
