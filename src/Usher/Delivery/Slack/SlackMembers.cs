using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>Who is in a channel, as Slack reports.</summary>
/// <param name="At">When Slack was asked: what it says is as old as that.</param>
/// <param name="Channel">The channel; null when Slack does not show it.</param>
/// <param name="Unreadable">Why nobody is known to be in it, or may get anything there; null: the members are known.</param>
/// <param name="Members">Its members who are people of the workspace.</param>
/// <param name="Strangers">Guests and people of other workspaces, apps other than our own.</param>
internal sealed record ChannelRoll(DateTimeOffset At, SlackChannel? Channel, ChannelProblem? Unreadable,
    IReadOnlyList<RollMember> Members, IReadOnlyList<ChannelStranger> Strangers)
{
    public static ChannelRoll Without(DateTimeOffset at, ChannelProblem problem, SlackChannel? channel = null) =>
        new(at, channel, problem, [], []);
}

/// <summary>A person of the workspace who is in a channel.</summary>
/// <param name="Id">Their id in Slack.</param>
/// <param name="Email">Their confirmed address, in lower case; null: Slack says none.</param>
/// <param name="Name">What they are called there.</param>
/// <param name="Workspace">The workspace.</param>
internal sealed record RollMember(string Id, string? Email, string Name, string Workspace);

/// <summary>Reads the members of channels, and keeps them where they decide.</summary>
internal static class SlackMembers
{
    /// <summary>Membership older than this is read again before anything is posted (rule 15).</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(60);

    /// <summary>From so old on it is read again: what is left is for the post.</summary>
    public static readonly TimeSpan Ages = TimeSpan.FromSeconds(57);

    /// <summary>What Slack said of people, and of the channel itself, within this serves for a reading before a post.</summary>
    public static readonly TimeSpan Said = TimeSpan.FromSeconds(50);

    /// <summary>The members themselves are younger, as is what is listed: a reading is as old as the oldest of it, and serves for longer if that is young.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromSeconds(10);

    /// <summary>Members are looked up one by one: more are not.</summary>
    private const int Most = 500;

    /// <summary>Asks Slack. What Slack refuses to say makes a channel where nobody is known to be.</summary>
    /// <param name="slack">Slack.</param>
    /// <param name="since">What Slack said after this is not asked again.</param>
    /// <param name="access">How to reach the workspace; null: its token cannot be opened any more.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="channel">The channel's id in Slack.</param>
    /// <param name="at">The time now, or a little before.</param>
    /// <param name="ct">Ends the wait.</param>
    public static async Task<ChannelRoll> Read(SlackDirectory slack, DateTimeOffset since, SlackAccess? access, SlackConnection connection, string channel,
        DateTimeOffset at, CancellationToken ct)
    {
        if (access is null) return ChannelRoll.Without(at, ChannelProblem.Refused);
        try
        {
            return await Ask(slack, since, access, connection, channel, at, ct);
        }
        catch (SlackRefused refused)
        {
            return ChannelRoll.Without(at, refused.Code switch
            {
                "channel_not_found" or "not_in_channel" => ChannelProblem.NotFound,
                "is_archived" => ChannelProblem.Archived,
                _ => ChannelProblem.Refused,
            });
        }
    }

    /// <summary>
    /// Writes down who is in the channel: active users here, by identity or address; everyone else counts as a guest. In a channel that is not for its
    /// members alone nobody is. When what prevents posting there is another now, those who configure the destination are told, and what was
    /// posted is judged. What was asked before that which is known says nothing.
    /// </summary>
    /// <returns>How old what is known is now; null: nothing is.</returns>
    public static async Task<DateTimeOffset?> Keep(Work work, Channel channel, ChannelRoll roll)
    {
        var reading = await work.Db.Set<ChannelReading>().FirstOrDefaultAsync(r => r.ChannelId == channel.Id);
        // Whoever asked while there was a connection knows nobody once there is none.
        if (reading?.At > roll.At || (roll.Unreadable is null && !await work.Db.Set<SlackConnection>().AnyAsync())) return reading?.At;
        if (reading is null) work.Db.Add(reading = new() { ChannelId = channel.Id, At = roll.At });
        reading.At = roll.At;
        var users = await SlackUsers.Of(work, roll.Members);
        var strangers = roll.Strangers.Concat(users.Where(m => m.User is null).Select(m => m.Stranger(work.Customer))).ToList();
        reading.Strangers = strangers.Count == 0 ? null
            : JsonSerializer.Serialize(strangers.OrderBy(s => s.Name, StringComparer.Ordinal).Take(ChannelStranger.Most));
        // Whoever is there by their address too reads as everyone does.
        var byIdentity = roll.Unreadable is not null ? []
            : users.Where(m => m.User is not null).GroupBy(m => m.User!.Id).ToDictionary(of => of.Key, of => of.All(m => m.ByIdentity));
        var now = byIdentity.Keys.ToHashSet();
        var members = await work.Db.Set<ChannelMember>().Where(m => m.ChannelId == channel.Id).ToListAsync();
        work.Db.RemoveRange(members.Where(m => !now.Contains(m.UserId)));
        foreach (var member in members.Where(m => now.Contains(m.UserId))) member.ByIdentity = byIdentity[member.UserId];
        work.Db.AddRange(now.Except(members.Select(m => m.UserId))
            .Select(u => new ChannelMember { ChannelId = channel.Id, UserId = u, ByIdentity = byIdentity[u] }));
        channel.Guests = strangers.Count;
        if (roll.Channel is { } shown && Inputs.Name(shown.Name) is { } name) channel.Name = name;

        var problem = roll.Unreadable is { } unreadable ? unreadable
            : strangers.Exists(s => s.Kind == StrangerKind.Guest) ? ChannelProblem.HasGuest
            : strangers.Count > 0 ? ChannelProblem.HasUnmapped
            : await HasConfigurer(work, channel, byIdentity) ? ChannelProblem.HasConfigurer
            : (ChannelProblem?)null;
        if (problem == channel.Problem) return reading.At;
        channel.Problem = problem;
        DeliveryNotices.TellThoseWhoConfigure(work, channel);
        await ReadChannel.Soon(work, [channel.Id]);
        return reading.At;
    }

    /// <summary>Of no channel it is known any more who is in it.</summary>
    public static async Task Forget(Work work)
    {
        var unknown = ChannelRoll.Without(work.Now, ChannelProblem.Refused);
        foreach (var reading in await work.Db.Set<ChannelReading>().Where(r => r.At > work.Now).ToListAsync()) reading.At = work.Now;
        foreach (var channel in await work.Db.Channels.ToListAsync()) await Keep(work, channel, unknown);
    }

    /// <summary>
    /// Whether somebody is in it who has set it up, or is known by an identity alone, and is not of every team whose calls went there, which they would see by that alone.
    /// </summary>
    private static async Task<bool> HasConfigurer(Work work, Channel channel, Dictionary<Guid, bool> members)
    {
        var configurers = (await work.Db.Set<ChannelConfigurer>().Where(c => c.ChannelId == channel.Id).Select(c => c.UserId).ToListAsync())
            .FindAll(members.ContainsKey);
        configurers.AddRange(members.Where(m => m.Value).Select(m => m.Key));
        if (configurers.Count == 0) return false;
        var teams = await work.Db.Set<CallDelivery>().Where(d => d.DestinationId == channel.Id && d.State == DeliveryState.Sent)
            .Select(d => d.TeamId).Distinct().ToListAsync();
        return teams.Append(channel.TeamId).OfType<Guid>().Distinct()
            .Any(team => configurers.Exists(c => work.Customer.Facts.Teams.FirstOrDefault(t => t.Id == team)?.Members.Contains(c) != true));
    }

    private static async Task<ChannelRoll> Ask(SlackDirectory slack, DateTimeOffset since, SlackAccess access, SlackConnection connection, string channel,
        DateTimeOffset at, CancellationToken ct)
    {
        var (info, infoAt) = await slack.Channel(access, channel, since, ct);
        // What is known is as old as the oldest of it.
        var oldest = Min(infoAt, at);
        ChannelProblem? problem = info.IsArchived ? ChannelProblem.Archived
            : info.IsShared ? ChannelProblem.Shared
            : info.IsPrivate ? null
            : ChannelProblem.Public;
        if (problem is { } closed) return ChannelRoll.Without(oldest, closed, info);
        var (members, membersAt) = await slack.Members(access, channel, Most, since > at - Young ? since : at - Young, ct);
        oldest = Min(membersAt, oldest);
        if (members is null)
            return ChannelRoll.Without(oldest, ChannelProblem.TooLarge, info);
        var known = new List<RollMember>();
        var strangers = new List<ChannelStranger>();
        foreach (var member in members.Where(m => m != connection.Bot))
        {
            var (person, personAt) = await Person(slack, access, member, since, at, ct);
            oldest = Min(personAt, oldest);
            if (person is { IsDeleted: true }) continue;
            var name = Named(person?.Name);
            if (person?.IsStranger(connection.Workspace) == true) strangers.Add(new(name, StrangerKind.Guest));
            else if (person is null or { IsBot: true }) strangers.Add(new(name, person is null ? StrangerKind.NoAddress : StrangerKind.App));
            else known.Add(new(person.Id, person.Email, name, connection.Workspace));
        }

        return new(oldest, info, null, known, strangers);

        static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
    }

    /// <summary>A name as it can be shown: one line, nothing in it that turns the direction of writing.</summary>
    private static string Named(string? name) => Inputs.Name(name ?? "") ?? "Someone whose name Slack does not say";

    /// <summary>Somebody whom Slack does not show us is unknown; the others are known all the same.</summary>
    public static async Task<(SlackPerson? Person, DateTimeOffset At)> Person(SlackDirectory slack, SlackAccess access, string id, DateTimeOffset since,
        DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            var (person, at) = await slack.Person(access, id, since, ct);
            return (person, at);
        }
        catch (SlackRefused refused) when (refused.Code is "user_not_found" or "user_not_visible")
        {
            return (null, now);
        }
    }
}
