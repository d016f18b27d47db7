using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Decides where a team's notes go: by direct message to the call's owner, to a channel connected to the team, both or neither.
/// </summary>
/// <param name="Team">The team.</param>
/// <param name="MessageOwner">Whether the owner of a call gets a direct message.</param>
/// <param name="Channel">A channel connected to this team; null: none.</param>
public sealed record SetDestination(Guid Team, bool MessageOwner, Guid? Channel) : Change<Team, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DestinationConfigure;

    /// <inheritdoc/>
    public override Task<Found<Team>?> Find(Work work) => OneTeam.Find(work, Team);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Team found)
    {
        if ((work.Stale(found) ?? OneTeam.Closed(found)) is { } refusal) return refusal;
        var bound = Channel is null || await work.Db.Channels.AnyAsync(c => c.Id == Channel && c.TeamId == Team);
        return bound ? await work.NoteMissing() : new ChannelNotBound();
    }

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Team found)
    {
        found.MessageOwner = MessageOwner;
        found.DestinationChannelId = Channel;
        if (Channel is { } channel) await BindChannel.NoteConfigurer(work, channel);
        return Nothing.Value;
    }
}

/// <summary>Rule 12: a team's notes go only to channels connected to it.</summary>
public sealed record ChannelNotBound() : Refusal("This team has no such channel. An Organization Admin can connect it.");
