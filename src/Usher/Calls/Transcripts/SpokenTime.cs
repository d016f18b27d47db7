using System.Globalization;

namespace Usher.Calls.Transcripts;

/// <summary>A time as a transcript writes it.</summary>
/// <param name="At">Since the start of the call, or of the day when it is a clock's.</param>
/// <param name="Clock">It is a time of day: it has a date, or says morning or afternoon.</param>
/// <param name="Odd">Not written as WebVTT wants it.</param>
internal readonly record struct Stamp(TimeSpan At, bool Clock, bool Odd);

/// <summary>
/// Reads times in the forms that recorders use: <c>mm:ss</c>, <c>h:mm:ss</c>, with a fraction after a point or comma, on a clock of 12 or
/// 24 hours, behind a date, as <c>1h 2m 3s</c>, as seconds (<c>3.2s</c>), and ranges of two of them. It reads text folded by
/// <see cref="SpokenText.Fold"/>.
/// </summary>
internal static class SpokenTime
{
    private static readonly string[] Arrows = ["-->", "->", "–>", "—>", "→", "=>", "-", "–", "—", "~", "to ", ","];
    private static readonly string[] Morning = ["午前", "上午", "오전"];
    private static readonly string[] Afternoon = ["午後", "下午", "오후"];

    /// <summary>Reads a whole text as one time without date or part of the day: what JSON says.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out TimeSpan time)
    {
        var read = TryStart(text, out var stamp, out var length) && length == text.Length && !stamp.Clock;
        time = read ? stamp.At : default;
        return read;
    }

    /// <summary>Reads a time, or the first of a range, at the start of a text; <paramref name="length"/> covers the range.</summary>
    public static bool TryRange(ReadOnlySpan<char> text, out Stamp start, out Stamp? end, out int length)
    {
        end = null;
        if (!TryStart(text, out start, out length))
            return false;
        var rest = text[length..];
        var gap = rest.Length - rest.TrimStart().Length;
        foreach (var arrow in Arrows)
        {
            if (!rest[gap..].StartsWith(arrow, StringComparison.Ordinal))
                continue;
            var after = rest[(gap + arrow.Length)..];
            var space = after.Length - after.TrimStart().Length;
            if (TryStart(after[space..], out var until, out var more))
            {
                end = until;
                length += gap + arrow.Length + space + more;
            }
            return true;
        }
        return true;
    }

    /// <summary>Reads one time at the start of a text. What follows it is no letter, digit or colon.</summary>
    public static bool TryStart(ReadOnlySpan<char> text, out Stamp stamp, out int length)
    {
        (stamp, length) = (default, 0);
        if (text.IsEmpty)
            return false;
        var i = 0;
        var dated = Date(text, ref i);
        var half = Half(text, ref i);
        var isRead = Clock(text, ref i, ref half, out var at, out var odd)
            || (!dated && half is null && Units(text, ref i, out at, out odd));
        if (!isRead || (i < text.Length
            && (char.IsLetterOrDigit(text[i]) || (text[i] == ':' && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1])))))
            return false;
        if (half is { } afternoon)
        {
            if (at.TotalHours >= 13)
                return false;
            at = at - TimeSpan.FromHours(at.Hours == 12 ? 12 : 0) + TimeSpan.FromHours(afternoon ? 12 : 0);
        }
        stamp = new Stamp(at, dated || half is not null, odd);
        length = i;
        return true;
    }

    // “2026-03-04T”, “3/4/26, ”: the day itself says nothing of where in the call it is.
    private static bool Date(ReadOnlySpan<char> text, ref int i)
    {
        var at = 0;
        Span<int> digits = stackalloc int[3];
        for (var part = 0; part < 3; part++)
        {
            var from = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]) && at - from < 5)
                at++;
            digits[part] = at - from;
            if (part < 2 && (at >= text.Length || text[at++] is not ('-' or '/' or '.')))
                return false;
        }
        if (digits is not ([4, 1 or 2, 1 or 2] or [1 or 2, 1 or 2, 2 or 4]) || at >= text.Length
            || text[at] is not ('T' or ' ' or ',' or '_'))
            return false;
        while (at < text.Length && text[at] is 'T' or ' ' or ',' or '_')
            at++;
        i = at;
        return true;
    }

    private static bool? Half(ReadOnlySpan<char> text, ref int i)
    {
        foreach (var (words, afternoon) in new[] { (Morning, false), (Afternoon, true) })
            foreach (var word in words)
                if (text[i..].StartsWith(word, StringComparison.Ordinal))
                {
                    i += word.Length;
                    i += text[i..].Length - text[i..].TrimStart().Length;
                    return afternoon;
                }
        return null;
    }

    private static bool Clock(ReadOnlySpan<char> text, ref int i, ref bool? half, out TimeSpan at, out bool odd)
    {
        (at, odd) = (default, false);
        var j = i;
        Span<int> parts = stackalloc int[4];
        var count = 0;
        var dotted = false;
        while (count < 4 && Whole(text, ref j, 3, out parts[count], out var digits))
        {
            odd |= digits != 2 && (count > 0 || digits < 2);
            count++;
            if (j + 1 >= text.Length || !char.IsAsciiDigit(text[j + 1])
                || (text[j] != ':' && !(count == 1 && text[j] == '.' && (dotted = true))))
                break;
            j++;
        }
        if (count == 0)
            return false;
        var milliseconds = 0.0;
        if (!dotted && count is 2 or 3 && j + 1 < text.Length && text[j] is '.' or ',' && char.IsAsciiDigit(text[j + 1]))
        {
            var point = text[j] == '.';
            var from = ++j;
            while (j < text.Length && char.IsAsciiDigit(text[j]) && j - from < 9)
                j++;
            milliseconds = int.Parse(text[from..j], CultureInfo.InvariantCulture) * Math.Pow(10, 3 - (j - from));
            odd |= !point || j - from != 3;
        }
        else
            odd = true;
        var said = AfterMeridiem(text, j, out var end);
        half ??= said;
        if ((dotted || count == 1) && said is null)
            return false;
        j = said is null ? j : end;
        var isDay = half is not null && count <= 2;
        var (hours, minutes, seconds) = count switch
        {
            1 => (parts[0], 0, 0),
            2 when isDay || dotted => (parts[0], parts[1], 0),
            2 => (0, parts[0], parts[1]),
            _ => (parts[0], parts[1], parts[2]),
        };
        if (seconds > 59 || (count > 2 && minutes > 59) || (half is not null && (hours is 0 or > 12 || minutes > 59)))
            return false;
        at = new TimeSpan(0, hours, minutes, seconds) + TimeSpan.FromMilliseconds(Math.Floor(milliseconds));
        i = AfterZone(text, j);
        return true;
    }

    // “AM”, “p.m.”, “p. m.”: false is the morning.
    private static bool? AfterMeridiem(ReadOnlySpan<char> text, int i, out int end)
    {
        end = i;
        var j = i;
        while (j < text.Length && char.IsWhiteSpace(text[j]) && j - i < 2)
            j++;
        if (j >= text.Length || text[j] is not ('a' or 'A' or 'p' or 'P'))
            return null;
        var afternoon = text[j++] is 'p' or 'P';
        var dot = j < text.Length && text[j] == '.';
        j += dot ? 1 : 0;
        while (dot && j < text.Length && char.IsWhiteSpace(text[j]))
            j++;
        if (j >= text.Length || text[j++] is not ('m' or 'M') || (j < text.Length && char.IsLetterOrDigit(text[j])))
            return null;
        end = dot && j < text.Length && text[j] == '.' ? j + 1 : j;
        return afternoon;
    }

    private static int AfterZone(ReadOnlySpan<char> text, int i)
    {
        if (i < text.Length && text[i] == 'Z')
            return i + 1;
        if (i + 5 < text.Length && text[i] is '+' or '-' && char.IsAsciiDigit(text[i + 1]) && text[i + 3] == ':'
            && char.IsAsciiDigit(text[i + 5]))
            return i + 6;
        foreach (var zone in new[] { " UTC", " GMT", " Uhr", "h" })
            if (text[i..].StartsWith(zone, StringComparison.Ordinal)
                && (i + zone.Length == text.Length || !char.IsLetterOrDigit(text[i + zone.Length])))
                return i + zone.Length;
        return i;
    }

    // “1h 2m 3s”, “0 minutes 3 seconds”, “3.20s”.
    private static bool Units(ReadOnlySpan<char> text, ref int i, out TimeSpan at, out bool odd)
    {
        (at, odd) = (default, true);
        var j = i;
        var last = 4;
        while (last > 1)
        {
            var from = j;
            while (j < text.Length && (char.IsAsciiDigit(text[j]) || (text[j] == '.' && j > from)) && j - from < 10)
                j++;
            if (j == from || !double.TryParse(text[from..j], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                break;
            var k = j;
            while (k < text.Length && text[k] == ' ' && k - j < 2)
                k++;
            var word = k;
            while (k < text.Length && char.IsAsciiLetter(text[k]) && k - word < 8)
                k++;
            var (size, seconds) = text[word..k] switch
            {
                "h" or "hr" or "hrs" or "hour" or "hours" => (3, 3600),
                "m" or "min" or "mins" or "minute" or "minutes" => (2, 60),
                "s" or "sec" or "secs" or "second" or "seconds" => (1, 1),
                _ => (9, 0),
            };
            if (size >= last || number > 100_000)
                break;
            (last, at, i) = (size, at + TimeSpan.FromSeconds(number * seconds), k);
            j = k;
            while (j < text.Length && text[j] is ' ' or ',' && j - k < 2)
                j++;
        }
        return last < 4;
    }

    private static bool Whole(ReadOnlySpan<char> text, ref int i, int most, out int value, out int digits)
    {
        var from = i;
        while (i < text.Length && char.IsAsciiDigit(text[i]) && i - from < most)
            i++;
        digits = i - from;
        value = digits == 0 ? 0 : int.Parse(text[from..i], CultureInfo.InvariantCulture);
        return digits > 0;
    }
}
