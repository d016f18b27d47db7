using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>What Slack gets for a request to the Events API.</summary>
/// <param name="IsGenuine">Whether Slack itself sent it, lately and not before.</param>
/// <param name="Challenge">What is to be echoed, when Slack asks whether the address is ours; null: nothing.</param>
public readonly record struct SlackHeard(bool IsGenuine, string? Challenge = null)
{
    /// <summary>It is not from Slack, is late, or was here before.</summary>
    public static SlackHeard Stranger => default;
}

/// <summary>
/// Slack's Events API, one address for each organization: what is signed with its app's secret is heard. An event about a channel changes
/// nothing by what it says: it has the channel read from Slack at once, so that one that comes eleven times, late, or in another order does
/// no more than one. Events that are lost are made up for by <see cref="RefreshChannels"/>. A question is answered once for each message.
/// </summary>
public sealed class SlackEvents(Store store, Gate gate, Snapshots snapshots, SlackConnections connections, TimeProvider clock) : IDisposable
{
    /// <summary>The longest body: Slack's own are a few kilobytes.</summary>
    public const int Longest = 256 << 10;

    private const int LongestChallenge = 200;
    private const string Nobody = "a secret that no app has";

    /// <summary>Signatures of the last minutes: the same once more is a replay, as Slack signs each of its own retries anew.</summary>
    private readonly MemoryCache _seen = new(new MemoryCacheOptions { SizeLimit = 100_000 });

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
        if (!SlackSignature.IsTimely(timestamp, signature, clock.GetUtcNow())) return SlackHeard.Stranger;
        var customer = await snapshots.Customer(organization, ct);
        var connection = customer is null ? null : await Connection(customer.Id, ct);
        var secret = connection is null ? null : connections.SigningSecret(connection);
        // Whether there is such an organization, and whether it has Slack, cannot be told from outside.
        if (!SlackSignature.IsGenuine(secret ?? Nobody, timestamp, signature, body.Span, clock.GetUtcNow()) || secret is null)
            return SlackHeard.Stranger;
        if (!IsNew(signature!)) return SlackHeard.Stranger;
        if (customer!.Facts.Closed) return new(true);
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 64 });
            return await Hear(connection!, document.RootElement, ct);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // No JSON, or half a character in a text.
            return SlackHeard.Stranger;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _seen.Dispose();

    private async Task<SlackHeard> Hear(SlackConnection connection, JsonElement said, CancellationToken ct)
    {
        if (Text(said, "type") == "url_verification")
            return new(true, Text(said, "challenge") is { Length: <= LongestChallenge } challenge ? challenge : null);
        // What another workspace's app says, sent here by mistake, is nothing to us.
        if (Text(said, "type") != "event_callback" || Text(said, "team_id") != connection.Workspace
            || !said.TryGetProperty("event", out var happened))
            return new(true);
        if (SlackQuestions.Read(happened, connection.Bot) is { } question)
        {
            await gate.Effect(connection.CustomerId, "HearSlackQuestion", Section.Insights, work => SlackQuestions.Keep(work, question), ct);
            return new(true);
        }

        if (!IsAboutChannels(happened, out var slackId, out var email)) return new(true);
        await gate.Derive(connection.CustomerId, "HearSlackEvent", async work =>
        {
            var channels = work.Db.Set<Channel>().AsNoTracking().Where(c => c.TeamId != null || c.MembersReadAt != null);
            if (slackId is not null) channels = channels.Where(c => c.SlackId == slackId);
            // Whoever is no user here is a guest of every channel they are in already.
            if (email is not null)
            {
                var user = work.Customer.User(email)?.Id;
                channels = channels.Where(c => work.Db.Set<ChannelMember>().Any(m => m.ChannelId == c.Id && m.UserId == user));
            }

            await ReadChannel.Soon(work, await channels.OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(ct));
            return true;
        }, ct);
        return new(true);
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
                    ?? (happened.TryGetProperty("channel", out var channel) ? Text(channel, "id") : null);
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

    private bool IsNew(string signature)
    {
        if (_seen.TryGetValue(signature, out _)) return false;
        _seen.Set(signature, true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = SlackSignature.Window * 2 });
        return true;
    }

    private async Task<SlackConnection?> Connection(Guid customer, CancellationToken ct)
    {
        try
        {
            await using var db = store.Context(customer);
            return await db.Set<SlackConnection>().AsNoTracking().FirstOrDefaultAsync(ct);
        }
        catch (Exception fault) when (store.IsUnavailable(fault))
        {
            throw new StoreUnavailable(fault);
        }
    }

    internal static string? Text(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member)
        && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static bool Flag(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member)
        && member.ValueKind == JsonValueKind.True;
}
