using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>Who is in a channel, as Slack reports.</summary>
/// <param name="Channel">The channel; null when Slack does not show it.</param>
/// <param name="Unreadable">Why nobody is known to be in it, or may get anything there; null: the members are known.</param>
/// <param name="Emails">The confirmed addresses of its members, lower case.</param>
/// <param name="Guests">How many guests and people of other workspaces.</param>
/// <param name="Unknown">How many without a confirmed address, and apps other than our own.</param>
internal sealed record ChannelRoll(SlackChannel? Channel, ChannelProblem? Unreadable, IReadOnlyList<string> Emails, int Guests, int Unknown)
{
    public static ChannelRoll Without(ChannelProblem problem, SlackChannel? channel = null) => new(channel, problem, [], 0, 0);
}

/// <summary>Reads the members of channels, and keeps them where they decide.</summary>
internal static class SlackMembers
{
    /// <summary>Membership older than this is read again before anything is posted (rule 15).</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(60);

    /// <summary>Members are looked up one by one: more are not.</summary>
    private const int Most = 500;

    /// <summary>Asks Slack. What Slack refuses to say makes a channel where nobody is known to be.</summary>
    public static async Task<ChannelRoll> Read(ISlack slack, SlackAccess access, SlackConnection connection, string channel,
        CancellationToken ct)
    {
        try
        {
            return await Ask(slack, access, connection, channel, ct);
        }
        catch (SlackRefused refused)
        {
            return ChannelRoll.Without(refused.Code is "channel_not_found" or "not_in_channel" or "is_archived"
                ? ChannelProblem.NotFound
                : ChannelProblem.Refused);
        }
    }

    /// <summary>
    /// Writes down who is in the channel: active users here, by address; everyone else counts as a guest. In a channel that is not for its
    /// members alone nobody is.
    /// </summary>
    /// <returns>Whether what stands in the way of posting there is another now.</returns>
    public static async Task<bool> Keep(Work work, Channel channel, ChannelRoll roll)
    {
        var users = roll.Emails.Select(e => work.Customer.User(e)).ToList();
        var now = roll.Unreadable is null ? users.Where(u => u is { User.Active: true }).Select(u => u!.Id).ToHashSet() : [];
        var members = await work.Db.Set<ChannelMember>().Where(m => m.ChannelId == channel.Id).ToListAsync();
        work.Db.RemoveRange(members.Where(m => !now.Contains(m.UserId)));
        work.Db.AddRange(now.Except(members.Select(m => m.UserId)).Select(u => new ChannelMember { ChannelId = channel.Id, UserId = u }));
        var unmapped = roll.Unknown + users.Count(u => u is not { User.Active: true });
        channel.Guests = roll.Guests + unmapped;
        channel.MembersReadAt = work.Now;
        if (roll.Channel is { } shown && Inputs.Name(shown.Name) is { } name) channel.Name = name;

        var before = channel.Problem;
        channel.Problem = roll.Unreadable is { } unreadable ? unreadable
            : roll.Guests > 0 ? ChannelProblem.HasGuest
            : unmapped > 0 ? ChannelProblem.HasUnmapped
            : await HasConfigurer(work, channel, now) ? ChannelProblem.HasConfigurer
            : null;
        return channel.Problem != before;
    }

    /// <summary>Whether somebody is in it who has set it up and is not of the team, whose calls they would see by that alone.</summary>
    private static async Task<bool> HasConfigurer(Work work, Channel channel, HashSet<Guid> members)
    {
        if (channel.TeamId is not { } team) return false;
        var configurers = await work.Db.Set<ChannelConfigurer>().Where(c => c.ChannelId == channel.Id).Select(c => c.UserId).ToListAsync();
        var ofTeam = work.Customer.Facts.Teams.FirstOrDefault(t => t.Id == team)?.Members ?? [];
        return configurers.Any(c => members.Contains(c) && !ofTeam.Contains(c));
    }

    private static async Task<ChannelRoll> Ask(ISlack slack, SlackAccess access, SlackConnection connection, string channel,
        CancellationToken ct)
    {
        var info = await slack.Channel(access, channel, ct);
        ChannelProblem? problem = info.IsArchived ? ChannelProblem.Archived
            : info.IsShared ? ChannelProblem.Shared
            : info.IsPrivate ? null
            : ChannelProblem.Public;
        if (problem is { } closed) return ChannelRoll.Without(closed, info);
        if (await slack.Members(access, channel, Most, ct) is not { } members)
            return ChannelRoll.Without(ChannelProblem.TooLarge, info);
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

        return new(info, null, emails, guests, unknown);
    }
}
