using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Puts a user into a team: from then on they see its calls (rule 12). Nobody puts themselves into one (rule 3). Doing it again changes nothing.</summary>
/// <param name="Team">The team.</param>
/// <param name="User">The user.</param>
public sealed record AddTeamMember(Guid Team, Guid User) : Change<Membership, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TeamManage;

    /// <inheritdoc/>
    public override Task<Found<Membership>?> Find(Work work) => Membership.Find(work, Team, User);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Membership found) =>
        GrantRules.AddToTeam(work.Actor, found.Person.Facts) ?? OneTeam.Closed(found.Team) ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, Membership found)
    {
        if (found.Place is null)
        {
            work.Db.Add(new TeamMember { TeamId = Team, UserId = User });
            work.Tell(User, AccessNews.Teams);
        }

        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>A team, a user, and the user's place in the team.</summary>
/// <param name="Team">The team.</param>
/// <param name="Person">The user.</param>
/// <param name="Place">Null: not in it.</param>
public sealed record Membership(Team Team, Person Person, TeamMember? Place)
{
    internal static async Task<Found<Membership>?> Find(Work work, Guid team, Guid user)
    {
        if (await work.Db.Teams.FirstOrDefaultAsync(t => t.Id == team) is not { } row || await Person.Find(work, user) is not { } person) return null;
        var place = await work.Db.Set<TeamMember>().FirstOrDefaultAsync(m => m.TeamId == team && m.UserId == user);
        return new(person.Target with { Team = team }, new(row, person.Thing, place));
    }
}
