using System.Text.Json.Nodes;
using System.Web;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>
/// The commands <c>/usher ask …</c> and <c>/usher link</c> (docs.slack.dev, Slash commands), signed as events are: answered to who gave them
/// alone. A question is answered from what the asker may see; who wants an answer that a channel reads mentions Usher there.
/// </summary>
public sealed class SlackCommands(SlackDoor door, Gate gate, SlackLink link)
{
    /// <summary>The command.</summary>
    public const string Name = "/usher";

    private const string Ask = "ask";
    private const string Link = "link";
    private const string Usage = "Ask about the calls that you may see: /usher ask What did Globex say about the price?\n"
        + "Link this Slack account to your user in Usher: /usher link";

    private const string Answering = "Looking through the calls that you may see…";

    /// <summary>Hears one command.</summary>
    /// <param name="organization">The customer's slug, as the address says.</param>
    /// <param name="timestamp">The header <c>X-Slack-Request-Timestamp</c>.</param>
    /// <param name="signature">The header <c>X-Slack-Signature</c>.</param>
    /// <param name="body">The body, to the byte: a form.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="StoreUnavailable">The database cannot take it now.</exception>
    public async Task<SlackHeard> Hear(string organization, string? timestamp, string? signature, ReadOnlyMemory<byte> body,
        CancellationToken ct)
    {
        if (await door.Open(organization, timestamp, signature, body, ct) is not { } knock) return SlackHeard.Stranger;
        var form = HttpUtility.ParseQueryString(System.Text.Encoding.UTF8.GetString(body.Span));
        return await Hear(knock, name => form[name], ct);
    }

    /// <summary>Hears one command that is known to come from Slack.</summary>
    /// <param name="knock">Whose.</param>
    /// <param name="field">Its fields by name; null: there is no such.</param>
    /// <param name="ct">Ends the wait.</param>
    internal async Task<SlackHeard> Hear(SlackKnock knock, Func<string, string?> field, CancellationToken ct)
    {
        if (knock.Open is not { } connection || field("team_id") != connection.Workspace || field("command") != Name || Id("user_id") is not { } person
            || Id("channel_id") is not { } conversation || Id("trigger_id") is not { } trigger)
            return SlackHeard.Heard;
        var (verb, rest) = (field("text") ?? "").Trim().Split((char[]?)null, 2) is [var first, .. var more] ? (first, string.Concat(more)) : ("", "");
        if (verb.Equals(Link, StringComparison.OrdinalIgnoreCase)) return Say(await link.Answer(knock, person, conversation, ct));
        if (!verb.Equals(Ask, StringComparison.OrdinalIgnoreCase) || SlackQuestions.Words(rest) is not { } words) return Say(Usage);
        if (words.Length > SlackQuestions.Longest) return Say(SlackAnswer.TooLong);
        return Say(await gate.Effect(knock.Customer.Id, "HearSlackQuestion", Section.Insights,
            work => SlackQuestions.Keep(work, new(conversation, trigger, null, SlackReply.Shown, person, words)), ct)
            ? Answering
            : SlackAnswer.Waits);

        string? Id(string name) => field(name) is { } id && SlackJson.IsId(id) ? id : null;
    }

    /// <summary>A sentence to who gave the command, alone.</summary>
    private static SlackHeard Say(string sentence) =>
        new(true, Json: new JsonObject { ["response_type"] = "ephemeral", ["text"] = sentence, ["mrkdwn"] = false }.ToJsonString());
}
