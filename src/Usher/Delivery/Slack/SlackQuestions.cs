using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>A question as an event brings it.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Message">The message's timestamp.</param>
/// <param name="Thread">The message that begins its thread; null: it is in none.</param>
/// <param name="IsDirect">Whether it is a direct message.</param>
/// <param name="Asker">Who asks.</param>
/// <param name="Text">What.</param>
internal sealed record HeardQuestion(string Conversation, string Message, string? Thread, bool IsDirect, string Asker, string Text);

/// <summary>Takes questions out of events, each message once.</summary>
internal static partial class SlackQuestions
{
    private const int Longest = 1_000;
    private const int LongestId = 40;

    /// <summary>Whoever asks more at once waits for answers first.</summary>
    private const int MostOpen = 5;

    /// <summary>After this nobody repeats a message, and no answer is judged any more.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private const int ForgottenAtOnce = 100;

    /// <summary>The question that a mention of us or a direct message to us is; null: it is none, or an app says it.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="bot">Our own user id there.</param>
    public static HeardQuestion? Read(JsonElement happened, string bot)
    {
        var isDirect = SlackEvents.Text(happened, "type") == "message" && SlackEvents.Text(happened, "channel_type") == "im";
        if (!isDirect && SlackEvents.Text(happened, "type") != "app_mention") return null;
        // Whatever is no message that a person wrote: edits, deletions, joins, what apps and we ourselves say.
        if (happened.TryGetProperty("subtype", out _) || happened.TryGetProperty("bot_id", out _)) return null;
        if (Id("channel") is not { } conversation || Id("ts") is not { } message || Id("user") is not { } asker || asker == bot
            || SlackEvents.Text(happened, "text") is not { } text)
            return null;
        var words = Plain(text.Replace($"<@{bot}>", " ", StringComparison.Ordinal)).Trim();
        return words.Length is 0 or > Longest || words.Contains('\0', StringComparison.Ordinal) ? null : new(conversation, message, Id("thread_ts"), isDirect, asker, words);

        string? Id(string name) => SlackEvents.Text(happened, name) is { Length: > 0 and <= LongestId } id
            && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '.') ? id : null;
    }

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
        work.Db.RemoveRange(await questions.Where(q => q.At < old).OrderBy(q => q.At).Take(ForgottenAtOnce).ToListAsync());
        var question = new SlackQuestion
        {
            Id = work.NewId(),
            Conversation = heard.Conversation,
            Message = heard.Message,
            Thread = heard.Thread,
            IsDirect = heard.IsDirect,
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
