using System.Globalization;
using System.Text.RegularExpressions;

namespace Usher.Platform;

/// <summary>
/// Instants as people and machines write them (RFC 3339), with their offset from UTC: without one nobody can say which instant is meant.
/// </summary>
public static partial class Moment
{
    /// <summary>What is said of a text that is none.</summary>
    public const string Expected = "Expected a time with its offset, such as 2026-12-01T09:00:00Z or 2026-12-01T09:00:00+01:00.";

    /// <summary>Reads one; seconds may be left out, and have at most seven decimals.</summary>
    /// <returns>False when it is not of that form, names a day or hour that is none, or has no offset.</returns>
    public static bool TryRead(string? text, out DateTimeOffset moment)
    {
        moment = default;
        return text is not null && Form().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
    }

    [GeneratedRegex(@"\A\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Form();
}
