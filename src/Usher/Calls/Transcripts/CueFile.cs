namespace Usher.Calls.Transcripts;

/// <summary>Words that were shown at a time.</summary>
/// <param name="Line">The line of its times.</param>
/// <param name="Start">When; null when that could not be read.</param>
/// <param name="End">Until when.</param>
/// <param name="Lines">Its words, a line for each.</param>
internal sealed record Cue(int Line, TimeSpan? Start, TimeSpan? End, IReadOnlyList<string> Lines);

/// <summary>
/// Cuts WebVTT (W3C), SRT and the like into cues. What is not as the standard has it, and can be understood all the same, costs a warning:
/// times written otherwise, a blank line too many or too few, an arrow in speech.
/// </summary>
internal sealed class CueFile(List<TextLine> lines, TurnList turns, bool vtt)
{
    private readonly List<Cue> cues = [];
    private int at;

    /// <summary>Whether a text without the header of WebVTT has cues: a line near its beginning is nothing but their times.</summary>
    public static bool HasCues(List<TextLine> lines)
    {
        for (var i = 0; i < Math.Min(20, lines.Count); i++)
            if (Times(lines[i].Span) is { Start: not null })
                return true;
        return false;
    }

    /// <summary>The cues, in the file's order.</summary>
    public List<Cue> Read()
    {
        if (vtt)
            Header();
        while (at < lines.Count)
            if (Times(lines[at].Span) is { } times && (times.Start is not null || IsAlone(at)))
                ReadCue(times);
            else if (vtt && lines[at].AfterBlank && IsComment(lines[at].Span))
                SkipComment();
            else
                ReadUntimed();
        return cues;
    }

    private void Header()
    {
        var first = lines[0].Span;
        if (Times(first) is not { Start: not null })
        {
            if (!first.StartsWith("WEBVTT", StringComparison.Ordinal) || (first.Length > 6 && first[6] is not (' ' or '\t')))
                turns.Warn(Where(0), "the first line is not WEBVTT");
            at++;
        }
        else
            turns.Warn(Where(0), "the first line is not WEBVTT");
        while (at < lines.Count && !lines[at].AfterBlank && Times(lines[at].Span) is null)
            at++;
        if (at > 0 && at < lines.Count && !lines[at].AfterBlank)
            turns.Warn(Where(at), "an empty line is missing after the header");
    }

    private void SkipComment()
    {
        at++;
        while (at < lines.Count && !lines[at].AfterBlank && Times(lines[at].Span) is not { Start: not null })
            at++;
    }

    private void ReadCue((TimeSpan? Start, TimeSpan? End, string? Fault) times)
    {
        var timing = at++;
        if (times.Fault is { } fault && (vtt || times.Start is null))
            turns.Warn(Where(timing), fault);
        if (times.Start > times.End)
        {
            turns.Warn(Where(timing), "the cue ends before it starts");
            times.End = times.Start;
        }
        var words = new List<string>();
        while (at < lines.Count && !(words.Count > 0 && lines[at].AfterBlank))
        {
            if (Times(lines[at].Span) is { Start: not null })
            {
                MissingLine(words);
                break;
            }
            if (words.Count == 0 && lines[at].AfterBlank && (IsIdentifier(at) || IsComment(lines[at].Span)))
                break;
            if (words.Count == 0 && lines[at].AfterEmpty)
                turns.Warn(Where(at), "there is an empty line between the cue's times and its words");
            if (lines[at].Span.Contains("-->", StringComparison.Ordinal))
                turns.Warn(Where(at), "the words contain an arrow");
            words.Add(lines[at++].Text.ToString());
        }
        if (words.Count > 0)
            cues.Add(new Cue(lines[timing].Number, times.Start, times.End, words));
    }

    // Times follow at once upon words: the number above them, if any, is the next cue's.
    private void MissingLine(List<string> words)
    {
        if (words.Count == 0 || lines[at].AfterBlank)
            return;
        turns.Warn(Where(at), "an empty line is missing before the cue");
        if (words.Count > 1 && words[^1].All(char.IsAsciiDigit))
            words.RemoveAt(words.Count - 1);
    }

    // Lines without times: the name of the cue below, or words whose times are missing.
    private void ReadUntimed()
    {
        var first = at++;
        while (at < lines.Count && !lines[at].AfterBlank && Times(lines[at].Span) is not { Start: not null })
            at++;
        var isName = at < lines.Count && !lines[at].AfterBlank;
        if (isName)
        {
            if (at - first > 1)
                turns.Warn(Where(first), "the name of a cue has more than one line");
            return;
        }
        if (at - first == 1 && IsNumber(lines[first].Span))
            turns.Warn(Where(first), "there is a cue number without a cue");
        else if (LineHead.Read(lines[first].Span) is { Naming: Naming.Label, Likeness: Likeness.Name })
        {
            turns.Warn(Where(first), "there are words without a cue's times");
            cues.Add(new Cue(lines[first].Number, null, null, [.. lines[first..at].Select(l => l.Text.ToString())]));
        }
        else
            turns.Lose(Where(first), "words without a cue's times and without a speaker are left out");
    }

    // “00:01 --> soon” in the place of a cue's times, which is known by what stands above it.
    private bool IsAlone(int i) => lines[i].AfterBlank || i == 0 || (IsNumber(lines[i - 1].Span) && lines[i - 1].AfterBlank);

    private bool IsIdentifier(int i) =>
        IsNumber(lines[i].Span)
            || (i + 1 < lines.Count && !lines[i + 1].AfterBlank && Times(lines[i + 1].Span) is { Start: not null }
            && !lines[i].Span.ContainsAny(" :："));

    private static bool IsNumber(ReadOnlySpan<char> line) => line.Length < 10 && !line.ContainsAnyExceptInRange('0', '9');

    private static bool IsComment(ReadOnlySpan<char> line) => Is(line, "NOTE") || Is(line, "STYLE") || Is(line, "REGION");

    private static bool Is(ReadOnlySpan<char> line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal) && (line.Length == name.Length || line[name.Length] is ' ' or '\t')
            && !line.Contains("-->", StringComparison.Ordinal);

    /// <summary>
    /// A cue's times, <c>00:01.000 --> 00:04.000 align:start</c>: what follows the end are settings of the display. Null when the line has
    /// none; a null start when it has the shape and cannot be read.
    /// </summary>
    private static (TimeSpan? Start, TimeSpan? End, string? Fault)? Times(ReadOnlySpan<char> line)
    {
        if (line.Length is < 7 or > 400 || !(char.IsDigit(line[0]) || line[0] is '['))
            return null;
        Span<char> buffer = stackalloc char[400];
        var folded = buffer[..line.Length];
        SpokenText.Fold(line, folded);
        var arrow = folded.IndexOf("-->", StringComparison.Ordinal);
        if (!SpokenTime.TryRange(folded, out var start, out var end, out var length) || end is not { } until)
            return arrow > 0 && folded[..arrow].Trim().IndexOfAnyExcept("0123456789:.,-") < 0
                && folded[(arrow + 3)..].Trim() is [>= '0' and <= '9', ..] ? (null, null, "the cue's times cannot be read") : null;
        var between = folded[..length];
        if (between.IndexOfAny('>', '→') < 0 && !(between.Count(',') == 1 && between.Count('.') == 2 && !between.Contains(' ')))
            return null;
        var rest = folded[length..];
        // Settings are “name:value”; words behind the times mean that this is no line of times.
        foreach (var setting in rest.Split(' '))
            if (!rest[setting].Trim().IsEmpty && rest[setting].IndexOf(':') < 1)
                return null;
        var odd = start.Odd || until.Odd || arrow < 0;
        return (start.At, until.At, odd ? "times are written hh:mm:ss.ttt --> hh:mm:ss.ttt" : null);
    }

    private string Where(int i) => $"line {lines[i].Number}";
}
