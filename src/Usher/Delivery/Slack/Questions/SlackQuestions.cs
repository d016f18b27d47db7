using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Usher.Platform;
using static Usher.Delivery.Slack.SlackJson;

namespace Usher.Delivery.Slack;

/// <summary>A question as a message, a window or a command brings it.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Message">The message's timestamp, the window's id, or the command's trigger: the same once more is no other question.</param>
/// <param name="Thread">The message that begins its thread; null: it is in none.</param>
/// <param name="Reply">Where the answer goes.</param>
/// <param name="Asker">Who asks.</param>
/// <param name="Text">What.</param>
internal sealed record HeardQuestion(string Conversation, string Message, string? Thread, SlackReply Reply, string Asker, string Text);

/// <summary>Takes questions out of events, each message once.</summary>
internal static partial class SlackQuestions
{
    /// <summary>The longest question that is answered, in characters.</summary>
    public const int Longest = 1_000;

    /// <summary>Whoever asks more at once waits for answers first.</summary>
    private const int MostOpen = 5;

    /// <summary>After this nobody repeats a message. A question whose answer is still there is kept: by it the answer can be withdrawn.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private const int ForgottenAtOnce = 100;

    /// <summary>The question that a mention of us or a direct message to us is; null: it is none, or an app says it.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="bot">Our own user id there.</param>
    public static HeardQuestion? Read(JsonElement happened, string bot)
    {
        var isDirect = Text(happened, "type") == "message" && Text(happened, "channel_type") == "im";
        if (!isDirect && Text(happened, "type") != "app_mention") return null;
        // Whatever is no message that a person wrote: edits, deletions, joins, what apps and we ourselves say.
        if (happened.TryGetProperty("subtype", out _) || happened.TryGetProperty("bot_id", out _)) return null;
        if (Id(happened, "channel") is not { } conversation || Id(happened, "ts") is not { } message
            || Id(happened, "user") is not { } asker || asker == bot || Text(happened, "text") is not { } text
            || Words(text.Replace($"<@{bot}>", " ", StringComparison.Ordinal)) is not { } words)
            return null;
        return new(conversation, message, Id(happened, "thread_ts"), isDirect ? SlackReply.Direct : SlackReply.Channel, asker, words);
    }

    /// <summary>
    /// What is asked, in plain words; of more than is answered only so much that it is known to be too long. Null: nothing.
    /// </summary>
    public static string? Words(string said) =>
        Plain(said).Trim() is { Length: > 0 } words && !words.Contains('\0', StringComparison.Ordinal)
            ? SlackText.Cut(words, Longest + 1)
            : null;

    /// <summary>
    /// Keeps a question to be answered, unless the same message is kept already or its asker has enough that wait; and forgets old ones.
    /// </summary>
    public static async Task<bool> Keep(Work work, HeardQuestion heard)
    {
        var questions = work.Db.Set<SlackQuestion>();
        if (await questions.AnyAsync(q => q.Conversation == heard.Conversation && q.Message == heard.Message)
            || await questions.CountAsync(q => q.Asker == heard.Asker && q.Text != null) >= MostOpen)
            return false;
        var old = work.Now - Kept;
        work.Db.RemoveRange(await questions.Where(q => q.At < old && q.Answer == null && q.Text == null).OrderBy(q => q.At).Take(ForgottenAtOnce).ToListAsync());
        var question = new SlackQuestion
        {
            Id = work.NewId(),
            Conversation = heard.Conversation,
            Message = heard.Message,
            Thread = heard.Thread,
            Reply = heard.Reply,
            Asker = heard.Asker,
            Text = heard.Text,
            At = work.Now,
        };
        work.Db.Add(question);
        work.Enqueue(new AnswerInSlack(question.Id));
        return true;
    }

    /// <summary>Text as a person reads it: of what stands in angle brackets the words that are shown, and the three signs Slack escapes.</summary>
    private static string Plain(string text) =>
        WebUtility.HtmlDecode(Bracketed().Replace(text, found => found.Groups["label"].Success ? found.Groups["label"].Value : " "));

    [GeneratedRegex(@"<[^<>|]*(?:\|(?<label>[^<>]*))?>", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Bracketed();
}
