using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>What is done, one after the other, until a new team works.</summary>
public enum SetUpStep
{
    /// <summary>People are put into it, and a private channel is connected: <c>team/manage</c>.</summary>
    People,

    /// <summary>Where its notes go is decided: <c>destination/configure</c>.</summary>
    Destination,

    /// <summary>Its people have seats, so that their calls are recorded: <c>licence/assign</c>.</summary>
    Seats,

    /// <summary>Its people have signed in: who keeps the directory resends invitations.</summary>
    Welcome,
}

/// <summary>
/// Lists teams with what is done and who does what next until they work, for those who do a part of it. It is told from what there is now; of
/// seats and invitations only to those who may see them. Three queries.
/// </summary>
public sealed record ListTeamSetUps : Listing<CustomerSnapshot, Page<TeamSetUp>>
{
    /// <summary>How many of those who can do a step are named.</summary>
    private const int MostNamed = 5;

    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceAssign;

    /// <inheritdoc/>
    public override Permission? Or => Permission.DestinationConfigure;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Page<TeamSetUp>> Run(Work work, CustomerSnapshot found)
    {
        var page = await ByName(work, found.Facts.Teams.Where(team => !team.Archived && (May.Ask(work, Needs, Target.Of(found)).Allowed
            || May.Ask(work, Permission.DestinationConfigure, Target.Of(found) with { Team = team.Id }).Allowed)), team => team.Id, team => team.Called);
        var (ids, people) = (page.Items.Select(team => team.Id).ToList(), page.Items.SelectMany(team => team.Members).Distinct().ToList());
        var rows = await work.Db.Teams.Where(team => ids.Contains(team.Id)).ToDictionaryAsync(team => team.Id);
        var members = await work.Db.Users.Where(user => user.Active && people.Contains(user.Id))
            .Select(user => new Member(user.Id, user.HasSeat, user.SignedIn != null)).ToDictionaryAsync(user => user.Id);
        return page.Show(team => Of(work, rows[team.Id], [.. team.Members.Where(members.ContainsKey).Select(id => members[id])]));
    }

    private static TeamSetUp Of(Work work, Team team, IReadOnlyList<Member> members)
    {
        var here = Target.Of(work.Customer);
        var seesSeats = May.Ask(work, Permission.LicenceView, here).Allowed;
        var seesInvited = May.Either(work, Permission.UserView, Permission.DirectoryView, here).Allowed;
        var (seats, welcome) = (members.Count(one => !one.HasSeat), members.Count(one => !one.SignedIn));
        return new(team.Id, team.Slug, team.Name, members.Count,
        [
            Step(SetUpStep.People, Permission.TeamManage, members.Count == 0 ? 1 : 0),
            Step(SetUpStep.Destination, Permission.DestinationConfigure, team.DestinationChannelId is null ? 1 : 0),
            Step(SetUpStep.Seats, Permission.LicenceAssign, seesSeats ? seats : null),
            Step(SetUpStep.Welcome, Permission.DirectoryMaintain, seesInvited ? welcome : null),
        ]);

        SetUpOf Step(SetUpStep step, Permission permission, int? left)
        {
            var of = here with { Team = team.Id };
            // Rule 27: who may not see users learns the names of those who can grant what they lack, and they lack no step of their own.
            var able = work.Customer.Users.Where(user => Authorizer.Decide(user, permission, of, work.Now).Allowed
                && (seesInvited || Authorizer.Decide(user, Permission.TeamManage, of, work.Now).Allowed))
                .OrderBy(user => user.Name, Comparer<string>.Create(work.Order.Compare)).ThenBy(user => user.Id).Take(MostNamed).Select(PersonView.Of);
            // Seats and invitations of nobody are nothing that is done.
            var done = left is { } some ? some == 0 && members.Count > 0 : (bool?)null;
            return new(step, step == SetUpStep.Destination ? left == 0 : done, left, May.Ask(work, permission, of), [.. able]);
        }
    }

    private sealed record Member(Guid Id, bool HasSeat, bool SignedIn);
}

/// <summary>What is left until a team works.</summary>
/// <param name="Id">The team's id.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="Name">Its name.</param>
/// <param name="People">How many active people are in it.</param>
/// <param name="Steps">What is done and what is left, in the order in which it is done.</param>
public sealed record TeamSetUp(Guid Id, string Slug, string Name, int People, IReadOnlyList<SetUpOf> Steps);

/// <summary>A step until a team works.</summary>
/// <param name="Step">Which.</param>
/// <param name="Done">Whether it is done; null: not for the caller to see.</param>
/// <param name="Left">How many people, or things, are left; null: not for the caller to see.</param>
/// <param name="Can">Whether the caller may do it.</param>
/// <param name="Who">Some of those who may, by name.</param>
public sealed record SetUpOf(SetUpStep Step, bool? Done, int? Left, May Can, IReadOnlyList<PersonView> Who);
