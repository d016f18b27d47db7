using System.Text;

namespace Usher.Calls.Transcripts;

/// <summary>Thrown inside the readers only, and turned into a result at their one way out.</summary>
internal sealed class TranscriptRefused(TranscriptRefusal refusal) : Exception(refusal.Sentence)
{
    public TranscriptRefusal Refusal { get; } = refusal;
}

/// <summary>Collects turns and what is to be said of them, and holds the limits while it does.</summary>
internal sealed class TurnList(TranscriptLimits limits)
{
    private readonly List<Turn> turns = [];
    private readonly StringBuilder more = new();
    private readonly List<TranscriptWarning> warnings = [];
    private readonly Dictionary<string, string> speakers = new(StringComparer.Ordinal);
    private string? late;
    private int warned;
    private int goingBack;
    private TimeSpan latest;

    public int Count => turns.Count;

    /// <summary>How many pieces could not be read.</summary>
    public int Unread { get; private set; }

    /// <summary>The last words so far; null before the first.</summary>
    public string? Last =>
        turns.Count == 0
            ? null
            : more.Length > 0 ? more.ToString(Math.Max(0, more.Length - 200), Math.Min(200, more.Length)) : turns[^1].Text;

    /// <summary>The speaker of the last turn; null before the first.</summary>
    public string? LastSpeaker => turns.Count == 0 ? null : turns[^1].Speaker;

    /// <summary>How long the last turn is, in characters.</summary>
    public int LastLength => turns.Count == 0 ? 0 : turns[^1].Text.Length + more.Length;

    /// <summary>Adds a turn; one without words is left out. A refusal tells <paramref name="where"/> it is in its file.</summary>
    public void Add(ReadOnlySpan<char> speaker, TimeSpan? at, ReadOnlySpan<char> text, string where)
    {
        if (text.Length > limits.TurnLength)
            throw new TranscriptRefused(new TurnTooLong(where, limits.TurnLength));
        var words = SpokenText.Clean(text);
        if (words.Length == 0)
            return;
        if (turns.Count == limits.Turns)
            throw new TranscriptRefused(new TooManyTurns(limits.Turns));
        if (at < latest)
        {
            goingBack++;
            late ??= where;
        }
        latest = at > latest ? at.Value : latest;
        var name = Name(speaker, "speaker", limits);
        if (!speakers.TryGetValue(name, out var same))
            speakers.Add(name, same = name);
        Settle();
        turns.Add(new Turn(same, at, words));
    }

    /// <summary>Lets the last turn go on.</summary>
    public void Continue(ReadOnlySpan<char> text, string where)
    {
        var words = SpokenText.Clean(text);
        if (words.Length == 0)
            return;
        if (LastLength + 1 + words.Length > limits.TurnLength)
            throw new TranscriptRefused(new TurnTooLong(where, limits.TurnLength));
        more.Append(' ').Append(words);
    }

    /// <summary>Notes what is not as it should be and was read all the same.</summary>
    public void Warn(string where, string why)
    {
        warned++;
        if (warnings.Count < limits.Warnings)
            warnings.Add(new TranscriptWarning(where, why));
    }

    /// <summary>Notes what could not be read.</summary>
    public void Lose(string where, string why)
    {
        Unread++;
        Warn(where, why);
    }

    /// <summary>
    /// The turns by their beginning, as WebVTT orders cues: those that begin together, and those without a time, as the file has them.
    /// </summary>
    public IReadOnlyList<Turn> Done()
    {
        Settle();
        if (turns.Count == 0)
            throw new TranscriptRefused(new TranscriptEmpty());
        if (goingBack == 0)
            return turns;
        Warn(late!, $"the time goes back, {goingBack:N0} time{(goingBack == 1 ? "" : "s")} in all; the turns are sorted by time");
        var time = TimeSpan.Zero;
        return [.. turns.Select(turn => (turn, at: time = turn.At ?? time)).OrderBy(t => t.at).Select(t => t.turn)];
    }

    /// <summary>What is to be said of the reading.</summary>
    public ReadingNotes Notes() => warned == 0 ? ReadingNotes.None : new(Unread, warned, warnings);

    private void Settle()
    {
        if (more.Length == 0)
            return;
        turns[^1] = turns[^1] with { Text = turns[^1].Text + more };
        more.Clear();
    }

    /// <summary>A cleaned name that is not too long.</summary>
    public static string Name(ReadOnlySpan<char> name, string what, TranscriptLimits limits)
    {
        if (name.Length > 4 * limits.NameLength)
            throw new TranscriptRefused(new NameTooLong(what, limits.NameLength));
        var clean = SpokenText.Clean(name);
        return clean.Length <= limits.NameLength ? clean : throw new TranscriptRefused(new NameTooLong(what, limits.NameLength));
    }
}
