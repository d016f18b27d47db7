using System.Text.Encodings.Web;
using System.Text.Json;

namespace Usher.Delivery.Slack;

/// <summary>
/// The manifest of the app that an organization installs as its own internal app (docs.slack.dev, App manifest): what it asks for is what
/// <see cref="SlackClient"/> uses, and what is heard of it.
/// </summary>
public static class SlackManifest
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What each method needs.</summary>
    public static IReadOnlyList<string> Scopes { get; } =
    [
        "channels:read", "groups:read", // conversations.info and .members, and events about channels
        "groups:history", "im:history", // conversations.history and .replies: whether a message is there already; questions asked alone
        "app_mentions:read", // questions asked in a channel
        "users:read", "users:read.email", // users.info and .lookupByEmail
        "im:write", // conversations.open
        "chat:write", // chat.postMessage, .postEphemeral, .update and .delete
        "commands", // /usher
        "assistant:write", // assistant.threads.*
    ];

    /// <summary>The events that have a channel read at once, and questions.</summary>
    public static IReadOnlyList<string> Events { get; } =
    [
        "app_home_opened", "app_mention", "app_uninstalled", "assistant_thread_started", "channel_archive", "channel_deleted", "channel_left", "channel_rename", "channel_shared", "channel_unarchive",
        "channel_unshared", "group_archive", "group_deleted", "group_left", "group_rename", "group_unarchive", "member_joined_channel",
        "member_left_channel", "message.im", "tokens_revoked", "user_change",
    ];

    /// <summary>The address that Slack sends events to.</summary>
    /// <param name="server">Where the server is reached, without a slash at the end.</param>
    /// <param name="organization">The customer's slug.</param>
    public static string EventsAddress(string server, string organization) => $"{server}/slack/{organization}/events";

    /// <summary>The address that Slack sends to what people press.</summary>
    /// <inheritdoc cref="EventsAddress"/>
    public static string InteractionsAddress(string server, string organization) => $"{server}/slack/{organization}/interactions";

    /// <summary>The address that Slack sends commands to.</summary>
    /// <inheritdoc cref="EventsAddress"/>
    public static string CommandsAddress(string server, string organization) => $"{server}/slack/{organization}/commands";

    /// <summary>The manifest of one organization's app, as JSON.</summary>
    /// <param name="server">Where the server is reached, without a slash at the end.</param>
    /// <param name="organization">The customer's slug.</param>
    /// <param name="isSocket">Whether what Slack has to say is heard over a connection of ours, so that it need not reach the server.</param>
    public static string Of(string server, string organization, bool isSocket = false) => JsonSerializer.Serialize(new
    {
        display_information = new
        {
            name = "Usher",
            description = "Call notifications and answers for those who may see them",
            background_color = "#1f3a5f",
        },
        features = new
        {
            app_home = new { home_tab_enabled = true, messages_tab_enabled = true, messages_tab_read_only_enabled = false },
            assistant_view = new { assistant_description = "Answers questions about the calls that you may see, with quotations" },
            bot_user = new { display_name = "Usher", always_online = false },
            slash_commands = new[]
            {
                new
                {
                    command = SlackCommands.Name,
                    url = isSocket ? null : CommandsAddress(server, organization),
                    description = "Ask about the calls that you may see",
                    usage_hint = "ask What did Globex say about the price? | link",
                    should_escape = false,
                },
            },
        },
        oauth_config = new { redirect_urls = new[] { server + SlackInstallations.ReturnPath }, scopes = new { bot = Scopes } },
        settings = new
        {
            interactivity = new { is_enabled = true, request_url = isSocket ? null : InteractionsAddress(server, organization) },
            event_subscriptions = new { request_url = isSocket ? null : EventsAddress(server, organization), bot_events = Events },
            org_deploy_enabled = false,
            socket_mode_enabled = isSocket,
            token_rotation_enabled = false,
        },
    }, Readable);
}
