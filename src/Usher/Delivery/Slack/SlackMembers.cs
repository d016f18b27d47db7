using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>Who is in a channel, as Slack reports.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Emails">The confirmed addresses of its members, lower case.</param>
/// <param name="Guests">How many guests and people of other workspaces.</param>
/// <param name="Unknown">How many without a confirmed address, and apps other than our own.</param>
internal sealed record ChannelRoll(SlackChannel Channel, IReadOnlyList<string> Emails, int Guests, int Unknown)
{
    /// <summary>Whether its members alone can see it.</summary>
    public bool IsPrivate => Channel is { IsPrivate: true, IsShared: false, IsArchived: false };
}

/// <summary>Reads the members of channels, and keeps them where they decide.</summary>
internal static class SlackMembers
{
    /// <summary>Membership older than this is read again before anything is posted (rule 15).</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(60);

    /// <summary>Members are looked up one by one: more are not.</summary>
    private const int Most = 500;

    /// <summary>Asks Slack. Null when the channel is too large.</summary>
    public static async Task<ChannelRoll?> Read(ISlack slack, SlackAccess access, SlackConnection connection, string channel,
        CancellationToken ct)
    {
        var info = await slack.Channel(access, channel, ct);
        if (await slack.Members(access, channel, Most, ct) is not { } members) return null;
        var emails = new List<string>();
        var (guests, unknown) = (0, 0);
        foreach (var member in members.Where(m => m != connection.Bot))
        {
            var person = await slack.Person(access, member, ct);
            if (person.IsDeleted) continue;
            if (person.IsGuest || (person.Workspace is { } workspace && workspace != connection.Workspace)) guests++;
            else if (person.IsBot || person.Email is null) unknown++;
            else emails.Add(person.Email);
        }

        return new(info, emails, guests, unknown);
    }

    /// <summary>
    /// Writes down who is in the channel: active users here, by address; everyone else counts as a guest. In a channel that is not private
    /// nobody is, and one guest at least.
    /// </summary>
    /// <param name="work">The act.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="roll">What Slack said; null when it knows no such channel, or does not let us see it: then nobody is in it.</param>
    public static async Task Keep(Work work, Channel channel, ChannelRoll? roll)
    {
        var users = (roll?.Emails ?? []).Select(e => work.Customer.User(e)).ToList();
        var now = roll is { IsPrivate: true } ? users.Where(u => u is { User.Active: true }).Select(u => u!.Id).ToHashSet() : [];
        var before = await work.Db.Set<ChannelMember>().Where(m => m.ChannelId == channel.Id).ToListAsync();
        work.Db.RemoveRange(before.Where(m => !now.Contains(m.UserId)));
        work.Db.AddRange(now.Except(before.Select(m => m.UserId)).Select(u => new ChannelMember { ChannelId = channel.Id, UserId = u }));
        channel.Guests = roll is null
            ? 0
            : roll.Guests + roll.Unknown + users.Count(u => u is not { User.Active: true }) + (roll.IsPrivate ? 0 : 1);
        channel.MembersReadAt = roll is null ? null : work.Now;
        if (roll is not null && Inputs.Name(roll.Channel.Name) is { } name) channel.Name = name;
    }
}
