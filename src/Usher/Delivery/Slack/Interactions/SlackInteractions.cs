using System.Text.Json;
using System.Web;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;
using static Usher.Delivery.Slack.SlackJson;

namespace Usher.Delivery.Slack;

/// <summary>
/// What people press in Slack, and send off in windows (docs.slack.dev, Interactivity): signed as events are, and answered within the three
/// seconds that Slack waits. What changes something is kept and carried out by a job, once; what opens a window is done at once, because
/// Slack lets us open it for three seconds only.
/// </summary>
public sealed class SlackInteractions(SlackDoor door, Gate gate, ISlack slack, SlackConnections connections, PublicAddress console,
    TimeProvider clock)
{
    private const string Act = "HearSlackPress";

    /// <summary>How long everything that opens a window may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    /// <summary>Hears one request.</summary>
    /// <param name="organization">The customer's slug, as the address says.</param>
    /// <param name="timestamp">The header <c>X-Slack-Request-Timestamp</c>.</param>
    /// <param name="signature">The header <c>X-Slack-Signature</c>.</param>
    /// <param name="body">The body, to the byte: a form with the one field <c>payload</c>.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="StoreUnavailable">The database cannot take it now.</exception>
    public async Task<SlackHeard> Hear(string organization, string? timestamp, string? signature, ReadOnlyMemory<byte> body,
        CancellationToken ct)
    {
        if (await door.Open(organization, timestamp, signature, body, ct) is not { } knock) return SlackHeard.Stranger;
        try
        {
            if (HttpUtility.ParseQueryString(System.Text.Encoding.UTF8.GetString(body.Span))["payload"] is not { } payload)
                return SlackHeard.Stranger;
            using var document = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = 64 });
            return await Hear(knock, document.RootElement, ct);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // No JSON, or half a character in a text.
            return SlackHeard.Stranger;
        }
    }

    /// <summary>Hears what is known to come from Slack.</summary>
    /// <exception cref="InvalidOperationException">There is half a character in a text.</exception>
    internal async Task<SlackHeard> Hear(SlackKnock knock, JsonElement said, CancellationToken ct)
    {
        if (knock.Open is not { } connection || Id(Member(said, "team"), "id") != connection.Workspace
            || Id(Member(said, "user"), "id") is not { } person)
            return SlackHeard.Heard;
        return Text(said, "type") switch
        {
            "block_actions" => await Pressed(knock, person, said, ct),
            "view_submission" => await Sent(knock, person, Member(said, "view"), ct),
            _ => SlackHeard.Heard,
        };
    }

    private async Task<SlackHeard> Pressed(SlackKnock knock, string person, JsonElement said, CancellationToken ct)
    {
        var (container, trigger) = (Member(said, "container"), Id(said, "trigger_id"));
        if (Member(said, "actions") is not { ValueKind: JsonValueKind.Array } actions || actions.GetArrayLength() != 1
            || !Guid.TryParse(Text(actions[0], "value"), out var about) || Id(actions[0], "action_ts") is not { } when
            || Id(container, "channel_id") is not { } conversation || Id(container, "message_ts") is not { } message)
            return SlackHeard.Heard;
        var place = new PressedAt(conversation, message);
        var isAlone = conversation.StartsWith('D');
        switch (Text(actions[0], "action_id"))
        {
            case NoteButton.Ask:
                await Open(knock, trigger, SlackWindows.ToAsk(place, isAlone ? SlackReply.Direct : SlackReply.Channel), ct);
                break;
            case NoteButton.AskAlone:
                await Open(knock, trigger, SlackWindows.ToAsk(place, isAlone ? SlackReply.Direct : SlackReply.Alone), ct);
                break;
            case NoteButton.Show:
                await Within(knock, access => Show(knock, access, person, place, about, ct), ct);
                break;
            case NoteButton.NotUseful:
                await Keep(SlackPressed.NotUseful);
                break;
            case RequestButton.Approve:
                await Keep(SlackPressed.Approve);
                break;
            case RequestButton.Decline:
                await Open(knock, trigger, SlackWindows.ToDecline(about, conversation), ct);
                break;
        }

        return SlackHeard.Heard;

        Task<bool> Keep(SlackPressed what) => gate.Effect(knock.Customer.Id, Act, Section.Insights,
            new HeardPress($"{what} {about} {person} {when}", what, about, person, conversation).Keep, ct);
    }

    /// <summary>A window was sent off: of what it kept nothing is believed that is not judged again.</summary>
    private async Task<SlackHeard> Sent(SlackKnock knock, string person, JsonElement view, CancellationToken ct)
    {
        if (Id(view, "id") is not { } id) return SlackHeard.Heard;
        var kept = (Text(view, "private_metadata") ?? "").Split(' ');
        var text = Text(Member(Member(Member(Member(view, "state"), "values"), SlackWindows.Field), SlackWindows.Field), "value") ?? "";
        switch (Text(view, "callback_id"))
        {
            case SlackWindows.Ask when kept is [var conversation, var message, var way] && Enum.TryParse<SlackReply>(way, out var reply)
                && Enum.IsDefined(reply) && IsId(conversation) && IsId(message):
                if (SlackQuestions.Words(text) is not { } words) return Wrong("Enter a question.");
                if (words.Length > SlackQuestions.Longest) return Wrong(SlackAnswer.TooLong);
                return await gate.Effect(knock.Customer.Id, Act, Section.Insights,
                    work => SlackQuestions.Keep(work, new(conversation, id, message, reply, person, words)), ct)
                    ? SlackHeard.Heard
                    : Wrong(SlackAnswer.Waits);
            case SlackWindows.Decline when kept is [var about, var conversation] && Guid.TryParse(about, out var request) && IsId(conversation):
                if (Inputs.Text(text) is not { } reason) return Wrong(Inputs.TextSentence);
                await gate.Effect(knock.Customer.Id, Act, Section.Insights,
                    new HeardPress($"{SlackPressed.Decline} {id} {person}", SlackPressed.Decline, request, person, conversation, reason).Keep, ct);
                return SlackHeard.Heard;
            default:
                return SlackHeard.Heard;
        }

        static SlackHeard Wrong(string sentence) => new(true, Json: SlackWindows.Wrong(sentence));
    }

    /// <summary>What a note that names nothing is about, as far as who pressed may see it: to everyone else it is not there.</summary>
    private async Task Show(SlackKnock knock, SlackAccess access, string person, PressedAt place, Guid about, CancellationToken ct)
    {
        var known = await slack.Person(access, person, ct);
        var user = await gate.Derive(knock.Customer.Id, Act, work => SlackUsers.Of(work, known, knock.Connection!.Workspace), ct);
        var shown = user is null
            ? new NoUserInSlack()
            : await gate.Run(new Caller(ActorKind.User, user.Id, knock.Customer.Id, Door.Slack), new ShowNote(about), ct);
        // A window is shown to whoever pressed, a message to whom Slack knows as that person.
        await slack.Whisper(access, place.Conversation, person, null,
            shown.Refused is { } refusal ? SlackText.Plain(refusal.Sentence) : SlackNote.Shown(shown.Value!, console), ct);
    }

    private Task Open(SlackKnock knock, string? trigger, string view, CancellationToken ct) =>
        trigger is null ? Task.CompletedTask : Within(knock, access => slack.OpenView(access, trigger, view, ct), ct);

    /// <summary>Does what opens a window, while Slack lets us: after that who pressed sees that nothing happened, and presses again.</summary>
    private async Task Within(SlackKnock knock, Func<SlackAccess, Task> open, CancellationToken ct)
    {
        if (connections.TryOpen(knock.Connection!) is not { } access) return;
        try
        {
            await open(access).WaitAsync(Patience, clock, ct);
        }
        catch (Exception fault) when (fault is SlackRefused or SlackBusy or SlackUnreachable or TimeoutException)
        {
            // Slack takes no window any more for this press.
        }
    }
}
