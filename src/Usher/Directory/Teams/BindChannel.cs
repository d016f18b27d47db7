using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Connects a private channel to a team, so that the team's notes may go there. Whoever connects it gains no access by what is delivered
/// there (rule 12). A channel is connected to one team at a time.
/// </summary>
/// <param name="Team">The team.</param>
/// <param name="SlackId">The channel's id in Slack.</param>
/// <param name="Name">The channel's name in Slack.</param>
public sealed record BindChannel(Guid Team, string SlackId, string Name) : Change<Team, Guid>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TeamManage;

    /// <inheritdoc/>
    public override Task<Found<Team>?> Find(Work work) => OneTeam.Find(work, Team);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Team found)
    {
        var unread = Inputs.Unread(
            ("/slackId", IsSlackId(SlackId)
                ? SlackId
                : null, "Enter the channel's id in Slack, such as C0123ABCD: capital letters and digits."),
            ("/name", Inputs.Name(Name), Inputs.NameSentence));
        if ((unread ?? OneTeam.Closed(found)) is { } refusal) return refusal;
        var elsewhere = await work.Db.Channels.AnyAsync(c => c.SlackId == SlackId && c.TeamId != null && c.TeamId != Team);
        return elsewhere ? new ChannelBoundElsewhere() : await work.NoteMissing();
    }

    /// <inheritdoc/>
    public override async Task<Guid> Run(Work work, Team found)
    {
        var channel = await work.Db.Channels.FirstOrDefaultAsync(c => c.SlackId == SlackId);
        if (channel is null)
            work.Db.Channels.Add(channel = new Channel { Id = work.NewId(), SlackId = SlackId, Name = Inputs.Name(Name)! });
        channel.TeamId = Team;
        channel.Name = Inputs.Name(Name)!;
        await NoteConfigurer(work, channel.Id);
        return channel.Id;
    }

    /// <summary>Whoever connects or configures a channel is remembered for good: delivery there gives them no access (rule 12).</summary>
    internal static async Task NoteConfigurer(Work work, Guid channel)
    {
        var actor = work.Actor.Id;
        if (!await work.Db.Set<ChannelConfigurer>().AnyAsync(c => c.ChannelId == channel && c.UserId == actor))
            work.Db.Add(new ChannelConfigurer { ChannelId = channel, UserId = actor });
    }

    private static bool IsSlackId(string? id) =>
        id is { Length: >= 3 and <= 40 } && id.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
}

/// <summary>The channel carries another team's notes.</summary>
public sealed record ChannelBoundElsewhere() : Refusal("This channel is connected to another team. Disconnect it there first.");
