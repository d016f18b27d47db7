using System.Text.Json;

namespace Usher.Delivery.Slack;

/// <summary>
/// Reads members of what comes from Slack: leniently where anybody may have written it and what is not as expected is nothing to us,
/// strictly (<c>Need</c>) in the answers of its Web API.
/// </summary>
internal static class SlackJson
{
    /// <summary>Longer than any id, timestamp or trigger of Slack's.</summary>
    private const int LongestId = 100;

    /// <summary>A text; null: there is none.</summary>
    public static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;

    /// <summary>Whether a member is there and true.</summary>
    public static bool Flag(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.True;

    /// <summary>A member of any kind; undefined, of which nothing can be read: there is none.</summary>
    public static JsonElement Member(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : default;

    /// <summary>An id, timestamp or trigger; null: there is none, or it is none of Slack's.</summary>
    public static string? Id(JsonElement of, string name) => Text(of, name) is { } text && IsId(text) ? text : null;

    /// <summary>Whether it can be an id, timestamp or trigger of Slack's.</summary>
    public static bool IsId(string text) => text.Length is > 0 and <= LongestId && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '.');

    /// <summary>A text that has to be there.</summary>
    /// <exception cref="SlackUnreachable">It is not: what answers is not Slack.</exception>
    public static string NeedText(JsonElement of, string name) => Need(of, name, JsonValueKind.String).GetString()!;

    /// <summary>A member that has to be there.</summary>
    /// <exception cref="SlackUnreachable">It is not: what answers is not Slack.</exception>
    public static JsonElement Need(JsonElement of, string name, JsonValueKind kind = JsonValueKind.Object) =>
        Member(of, name) is var found && found.ValueKind == kind ? found : throw new SlackUnreachable("unexpected answer");
}
