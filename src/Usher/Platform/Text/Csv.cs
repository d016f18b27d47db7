using System.Buffers;
using System.Globalization;
using System.Text;

namespace Usher.Platform;

/// <summary>
/// A cell of a table that people open in a spreadsheet (RFC 4180). Always quoted; and where a formula could begin, now or after the reader
/// has folded, trimmed or split the text in its own way, an apostrophe is put before it.
/// </summary>
public static class Csv
{
    /// <summary>The type of a table.</summary>
    public const string Type = "text/csv";

    /// <summary>
    /// What a formula begins with, also raised, lowered and small, and the minus sign of mathematics. What is full-width is folded first.
    /// </summary>
    private const string Starters = "=+-@|%\u2212\u207A\u207B\u207C\u208A\u208B\u208C\uFE62\uFE63\uFE66\uFE6A\uFE6B";

    /// <summary>Where a reader of another country's or program's tables would begin a new cell.</summary>
    private static readonly SearchValues<char> Splitters = SearchValues.Create(";\t\r\n\v\f\u0085\u2028\u2029");

    /// <summary>A line of cells, without its end.</summary>
    public static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell));

    /// <summary>The cell of a text; null is an empty one.</summary>
    public static string Cell(string? text) => $"\"{Defused(text ?? "").Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Defused(string text)
    {
        var safe = new StringBuilder(text.Length + 2);
        var isFormula = text.Length > 0 && text[0] is '\t' or '\r' or '\n';
        for (int at = 0, end; at <= text.Length; at = end + 1)
        {
            end = at + text.AsSpan(at).IndexOfAny(Splitters);
            if (end < at) end = text.Length;
            var begins = BeginsFormula(text.AsSpan(at, end - at));
            isFormula |= begins;
            if (begins && at > 0) safe.Append('\'');
            safe.Append(text, at, Math.Min(end + 1, text.Length) - at);
        }

        return isFormula ? safe.Insert(0, '\'').ToString() : text;
    }

    /// <summary>Whether the first thing that is seen of it begins a formula.</summary>
    private static bool BeginsFormula(ReadOnlySpan<char> part)
    {
        foreach (var rune in part.EnumerateRunes())
        {
            if (IsUnseen(rune)) continue;
            var folded = rune.Value is > 0xFF00 and < 0xFF5F ? rune.Value - 0xFEE0 : rune.Value;
            return folded <= char.MaxValue && Starters.Contains((char)folded, StringComparison.Ordinal);
        }

        return false;
    }

    private static bool IsUnseen(Rune rune) =>
        Rune.IsWhiteSpace(rune) || rune.Value is 0x2800 or 0x3164 or 0xFFA0 or 0x115F or 0x1160 or (>= 0xFE00 and <= 0xFE0F)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;
}
