using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Polly;
using Polly.Retry;
using Usher.Directory;
using Usher.Platform;
using static Usher.Delivery.Slack.SlackJson;

namespace Usher.Delivery.Slack;

/// <summary>
/// The real client: Slack's Web API over HTTP, form-encoded, a bearer token in each request but the one that is had by a client's secret. Reads that fail on the way are repeated twice;
/// a post never is, because nobody knows whether it arrived. What Slack asks to be left alone with (<c>Retry-After</c>) is not asked for
/// again before then: posts for the channel, everything else for the method, as Slack counts them.
/// </summary>
/// <param name="http">Sends to hosts that <see cref="OutboundHosts"/> lets through.</param>
/// <param name="patience">How long one request may take.</param>
/// <param name="clock">The server's time.</param>
public sealed class SlackClient(HttpClient http, TimeSpan patience, TimeProvider clock) : ISlack
{
    /// <summary>The type of the metadata by which a message is found again.</summary>
    public const string EventType = "usher_note";

    private const int MostPages = 20;
    internal const string PostMessage = "chat.postMessage";

    /// <summary>Metadata by which nothing is found.</summary>
    private const string Nothing = """{"event_type":"usher_withdrawn","event_payload":{}}""";
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly SlackWaits _waits = new(clock);

    private readonly ResiliencePipeline _once = new ResiliencePipelineBuilder().AddTimeout(patience).Build();

    private readonly ResiliencePipeline _again = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(200),
            ShouldHandle = new PredicateBuilder().Handle<SlackUnreachable>(),
        })
        .AddTimeout(patience)
        .Build();

    /// <inheritdoc/>
    public async Task<SlackIdentity> WhoAmI(SlackAccess access, CancellationToken ct)
    {
        using var answer = await Ask(_again, access, "auth.test", ct);
        return new(Text(answer, "team_id"), Text(answer, "user_id"), Text(answer, "team"));
    }

    /// <inheritdoc/>
    public async Task<SlackGrant> Install(Uri api, SlackClientCredentials app, string code, string redirect, CancellationToken ct)
    {
        using var answer = await Ask(_once, new(api, ""), "oauth.v2.access", ct,
            ("client_id", app.ClientId), ("client_secret", app.Secret), ("code", code), ("redirect_uri", redirect));
        var root = answer.RootElement;
        // Of an installation for a whole organization Slack names no workspace.
        var team = Member(root, "team");
        var identity = SlackJson.Text(team, "id") is { } workspace && !Flag(root, "is_enterprise_install")
            ? new SlackIdentity(workspace, Text(answer, "bot_user_id"), SlackJson.Text(team, "name") ?? "")
            : null;
        return new(Text(answer, "access_token"), Text(answer, "scope").Split(','), identity);
    }

    /// <inheritdoc/>
    public async Task Revoke(SlackAccess access, CancellationToken ct)
    {
        using var answer = await Ask(_again, access, "auth.revoke", ct);
    }

    /// <inheritdoc/>
    public async Task<Uri> OpenSocket(SlackAccess app, CancellationToken ct)
    {
        using var answer = await Ask(_once, app, "apps.connections.open", ct);
        return Uri.TryCreate(Text(answer, "url"), UriKind.Absolute, out var url) && url.Scheme is "wss" or "ws"
            ? url
            : throw new SlackUnreachable("unexpected answer");
    }

    /// <inheritdoc/>
    public async Task<SlackChannel> Channel(SlackAccess access, string channel, CancellationToken ct)
    {
        using var answer = await Ask(_again, access, "conversations.info", ct, ("channel", channel));
        return Channel(Need(answer.RootElement, "channel"));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SlackPerson>?> People(SlackAccess access, CancellationToken ct) =>
        All(access, "users.list", "members", Person, ct);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SlackChannel>?> Channels(SlackAccess access, CancellationToken ct) =>
        All(access, "conversations.list", "channels", Channel, ct, ("types", "private_channel"));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>?> Members(SlackAccess access, string channel, int most, CancellationToken ct)
    {
        var members = new List<string>();
        var cursor = "";
        for (var page = 0; page < MostPages; page++)
        {
            using var answer =
                await Ask(_again, access, "conversations.members", ct, ("channel", channel), ("limit", "200"), ("cursor", cursor));
            foreach (var member in Need(answer.RootElement, "members", JsonValueKind.Array).EnumerateArray())
                members.Add(member.ValueKind == JsonValueKind.String
                    ? member.GetString()!
                    : throw new SlackUnreachable("unexpected answer"));
            if (members.Count > most) return null;
            cursor = Next(answer);
            if (cursor.Length == 0) return members;
        }

        return null;
    }

    /// <inheritdoc/>
    public async Task<SlackPerson> Person(SlackAccess access, string id, CancellationToken ct)
    {
        using var answer = await Ask(_again, access, "users.info", ct, ("user", id));
        return Person(Need(answer.RootElement, "user"));
    }

    /// <inheritdoc/>
    public async Task<SlackPerson?> PersonByEmail(SlackAccess access, string email, CancellationToken ct)
    {
        try
        {
            using var answer = await Ask(_again, access, "users.lookupByEmail", ct, ("email", email));
            return Person(Need(answer.RootElement, "user"));
        }
        catch (SlackRefused refused) when (refused.Code == "users_not_found")
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<string> OpenMessages(SlackAccess access, string person, CancellationToken ct)
    {
        using var answer = await Ask(_again, access, "conversations.open", ct, ("users", person));
        return NeedText(Need(answer.RootElement, "channel"), "id");
    }

    /// <inheritdoc/>
    public async Task<string?> Find(SlackAccess access, string conversation, Guid delivery, DateTimeOffset since, CancellationToken ct,
        string? thread = null)
    {
        var oldest = (since.ToUnixTimeMilliseconds() / 1000.0).ToString("F3", CultureInfo.InvariantCulture);
        var cursor = "";
        for (var page = 0; page < MostPages; page++)
        {
            using var answer = await Ask(_again, access, thread is null ? "conversations.history" : "conversations.replies", ct,
                ("channel", conversation), ("ts", thread ?? ""), ("oldest", oldest), ("include_all_metadata", "true"), ("limit", "200"), ("cursor", cursor));
            foreach (var message in Need(answer.RootElement, "messages", JsonValueKind.Array).EnumerateArray())
                if (Carries(message, delivery)) return NeedText(message, "ts");
            cursor = Next(answer);
            if (cursor.Length == 0) return null;
        }

        // Where it cannot be known whether the message is there, none is sent.
        throw new SlackRefused("history_too_long");
    }

    /// <inheritdoc/>
    public async Task<SlackPosted> Post(SlackAccess access, string conversation, SlackMessage message, Guid delivery, CancellationToken ct,
        string? thread = null)
    {
        var metadata = JsonSerializer.Serialize(new { event_type = EventType, event_payload = new { delivery = delivery.ToString() } });
        using var answer = await Ask(_once, access, PostMessage, ct,
            ("channel", conversation), ("text", message.Text), ("blocks", message.Blocks), ("metadata", metadata),
            ("unfurl_links", "false"), ("unfurl_media", "false"), ("link_names", "false"), ("thread_ts", thread ?? ""));
        return new(Id(answer.RootElement, "channel") ?? conversation, Text(answer, "ts"));
    }

    /// <inheritdoc/>
    public async Task Whisper(SlackAccess access, string conversation, string person, string? thread, SlackMessage message,
        CancellationToken ct)
    {
        using var answer = await Ask(_once, access, "chat.postEphemeral", ct, ("channel", conversation), ("user", person),
            ("text", message.Text), ("blocks", message.Blocks), ("link_names", "false"), ("thread_ts", thread ?? ""));
    }

    /// <inheritdoc/>
    public Task Replace(SlackAccess access, string conversation, string message, SlackMessage by, CancellationToken ct) =>
        UnlessGone(access, "chat.update", ct,
            ("channel", conversation), ("ts", message), ("text", by.Text), ("blocks", by.Blocks), ("metadata", Nothing));

    /// <inheritdoc/>
    public async Task OpenView(SlackAccess access, string trigger, string view, CancellationToken ct)
    {
        using var answer = await Ask(_once, access, "views.open", ct, ("trigger_id", trigger), ("view", view));
    }

    /// <inheritdoc/>
    public async Task PublishHome(SlackAccess access, string person, string view, CancellationToken ct)
    {
        using var answer = await Ask(_again, access, "views.publish", ct, ("user_id", person), ("view", view));
    }

    /// <inheritdoc/>
    public async Task SuggestPrompts(SlackAccess access, string conversation, string thread, IReadOnlyList<string> prompts, CancellationToken ct)
    {
        using var answer = await Ask(_again, access, "assistant.threads.setSuggestedPrompts", ct, ("channel_id", conversation), ("thread_ts", thread),
            ("prompts", JsonSerializer.Serialize(prompts.Select(prompt => new { title = prompt, message = prompt }))));
    }

    /// <inheritdoc/>
    public async Task SetStatus(SlackAccess access, string conversation, string thread, string status, CancellationToken ct)
    {
        using var answer = await Ask(_once, access, "assistant.threads.setStatus", ct,
            ("channel_id", conversation), ("thread_ts", thread), ("status", status));
    }

    /// <inheritdoc/>
    public Task Delete(SlackAccess access, string conversation, string message, CancellationToken ct) =>
        UnlessGone(access, "chat.delete", ct, ("channel", conversation), ("ts", message));

    /// <summary>All pages of a list; null: there are too many.</summary>
    private async Task<IReadOnlyList<T>?> All<T>(SlackAccess access, string method, string member, Func<JsonElement, T> read, CancellationToken ct,
        params (string Name, string Value)[] input)
    {
        var all = new List<T>();
        var cursor = "";
        for (var page = 0; page < MostPages; page++)
        {
            using var answer = await Ask(_again, access, method, ct, [.. input, ("limit", "999"), ("cursor", cursor)]);
            all.AddRange(Need(answer.RootElement, member, JsonValueKind.Array).EnumerateArray().Select(read));
            cursor = Next(answer);
            if (cursor.Length == 0) return all;
        }

        return null;
    }

    private async Task UnlessGone(SlackAccess access, string method, CancellationToken ct, params (string Name, string Value)[] input)
    {
        try
        {
            using var answer = await Ask(_again, access, method, ct, input);
        }
        catch (SlackRefused refused) when (refused.Code is "message_not_found")
        {
            // Gone already.
        }
    }

    private async Task<JsonDocument> Ask(ResiliencePipeline pipeline, SlackAccess access, string method, CancellationToken ct,
        params (string Name, string Value)[] input)
    {
        try
        {
            return await pipeline.ExecuteAsync(async stop => await Send(access, method, input, stop), ct);
        }
        catch (Polly.Timeout.TimeoutRejectedException late)
        {
            throw new SlackUnreachable("no answer in time", late);
        }
    }

    private async Task<JsonDocument> Send(SlackAccess access, string method, (string Name, string Value)[] input, CancellationToken ct)
    {
        var limited = new SlackLimit(access, method, method == PostMessage ? input[0].Value : "");
        var what = string.Join(' ', input.Where(i => i.Name is "channel" or "user" or "users" or "email" or "ts" or "oldest" or "cursor" or "metadata").Select(i => i.Value));
        if (_waits.Left(limited, what) is { } left) throw new SlackBusy(left);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(access.Url, method));
        if (access.Token.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access.Token);
        request.Content = new FormUrlEncodedContent(input.Where(i => i.Value.Length > 0).Select(i => KeyValuePair.Create(i.Name, i.Value)));
        HttpStatusCode status;
        byte[] body;
        TimeSpan? wait;
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
            (status, wait) = (answer.StatusCode, RetryAfter.Of(answer, clock.GetUtcNow()));
            body = await answer.Content.ReadAsByteArrayAsync(ct);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new SlackUnreachable("no connection", fault);
        }

        if (status == HttpStatusCode.TooManyRequests) throw _waits.Begin(limited, what, Between(wait));
        if (status != HttpStatusCode.OK) throw new SlackUnreachable($"status {(int)status}");
        var document = Parse(body);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object && Flag(root, "ok")) return document;
        var code = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error)
            && error.ValueKind == JsonValueKind.String ? error.GetString()! : null;
        document.Dispose();
        throw code switch
        {
            null => new SlackUnreachable("unexpected answer"),
            "ratelimited" or "rate_limited" => _waits.Begin(limited, what, Between(wait)),
            "internal_error" or "fatal_error" or "service_unavailable" or "request_timeout" => new SlackUnreachable(Code(code)),
            _ => new SlackRefused(Code(code)),
        };
    }

    private static JsonDocument Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 64 });
        }
        catch (JsonException fault)
        {
            throw new SlackUnreachable("not JSON", fault);
        }
    }

    private static bool Carries(JsonElement message, Guid delivery) =>
        message.ValueKind == JsonValueKind.Object
        && message.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty("event_type", out var type) && type.ValueEquals(EventType)
        && metadata.TryGetProperty("event_payload", out var payload) && payload.ValueKind == JsonValueKind.Object
        && payload.TryGetProperty("delivery", out var id) && id.ValueKind == JsonValueKind.String && id.ValueEquals(delivery.ToString());

    private static SlackChannel Channel(JsonElement found) => new(
        NeedText(found, "id"), NeedText(found, "name"), Flag(found, "is_private") || Flag(found, "is_group"),
        Flag(found, "is_ext_shared") || Flag(found, "is_pending_ext_shared") || Flag(found, "is_shared") || Flag(found, "is_org_shared"),
        Flag(found, "is_archived"));

    private static SlackPerson Person(JsonElement user)
    {
        var email = user.TryGetProperty("profile", out var profile) && profile.ValueKind == JsonValueKind.Object
            && profile.TryGetProperty("email", out var address) && address.ValueKind == JsonValueKind.String
            ? Inputs.Address(address.GetString()!)
            : null;
        var unconfirmed = user.TryGetProperty("is_email_confirmed", out var confirmed) && confirmed.ValueKind == JsonValueKind.False;
        return new(
            NeedText(user, "id"), unconfirmed ? null : email,
            user.TryGetProperty("team_id", out var team) && team.ValueKind == JsonValueKind.String ? team.GetString() : null,
            Flag(user, "is_restricted") || Flag(user, "is_ultra_restricted") || Flag(user, "is_stranger"), Flag(user, "is_bot"),
                Flag(user, "deleted"),
            SlackJson.Text(profile, "display_name") is { Length: > 0 } called ? called
                : SlackJson.Text(user, "real_name") ?? SlackJson.Text(user, "name") ?? "");
    }

    private static string Next(JsonDocument answer) =>
        answer.RootElement.TryGetProperty("response_metadata", out var more) && more.ValueKind == JsonValueKind.Object
        && more.TryGetProperty("next_cursor", out var cursor) && cursor.ValueKind == JsonValueKind.String ? cursor.GetString()! : "";

    private static string Text(JsonDocument answer, string name) => NeedText(answer.RootElement, name);

    /// <summary>Slack's code as far as it is one: what answers may be anybody.</summary>
    private static string Code(string code) =>
        code.Length <= 60 && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? code : "unknown_error";

    private static TimeSpan Between(TimeSpan? said)
    {
        var wait = said ?? TimeSpan.FromSeconds(30);
        return wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait > LongestWait ? LongestWait : wait;
    }
}
