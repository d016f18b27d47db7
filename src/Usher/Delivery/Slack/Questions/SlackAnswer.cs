using System.Text.Json.Nodes;
using Usher.Calls;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>What is said in Slack to who asks. Every line quotes, word for word, the turn it leads to; nothing said in a call can mention,
/// link or command.</summary>
internal static class SlackAnswer
{
    public const string Unknown = "Your confirmed e-mail address in Slack is not that of an active user here, so there are no calls to ask about. " +
        "Enter /usher link to link your Slack account to your user in Usher.";
    public const string NotConnected =
        "This channel is not connected to a team. An Organization Admin can connect it; until then, ask in a direct message.";
    public const string NotInChannel = "Ask in a channel that you are a member of, or in a direct message.";

    public static readonly string TooLong = $"Ask in at most {SlackQuestions.Longest:N0} characters: this question is longer.";

    public const string Waits = "Your earlier questions are not answered yet. Try again in a moment.";

    /// <summary>Slack puts the app's name before it.</summary>
    public const string Looking = "is looking through the calls that you may see…";

    public const string Unsure = "I am not sure that these quotations answer the question.";

    private const int LongestNext = 300;
    private const int MostLines = 8;
    private const int LongestLine = 1_500;

    /// <summary>That nothing answers it, for those who read it.</summary>
    public static string None(Audience? audience) => audience is null
        ? "Nothing in the calls that you may see answers this."
        : "Nothing in the calls that everyone in this channel may see answers this.";

    /// <summary>The quotations, each with who said it, in which call and when, and a button that leads there.</summary>
    public static SlackMessage Of(AskAnswer answer, Audience? audience, PublicAddress console)
    {
        var gone = answer.TranscriptDeleted is { } deleted ? new TranscriptDeleted(deleted).Sentence : null;
        if (answer.None) return SlackText.Plain(gone is null ? None(audience) : $"{None(audience)} {gone}");
        var blocks = new List<JsonNode>();
        if (gone is not null) blocks.Add(SlackText.Section(gone));
        if (answer.Unsure) blocks.Add(SlackText.Section(Unsure));
        foreach (var line in answer.Lines.Take(MostLines))
        {
            var at = line.At is { } seconds ? $", {SlackText.Moment(TimeSpan.FromSeconds(seconds))}" : "";
            var section = SlackText.Section(
                $"“{SlackText.Cut(line.Text, LongestLine)}”\n{SlackText.Cut(line.Speaker, 100)} · {SlackText.Cut(line.Title, 200)}{at}");
            section["accessory"] = SlackText.Button("Open", new Uri($"{console.Base}/calls/{line.Call}?view=transcript#t{line.Turn}"));
            blocks.Add(section);
        }

        if (answer.FollowUps.Count > 0)
            blocks.Add(SlackText.Section($"You could also ask:\n{string.Join('\n', answer.FollowUps.Select(next => $"• {SlackText.Cut(next, LongestNext)}"))}"));
        return SlackText.Of(
            answer.Lines.Count == 1 ? "1 quotation from a call" : $"{Math.Min(answer.Lines.Count, MostLines)} quotations from calls", blocks);
    }
}
