using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Moves a user from one team to another at once: they see the calls of the one no longer and those of the other from then on (rule 12).
/// Nobody moves themselves (rule 3).
/// </summary>
/// <param name="Team">The team they are in.</param>
/// <param name="User">The user.</param>
/// <param name="To">The team they go to.</param>
public sealed record MoveTeamMember(Guid Team, Guid User, Guid To) : Change<TeamMembership, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TeamManage;

    /// <inheritdoc/>
    public override Task<Found<TeamMembership>?> Find(Work work) => TeamMembership.Find(work, Team, User);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, TeamMembership found)
    {
        if (To == Team || await OneTeam.Find(work, To) is not { Thing: var to })
            return new Invalid("/team", "Choose another team of this customer.");
        return (found.Row is null ? new NotInThisTeam() : null)
            ?? GrantRules.AddToTeam(work.Actor, found.Person.Facts) ?? OneTeam.Closed(to) ?? await work.NoteMissing();
    }

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, TeamMembership found)
    {
        work.Db.Remove(found.Row!);
        if (!await work.Db.Set<TeamMember>().AnyAsync(m => m.TeamId == To && m.UserId == User))
        {
            work.Db.Add(new TeamMember { TeamId = To, UserId = User });
            work.Publish(new TeamJoined(To, User, work.Actor.Id));
        }

        work.Tell(User, DirectoryNotices.Teams, To,
            $"{work.Speaker} moved you from {OneTeam.Called(work, Team)} to {OneTeam.Called(work, To)}.");
        return Nothing.Value;
    }
}

/// <summary>Whoever is to be moved out of a team is not in it.</summary>
public sealed record NotInThisTeam() : Refusal("They are not in this team (any more).");
