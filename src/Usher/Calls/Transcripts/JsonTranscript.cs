using System.Globalization;
using System.Text.Json;
using Usher.Platform;

namespace Usher.Calls.Transcripts;

/// <summary>
/// JSON turns: <c>{"id","title","host","start","duration","account","crm":{…},"recording","attendees":[{"name","email"}],"turns":[{"speaker","at","text"}]}</c>,
/// or the list of turns alone, or the <c>segments</c> of Whisper with their <c>start</c>; the door's own names <c>recorderId</c> and
/// <c>durationSeconds</c> mean the same. <c>start</c> is ISO 8601 with its offset; <c>at</c> and <c>duration</c> are seconds, or
/// <c>mm:ss</c>, <c>h:mm:ss</c>. Only <c>turns</c> and <c>text</c> are needed; members of other names are ignored in a file and refused in
/// what is pushed, one name twice is refused.
/// </summary>
internal static class JsonTranscript
{
    private const int Depth = 16;
    private const double LongestSeconds = 7 * 24 * 3600;

    public static TranscriptFile Read(string text, TranscriptLimits limits)
    {
        using var document = Parse(text);
        try
        {
            return Read(document.RootElement, limits);
        }
        catch (InvalidOperationException)
        {
            // A string with half of a surrogate pair has no value in UTF-16.
            throw Bad("", "a string is not valid text");
        }
    }

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = Depth, AllowDuplicateProperties = false });
        }
        catch (JsonException bad)
        {
            throw Bad($"line {(bad.LineNumber ?? 0) + 1}", Fault(bad));
        }
    }

    // The parser's own words would carry some of the content.
    private static string Fault(JsonException bad) =>
        bad.Message.Contains("depth", StringComparison.OrdinalIgnoreCase) ? $"it is nested deeper than {Depth} levels"
        : bad.Message.Contains("duplicate", StringComparison.OrdinalIgnoreCase) ? "an object has a member twice"
        : bad.Message.Contains("after a single JSON value", StringComparison.Ordinal)
        ? "the JSON ends and more follows; send one object, or one list of turns"
        : "it is not valid JSON";

    private static TranscriptFile Read(JsonElement root, TranscriptLimits limits)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            var alone = Turns(root, "", limits);
            return new TranscriptFile(null, null, null, null, null, null, [], alone.Done()) { Notes = alone.Notes() };
        }
        if (root.ValueKind != JsonValueKind.Object)
            throw Bad("", "an object or a list of turns is expected");
        // Whisper calls its turns segments, and says much more of each.
        var named = root.TryGetProperty("turns", out var list)
            ? "/turns"
            : root.TryGetProperty("segments", out list) ? "/segments" : "/turns";
        if (named == "/turns")
            Known(root, "", limits, "id", "recorderId", "title", "host", "start", "duration", "durationSeconds", "account", "crm",
                "recording", "attendees", "turns");
        else
            limits = limits with { OnlyKnownMembers = false };
        if (list.ValueKind != JsonValueKind.Array)
            throw Bad(named, "a list of turns is expected");
        var turns = Turns(list, named, limits);
        return new TranscriptFile(
            Name(root, "", "recorderId", limits) ?? Name(root, "", "id", limits),
            Name(root, "", "title", limits),
            Name(root, "", "host", limits),
            Start(root),
            Time(root, "", "durationSeconds") ?? Time(root, "", "duration"),
            Name(root, "", "account", limits),
            Attendees(root, limits),
            turns.Done())
        {
            Notes = turns.Notes(),
            Recording = Link(root, limits),
            Crm = root.TryGetProperty("crm", out var crm) ? CrmFields.Read(crm, "/crm") : CrmFields.None,
        };
    }

    private static TurnList Turns(JsonElement list, string pointer, TranscriptLimits limits)
    {
        var turns = new TurnList(limits);
        var i = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (i == limits.Turns)
                throw new TranscriptRefused(new TooManyTurns(limits.Turns));
            var at = $"{pointer}/{i++}";
            if (item.ValueKind != JsonValueKind.Object)
                throw Bad(at, "a turn is an object with speaker, at and text");
            Known(item, at, limits, "speaker", "at", "text");
            var text = String(item, at, "text") ?? throw Bad($"{at}/text", "the text is missing");
            turns.Add(String(item, at, "speaker"), Time(item, at, "at") ?? (pointer == "/segments" ? Time(item, at, "start") : null), text,
                at);
        }
        return turns;
    }

    private static List<Attendee> Attendees(JsonElement root, TranscriptLimits limits)
    {
        var attendees = new List<Attendee>();
        if (!root.TryGetProperty("attendees", out var list) || list.ValueKind == JsonValueKind.Null && !limits.OnlyKnownMembers)
            return attendees;
        if (list.ValueKind != JsonValueKind.Array)
            throw Bad("/attendees", "a list is expected");
        foreach (var item in list.EnumerateArray())
        {
            var at = $"/attendees/{attendees.Count}";
            if (attendees.Count == limits.Attendees)
                throw new TranscriptRefused(new TooManyAttendees(limits.Attendees));
            if (item.ValueKind != JsonValueKind.Object)
                throw Bad(at, "an attendee is an object with name and email");
            Known(item, at, limits, "name", "email");
            var email = Name(item, at, "email", limits);
            var name = Name(item, at, "name", limits) ?? email ?? throw Bad(at, "an attendee has a name or an email");
            attendees.Add(new Attendee(name, email));
        }
        return attendees;
    }

    private static void Known(JsonElement item, string pointer, TranscriptLimits limits, params ReadOnlySpan<string> names)
    {
        if (!limits.OnlyKnownMembers) return;
        foreach (var member in item.EnumerateObject())
        {
            if (!names.Contains(member.Name))
                throw Bad($"{pointer}/{member.Name}", Nearest.Of(member.Name, names) is { } near
                    ? $"unknown; did you mean {near}?"
                    : $"unknown; expected one of {string.Join(", ", names!)}");
        }
    }

    private static string? Name(JsonElement item, string pointer, string name, TranscriptLimits limits) =>
        String(item, pointer, name) is { } value && TurnList.Name(value, name, limits) is { Length: > 0 } clean ? clean : null;

    /// <summary>A link as it was sent; what else a file calls a recording is not read.</summary>
    private static string? Link(JsonElement root, TranscriptLimits limits) =>
        !limits.OnlyKnownMembers && root.TryGetProperty("recording", out var member) && member.ValueKind != JsonValueKind.String
            ? null
            : String(root, "", "recording") is { } link && !string.IsNullOrWhiteSpace(link) ? link : null;

    private static string? String(JsonElement item, string pointer, string name)
    {
        if (!item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            throw Bad($"{pointer}/{name}", "a string is expected");
        var text = value.GetString()!;
        return text.Contains('\0') ? throw new TranscriptRefused(new BinaryContent("text with NUL characters")) : text;
    }

    private static TimeSpan? Time(JsonElement item, string pointer, string name)
    {
        if (!item.TryGetProperty(name, out var value))
            return null;
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.Number when value.TryGetDouble(out var seconds) && seconds is >= 0 and <= LongestSeconds:
                return TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
            case JsonValueKind.String when SpokenTime.TryRead(value.GetString(), out var time):
                return time;
            default:
                throw Bad($"{pointer}/{name}", "seconds, mm:ss or h:mm:ss are expected");
        }
    }

    private static DateTimeOffset? Start(JsonElement root)
    {
        var text = String(root, "", "start");
        if (text is null)
            return null;
        return Iso8601.TryRead(text, out var start) ? start : throw Bad("/start", "an ISO 8601 moment with its offset is expected");
    }

    private static TranscriptRefused Bad(string pointer, string why) => new(new BadJson(pointer.Length == 0 ? "the top" : pointer, why));
}

/// <summary>Moments as ISO 8601 writes them, with an offset: without one nobody can say which moment it is.</summary>
internal static class Iso8601
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static bool TryRead(string text, out DateTimeOffset moment)
    {
        moment = default;
        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
        return hasOffset && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment)
            && moment.UtcDateTime.Year is >= 1990 and < 2200;
    }
}
