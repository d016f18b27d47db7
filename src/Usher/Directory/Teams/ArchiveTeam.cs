using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Archives a team, or restores it. An archived team keeps its calls and those who are in it, so nobody sees less; calls that come from
/// then on are not its, its channels are unbound, and nobody is added. Doing it again changes nothing.
/// </summary>
/// <param name="Team">The team.</param>
/// <param name="Archived">False: it is a team like others again, with no channel bound.</param>
public sealed record ArchiveTeam(Guid Team, bool Archived = true) : Change<Team, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TeamManage;

    /// <inheritdoc/>
    public override Task<Found<Team>?> Find(Work work) => OneTeam.Find(work, Team);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Team found) => work.Stale(found) ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Team found)
    {
        if (!Archived)
        {
            found.Archived = null;
            return Nothing.Value;
        }

        found.Archived ??= work.Now;
        found.DestinationChannelId = null;
        foreach (var channel in await work.Db.Channels.Where(c => c.TeamId == Team).ToListAsync()) channel.TeamId = null;
        return Nothing.Value;
    }
}
