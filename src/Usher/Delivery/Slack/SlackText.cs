using System.Globalization;
using System.Text.Json.Nodes;
using Usher.Calls;
using Usher.Calls.Engine;

namespace Usher.Delivery.Slack;

/// <summary>
/// Writes the message that announces a call: title, facts, a few quoted lines, a link. All of it plain text: nothing said in a call can
/// mention, link or command.
/// </summary>
internal static class SlackText
{
    private const int LongestHeader = 150;
    private const int LongestSection = 2_900;
    private const int MostLines = 6;

    private static readonly SummaryKind[] Order =
        [SummaryKind.About, SummaryKind.Decisions, SummaryKind.NextSteps, SummaryKind.ObjectionsAndRisks];

    public static SlackMessage Of(Call call, string owner, CallSummary? summary, Uri link)
    {
        var blocks =
            new JsonArray(Text("header", Cut(call.Title, LongestHeader)), Text("section", Cut(Facts(call, owner), LongestSection)));
        if (string.Join('\n', Lines(summary)) is { Length: > 0 } lines) blocks.Add(Text("section", Cut(lines, LongestSection)));
        blocks.Add(new JsonObject { ["type"] = "actions", ["elements"] = new JsonArray(Button("Open the call", link)) });
        return new($"New call: {Escape(Cut(call.Title, LongestHeader))}", blocks.ToJsonString());
    }

    /// <summary>What stands where a message was that Slack does not let be deleted: it names nothing.</summary>
    public static SlackMessage Neutral { get; } = Plain("This notification was withdrawn.");

    /// <summary>A sentence of ours.</summary>
    public static SlackMessage Plain(string sentence) => new(Escape(sentence), new JsonArray(Section(sentence)).ToJsonString());

    /// <summary>A text in which nothing is a mention, a link or a mark.</summary>
    public static JsonObject Section(string text) => Text("section", text);

    /// <summary>A button that leads to the console.</summary>
    public static JsonObject Button(string text, Uri link) => new()
    {
        ["type"] = "button",
        ["text"] = Words(text),
        ["url"] = link.AbsoluteUri,
    };

    /// <summary>Owner, account, start and length.</summary>
    public static string Facts(Call call, string owner) => string.Join(" · ", new[]
    {
        owner, call.Account, call.Start.ToString("d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture),
            $"{(int)call.Duration.TotalMinutes} min",
    }.Where(f => !string.IsNullOrEmpty(f)));

    /// <summary>The lines of the summary in the note, each with its speaker.</summary>
    public static IEnumerable<string> Lines(CallSummary? summary)
    {
        var parts = summary?.Parts() ?? [];
        return Order.SelectMany(kind => parts.Where(p => p.Kind == kind)).SelectMany(p => p.Lines.Take(2)).Take(MostLines)
            .Select(line => $"“{line.Quote.Text}” {line.Quote.Speaker}");
    }

    private static JsonObject Text(string type, string text) => new() { ["type"] = type, ["text"] = Words(text) };

    private static JsonObject Words(string text) => new() { ["type"] = "plain_text", ["text"] = text, ["emoji"] = false };

    /// <summary>Slack's three control characters: without them nothing in a text is a mention or a link.</summary>
    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>At most so many characters, with no half of one.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = char.IsLowSurrogate(text[most - 1]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }
}
