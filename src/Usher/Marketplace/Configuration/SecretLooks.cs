using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Usher.Marketplace;

/// <summary>Whether a text looks like a password, token or key that was pasted where it would be readable.</summary>
internal static partial class SecretLooks
{
    /// <summary>Whether a value, as JSON, looks like one: by how well-known issuers write theirs, or long, without words and mixed.</summary>
    public static bool Like(string json) =>
        json.StartsWith('"') && AppSchema.Text(JsonNode.Parse(json)) is { } text && (Known().IsMatch(text) || IsMixed(text));

    private static bool IsMixed(string text) =>
        text.Length is >= 24 and <= 400 && Alphabet().IsMatch(text) && !text.Contains("://", StringComparison.Ordinal)
        && text.Any(char.IsAsciiDigit) && text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiLetterUpper)
        && text.Distinct().Count() >= 14;

    [GeneratedRegex(@"^(sk|pk|rk)_(live|test)_|^xox[abeprs]-|^gh[pousr]_|^github_pat_|^glpat-|^AKIA[0-9A-Z]{16}$|^AIza[\w-]{30}|^ey[\w-]{10,}\.ey|-----BEGIN [A-Z ]*PRIVATE KEY|^SG\.[\w-]{16}|^usher_", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Known();

    [GeneratedRegex(@"^[\w+/=.~-]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Alphabet();
}
