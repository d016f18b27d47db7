using System.Buffers;
using System.Globalization;
using System.Text;

namespace Usher.Calls.Transcripts;

/// <summary>Makes text from outside fit to be shown: no control characters, no marks that turn the direction of writing, single spaces.</summary>
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

    /// <summary>Reads <c>mm:ss</c> or <c>h:mm:ss</c>, with or without a fraction; hours have up to three digits.</summary>
    public static bool TryTime(ReadOnlySpan<char> text, out TimeSpan time)
    {
        time = default;
        Span<Range> parts = stackalloc Range[4];
        var count = text.Split(parts, ':');
        if (count is not (2 or 3))
            return false;
        var seconds = text[parts[count - 1]];
        if (!Whole(text[parts[count - 2]], 1, count == 3 ? 2 : 3, out var minutes) || (count == 3 && minutes > 59))
            return false;
        var hours = 0;
        if (count == 3 && !Whole(text[parts[0]], 1, 3, out hours))
            return false;
        var dot = seconds.IndexOfAny('.', ',');
        var milliseconds = 0;
        if (dot >= 0)
        {
            var fraction = seconds[(dot + 1)..];
            if (!Whole(fraction, 1, 3, out milliseconds))
                return false;
            milliseconds *= fraction.Length switch { 1 => 100, 2 => 10, _ => 1 };
            seconds = seconds[..dot];
        }
        if (!Whole(seconds, 2, 2, out var s) || s > 59)
            return false;
        time = new TimeSpan(0, hours, minutes, s, milliseconds);
        return true;
    }

    private static bool Whole(ReadOnlySpan<char> digits, int fewest, int most, out int value)
    {
        value = 0;
        return digits.Length >= fewest && digits.Length <= most
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
