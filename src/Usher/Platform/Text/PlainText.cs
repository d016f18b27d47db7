using System.Globalization;
using System.Text;

namespace Usher.Platform;

/// <summary>
/// Text that people type: letters of every script, and nothing that is not seen, turns the direction of writing, commands a terminal or
/// passes for other text. Kept in normal form C, so that one spelling has one form.
/// </summary>
public static class PlainText
{
    private const int MostMarks = 4; // on one letter: Unicode Technical Standard 39, 5.4

    /// <summary>Whether a character steers what shows the text: a control, a break of lines, or one that turns the direction of writing.</summary>
    public static bool IsSteering(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0x061C;

    /// <summary>
    /// The text in one line, trimmed, runs of spaces one space; null when it is longer than that or carries what does not belong in it.
    /// </summary>
    /// <param name="text">What was typed.</param>
    /// <param name="most">How many UTF-16 units it may have.</param>
    public static string? OneLine(string text, int most)
    {
        if (text.Length > 10 * most || !IsWellFormed(text)) return null;
        var clean = new StringBuilder(text.Length);
        Rune before = default;
        var marks = 0;
        foreach (var (rune, after) in Pairs(text.Normalize()))
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator)
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
                before = default;
                continue;
            }

            marks = IsMark(rune) ? marks + 1 : 0;
            if (marks > MostMarks || !Belongs(rune, before, after)) return null;
            clean.Append(rune.ToString());
            before = rune;
        }

        var line = clean.ToString().TrimEnd(' ');
        return line.Length <= most ? line : null;
    }

    /// <summary>
    /// The text in as many lines as it has, each as <see cref="OneLine"/> reads it; null when one of them cannot be read or all are longer
    /// than that.
    /// </summary>
    /// <param name="text">What was typed.</param>
    /// <param name="most">How many UTF-16 units it may have.</param>
    public static string? Lines(string text, int most)
    {
        var lines = text.ReplaceLineEndings("\n").Replace('\t', ' ').Split('\n').Select(line => OneLine(line, most)).ToList();
        if (lines.Contains(null)) return null;
        var clean = string.Join('\n', lines).Trim('\n');
        return clean.Length <= most ? clean : null;
    }

    /// <summary>Whether a letter or digit is among it: something that can be said aloud.</summary>
    public static bool Speaks(string text) => text.EnumerateRunes().Any(Rune.IsLetterOrDigit);

    private static bool Belongs(Rune rune, Rune before, Rune after) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.Format => Unseen.IsJoiner(rune) && Unseen.Joins(before, rune, after),
        _ when Unseen.IsVariation(rune) => Unseen.Varies(before, rune),
        _ when Unseen.Is(rune) => false,
        // A mark on nothing is drawn over what stands beside it.
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark =>
            before != default && !Rune.IsPunctuation(before) && (!Unseen.IsJoiner(before) || Unseen.IsVirama(rune)),
        _ => true,
    };

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static IEnumerable<(Rune Rune, Rune After)> Pairs(string text)
    {
        Rune? last = null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (last is { } former) yield return (former, rune);
            last = rune;
        }

        if (last is { } end) yield return (end, default);
    }

    /// <summary>Whether it can be normalised: .NET refuses half a surrogate pair and the byte order mark the wrong way round.</summary>
    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]) || text[i] == '\uFFFE') return false;
            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i]))) return false;
        }

        return true;
    }
}
