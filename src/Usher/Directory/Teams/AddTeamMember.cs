using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Puts a user into a team: from then on they see its calls (rule 12). Nobody puts themselves into one (rule 3). Doing it again changes
/// nothing.
/// </summary>
/// <param name="Team">The team.</param>
/// <param name="User">The user.</param>
public sealed record AddTeamMember(Guid Team, Guid User) : Change<TeamMembership, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TeamManage;

    /// <inheritdoc/>
    public override Task<Found<TeamMembership>?> Find(Work work) => TeamMembership.Find(work, Team, User);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, TeamMembership found) =>
        GrantRules.AddToTeam(work.Actor, found.Person.Facts) ?? OneTeam.Closed(found.Team) ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, TeamMembership found)
    {
        if (found.Row is null)
        {
            work.Db.Add(new TeamMember { TeamId = Team, UserId = User });
            work.Tell(User, DirectoryNotices.Teams, Team, $"{work.Speaker} added you to {OneTeam.Called(work, Team)}.");
            work.Publish(new TeamJoined(Team, User, work.Actor.Id));
        }

        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>A team, a user, and the user's row in the team.</summary>
/// <param name="Team">The team.</param>
/// <param name="Person">The user.</param>
/// <param name="Row">Null: not in it.</param>
public sealed record TeamMembership(Team Team, Person Person, TeamMember? Row)
{
    internal static async Task<Found<TeamMembership>?> Find(Work work, Guid team, Guid user)
    {
        if (await work.Db.Teams.FirstOrDefaultAsync(t => t.Id == team) is not { } row || await Person.Find(work, user) is not { } person)
            return null;
        var member = await work.Db.Set<TeamMember>().FirstOrDefaultAsync(m => m.TeamId == team && m.UserId == user);
        return new(person.Target with { Team = team }, new(row, person.Thing, member));
    }
}
