using System.Globalization;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>What is asked for, looked up: of one kind, and what of it.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Level">The level; of other kinds Default User.</param>
/// <param name="Teams">The teams an Editor's grant names; null: the whole organization.</param>
/// <param name="Things">The custom role, or the tenants; of other kinds none.</param>
/// <param name="Until">When it ends; null: never.</param>
internal sealed record Wanted(AskedKind Kind, InsightsRole Level, IReadOnlyList<Guid>? Teams, IReadOnlyList<Guid> Things, DateTimeOffset? Until)
{
    /// <summary>The custom role or the tenants as a request names them: the same ids, the same text.</summary>
    public string? ListOfThings => Things.Count == 0 ? null : string.Join(' ', Things.Order());

    /// <summary>What a request asks for.</summary>
    public static Wanted Of(AccessRequest request) => new(request.Kind, request.Level, AccessRequest.Ids(request.Teams),
        AccessRequest.Ids(request.Things) ?? [], request.Until);

    /// <summary>What prevents giving it in itself, whoever gives: a rule that looks at what is given, and to which person.</summary>
    public Refusal? Fault(Work work, Person person)
    {
        if (Until <= work.Now) return new EndsInThePast();
        return Kind switch
        {
            AskedKind.Level => GrantRules.Level(work.Actor, person.Facts, Level, Teams, Until, work.Now),
            AskedKind.CustomerAdmin => GrantRules.Connect(work.Actor, person.Facts, ConnectRole.CustomerAdmin, Until, work.Now),
            AskedKind.CustomRole => GrantRules.CustomRoles(work.Actor, person.Facts, [.. Things]),
            _ => GrantRules.Tenants(work.Actor, person.Facts, [.. Things]),
        };
    }

    /// <summary>Whether the person has all of it already, for at least as long.</summary>
    public bool IsHeld(Work work, Person person)
    {
        var (facts, user, now) = (person.Facts, person.Facts.User!, work.Now);
        return Kind switch
        {
            AskedKind.Level => facts.InsightsRole(now) == Level && Lasts(Level == InsightsRole.DefaultUser ? null : user.InsightsUntil)
                && (Level != InsightsRole.Editor || user.EditorOf is not { } held || Teams is { } teams && teams.All(held.Contains)),
            AskedKind.CustomerAdmin => facts.ConnectRole(now) == ConnectRole.CustomerAdmin && Lasts(user.ConnectUntil),
            AskedKind.CustomRole => Things.All(role => user.CustomRolesAt(now).Contains(role) && Lasts(user.EndOf(role))),
            _ => Things.All(tenant => user.TenantsAt(now).Contains(tenant) && Lasts(user.EndOf(tenant))),
        };

        bool Lasts(DateTimeOffset? held) => held is null || Until is { } wanted && wanted <= held;
    }

    /// <summary>Gives it, unless they have all of it for as long: what was given since is not taken.</summary>
    public Task Give(Work work, Person person) => IsHeld(work, person) ? Task.CompletedTask : Kind switch
    {
        AskedKind.Level => Levels.Set(work, person, Level, TeamsBesides(work, person), Until),
        AskedKind.CustomerAdmin => Task.FromResult(Holdings.SetRole(work, person, ConnectRole.CustomerAdmin, Until)),
        AskedKind.CustomRole => Holdings.AddRoles(work, person, Things, Until),
        _ => Holdings.AddTenants(work, person, Things, Until),
    };

    /// <summary>
    /// An Editor of teams who asked for others is Editor of all of them, where both grants end together: one end is kept for the level, and
    /// of two nobody gave the later one for all of the teams.
    /// </summary>
    private IReadOnlyList<Guid>? TeamsBesides(Work work, Person person) => Level == InsightsRole.Editor && Teams is { } teams
        && person.Facts.InsightsRole(work.Now) == InsightsRole.Editor && person.Facts.User is { EditorOf: { } held } user
        && user.InsightsUntil == Until
            ? [.. held.Union(teams)]
            : Teams;

    /// <summary>What it is called in sentences: “Editor for Sales until 3 May 2027”.</summary>
    public string Words(Work work, bool withEnd = true)
    {
        var facts = work.Customer.Facts;
        var what = Kind switch
        {
            AskedKind.Level => Roles.Name(Roles.Column(Level)) + (Teams is null ? "" : $" for {Named(facts.Teams.Where(team => Teams.Contains(team.Id)))}"),
            AskedKind.CustomerAdmin => Roles.Name(Role.CustomerAdmin),
            AskedKind.CustomRole => $"the custom role {Named(facts.CustomRoles.Where(role => Things.Contains(role.Id)))}",
            _ => $"the tenant{(Things.Count == 1 ? "" : "s")} {Named(facts.Tenants.Where(tenant => Things.Contains(tenant.Id)))}",
        };
        return withEnd && Until is { } until
            ? string.Create(CultureInfo.InvariantCulture, $"{what} until {until.ToUniversalTime():d MMMM yyyy, HH:mm} UTC")
            : what;

        string Named(IEnumerable<INamed> things) => string.Join(", ", ThingView.Of(work, things).Select(thing => thing.Name));
    }

    /// <summary>The permission of those who decide about it.</summary>
    public static Permission DecidedBy(AskedKind kind) => kind switch
    {
        AskedKind.Level => Permission.AccessLevelApprove,
        AskedKind.Tenants => Permission.TenantAssign,
        _ => Permission.RoleAssign,
    };
}

/// <summary>Less than what was asked for. A member that is left out is as it was asked for.</summary>
/// <param name="Level">A lower level.</param>
/// <param name="Teams">For an Editor fewer teams, by slug.</param>
/// <param name="Tenants">Fewer tenants, by slug.</param>
/// <param name="Until">An earlier end.</param>
public sealed record Narrower(InsightsRole? Level = null, IReadOnlyList<string>? Teams = null, IReadOnlyList<string>? Tenants = null,
    DateTimeOffset? Until = null)
{
    /// <summary>What it leaves of what was asked for; a refusal where it is no part of that.</summary>
    internal (Wanted? Left, Refusal? Refused) Of(CustomerSnapshot customer, Wanted asked)
    {
        var left = asked;
        if (Level is { } level && level != asked.Level)
        {
            if (asked.Kind != AskedKind.Level || !IsBelow(level, asked.Level)) return (null, new WiderThanAsked("/level"));
            left = left with { Level = level, Teams = level == InsightsRole.Editor ? left.Teams : null };
        }

        if (Teams is not null)
        {
            if (left.Kind != AskedKind.Level || left.Level != InsightsRole.Editor) return (null, new TeamsAreForEditors());
            if (Teams.Count == 0) return (null, new NoTeamNamed());
            if (Ids.Of(Teams, slug => customer.Team(slug)) is not { } teams) return (null, new NotOfThisCustomer("team"));
            if (asked.Teams is { } wanted && !teams.All(wanted.Contains)) return (null, new WiderThanAsked("/teams"));
            left = left with { Teams = teams };
        }

        if (Tenants is not null)
        {
            if (asked.Kind != AskedKind.Tenants || Tenants.Count == 0 || Ids.Of(Tenants, slug => customer.Tenant(slug)) is not { } tenants
                || !tenants.All(asked.Things.Contains))
                return (null, new WiderThanAsked("/tenants"));
            left = left with { Things = tenants };
        }

        if (Until is { } until)
        {
            if (asked.Until is { } end && until > end) return (null, new WiderThanAsked("/until"));
            left = left with { Until = until };
        }

        return (left, null);
    }

    private static bool IsBelow(InsightsRole level, InsightsRole asked) => level != InsightsRole.DefaultUser
        && asked == InsightsRole.OrganizationAdmin && level is InsightsRole.Editor or InsightsRole.UserAdmin;
}

/// <summary>A request is approved as it is or narrower: never for more than was asked for.</summary>
/// <param name="Pointer">The member that goes beyond it.</param>
public sealed record WiderThanAsked(string Pointer) : Refusal("This is more than was requested. Approve the request as it is, or less of it."), IAtMember;
