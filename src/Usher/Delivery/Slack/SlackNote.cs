using System.Globalization;
using System.Text.Json.Nodes;
using Usher.Calls;
using Usher.Calls.Engine;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>What the buttons of a note are for: the names by which Slack tells us that one was pressed.</summary>
internal static class NoteButton
{
    /// <summary>Asks about the call, where the note is.</summary>
    public const string Ask = "note_ask";

    /// <summary>Asks about the call; only who asks reads the answer.</summary>
    public const string AskAlone = "note_ask_alone";

    /// <summary>Says that the note is of no use.</summary>
    public const string NotUseful = "note_not_useful";

    /// <summary>Shows what the note does not name, as far as who presses may see it.</summary>
    public const string Show = "note_show";
}

/// <summary>Writes the message that announces a call: title, facts, a few quoted points with their moments, next steps, buttons.</summary>
internal static class SlackNote
{
    private const int MostPoints = 5;
    private const int MostOfOneKind = 2;
    private const int MostSteps = 3;
    private const int LongestQuote = 500;
    private const int LongestName = 100;

    private static readonly SummaryKind[] Order =
    [
        SummaryKind.About, SummaryKind.Decisions, SummaryKind.ObjectionsAndRisks, SummaryKind.PricesAndDates, SummaryKind.OpenQuestions,
    ];

    /// <summary>The note of a call.</summary>
    /// <param name="delivery">Its delivery; in a channel others read it too.</param>
    /// <param name="call">The call.</param>
    /// <param name="owner">Its owner's name.</param>
    /// <param name="summary">Its summary; null: there is none.</param>
    /// <param name="console">Where links lead.</param>
    public static SlackMessage Of(CallDelivery delivery, Call call, string owner, CallSummary? summary, PublicAddress console) =>
        SlackText.Of($"New call: {SlackText.Cut(call.Title, SlackText.LongestHeader)}",
        [
            SlackText.Header(call.Title), SlackText.Context(Facts(call, owner)), .. Said(call.Id, summary?.Parts() ?? [], console),
            SlackText.Buttons(Asking(delivery).Append(Open(call.Id, console)).Append(NotUseful(delivery))),
        ]);

    /// <summary>What a note that names nothing is about, for who may see it.</summary>
    public static SlackMessage Shown(NoteShown note, PublicAddress console) => SlackText.Of(note.Title,
    [
        SlackText.Header(note.Title), SlackText.Context(note.Facts), .. Said(note.Call, note.Parts, console),
        SlackText.Buttons(SlackText.Button("Open", new Uri($"{console.Base}/calls/{note.Call}"))),
    ]);

    /// <summary>A note that names nothing of the call: who may see it opens it.</summary>
    /// <param name="delivery">Its delivery.</param>
    /// <param name="console">Where links lead.</param>
    public static SlackMessage Nameless(CallDelivery delivery, PublicAddress console)
    {
        var sentence = delivery.To == DeliveryTo.Owner ? "You have a new call." : "There is a new call.";
        return SlackText.Of(sentence, SlackText.Section(sentence), SlackText.Buttons(
            Asking(delivery).Prepend(SlackText.Button("Show", NoteButton.Show, delivery.Id, "primary"))
                .Append(Open(delivery.CallId, console)).Append(NotUseful(delivery))));
    }

    /// <summary>Owner, account, start and length.</summary>
    public static string Facts(Call call, string owner) => Facts(owner, call.Account, call.Start, call.Duration);

    /// <inheritdoc cref="Facts(Call, string)"/>
    public static string Facts(string owner, string? account, DateTimeOffset start, TimeSpan length) => string.Join(" · ", new[]
    {
        owner, account, start.ToString("d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture), $"{(int)length.TotalMinutes} min",
    }.Where(f => !string.IsNullOrEmpty(f)));

    /// <summary>The lines of the summary in the note as plain text, each with its speaker.</summary>
    public static IEnumerable<string> Lines(CallSummary? summary)
    {
        var parts = summary?.Parts() ?? [];
        return PointsOf(parts).Select(line => $"“{line.Quote.Text}” {line.Quote.Speaker}")
            .Concat(StepsOf(parts).Select(line => $"{Whose(line)}: “{line.Quote.Text}”{By(line)}"));
    }

    /// <summary>The points and next steps of a summary, each leading to its moment in the console.</summary>
    public static IEnumerable<JsonNode> Said(Guid call, IReadOnlyList<SummaryPart> parts, PublicAddress console)
    {
        if (PointsOf(parts).ToList() is { Count: > 0 } points) yield return SlackText.Points(null, points.Select(Point));
        if (StepsOf(parts).ToList() is { Count: > 0 } steps) yield return SlackText.Points("Next steps", steps.Select(Step));

        JsonNode[] Point(SummaryLine line) =>
            [SlackText.Run($"“{Quote(line)}” {SlackText.Cut(line.Quote.Speaker, LongestName)} "), Moment(line)];

        JsonNode[] Step(SummaryLine line) =>
            [SlackText.Run($"{Whose(line)}: ", bold: true), SlackText.Run($"“{Quote(line)}”{By(line)} "), Moment(line)];

        JsonNode Moment(SummaryLine line) => SlackText.Link(line.Quote.At is { } at ? SlackText.Moment(at) : "see it",
            new Uri($"{console.Base}/calls/{call}?view=transcript#t{line.Quote.Turn}"));
    }

    private static IEnumerable<SummaryLine> PointsOf(IReadOnlyList<SummaryPart> parts) =>
        Order.SelectMany(kind => parts.Where(p => p.Kind == kind)).SelectMany(p => p.Lines.Take(MostOfOneKind)).Take(MostPoints);

    private static IEnumerable<SummaryLine> StepsOf(IReadOnlyList<SummaryPart> parts) =>
        parts.Where(p => p.Kind == SummaryKind.NextSteps).SelectMany(p => p.Lines).Take(MostSteps);

    private static string Quote(SummaryLine line) => SlackText.Cut(line.Quote.Text, LongestQuote);

    private static string Whose(SummaryLine line) => SlackText.Cut(line.Who ?? line.Quote.Speaker, LongestName);

    private static string By(SummaryLine line) => line.When is { } when ? $" ({SlackText.Cut(when, LongestName)})" : "";

    /// <summary>In a direct message every answer is for one person.</summary>
    private static IEnumerable<JsonNode> Asking(CallDelivery delivery)
    {
        yield return SlackText.Button("Ask", NoteButton.Ask, delivery.Id);
        if (delivery.To == DeliveryTo.Channel) yield return SlackText.Button("Only me", NoteButton.AskAlone, delivery.Id);
    }

    private static JsonObject Open(Guid call, PublicAddress console) => SlackText.Button("Open", new Uri($"{console.Base}/calls/{call}"));

    private static JsonObject NotUseful(CallDelivery delivery) => SlackText.Button("Not useful", NoteButton.NotUseful, delivery.Id);
}
