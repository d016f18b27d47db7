using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Views who is in one's own teams, and who can grant what one lacks: whom every active user may know by name (rule 27). One query.
/// </summary>
public sealed record ViewMyPeople : Query<Nothing, MyPeople>
{
    /// <summary>How many people of a team, or who can grant one thing, are named.</summary>
    private const int Most = 100;

    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => MaySetMyPicture.Self(work);

    /// <inheritdoc/>
    public override async Task<MyPeople> Run(Work work, Nothing found)
    {
        var me = work.Actor;
        // Staff have no colleagues in a customer.
        if (work.Snapshot is null) return new([], []);
        var hasSeat = await work.Db.Users.AnyAsync(u => u.Id == me.Id && u.HasSeat);
        var mine = work.Customer.Facts.Teams.Where(team => !team.Archived && team.Members.Contains(me.Id)).ToDictionary(team => team.Slug, StringComparer.Ordinal);
        return new(
            [.. ThingView.Of(work, mine.Values).Select(team => TeamOf(work, team, mine[team.Slug].Members))],
            [.. Helps(work, me, hasSeat).Where(help => help.Count > 0)]);
    }

    private static MyTeam TeamOf(Work work, ThingView team, IReadOnlyCollection<Guid> members)
    {
        var active = members.Select(id => work.Customer.User(id)).OfType<Actor>().Where(user => user.User!.Active).ToList();
        return new(team.Slug, team.Name, active.Count, Named(work, active));
    }

    private static IEnumerable<MyHelp> Helps(Work work, Actor me, bool hasSeat)
    {
        if (me.ConnectRole(work.Now) != ConnectRole.CustomerAdmin) yield return Help(GrantedKind.Role, Permission.RoleAssign);
        if (!work.Customer.Facts.InsightsActive) yield break;
        if (me.InsightsRole(work.Now) != InsightsRole.OrganizationAdmin) yield return Help(GrantedKind.Level, Permission.AccessLevelManage);
        if (!hasSeat) yield return Help(GrantedKind.Seat, Permission.LicenceAssign);
        if (work.Customer.Facts.Teams.Any(team => !team.Archived && !team.Members.Contains(me.Id))) yield return Help(GrantedKind.Team, Permission.TeamManage);

        MyHelp Help(GrantedKind kind, Permission permission)
        {
            var towards = Target.Of(work.Customer) with { Subject = me.Id };
            var able = work.Customer.Users.Where(user => user.Id != me.Id && Authorizer.Decide(user, permission, towards, work.Now).Allowed).ToList();
            return new(kind, able.Count, Named(work, able));
        }
    }

    private static IReadOnlyList<PersonView> Named(Work work, IEnumerable<Actor> people) =>
        [.. people.OrderBy(user => user.Name, Comparer<string>.Create(work.Order.Compare)).ThenBy(user => user.Id).Take(Most)
            .Select(PersonView.Of)];
}

/// <summary>What somebody can grant.</summary>
public enum GrantedKind
{
    /// <summary>Roles of Connect and custom roles.</summary>
    Role,

    /// <summary>Levels of Insights.</summary>
    Level,

    /// <summary>Seats.</summary>
    Seat,

    /// <summary>Membership of teams.</summary>
    Team,
}

/// <summary>The people that the caller may know by name.</summary>
/// <param name="Teams">Their teams, by name.</param>
/// <param name="Grants">What they lack, with those who can grant it; nothing that nobody can.</param>
public sealed record MyPeople(IReadOnlyList<MyTeam> Teams, IReadOnlyList<MyHelp> Grants);

/// <summary>A team of the caller.</summary>
/// <param name="Slug">Its slug.</param>
/// <param name="Name">Its name.</param>
/// <param name="Count">How many active people are in it.</param>
/// <param name="People">They, the first hundred by name.</param>
public sealed record MyTeam(string Slug, string Name, int Count, IReadOnlyList<PersonView> People);

/// <summary>Something that the caller lacks.</summary>
/// <param name="Kind">What.</param>
/// <param name="Count">How many can grant it.</param>
/// <param name="People">They, the first hundred by name.</param>
public sealed record MyHelp(GrantedKind Kind, int Count, IReadOnlyList<PersonView> People);
