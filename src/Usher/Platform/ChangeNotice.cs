using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Usher.Access;

namespace Usher.Platform;

/// <summary>
/// What nodes tell each other of a change over PostgreSQL's <c>NOTIFY</c>: <c>customer version</c>, and as JSON what it made of the facts,
/// where that is short enough. It is sent by a trigger with the commit, so nobody hears of what did not happen.
/// </summary>
internal sealed record ChangeNotice(Guid Customer, long Version, FactsChange? Change)
{
    /// <summary>The channel.</summary>
    public const string Channel = "usher_version";

    /// <summary>The setting of the transaction that the trigger reads.</summary>
    public const string Setting = "usher.change";

    /// <summary>A notice has fewer than 8,000 bytes.</summary>
    private const int Longest = 7_900;

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new ScopeText() },
    };

    /// <summary>The notice as text; null when it has nothing to tell but the version, or would be too long.</summary>
    public string? Text()
    {
        if (Change is null) return null;
        var text = $"{Customer} {Version} {JsonSerializer.Serialize(Change, Json)}";
        return Encoding.UTF8.GetByteCount(text) > Longest ? null : text;
    }

    /// <summary>
    /// Reads a notice; null when it is none. What it says of the change is left out when it cannot be read: then the facts are.
    /// </summary>
    public static ChangeNotice? Parse(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(' ');
        if (end < 0 || !Guid.TryParse(text[..end], out var customer)) return null;
        var rest = text[(end + 1)..];
        var space = rest.IndexOf(' ');
        if (!long.TryParse(space < 0 ? rest : rest[..space], out var version)) return null;
        try
        {
            var change = space < 0 ? null : JsonSerializer.Deserialize<FactsChange>(rest[(space + 1)..], Json);
            return new(customer, version, change?.Version == version ? change : null);
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            return new(customer, version, null);
        }
    }

    /// <summary>A scope by its text.</summary>
    private sealed class ScopeText : JsonConverter<KeyScope>
    {
        public override KeyScope Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            KeyScope.Parse(reader.GetString() ?? "") ?? throw new JsonException("This is no scope.");

        public override void Write(Utf8JsonWriter writer, KeyScope value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
