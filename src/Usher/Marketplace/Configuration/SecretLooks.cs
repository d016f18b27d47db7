using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Usher.Marketplace;

/// <summary>Whether a text looks like a password, token or key that was pasted where it would be readable.</summary>
internal static partial class SecretLooks
{
    /// <summary>
    /// Whether a value, as JSON, looks like one, or has one in it: by how well-known issuers write theirs, long hexadecimal, or long, without
    /// words and mixed.
    /// </summary>
    public static bool Like(string json) =>
        json.StartsWith('"') && AppSchema.Text(JsonNode.Parse(json)) is { } text
        && (text.Contains("-----BEGIN ", StringComparison.Ordinal) && text.Contains("PRIVATE KEY", StringComparison.Ordinal)
            || text.Split((char[]?)[' ', '\t', '\n', '\r', '"', '\'', ',', ';'], StringSplitOptions.RemoveEmptyEntries)
                .Any(word => Known().IsMatch(word) || IsMixed(word) || IsHex(word)));

    private static bool IsHex(string text) =>
        text.Length is >= 32 and <= 400 && text.All(char.IsAsciiHexDigit) && text.Any(char.IsAsciiDigit) && text.Any(char.IsAsciiLetter);

    private static bool IsMixed(string text) =>
        text.Length is >= 24 and <= 400 && Alphabet().IsMatch(text) && !text.Contains("://", StringComparison.Ordinal)
        && text.Any(char.IsAsciiDigit) && text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiLetterUpper)
        && text.Distinct().Count() >= 14;

    [GeneratedRegex(@"^(sk|pk|rk)_(live|test)_|^xox[abeprs]-|^gh[pousr]_|^github_pat_|^glpat-|^AKIA[0-9A-Z]{16}$|^AIza[\w-]{30}|^ey[\w-]{10,}\.ey|^SG\.[\w-]{16}|^usher_", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Known();

    [GeneratedRegex(@"^[\w+/=.~-]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Alphabet();
}
