using System.Globalization;
using System.Text;

namespace Usher.Calls.Transcripts;

/// <summary>
/// The words of a cue without its tags. Only what WebVTT and SRT know as a tag is one; any other <c>&lt;</c> was said or written: <c>x &lt;
/// 5</c>, <c>&lt;ana@harbor.example&gt;</c>.
/// </summary>
internal static class CueText
{
    private const int LongestTag = 400;

    /// <summary>The stretches of a cue: who speaks, null where no voice tag says so, and the words.</summary>
    public static List<(string? Speaker, string Text)> Voices(string payload)
    {
        var voices = new List<(string?, string)>();
        string? speaker = null;
        var text = new StringBuilder();
        for (var i = 0; i < payload.Length; i++)
        {
            if (payload[i] == '&')
                i = Reference(payload, i, text);
            else if (payload[i] == '{' && payload.AsSpan(i).StartsWith("{\\", StringComparison.Ordinal)
                && payload.AsSpan(i, Math.Min(40, payload.Length - i)).IndexOf('}') is > 0 and var ends)
                i += ends;
            else if (payload[i] != '<' || !IsTag(payload.AsSpan(i, Math.Min(LongestTag, payload.Length - i)), out var tag))
                text.Append(payload[i]);
            else
            {
                i += tag.Length + 1;
                if (tag is "/v")
                    Begin(null);
                else if (tag is ['v', ' ' or '\t' or '.', ..] or "v")
                    Begin(tag.IndexOfAny(' ', '\t') is > 0 and var space ? Unescape(tag[(space + 1)..]) : "");
                else if (tag is "br" or "br/" or "br /")
                    text.Append('\n');
            }
        }
        Begin(null);
        return voices;

        void Begin(string? next)
        {
            if (!string.IsNullOrWhiteSpace(text.ToString()))
                voices.Add((speaker, text.ToString()));
            text.Clear();
            speaker = next;
        }
    }

    private static bool IsTag(ReadOnlySpan<char> text, out ReadOnlySpan<char> tag)
    {
        tag = default;
        var close = text[1..].IndexOfAny('>', '<');
        if (close < 1 || text[close + 1] != '>')
            return false;
        tag = text.Slice(1, close);
        if (char.IsAsciiDigit(tag[0]))
            return SpokenTime.TryStart(tag, out _, out var length) && length == tag.Length;
        var name = tag[(tag[0] == '/' ? 1 : 0)..];
        var end = name.IndexOfAny(" \t./\n");
        return (end < 0 ? name : name[..end]) is "c" or "i" or "b" or "u" or "v" or "ruby" or "rt" or "lang" or "font" or "span" or "br"
            or "p" or "em" or "strong" or "s";
    }

    private static string Unescape(ReadOnlySpan<char> annotation)
    {
        var given = annotation.ToString();
        var name = new StringBuilder();
        for (var i = 0; i < given.Length; i++)
            if (given[i] == '&')
                i = Reference(given, i, name);
            else
                name.Append(given[i]);
        return name.ToString().Trim();
    }

    // A character reference of HTML, as far as WebVTT names them; anything else is an ampersand.
    private static int Reference(string payload, int i, StringBuilder text)
    {
        var end = payload.IndexOf(';', i, Math.Min(12, payload.Length - i));
        var name = end < 0 ? "" : payload[(i + 1)..end];
        var value = name switch
        {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" or "#39" => "'",
            "nbsp" => " ",
            "lrm" or "rlm" => "",
            _ when name.StartsWith('#') => Numeric(name.AsSpan(1)),
            _ => null,
        };
        text.Append(value ?? "&");
        return value is null ? i : end;
    }

    private static string? Numeric(ReadOnlySpan<char> number)
    {
        var hex = number is ['x' or 'X', ..];
        return int.TryParse(hex
            ? number[1..]
            : number, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            && code > 0 && Rune.IsValid(code) ? new Rune(code).ToString() : null;
    }
}
