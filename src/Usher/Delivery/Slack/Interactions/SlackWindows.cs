using System.Text.Json.Nodes;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>The windows that are opened in Slack (docs.slack.dev, Modals): a title has at most 24 characters.</summary>
internal static class SlackWindows
{
    /// <summary>The window that asks a question.</summary>
    public const string Ask = "ask";

    /// <summary>The window that asks why a request is declined.</summary>
    public const string Decline = "decline";

    /// <summary>The only field of a window, and the block it is in.</summary>
    public const string Field = "text";

    private const int LongestReason = 500;

    /// <summary>Asks a question about the call of a note.</summary>
    /// <param name="place">Where the button was pressed.</param>
    /// <param name="reply">Where the answer goes.</param>
    public static string ToAsk(PressedAt place, SlackReply reply) => Window(Ask, "Ask about this call", "Ask", $"{place.Conversation} {place.Message} {reply}",
        Input("Your question", SlackQuestions.Longest),
        SlackText.Context(reply == SlackReply.Channel
            ? "Everyone in this channel reads the answer. It is made from what all of them may see."
            : "Only you read the answer. It comes as a direct message."));

    /// <summary>Asks why a request is declined.</summary>
    /// <param name="request">The request.</param>
    /// <param name="conversation">Where the button was pressed.</param>
    public static string ToDecline(Guid request, string conversation) => Window(Decline, "Decline the request", "Decline", $"{request} {conversation}",
        Input("Reason", LongestReason), SlackText.Context("Whoever made the request reads the reason."));

    /// <summary>The answer to a window that was sent off: what is wrong with its field.</summary>
    public static string Wrong(string sentence) => new JsonObject
    {
        ["response_action"] = "errors",
        ["errors"] = new JsonObject { [Field] = sentence },
    }.ToJsonString();

    private static string Window(string? kind, string title, string? submit, string kept, params IEnumerable<JsonNode> blocks)
    {
        var view = new JsonObject
        {
            ["type"] = "modal",
            ["title"] = SlackText.Words(title),
            ["close"] = SlackText.Words(submit is null ? "Close" : "Cancel"),
            ["private_metadata"] = kept,
            ["blocks"] = new JsonArray([.. blocks]),
        };
        if (kind is not null) view["callback_id"] = kind;
        if (submit is not null) view["submit"] = SlackText.Words(submit);
        return view.ToJsonString();
    }

    private static JsonObject Input(string label, int longest) => new()
    {
        ["type"] = "input",
        ["block_id"] = Field,
        ["label"] = SlackText.Words(label),
        ["element"] = new JsonObject
        {
            ["type"] = "plain_text_input",
            ["action_id"] = Field,
            ["multiline"] = true,
            ["max_length"] = longest,
        },
    };
}

/// <summary>Where a button was pressed.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Message">The message that the button is in.</param>
internal readonly record struct PressedAt(string Conversation, string Message);
