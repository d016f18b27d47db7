using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;
using static Usher.Delivery.Slack.SlackJson;

namespace Usher.Delivery.Slack;

/// <summary>
/// Slack's Events API, one address for each organization: what is signed with its app's secret is heard. An event about a channel changes
/// nothing by what it says: it has the channel read from Slack at once, so that one that comes eleven times, late, or in another order does
/// no more than one. Events that are lost are made up for by <see cref="RefreshChannels"/>. A question is answered once for each message.
/// </summary>
public sealed class SlackEvents(SlackDoor door, Gate gate)
{
    private const int LongestChallenge = 200;

    /// <summary>Hears one request.</summary>
    /// <param name="organization">The customer's slug, as the address says.</param>
    /// <param name="timestamp">The header <c>X-Slack-Request-Timestamp</c>.</param>
    /// <param name="signature">The header <c>X-Slack-Signature</c>.</param>
    /// <param name="body">The body, to the byte.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="StoreUnavailable">The database cannot take it now: Slack sends it again.</exception>
    public async Task<SlackHeard> Hear(string organization, string? timestamp, string? signature, ReadOnlyMemory<byte> body,
        CancellationToken ct)
    {
        if (await door.Open(organization, timestamp, signature, body, ct) is not { } knock) return SlackHeard.Stranger;
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 64 });
            var said = document.RootElement;
            if (Text(said, "type") == "url_verification")
                return new(true, Text(said, "challenge") is { Length: <= LongestChallenge } challenge ? challenge : null);
            return await Hear(knock, said, ct);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // No JSON, or half a character in a text.
            return SlackHeard.Stranger;
        }
    }

    /// <summary>Hears one event that is known to come from Slack.</summary>
    /// <exception cref="InvalidOperationException">There is half a character in a text.</exception>
    internal async Task<SlackHeard> Hear(SlackKnock knock, JsonElement said, CancellationToken ct)
    {
        if (knock.Open is not { } connection) return SlackHeard.Heard;
        // What another workspace's app says, sent here by mistake, is nothing to us.
        if (Text(said, "type") != "event_callback" || Text(said, "team_id") != connection.Workspace
            || !said.TryGetProperty("event", out var happened))
            return SlackHeard.Heard;
        if (SlackQuestions.Read(happened, connection.Bot) is { } question)
        {
            await gate.Effect(connection.CustomerId, "HearSlackQuestion", Section.Insights, work => SlackQuestions.Keep(work, question), ct);
            return SlackHeard.Heard;
        }

        if (Text(happened, "type") == "app_home_opened")
        {
            if (Text(happened, "tab") == "home" && Id(happened, "user") is { } person)
                await gate.Effect(connection.CustomerId, "HearSlackHome", Section.Insights, work => SlackHome.Open(work, person), ct);
            return SlackHeard.Heard;
        }

        if (Text(happened, "type") == "assistant_thread_started")
        {
            var view = Member(happened, "assistant_thread");
            if (Id(view, "user_id") is { } opened && Id(view, "channel_id") is { } direct && Id(view, "thread_ts") is { } thread)
                await gate.Derive(connection.CustomerId, "HearSlackAssistant", work =>
                {
                    work.Enqueue(new SuggestQuestions(opened, direct, thread));
                    return Task.FromResult(true);
                }, ct);
            return SlackHeard.Heard;
        }

        if (Text(happened, "type") is "user_change" or "user_profile_changed" && Id(Member(happened, "user"), "id") is { } changed)
            await gate.Derive(connection.CustomerId, "HearSlackPerson", async work =>
            {
                await SlackHome.AskAgain(work, changed);
                return true;
            }, ct);
        if (!IsAboutChannels(happened, out var slackId, out var email)) return SlackHeard.Heard;
        await gate.Derive(connection.CustomerId, "HearSlackEvent", async work =>
        {
            var channels = work.Db.Set<Channel>().AsNoTracking().Where(c => c.TeamId != null
                || work.Db.Set<ChannelReading>().Any(r => r.ChannelId == c.Id));
            if (slackId is not null) channels = channels.Where(c => c.SlackId == slackId);
            // Whoever is no user here is a guest of every channel they are in already.
            var person = Id(Member(happened, "user"), "id");
            if (email is not null)
            {
                var user = work.Customer.User(email)?.Id;
                var proved = await work.Db.Set<UserIdentity>().Where(i => i.Kind == IdentityKind.Slack && i.External == person).Select(i => (Guid?)i.UserId)
                    .FirstOrDefaultAsync(ct);
                channels = channels.Where(c => work.Db.Set<ChannelMember>().Any(m => m.ChannelId == c.Id && (m.UserId == user || m.UserId == proved)));
            }

            await ReadChannel.Soon(work, await channels.OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(ct));
            return true;
        }, ct);
        return SlackHeard.Heard;
    }

    /// <summary>
    /// Whether who may read a channel can have changed; of which one, null: of any; or of those that somebody with an address is in.
    /// </summary>
    private static bool IsAboutChannels(JsonElement happened, out string? slackId, out string? email)
    {
        (slackId, email) = (null, null);
        switch (Text(happened, "type"))
        {
            case "member_joined_channel" or "member_left_channel"
                or "channel_archive" or "channel_unarchive" or "channel_deleted" or "channel_left" or "channel_rename"
                or "channel_shared" or "channel_unshared"
                or "group_archive" or "group_unarchive" or "group_deleted" or "group_left" or "group_rename" or "group_open":
                // A renamed channel is an object with an id.
                slackId = Text(happened, "channel")
                    ?? Text(Member(happened, "channel"), "id");
                return slackId is not null;
            case "user_change" or "user_profile_changed":
                // Of those who became a guest or were deactivated, Slack tells no channels.
                if (!happened.TryGetProperty("user", out var user)) return false;
                email = user.ValueKind == JsonValueKind.Object && user.TryGetProperty("profile", out var profile)
                    ? Text(profile, "email")?.ToLowerInvariant()
                    : null;
                return Flag(user, "deleted") || Flag(user, "is_restricted") || Flag(user, "is_ultra_restricted");
            case "app_uninstalled" or "tokens_revoked":
                return true;
            default:
                return false;
        }
    }
}
