using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Views one team, if the caller may decide its destination. Members only to those who manage teams (rule 27).</summary>
/// <param name="Team">Which.</param>
public sealed record ViewTeam(Guid Team) : Query<Team, TeamSettings>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DestinationConfigure;

    /// <inheritdoc/>
    public override async Task<Found<Team>?> Find(Work work) =>
        await work.Db.Teams.FirstOrDefaultAsync(t => t.Id == Team) is { } team ? new(Target.Of(work.Customer) with { Team = Team }, team) : null;

    /// <inheritdoc/>
    public override async Task<TeamSettings> Run(Work work, Team found) =>
        TeamSettings.Of(work, found, await work.Db.Channels.Where(c => c.TeamId == Team).ToListAsync());
}
