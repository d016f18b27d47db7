using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Removes a user from a team: from then on its calls are invisible to them. Doing it again changes nothing.</summary>
/// <param name="Team">The team.</param>
/// <param name="User">The user.</param>
public sealed record RemoveTeamMember(Guid Team, Guid User) : Change<TeamMembership, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TeamManage;

    /// <inheritdoc/>
    public override Task<Found<TeamMembership>?> Find(Work work) => TeamMembership.Find(work, Team, User);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, TeamMembership found) => work.NoteMissing();

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, TeamMembership found)
    {
        if (found.Row is { } place)
        {
            work.Db.Remove(place);
            work.Tell(User, DirectoryNotices.Teams, Team, $"{work.Speaker} removed you from {OneTeam.Called(work, Team)}.");
        }

        return Task.FromResult(Nothing.Value);
    }
}
