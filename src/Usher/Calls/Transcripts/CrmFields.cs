using System.Globalization;
using System.Text.Json;
using Usher.Platform;

namespace Usher.Calls.Transcripts;

/// <summary>
/// What the CRM says of a call, as its recorder sends it: a flat object of at most 50 fields, each a text, a number or true or false.
/// Names and values are read as they are compared: without letter case, numbers in one form. A field that is null or empty is not set,
/// and left out. They decide whether a call is stored (rule 19), and are not kept.
/// </summary>
internal static class CrmFields
{
    /// <summary>The most fields.</summary>
    public const int Most = 50;

    /// <summary>The longest name of a field, in UTF-16 units.</summary>
    public const int LongestName = 80;

    /// <summary>The longest value, in UTF-16 units.</summary>
    public const int LongestValue = 200;

    private const int Depth = 4;

    /// <summary>No field at all.</summary>
    public static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>();

    /// <summary>The fields of an object.</summary>
    /// <exception cref="TranscriptRefused">It is no such object: what is left out could be what excludes the call.</exception>
    public static IReadOnlyDictionary<string, string> Read(JsonElement crm, string pointer)
    {
        if (crm.ValueKind == JsonValueKind.Null) return None;
        if (crm.ValueKind != JsonValueKind.Object) throw Bad(pointer, "an object of fields is expected");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (at, member) in crm.EnumerateObject().Index())
        {
            if (at == Most) throw Bad(pointer, $"more than {Most} fields");
            if (member.Name.Length > LongestName) throw Bad(pointer, $"a field's name has more than {LongestName} characters");
            Add(fields, member.Name, Value(member.Value, $"{pointer}/{member.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}"), pointer);
        }

        return fields;
    }

    /// <summary>The fields in a text: JSON, or a line of <c>field: value</c> for each.</summary>
    /// <param name="text">What was sent or pasted; null or blank: no field.</param>
    /// <exception cref="TranscriptRefused">It is neither.</exception>
    public static IReadOnlyDictionary<string, string> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return None;
        if (text.Length > 2 * Most * (LongestName + LongestValue)) throw Bad("/crm", "it is too long");
        if (text.AsSpan().TrimStart()[0] != '{') return Lines(text);
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = Depth, AllowDuplicateProperties = false });
            return Read(document.RootElement, "/crm");
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException)
        {
            throw Bad("/crm", "it is not valid JSON");
        }
    }

    private static Dictionary<string, string> Lines(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = text.ReplaceLineEndings("\n").Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)).ToList();
        if (lines.Count > Most) throw Bad("/crm", $"more than {Most} fields");
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1) throw Bad("/crm", "a JSON object, or a line of “field: value” for each, is expected");
            if (line[..colon].Trim().Length > LongestName) throw Bad("/crm", $"a field's name has more than {LongestName} characters");
            Add(fields, line[..colon], Text(line[(colon + 1)..].Trim(), "/crm"), "/crm");
        }

        return fields;
    }

    /// <summary>Why what was typed or sent beside a transcript could not be read, for people.</summary>
    public static string Sentence(TranscriptRefused refused) =>
        refused.Refusal is BadJson bad ? $"Fields of the CRM: {bad.Why}." : refused.Refusal.Sentence;

    /// <summary>A name or value as it is compared.</summary>
    public static string Compared(string text) => Folding.Same(text).Trim();

    /// <summary>
    /// The number that a value is; null: it is none. A number written as text counts as one, but not what begins with a zero and goes on,
    /// such as a postcode: that is a text, and another than without its zero.
    /// </summary>
    public static decimal? Number(string value) =>
        value is not ['0', >= '0' and <= '9', ..] && decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static void Add(Dictionary<string, string> fields, string name, string? value, string pointer)
    {
        var compared = Compared(name);
        if (compared.Length == 0) throw Bad(pointer, "a field has no name");
        // Not set is said by a value that is not there, so that of two spellings no value gets lost.
        if (!fields.TryAdd(compared, value is null ? "" : Compared(value))) throw Bad(pointer, "a field is there twice, letter case apart");
    }

    private static string? Value(JsonElement value, string pointer) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.TryGetDecimal(out var number)
            ? number.ToString("0.############################", CultureInfo.InvariantCulture)
            : throw Bad(pointer, "the number is too large"),
        JsonValueKind.String => Text(value.GetString()!, pointer),
        _ => throw Bad(pointer, "a text, a number, true or false is expected"),
    };

    private static string Text(string text, string pointer) =>
        text.Length > LongestValue ? throw Bad(pointer, $"more than {LongestValue} characters") : text;

    private static TranscriptRefused Bad(string pointer, string why) => new(new BadJson(pointer, why));
}
