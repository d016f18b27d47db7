using System.Globalization;

namespace Usher.Calls.Transcripts;

/// <summary>
/// What a plain transcript may say of itself above its turns: <c>id, title, host, start, minutes, account, attendees</c> as <c>name:
/// value</c>, attendees as lines of <c>- Name &lt;address&gt;</c>. Demonstrations say <c>daysAgo</c> and <c>time</c> instead of
/// <c>start</c>, and <c>held</c>. Unknown names are ignored.
/// </summary>
internal sealed class FrontMatter
{
    private readonly Dictionary<string, (string Value, int Line)> values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Attendee> attendees = [];
    private readonly TranscriptLimits limits;

    private FrontMatter(TranscriptLimits limits) => this.limits = limits;

    public IReadOnlyList<Attendee> Attendees => attendees;

    /// <summary>Takes the front matter off the lines, if they begin with one.</summary>
    public static FrontMatter Take(List<TextLine> lines, TranscriptLimits limits)
    {
        var header = new FrontMatter(limits);
        // A rule above a text is no front matter: that has a name on its next line.
        if (lines.Count < 2 || lines[0].Span is not "---"
            || (lines.FindIndex(1, l => l.Span is "---") < 0 && LineHead.Read(lines[1].Span).Likeness != Likeness.Sentence))
            return header;
        var list = "";
        for (var i = 1; i < lines.Count; i++)
        {
            var line = lines[i].Span;
            var number = lines[i].Number;
            if (line is "---")
            {
                lines.RemoveRange(0, i + 1);
                return header;
            }
            if (line[0] == '#')
                continue;
            if (line[0] == '-')
            {
                if (list == "attendees")
                    header.AddAttendee(line[1..], number);
                continue;
            }
            var colon = line.IndexOf(':');
            if (colon < 1)
                throw Bad(number, "“name: value” is expected");
            list = line[..colon].Trim().ToString();
            if (list.Length > 40 || !header.values.TryAdd(list, (Unquote(line[(colon + 1)..].Trim()), number)))
                throw Bad(number, "a name is too long or occurs twice");
        }
        throw Bad(lines[^1].Number, "the closing --- is missing");
    }

    public TranscriptFile With(IReadOnlyList<Turn> turns) =>
        new(Text("id"), Text("title"), Text("host"), Start(), Duration(), Text("account"), attendees, turns)
        {
            Ago = Ago(),
            ExpectedHeld = values.GetValueOrDefault("held").Value is "true",
        };

    private void AddAttendee(ReadOnlySpan<char> item, int line)
    {
        if (attendees.Count == limits.Attendees)
            throw new TranscriptRefused(new TooManyAttendees(limits.Attendees));
        var text = TurnList.Name(Unquote(item.Trim()), "attendee", limits);
        var open = text.IndexOf('<', StringComparison.Ordinal);
        var (name, email) = open >= 0 && text.EndsWith('>') ? (text[..open].Trim(), text[(open + 1)..^1].Trim())
            : text.Contains('@', StringComparison.Ordinal) ? ("", text)
            : (text, null);
        if (name.Length == 0 && string.IsNullOrEmpty(email))
            throw Bad(line, "an attendee has a name or an address");
        attendees.Add(new Attendee(name.Length > 0 ? name : email!, string.IsNullOrEmpty(email) ? null : email));
    }

    private string? Text(string name) =>
        values.TryGetValue(name, out var found) && TurnList.Name(found.Value, name, limits) is { Length: > 0 } text ? text : null;

    private DateTimeOffset? Start() =>
        !values.TryGetValue("start", out var found) ? null
        : Iso8601.TryRead(found.Value, out var start) ? start
        : throw Bad(found.Line, "start is an ISO 8601 moment with its offset");

    private TimeSpan? Duration() =>
        !values.TryGetValue("minutes", out var found) ? null
        : int.TryParse(found.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes <= 7 * 24 * 60
        ? TimeSpan.FromMinutes(minutes)
        : throw Bad(found.Line, "minutes is a whole number");

    private RelativeStart? Ago()
    {
        if (!values.TryGetValue("daysAgo", out var days))
            return null;
        if (!int.TryParse(days.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 36_500)
            throw Bad(days.Line, "daysAgo is a whole number");
        if (!values.TryGetValue("time", out var time))
            return new RelativeStart(count, TimeOnly.MinValue);
        return TimeOnly.TryParseExact(time.Value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock)
            ? new RelativeStart(count, clock)
            : throw Bad(time.Line, "time is hh:mm");
    }

    private static string Unquote(ReadOnlySpan<char> value) =>
        value.Length > 1 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1].ToString() : value.ToString();

    private static TranscriptRefused Bad(int line, string why) => new(new BadHeader(line, why));
}
