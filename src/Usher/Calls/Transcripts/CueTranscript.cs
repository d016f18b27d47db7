namespace Usher.Calls.Transcripts;

/// <summary>
/// WebVTT (W3C) and SRT. The speaker comes from voice tags (<c>&lt;v Ana&gt;</c>), or from a leading <c>Ana:</c> or <c>[Ana]</c> as meeting
/// products write it; several may speak in one cue. Cues may overlap, as speech does, and are read in the order of their starts. A cue that
/// goes on in the middle of the same speaker's sentence is joined to it, because recorders break cues at the width of a screen; what
/// rolling captions show again is read once.
/// </summary>
internal sealed class CueTranscript
{
    private const int LongestJoined = 1200;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly TranscriptLimits limits;
    private readonly TurnList turns;
    private readonly Labels labels = new();
    private TimeSpan lastEnd;

    private CueTranscript(TurnList turns, TranscriptLimits limits) => (this.turns, this.limits) = (turns, limits);

    public static TranscriptFile Read(List<TextLine> lines, TranscriptLimits limits, bool vtt)
    {
        var spoken = new TurnList(limits);
        var cues = new CueFile(lines, spoken, vtt).Read();
        var transcript = new CueTranscript(spoken, limits);
        transcript.Take(cues);
        if (cues.Count == 0 && spoken.Notes() is { Warned: > 0 } notes)
            throw new TranscriptRefused(new BadVtt(int.Parse(notes.Warnings[0].Where.AsSpan(5),
                System.Globalization.CultureInfo.InvariantCulture), notes.Warnings[0].Why));
        var end = cues.Max(c => c.End);
        return new TranscriptFile(null, null, null, null, end, null, [], spoken.Done()) { Notes = spoken.Notes() };
    }

    private void Take(List<Cue> cues)
    {
        cues = InOrder(cues);
        var read = cues.ConvertAll(Lines);
        foreach (var lines in read)
            for (var i = 0; i < lines.Count; i++)
                if (lines[i].Voice is null)
                    labels.Count(lines[i].Head, i == 0);
        var spoken = read.ConvertAll(Speakers);
        RollingCaptions.Unroll(cues, spoken);
        for (var i = 0; i < cues.Count; i++)
            foreach (var line in spoken[i])
                Add(cues[i], line);
    }

    // By their start, as the standard orders cues; one without keeps its place behind the one above.
    private List<Cue> InOrder(List<Cue> cues)
    {
        var starts = new TimeSpan[cues.Count];
        var isOrdered = true;
        for (var i = 0; i < cues.Count; i++)
        {
            var former = i == 0 ? TimeSpan.Zero : starts[i - 1];
            starts[i] = cues[i].Start ?? former;
            if (starts[i] >= former)
                continue;
            isOrdered = false;
            turns.Warn($"line {cues[i].Line}", "the cue starts before the one above it; cues are read in the order of their starts");
        }
        return isOrdered ? cues : [.. cues.Index().OrderBy(c => starts[c.Index]).Select(c => c.Item)];
    }

    private sealed record CueLine(string? Voice, bool BeginsVoice, LineHead Head, string Text);

    private List<CueLine> Lines(Cue cue)
    {
        var payload = string.Join('\n', cue.Lines);
        if (payload.Length > 2 * limits.TurnLength)
            throw new TranscriptRefused(new TurnTooLong($"line {cue.Line}", limits.TurnLength));
        var lines = new List<CueLine>();
        foreach (var (voice, text) in CueText.Voices(payload))
        {
            var name = voice;
            if (voice?.Length > limits.NameLength)
            {
                name = "";
                turns.Warn($"line {cue.Line}", "the speaker's name is too long, so nobody is named");
            }
            var first = true;
            foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
            {
                var clean = SpokenText.Clean(line);
                if (clean.Length == 0)
                    continue;
                lines.Add(new CueLine(name, first, LineHead.Read(clean), clean));
                first = false;
            }
        }
        return lines;
    }

    /// <summary>
    /// Who says each line of a cue: a voice until it closes, a label until the next, and nobody behind a dash that names none.
    /// </summary>
    private List<SpokenLine> Speakers(List<CueLine> lines)
    {
        var spoken = new List<SpokenLine>();
        var (speaker, begins) = ("", true);
        var dashes = lines.Count(l => l.Head.Dash);
        var above = "";
        foreach (var line in lines)
        {
            var reading = line.Head.Naming == Naming.Label ? labels.Read(line.Head, above) : Reading.Words;
            above = line.Text;
            var text = line.Text;
            if (line.BeginsVoice)
                (speaker, begins) = (line.Voice ?? "", true);
            if (line.Voice is { Length: > 0 })
            {
                // Within a voice, another's label or a second dash says that more than one speaks.
                if (reading == Reading.Speaker && line.Head.Name != line.Voice && labels.ComesAgain(line.Head.Name))
                    (speaker, begins) = ("", true);
                else if (line.Head.Dash && dashes > 1)
                    (speaker, text, begins) = (line.BeginsVoice ? line.Voice : "", line.Head.Whole, true);
            }
            else if (reading == Reading.Speaker)
                (speaker, text, begins) = (line.Head.Name, line.Head.Text, true);
            else if (reading == Reading.Unclear || line.Head.Dash)
                (speaker, text, begins) = ("", line.Head.Dash ? line.Head.Whole : text, true);
            if (text.Length == 0)
                continue;
            spoken.Add(new SpokenLine(speaker, text, begins));
            begins = false;
        }
        return spoken;
    }

    private void Add(Cue cue, SpokenLine line)
    {
        var where = $"line {cue.Line}";
        if (line.Begins ? GoesOn(cue, line) : turns.LastSpeaker == line.Speaker)
            turns.Continue(line.Text, where);
        else
            turns.Add(line.Speaker, cue.Start, line.Text, where);
        lastEnd = cue.End ?? lastEnd;
    }

    private bool GoesOn(Cue cue, SpokenLine line) =>
        line.Speaker.Length > 0 && turns.LastSpeaker == SpokenText.Clean(line.Speaker) && cue.Start - lastEnd <= LongestPause
        && turns.Last![^1] is not ('.' or '?' or '!' or '…') && turns.LastLength + line.Text.Length <= LongestJoined;
}
