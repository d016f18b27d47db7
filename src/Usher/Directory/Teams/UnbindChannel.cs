using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Unbinds a channel from its team: no more notes go there. What went there stays visible to its members (rule 12).</summary>
/// <param name="Team">The team.</param>
/// <param name="Channel">The channel.</param>
public sealed record UnbindChannel(Guid Team, Guid Channel) : Change<BoundChannel, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TeamManage;

    /// <inheritdoc/>
    public override async Task<Found<BoundChannel>?> Find(Work work) =>
        await work.Db.Teams.FirstOrDefaultAsync(t => t.Id == Team) is { } team
        && await work.Db.Channels.FirstOrDefaultAsync(c => c.Id == Channel && c.TeamId == Team) is { } channel
            ? new(Target.Of(work.Customer) with { Team = Team }, new(team, channel))
            : null;

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, BoundChannel found) => work.NoteMissing();

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, BoundChannel found)
    {
        found.Channel.TeamId = null;
        if (found.Team.DestinationChannelId == Channel) found.Team.DestinationChannelId = null;
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>A team and a channel connected to it.</summary>
public sealed record BoundChannel(Team Team, Channel Channel);
