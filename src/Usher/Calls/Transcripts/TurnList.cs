namespace Usher.Calls.Transcripts;

/// <summary>Thrown inside the readers only, and turned into a result at their one way out.</summary>
internal sealed class TranscriptRefused(TranscriptRefusal refusal) : Exception(refusal.Sentence)
{
    public TranscriptRefusal Refusal { get; } = refusal;
}

/// <summary>Collects turns and holds the limits while it does.</summary>
internal sealed class TurnList(TranscriptLimits limits)
{
    private readonly List<Turn> turns = [];
    private readonly Dictionary<string, string> speakers = new(StringComparer.Ordinal);
    private TimeSpan latest;

    public int Count => turns.Count;

    public Turn? Last => turns.Count == 0 ? null : turns[^1];

    /// <summary>Adds a turn; one without words is left out. A refusal tells <paramref name="where"/> it stands in its file.</summary>
    public void Add(ReadOnlySpan<char> speaker, TimeSpan? at, ReadOnlySpan<char> text, string where)
    {
        if (text.Length > limits.TurnLength)
            throw new TranscriptRefused(new TurnTooLong(turns.Count, limits.TurnLength));
        var words = SpokenText.Clean(text);
        if (at is { } time)
        {
            if (time < latest)
                throw new TranscriptRefused(new TimesRunBackward(where));
            latest = time;
        }
        if (words.Length == 0)
            return;
        if (turns.Count == limits.Turns)
            throw new TranscriptRefused(new TooManyTurns(limits.Turns));
        var name = Name(speaker, "speaker", limits);
        if (!speakers.TryGetValue(name, out var same))
            speakers.Add(name, same = name);
        turns.Add(new Turn(same, at, words));
    }

    /// <summary>Lets the last turn go on.</summary>
    public void Continue(ReadOnlySpan<char> text)
    {
        var last = turns[^1];
        var words = SpokenText.Clean(text);
        if (words.Length == 0)
            return;
        if (last.Text.Length + 1 + words.Length > limits.TurnLength)
            throw new TranscriptRefused(new TurnTooLong(turns.Count - 1, limits.TurnLength));
        turns[^1] = last with { Text = last.Text + " " + words };
    }

    public IReadOnlyList<Turn> Done() => turns.Count > 0 ? turns : throw new TranscriptRefused(new TranscriptEmpty());

    /// <summary>A cleaned name that is not too long.</summary>
    public static string Name(ReadOnlySpan<char> name, string what, TranscriptLimits limits)
    {
        if (name.Length > 4 * limits.NameLength)
            throw new TranscriptRefused(new NameTooLong(what, limits.NameLength));
        var clean = SpokenText.Clean(name);
        return clean.Length <= limits.NameLength ? clean : throw new TranscriptRefused(new NameTooLong(what, limits.NameLength));
    }
}
