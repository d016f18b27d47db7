using System.Text.RegularExpressions;

namespace Usher.Calls.Transcripts;

/// <summary>
/// Plain text as people and recorders write it, below an optional front matter between two lines of <c>---</c>: <c>Speaker: text</c> with a
/// time before or after the name or without any; a name and a time on a line of their own above the words (Otter, Rev, Teams, Zoom); lines
/// with a time and no speaker (Whisper). A line that begins with no speaker goes on with the turn above; one of which nobody can tell is a
/// turn without a speaker.
/// </summary>
internal sealed partial class PlainTranscript
{
    private const int LongestHeader = 12;
    private const int HeaderLine = 200;

    // People speak over each other; a text that goes back further is out of order, or begins anew.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    private readonly TranscriptLimits limits;
    private readonly List<TextLine> lines;
    private readonly LineHead[] heads;
    private readonly Labels labels = new();
    private readonly TurnList turns;
    private readonly bool namesAboveTimes;
    private readonly bool namesBehindTimes;
    private readonly bool namesBelowTimes;
    private readonly bool timed;
    private readonly bool timesAlone;
    private TimeSpan latest;

    private PlainTranscript(List<TextLine> lines, FrontMatter header, TranscriptLimits limits)
    {
        (this.lines, this.limits) = (lines, limits);
        turns = new TurnList(limits);
        foreach (var attendee in header.Attendees)
            labels.Know(attendee.Name);
        heads = new LineHead[lines.Count];
        var (withTime, without) = (0, 0);
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Text.Length > limits.TurnLength + limits.NameLength)
                throw new TranscriptRefused(new TurnTooLong($"line {lines[i].Number}", limits.TurnLength));
            heads[i] = LineHead.Read(lines[i].Span);
            if (heads[i].IsTimeOnly)
                continue;
            labels.Count(heads[i], lines[i].AfterBlank);
            if (heads[i].Naming == Naming.Label && heads[i].Likeness >= Likeness.Doubt)
                _ = heads[i].Time is null ? without++ : withTime++;
        }
        timed = withTime > without;
        timesAlone = heads.Count(h => h.IsTimeOnly) >= heads.Length / 3.0;
        (namesAboveTimes, namesBehindTimes, namesBelowTimes) = Layout();
    }

    public static TranscriptFile Read(List<TextLine> lines, TranscriptLimits limits)
    {
        var header = FrontMatter.Take(lines, limits);
        var plain = new PlainTranscript(lines, header, limits);
        plain.Walk();
        return header.With(plain.turns.Done()) with { Notes = plain.turns.Notes() };
    }

    // A name alone above or below each time, or behind it, tells a layout when (nearly) all times have one.
    private (bool Above, bool Behind, bool Below) Layout()
    {
        var (alone, above, below, more, behind) = (0, 0, 0, 0, 0);
        for (var i = 0; i < heads.Length; i++)
        {
            if (heads[i].IsTimeOnly)
            {
                alone++;
                above += i > 0 && IsNameAlone(i - 1) && IsWords(i + 1) ? 1 : 0;
                below += IsNameAlone(i + 1) && IsWords(i + 2) ? 1 : 0;
            }
            else if (heads[i].Naming == Naming.TimeAndMore)
            {
                more++;
                behind += heads[i].Likeness == Likeness.Name && IsWords(i + 1) ? 1 : 0;
            }
        }
        return (above > 0 && above >= 0.8 * alone, behind > 0 && behind >= 0.8 * more, below > 0 && below >= 0.8 * alone && above < below);
    }

    private bool IsWords(int i) => i < heads.Length && heads[i] is { Time: null } && heads[i].Naming != Naming.NameAndTime;

    private bool IsNameAlone(int i) =>
        IsWords(i) && heads[i].Naming == Naming.None && lines[i].Text.Length <= SpeakerName.Longest
            && SpeakerName.Judge(lines[i].Text.ToString()) == Likeness.Name;

    private void Walk()
    {
        string? speaker = null;
        TimeSpan? at = null;
        var header = new List<int>();
        var clock = new WallClock();
        var afresh = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var head = heads[i];
            if (IsNoSpeech(lines[i].Span, i > lines.Count - LongestHeader))
                continue;
            if (namesAboveTimes && i + 1 < heads.Length && heads[i + 1].IsTimeOnly && IsNameAlone(i))
            {
                Begin(lines[i].Text.ToString(), Place(++i));
                continue;
            }
            var time = Place(i);
            if (head.IsTimeOnly)
            {
                var named = namesBelowTimes && IsNameAlone(i + 1) && IsWords(i + 2);
                Begin(named ? lines[++i].Text.ToString() : null, time);
                continue;
            }
            if (namesBehindTimes && head.Naming == Naming.TimeAndMore && head.Likeness == Likeness.Name && IsWords(i + 1))
            {
                Begin(head.Name, time);
                continue;
            }
            switch (Judge(i, header.Count))
            {
                case Reading.Speaker when head.Text.Length == 0:
                    Begin(head.Name, time);
                    break;
                case Reading.Speaker:
                    Flush();
                    turns.Add(head.Name, time ?? at, head.Text, Where(i));
                    (speaker, at, afresh) = (null, null, false);
                    break;
                case Reading.Unclear when turns.Count > 0 || head.TimeLeads:
                    Flush();
                    turns.Add("", time ?? at, head.Whole, Where(i));
                    turns.Warn(Where(i), "it is not clear whether this begins with a speaker, so nobody is named");
                    (speaker, at, afresh) = (null, null, false);
                    break;
                default:
                    Words(i, time);
                    break;
            }
        }

        if (turns.Count == 0 && turns.Unread == 0)
            throw new TranscriptRefused(heads.Any(h => h.Naming == Naming.Label && h.Likeness >= Likeness.Doubt)
                ? new TranscriptEmpty()
                : new NoSpeakers());

        TimeSpan? Place(int i)
        {
            if (heads[i].Time is not { } stamp)
                return null;
            var placed = clock.Place(stamp, turns.Count == 0);
            if (placed < latest - Overlap)
            {
                turns.Warn(Where(i), "the time goes back, so it is left out");
                return null;
            }
            latest = placed > latest ? placed : latest;
            return placed;
        }

        void Begin(string? name, TimeSpan? time) => (speaker, at, afresh) = (name, time, true);

        void Words(int i, TimeSpan? time)
        {
            var head = heads[i];
            var dash = head.Dash && char.IsUpper(head.Whole.FirstOrDefault()) && turns.Last is { } last && !last.EndsWith(':');
            if (speaker is not null || head.TimeLeads || (afresh && turns.Count > 0) || dash)
            {
                Flush();
                turns.Add(speaker ?? "", time ?? at, dash || head.TimeLeads ? head.Whole : lines[i].Span, Where(i));
                (speaker, at, afresh) = (null, null, false);
            }
            else if (turns.Count > 0)
                turns.Continue(lines[i].Span, Where(i));
            else if (afresh && timesAlone)
                turns.Add("", at, lines[i].Span, Where(i));
            else
                header.Add(i);
        }

        // What stands above the first speaker: a title, names, a date; or words whose speaker was cut off.
        void Flush()
        {
            if (turns.Count > 0 || header.Count == 0)
                return;
            if (header.Count > LongestHeader || header.Exists(h => lines[h].Text.Length > HeaderLine))
                foreach (var h in header)
                {
                    turns.Add("", null, lines[h].Span, Where(h));
                    turns.Warn(Where(h), "these words come before the first speaker, so nobody is named");
                }
            header.Clear();
        }
    }

    private Reading Judge(int i, int above)
    {
        var head = heads[i];
        var reading = i > 0 && !lines[i].AfterBlank && turns.Count > 0 ? labels.Read(head, lines[i - 1].Span) : labels.Read(head);
        // Among lines with times, one without begins a turn only if its speaker is sure.
        if (reading == Reading.Speaker && timed && head.Time is null && !labels.ComesAgain(head.Name)
            && !head.Name.Contains(' ', StringComparison.Ordinal))
            return Reading.Unclear;
        // “Weekly: plans” in a paragraph of its own above a dialogue without blank lines is its title.
        if (reading == Reading.Speaker && turns.Count == 0 && above == 0 && head.Time is null && !labels.ComesAgain(head.Name)
            && i + 2 < lines.Count && lines[i + 1].AfterBlank && !lines[i + 2].AfterBlank && labels.Read(heads[i + 1]) == Reading.Speaker
            && labels.Read(heads[i + 2]) == Reading.Speaker)
            return Reading.Words;
        return reading;
    }

    private string Where(int i) => $"line {lines[i].Number}";

    // Rules between parts, and what recorders write about themselves: nobody said it.
    private static bool IsNoSpeech(ReadOnlySpan<char> line, bool nearEnd) =>
        !line.ContainsAnyExcept("-–—_=*~#·. \t") || (line.Length < 200 && (Notice().IsMatch(line) || (nearEnd && Trailer().IsMatch(line))));

    [GeneratedRegex(
        @"^(.{1,100}) (started|stopped) (transcription|recording)\.?$|^(Transcription|Meeting|Recording) (ended|started|stopped)\b.{0,40}$",
            RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Notice();

    [GeneratedRegex(
        @"^(Transcribed by |Transcript (by|generated by) |This editable transcript was computer generated|https://otter\.ai|" +
        @"\[?End of (transcript|recording)\]?)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Trailer();
}

/// <summary>Turns the times of a file into offsets from its first, when they are a clock's.</summary>
internal sealed class WallClock
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private TimeSpan? first;
    private TimeSpan last;

    /// <summary>Where in the call a time is.</summary>
    public TimeSpan Place(Stamp stamp, bool isFirst)
    {
        if (isFirst)
            first = stamp.Clock || stamp.At >= TimeSpan.FromHours(6) ? stamp.At : null;
        if (first is not { } start)
            return stamp.At;
        var at = stamp.At - start;
        // Past midnight, and past one o'clock on a clock of twelve hours without a word of morning or afternoon.
        if (at < last - TimeSpan.FromHours(1))
            at += !stamp.Clock && at + (Day / 2) >= last ? Day / 2 : Day;
        return last = at < TimeSpan.Zero ? TimeSpan.Zero : at;
    }
}
