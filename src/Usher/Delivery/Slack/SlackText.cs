using System.Globalization;
using System.Text.Json.Nodes;

namespace Usher.Delivery.Slack;

/// <summary>
/// The parts that messages and windows are made of (docs.slack.dev, Block Kit), within its limits. Whatever people said or named is plain
/// text or the text of a rich text: in neither can it mention, link or command.
/// </summary>
internal static class SlackText
{
    /// <summary>The longest header.</summary>
    public const int LongestHeader = 150;

    /// <summary>The longest text of a section is 3,000 characters.</summary>
    private const int LongestSection = 2_900;

    /// <summary>What stands where a message was that Slack does not let be deleted: it names nothing.</summary>
    public static SlackMessage Neutral { get; } = Plain("This notification was withdrawn.");

    /// <summary>A sentence of ours.</summary>
    public static SlackMessage Plain(string sentence) => Of(sentence, Section(sentence));

    /// <summary>A message of blocks, and in short what notifications show.</summary>
    public static SlackMessage Of(string inShort, params IEnumerable<JsonNode> blocks) =>
        new(Escape(inShort), new JsonArray([.. blocks]).ToJsonString());

    /// <summary>A large line.</summary>
    public static JsonObject Header(string text) => Text("header", Cut(text, LongestHeader));

    /// <summary>A paragraph in which nothing is a mention, a link or a mark.</summary>
    public static JsonObject Section(string text) => Text("section", Cut(text, LongestSection));

    /// <summary>A small line.</summary>
    public static JsonObject Context(string text) =>
        new() { ["type"] = "context", ["elements"] = new JsonArray(Words(Cut(text, LongestSection))) };

    /// <summary>A heading in bold, and its points below it.</summary>
    /// <param name="heading">Null: there is none.</param>
    /// <param name="points">Each made of <see cref="Run"/> and <see cref="Link"/>.</param>
    public static JsonObject Points(string? heading, IEnumerable<JsonNode[]> points)
    {
        var elements = new JsonArray();
        if (heading is not null) elements.Add(Rich("rich_text_section", Run(heading, bold: true)));
        elements.Add(new JsonObject
        {
            ["type"] = "rich_text_list",
            ["style"] = "bullet",
            ["elements"] = new JsonArray([.. points.Select(point => Rich("rich_text_section", point))]),
        });
        return new() { ["type"] = "rich_text", ["elements"] = elements };
    }

    /// <summary>Some words of a point.</summary>
    public static JsonObject Run(string text, bool bold = false)
    {
        var run = new JsonObject { ["type"] = "text", ["text"] = text };
        if (bold) run["style"] = new JsonObject { ["bold"] = true };
        return run;
    }

    /// <summary>Some words of a point that lead to the console.</summary>
    public static JsonObject Link(string text, Uri link) => new() { ["type"] = "link", ["url"] = link.AbsoluteUri, ["text"] = text };

    /// <summary>A line of buttons.</summary>
    public static JsonObject Buttons(params IEnumerable<JsonNode> buttons) =>
        new() { ["type"] = "actions", ["elements"] = new JsonArray([.. buttons]) };

    /// <summary>A button that leads to the console.</summary>
    public static JsonObject Button(string text, Uri link) => new()
    {
        ["type"] = "button",
        ["text"] = Words(text),
        ["url"] = link.AbsoluteUri,
    };

    /// <summary>A button that tells us that it was pressed.</summary>
    /// <param name="text">Its words.</param>
    /// <param name="action">What it is for.</param>
    /// <param name="about">The id of what it is about; judged again when it is pressed.</param>
    /// <param name="style"><c>primary</c>, <c>danger</c>, or null.</param>
    public static JsonObject Button(string text, string action, Guid about, string? style = null)
    {
        var button = new JsonObject { ["type"] = "button", ["text"] = Words(text), ["action_id"] = action, ["value"] = $"{about}" };
        if (style is not null) button["style"] = style;
        return button;
    }

    /// <summary>Text in which nothing is a mark.</summary>
    public static JsonObject Words(string text) => new() { ["type"] = "plain_text", ["text"] = text, ["emoji"] = false };

    /// <summary>A moment of a call: <c>12:34</c>, or after an hour <c>1:02:34</c>.</summary>
    public static string Moment(TimeSpan at) => at.ToString(at.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);

    /// <summary>At most so many characters, with no half of one.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = char.IsLowSurrogate(text[most - 1]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }

    /// <summary>Slack's three control characters: without them nothing in a text is a mention or a link.</summary>
    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static JsonObject Text(string type, string text) => new() { ["type"] = type, ["text"] = Words(text) };

    private static JsonObject Rich(string type, params JsonNode[] elements) => new() { ["type"] = type, ["elements"] = new JsonArray(elements) };
}
