using System.Collections.Frozen;

namespace Usher.Calls.Engine;

/// <summary>Tells whether words can be understood by somebody who did not hear what was said before them.</summary>
internal static class StandsAlone
{
    private const int FewestTopics = 3;

    // Words that point at what was said before, where a sentence begins with them.
    private static readonly FrozenSet<string> Pointing = Lexicon.Set("""
        it it's its it'll that that's that'll those these there there's there're he he's he'll she she's she'll they they're they'll they've
        them him her his their which who whose so then because but and or also even no not yes neither both either such same another other
        here here's else instead otherwise this one ones what why how where when
        """);

    private static readonly Phrasebook Presenting = new("this (call|meeting|is (the|our|a|an)) | what (we|i) | when (we|you|i) | where we");

    /// <summary>It is a statement, begins and ends with its sentence, speaks of enough, and points at nothing before it.</summary>
    public static bool Is(CallText text, Clause clause) =>
        !clause.IsQuestion && clause.Length >= ClauseCutter.Fewest && BeginsAndEnds(text, clause) && Topics(text, clause) >= FewestTopics
        && (!Pointing.Contains(text.Words[clause.First].Form.Form) || Presenting.BeginsAt(text, clause.First, clause.End));

    /// <summary>It begins and ends with a sentence, fillers aside.</summary>
    public static bool BeginsAndEnds(CallText text, Clause clause) => clause.Clarity >= 0.9 && text.Gaps[clause.End - 1] >= Gap.Stop;

    /// <summary>How many words of it may carry a topic.</summary>
    public static int Topics(CallText text, Clause clause)
    {
        var topics = 0;
        for (var i = clause.First; i < clause.End; i++)
            topics += text.Words[i].Form.Topical && !Lexicon.Numbers.Contains(text.Words[i].Form.Form) ? 1 : 0;
        text.Steps += clause.End - clause.First;
        return topics;
    }
}
