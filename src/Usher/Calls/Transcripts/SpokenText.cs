using System.Buffers;
using System.Globalization;
using System.Text;

namespace Usher.Calls.Transcripts;

/// <summary>
/// Makes text from outside fit to be shown: no control characters, no marks that turn the direction of writing, single spaces.
/// </summary>
internal static class SpokenText
{
    // Left-to-right and right-to-left marks, embeddings, overrides and isolates; zero-width characters; the byte order mark.
    private static readonly SearchValues<char> Invisible = SearchValues.Create(
        "\u061C\u200B\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\u2066\u2067\u2068\u2069\uFEFF\u00AD");

    /// <summary>The text in one line. Letters of every script stay as they are; a lone half of a surrogate pair becomes U+FFFD.</summary>
    public static string Clean(ReadOnlySpan<char> text)
    {
        var clean = new StringBuilder(text.Length);
        var space = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c) || c is '\u2028' or '\u2029')
            {
                space = clean.Length > 0;
                continue;
            }
            if (char.IsControl(c) || Invisible.Contains(c))
                continue;
            if (space)
                clean.Append(' ');
            space = false;
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                clean.Append(c).Append(text[++i]);
            else
                clean.Append(char.IsSurrogate(c) ? '\uFFFD' : c);
        }
        return clean.ToString();
    }

    /// <summary>The text without marks that nobody sees: they would be between a name and its colon.</summary>
    public static string Visible(string text) =>
        text.AsSpan().ContainsAny(Invisible) ? string.Concat(text.Where(c => !Invisible.Contains(c))) : text;

    /// <summary>
    /// Digits, brackets and signs of full width and of other scripts as their ASCII forms, one for one: what the shape of a line is read
    /// from.
    /// </summary>
    public static void Fold(ReadOnlySpan<char> text, Span<char> folded)
    {
        for (var i = 0; i < text.Length; i++)
            folded[i] = text[i] switch
            {
                < '\u0080' => text[i],
                >= '\uFF01' and <= '\uFF5E' => (char)(text[i] - 0xFEE0),
                '\u3000' or '\u00A0' or '\u202F' or '\u2009' => ' ',
                '\u3010' or '\u3014' => '[',
                '\u3011' or '\u3015' => ']',
                '\u2236' or '\uA789' or '\uFE55' or '\uFE13' or '\uFE30' or '\u02D0' => ':',
                '\u2212' or '\u2010' or '\u2011' => '-',
                var c when char.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber => (char)('0' + (int)char.GetNumericValue(c)),
                var c => c,
            };
    }
}
