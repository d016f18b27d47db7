using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Lists the users in a private channel as Slack last reported them, by name, to those who manage teams (rule 27).</summary>
/// <param name="Team">The team that the channel is connected to.</param>
/// <param name="Channel">The channel.</param>
public sealed record ListChannelMembers(Guid Team, Guid Channel) : Listing<Channel, Page<PersonView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TeamManage;

    /// <inheritdoc/>
    public override async Task<Found<Channel>?> Find(Work work) =>
        await work.Db.Channels.FirstOrDefaultAsync(c => c.Id == Channel && c.TeamId == Team) is { } channel
            ? new(Target.Of(work.Customer) with { Team = Team }, channel)
            : null;

    /// <inheritdoc/>
    public override async Task<Page<PersonView>> Run(Work work, Channel found)
    {
        var people = (await work.Db.Set<ChannelMember>().Where(m => m.ChannelId == Channel).Select(m => m.UserId).ToListAsync())
            .Select(id => PersonView.Of(work.Customer, id));
        return await ByName(work, people, who => who.Id, who => who.Name);
    }
}
