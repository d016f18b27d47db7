using System.Text.Json;
using System.Text.Json.Nodes;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// A configuration as a document and as rows: each value that has no members of its own under its JSON pointer (RFC 6901), so that the
/// audit log tells of each what it became.
/// </summary>
internal static class AppDocument
{
    /// <summary>How deep a document may be.</summary>
    public const int MostDepth = 16;

    /// <summary>How many values a document may have.</summary>
    public const int MostValues = 1_000;

    /// <summary>The longest text in it, in UTF-16 units.</summary>
    public const int LongestText = 10_000;

    private const int LongestPointer = 400;

    /// <summary>Whether a text is a pointer to a member, as long as a row's name may be.</summary>
    public static bool IsPointer(string? text) => text is { Length: > 1 and <= LongestPointer } && text[0] == '/'
        && !text.Contains("//", StringComparison.Ordinal) && text[^1] != '/';

    /// <summary>The names along a pointer.</summary>
    public static string[] Names(string pointer) => [.. pointer.Split('/').Skip(1)
        .Select(name => name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    /// <summary>What is wrong with a document besides its schema: it is no object, too large, too deep; null when nothing is.</summary>
    public static (string Pointer, string Sentence)? Fault(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object) return ("", "Expected an object.");
        var values = 0;
        try
        {
            return Look(document, "", 0);
        }
        catch (InvalidOperationException)
        {
            // Half of a pair of UTF-16 units, which is no character and cannot be stored.
            return ("", "Type this again: it has characters that can’t be read.");
        }

        (string, string)? Look(JsonElement value, string pointer, int depth)
        {
            if (pointer.Length > LongestPointer || depth > MostDepth) return (pointer, "This is nested too deeply.");
            if (++values > MostValues) return ("", $"Use at most {MostValues:N0} values.");
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    var names = new HashSet<string>(StringComparer.Ordinal);
                    foreach (var member in value.EnumerateObject())
                    {
                        if (member.Name.Length == 0 || !names.Add(member.Name)) return (pointer, "A member has no name, or is there twice.");
                        if (Look(member.Value, JsonPointers.Below(pointer, member.Name), depth + 1) is { } fault) return fault;
                    }

                    return null;
                case JsonValueKind.Array:
                    foreach (var (i, item) in value.EnumerateArray().Index())
                        if (Look(item, $"{pointer}/{i}", depth + 1) is { } fault) return fault;
                    return null;
                case JsonValueKind.String:
                    return value.GetString() is { Length: > LongestText } ? (pointer, $"Use at most {LongestText:N0} characters.")
                        : PlainText.Lines(value.GetString()!, LongestText) is null
                            ? (pointer, "Type this again: it has characters that are invisible.")
                            : null;
                case JsonValueKind.Number:
                    return value.TryGetDecimal(out _) ? null : (pointer, "Use a number of at most 28 digits.");
                default:
                    return null;
            }
        }
    }

    /// <summary>The values by pointer; an object or a list without anything in it is a value.</summary>
    public static Dictionary<string, string> Rows(JsonObject document)
    {
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in document) Add(JsonPointers.Below("", name), value);
        return rows;

        void Add(string pointer, JsonNode? value)
        {
            if (value is JsonObject { Count: > 0 } members)
                foreach (var (name, member) in members) Add(JsonPointers.Below(pointer, name), member);
            else if (value is JsonArray { Count: > 0 } items)
                foreach (var (i, item) in items.Index()) Add($"{pointer}/{i}", item);
            else rows[pointer] = value?.ToJsonString() ?? "null";
        }
    }

    /// <summary>The value there; null when there is none, or it is null.</summary>
    public static JsonNode? Get(JsonNode? document, string pointer)
    {
        foreach (var name in Names(pointer))
            document = document switch
            {
                JsonObject members => members[name],
                JsonArray items when int.TryParse(name, out var at) && at >= 0 && at < items.Count => items[at],
                _ => null,
            };
        return document;
    }

    /// <summary>Sets the value there, with the objects on the way.</summary>
    public static void Set(JsonObject document, string pointer, JsonNode? value)
    {
        var names = Names(pointer);
        foreach (var name in names.SkipLast(1))
        {
            if (document[name] is not JsonObject next) document[name] = next = [];
            document = next;
        }

        document[names[^1]] = value;
    }

    /// <summary>Removes the member there, and what holds nothing more without it.</summary>
    public static void Remove(JsonObject document, string pointer)
    {
        var names = Names(pointer);
        var path = new List<JsonObject> { document };
        foreach (var name in names.SkipLast(1))
        {
            if (path[^1][name] is not JsonObject next) return;
            path.Add(next);
        }

        path[^1].Remove(names[^1]);
        for (var i = names.Length - 2; i >= 0 && path[i + 1].Count == 0; i--) path[i].Remove(names[i]);
    }
}
