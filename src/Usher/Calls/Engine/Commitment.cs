using Usher.Calls.Transcripts;

namespace Usher.Calls.Engine;

/// <summary>Reads from the words of a next step who is to do it and by when. What was not said stays unsaid.</summary>
internal static class Commitment
{
    private const int LongestReply = 8;

    private static readonly Phrasebook Myself =
        new("i'll | i'm | i will | i can | i have | i need | i am | i'd | let me | from me | with me | and i");

    private static readonly Phrasebook Yours =
        new("(can|could|would|will) you | please | you (need|have) to | and you (talk|send|ring|call|speak)");

    /// <summary>
    /// Who is to do it: somebody the words name, their speaker, or the only other one in the call; null when nobody said.
    /// </summary>
    public static string? Who(CallText text, Clause clause)
    {
        var turns = text.Call.Turns;
        var speaker = turns[clause.Turn].Speaker;
        var mine = Myself.Find(text, clause.First, clause.End).First;
        if (Named(text, clause.First, clause.End) is >= 0 and var at && (mine < 0 || at < mine))
            return text.Names.Full(Written(text, at));
        if (mine >= 0)
            return speaker.Length > 0 ? speaker : null;
        if (!Yours.IsIn(text, clause.First, clause.End))
            return null;
        var others = turns.Select(t => t.Speaker).Where(s => s.Length > 0 && s != speaker).Distinct(StringComparer.Ordinal).ToList();
        return others.Find(o => Enumerable.Range(clause.First, clause.End - clause.First).Any(i => Written(text, i) == First(o)))
            ?? (others.Count == 1 ? others[0] : null);
    }

    /// <summary>
    /// By when: a time in the sentence of the promise, in the other words, or in a short answer to them; null when nobody said.
    /// </summary>
    public static string? When(CallText text, Clause clause)
    {
        for (var first = clause.First; first < clause.End;)
        {
            var end = SentenceEnd(text, first, clause.End);
            if ((Cues.Strength(SummaryKind.NextSteps, text, first, end) > 0 || Named(text, first, end) >= 0)
                && SpokenNumbers.Time(text, first, end) is { } inside)
                return inside;
            first = end;
        }
        if (SpokenNumbers.Time(text, clause.First, clause.End) is { } near)
            return near;
        for (var t = clause.Turn + 1; t <= clause.Turn + 2 && t < text.Call.Turns.Count; t++)
            if (SentenceEnd(text, text.First(t), text.End(t)) is var end && end - text.First(t) <= LongestReply
                && SpokenNumbers.Time(text, text.First(t), end) is { } reply)
                return reply;
        return null;
    }

    private static int SentenceEnd(CallText text, int first, int end)
    {
        while (first < end && text.Gaps[first++] < Gap.Stop)
        {
        }
        return first;
    }

    /// <summary>Where a name is of somebody who is about to do something: “Marcus rings them”; -1 when nobody is named so.</summary>
    public static int Named(CallText text, int first, int end)
    {
        for (var i = first; i < end - 1; i++)
            if (IsName(text, i) && Cues.Does.BeginsAt(text, i + 1, end))
                return i;
        return -1;
    }

    // A capital where a sentence begins tells nothing; a speaker's first name, or a capital inside a sentence elsewhere, does.
    private static bool IsName(CallText text, int i)
    {
        text.Steps++;
        return text.Words[i] is { End: var end, Start: var start, Form.Topical: true } && end - start >= 3
            && char.IsUpper(Written(text, i)[0]) && text.Names.Has(text.Words[i].Form, Written(text, i));
    }

    private static string Written(CallText text, int i) => SpokenNames.Written(text, i);

    private static string First(string speaker) => SpokenNames.First(speaker);
}

/// <summary>
/// The names that a call speaks: words with a capital inside a sentence, and the first names of its speakers. Found in one going through.
/// </summary>
internal sealed class SpokenNames
{
    private readonly HashSet<WordForm> inside = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, string> speakers = new(StringComparer.Ordinal);

    public static SpokenNames In(CallText text)
    {
        var names = new SpokenNames();
        for (var i = 0; i < text.Words.Length; i++)
            if (i > text.First(text.Words[i].Turn) && text.Gaps[i - 1] == Gap.None
                && char.IsUpper(text.Call.Turns[text.Words[i].Turn].Text[text.Words[i].Start]))
                names.inside.Add(text.Words[i].Form);
        foreach (var turn in text.Call.Turns)
            names.speakers.TryAdd(First(turn.Speaker), turn.Speaker);
        text.Steps += text.Words.Length + text.Call.Turns.Count;
        return names;
    }

    /// <summary>Whether a word is a name here, by its form inside a sentence or as it is written.</summary>
    public bool Has(WordForm form, string written) => inside.Contains(form) || speakers.ContainsKey(written);

    /// <summary>The whole name of the speaker who is called so; the name itself when none is.</summary>
    public string Full(string name) => speakers.GetValueOrDefault(name, name);

    internal static string Written(CallText text, int i) =>
        text.Call.Turns[text.Words[i].Turn].Text[text.Words[i].Start..text.Words[i].End];

    internal static string First(string speaker) => speaker.Split(' ', 2)[0];
}
