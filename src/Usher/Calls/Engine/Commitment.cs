using Usher.Calls.Transcripts;

namespace Usher.Calls.Engine;

/// <summary>Reads from the words of a next step who is to do it and by when. What was not said stays unsaid.</summary>
internal static class Commitment
{
    private const int LongestReply = 8;

    private static readonly Phrasebook Myself = new("i'll | i'm | i will | i can | i have | i need | i am | i'd | let me | from me | with me | and i");

    private static readonly Phrasebook Yours = new("(can|could|would|will) you | please | you (need|have) to | and you (talk|send|ring|call|speak)");

    /// <summary>Who is to do it: somebody the words name, their speaker, or the only other one in the call; null when nobody said.</summary>
    public static string? Who(CallText text, Clause clause)
    {
        var turns = text.Call.Turns;
        var speaker = turns[clause.Turn].Speaker;
        var mine = Myself.Find(text, clause.First, clause.End).First;
        if (Named(text, clause.First, clause.End) is >= 0 and var at && (mine < 0 || at < mine))
            return FullName(Written(text, at), turns);
        if (mine >= 0)
            return speaker.Length > 0 ? speaker : null;
        if (!Yours.IsIn(text, clause.First, clause.End))
            return null;
        var others = turns.Select(t => t.Speaker).Where(s => s.Length > 0 && s != speaker).Distinct(StringComparer.Ordinal).ToList();
        return others.Find(o => Enumerable.Range(clause.First, clause.End - clause.First).Any(i => Written(text, i) == First(o))) ?? (others.Count == 1 ? others[0] : null);
    }

    /// <summary>By when: a time in the sentence of the promise, in the other words, or in a short answer to them; null when nobody said.</summary>
    public static string? When(CallText text, Clause clause)
    {
        for (var first = clause.First; first < clause.End;)
        {
            var end = SentenceEnd(text, first, clause.End);
            if ((Cues.Strength(SummaryKind.NextSteps, text, first, end) > 0 || Named(text, first, end) >= 0) && SpokenNumbers.Time(text, first, end) is { } inside)
                return inside;
            first = end;
        }
        if (SpokenNumbers.Time(text, clause.First, clause.End) is { } near)
            return near;
        for (var t = clause.Turn + 1; t <= clause.Turn + 2 && t < text.Call.Turns.Count; t++)
            if (SentenceEnd(text, text.First(t), text.End(t)) is var end && end - text.First(t) <= LongestReply && SpokenNumbers.Time(text, text.First(t), end) is { } reply)
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

    /// <summary>Where a name stands of somebody who is about to do something: “Marcus rings them”; -1 when nobody is named so.</summary>
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
        var form = text.Words[i].Form;
        var name = Written(text, i);
        if (!char.IsUpper(name[0]) || !form.Topical || name.Length < 3)
            return false;
        for (var j = 0; j < text.Words.Length; j++)
            if (text.Words[j].Form == form && j > text.First(text.Words[j].Turn) && text.Gaps[j - 1] == Gap.None && char.IsUpper(Written(text, j)[0]))
                return true;
        return text.Call.Turns.Any(t => First(t.Speaker) == name);
    }

    private static string Written(CallText text, int i) => text.Call.Turns[text.Words[i].Turn].Text[text.Words[i].Start..text.Words[i].End];

    private static string FullName(string name, IReadOnlyList<Turn> turns) =>
        turns.Select(t => t.Speaker).FirstOrDefault(s => First(s) == name) ?? name;

    private static string First(string speaker) => speaker.Split(' ', 2)[0];
}
