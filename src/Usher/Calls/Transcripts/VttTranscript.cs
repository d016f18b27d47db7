using System.Globalization;
using System.Text;

namespace Usher.Calls.Transcripts;

/// <summary>
/// WebVTT (W3C). The speaker comes from voice tags (<c>&lt;v Ana&gt;</c>), or from a leading <c>Ana:</c> as meeting products write it.
/// Cues may overlap, as speech does; a cue that starts before the one in front of it is refused. A cue that goes on in the middle of the
/// same speaker's sentence is joined to it, because recorders break cues at the width of a screen.
/// </summary>
internal static class VttTranscript
{
    private const int LongestJoined = 1200;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    public static TranscriptFile Read(string text, TranscriptLimits limits)
    {
        var lines = new Lines(text);
        lines.Next();
        var header = lines.Current.TrimStart('\uFEFF');
        if (!header.StartsWith("WEBVTT", StringComparison.Ordinal) || (header.Length > 6 && header[6] is not (' ' or '\t')))
            throw Bad(1, "the first line is not WEBVTT");
        while (lines.Next() && !lines.Current.IsEmpty)
            if (lines.Current.Contains("-->", StringComparison.Ordinal))
                throw Bad(lines.Number, "an empty line is missing after the header");
        var turns = new Cues(new TurnList(limits), limits);
        while (lines.Next())
            if (!lines.Current.IsEmpty)
                ReadBlock(ref lines, turns);
        return new TranscriptFile(null, null, null, null, turns.End, null, [], turns.Done());
    }

    private static void ReadBlock(ref Lines lines, Cues cues)
    {
        if (IsBlock(lines.Current, "NOTE") || IsBlock(lines.Current, "STYLE") || IsBlock(lines.Current, "REGION"))
        {
            while (!lines.Current.IsEmpty && lines.Next())
            {
            }
            return;
        }
        if (!lines.Current.Contains("-->", StringComparison.Ordinal) && (!lines.Next() || !lines.Current.Contains("-->", StringComparison.Ordinal)))
            throw Bad(lines.Number, "a cue's times are expected");
        var number = lines.Number;
        var (start, end) = Times(lines.Current, number);
        var payload = new StringBuilder();
        while (lines.Next() && !lines.Current.IsEmpty)
        {
            if (lines.Current.Contains("-->", StringComparison.Ordinal))
                throw Bad(lines.Number, "an empty line is missing before the next cue");
            payload.Append(payload.Length > 0 ? "\n" : "").Append(lines.Current);
        }
        cues.Add(start, end, payload.ToString(), number);
    }

    private static bool IsBlock(ReadOnlySpan<char> line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal) && (line.Length == name.Length || line[name.Length] is ' ' or '\t')
        && !line.Contains("-->", StringComparison.Ordinal);

    // “00:01.000 --> 00:04.000 align:start”: what follows the end are settings of the display.
    private static (TimeSpan Start, TimeSpan End) Times(ReadOnlySpan<char> line, int number)
    {
        var arrow = line.IndexOf("-->", StringComparison.Ordinal);
        var after = line[(arrow + 3)..].Trim();
        var space = after.IndexOfAny(' ', '\t');
        if (!TryTimestamp(line[..arrow].Trim(), out var start) || !TryTimestamp(space < 0 ? after : after[..space], out var end))
            throw Bad(number, "times are written hh:mm:ss.ttt --> hh:mm:ss.ttt");
        return start <= end ? (start, end) : throw Bad(number, "the cue ends before it starts");
    }

    private static bool TryTimestamp(ReadOnlySpan<char> text, out TimeSpan time)
    {
        time = default;
        return text.Length >= 9 && text[^4] == '.' && SpokenText.TryTime(text, out time);
    }

    private static TranscriptRefused Bad(int line, string why) => new(new BadVtt(line, why));

    /// <summary>Turns cues into turns.</summary>
    private sealed class Cues(TurnList turns, TranscriptLimits limits)
    {
        private TimeSpan lastStart;
        private TimeSpan lastEnd;

        public TimeSpan? End { get; private set; }

        public IReadOnlyList<Turn> Done() => turns.Done();

        public void Add(TimeSpan start, TimeSpan end, string payload, int line)
        {
            if (start < lastStart)
                throw new TranscriptRefused(new TimesRunBackward($"line {line}"));
            lastStart = start;
            End = End > end ? End : end;
            if (payload.Length > 2 * limits.TurnLength)
                throw new TranscriptRefused(new TurnTooLong(turns.Count, limits.TurnLength));
            var voice = "";
            foreach (var (speaker, text) in Voices(payload))
            {
                voice = speaker ?? voice;
                var (name, said) = voice.Length == 0 && SpeakerLine.TrySplit(text, out var n, out var rest) ? (n, rest) : (voice, text);
                if (turns.Last is { } last && GoesOn(last, name, said, start))
                    turns.Continue(said);
                else
                    turns.Add(name, start, said, $"line {line}");
            }
            lastEnd = end;
        }

        private bool GoesOn(Turn last, string name, string said, TimeSpan start) =>
            name.Length > 0 && last.Speaker == SpokenText.Clean(name) && start - lastEnd <= LongestPause
            && last.Text[^1] is not ('.' or '?' or '!' or '…') && last.Text.Length + said.Length <= LongestJoined;

        private static List<(string? Speaker, string Text)> Voices(string payload)
        {
            var voices = new List<(string?, string)>();
            string? speaker = null;
            var text = new StringBuilder();
            for (var i = 0; i < payload.Length; i++)
            {
                if (payload[i] == '&')
                    i = Reference(payload, i, text);
                else if (payload[i] != '<')
                    text.Append(payload[i]);
                else
                {
                    var close = payload.IndexOf('>', i);
                    var tag = payload.AsSpan(i + 1, (close < 0 ? payload.Length : close) - i - 1);
                    i = close < 0 ? payload.Length : close;
                    if (tag is not ['v', ' ' or '\t' or '.' or '\n', ..])
                        continue;
                    if (!string.IsNullOrWhiteSpace(text.ToString()))
                        voices.Add((speaker, text.ToString()));
                    text.Clear();
                    var space = tag.IndexOfAny(' ', '\t', '\n');
                    var name = new StringBuilder();
                    var annotation = space < 0 ? "" : tag[(space + 1)..].ToString();
                    for (var j = 0; j < annotation.Length; j++)
                        if (annotation[j] == '&')
                            j = Reference(annotation, j, name);
                        else
                            name.Append(annotation[j]);
                    speaker = name.ToString().Trim();
                }
            }
            voices.Add((speaker, text.ToString()));
            return voices;
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
            return int.TryParse(hex ? number[1..] : number, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code)
                && code > 0 && Rune.IsValid(code) ? new Rune(code).ToString() : null;
        }
    }
}

/// <summary>Walks over the lines of a text, whichever way they end, without copying it.</summary>
internal ref struct Lines(string text)
{
    private int position = 0;

    /// <summary>The number of the current line, from one.</summary>
    public int Number { get; private set; } = 0;

    /// <summary>The current line without its end; empty after the last.</summary>
    public ReadOnlySpan<char> Current { get; private set; } = default;

    public bool Next()
    {
        if (position > text.Length || (position == text.Length && Number > 0))
        {
            Current = default;
            return false;
        }
        var rest = text.AsSpan(position);
        var end = rest.IndexOfAny('\n', '\r');
        Current = end < 0 ? rest : rest[..end];
        position += end < 0 ? rest.Length + 1 : end + (rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n' ? 2 : 1);
        Number++;
        return true;
    }
}
