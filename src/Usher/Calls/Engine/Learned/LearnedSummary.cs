namespace Usher.Calls.Engine.Learned;

/// <summary>Chooses from a long call the clauses that a person's summary would use most of.</summary>
internal static class LearnedSummary
{
    private const int Most = 12;

    /// <summary>The clauses of a call and those of them that are chosen, best first; none where the talk is not English.</summary>
    /// <param name="call">The call.</param>
    /// <param name="words">How many words they are to have, about.</param>
    /// <param name="may">Which clauses may be chosen.</param>
    /// <param name="ct">Ends the work.</param>
    public static List<Clause> Choose(CallTranscript call, int words, Func<CallText, Clause, bool> may, CancellationToken ct)
    {
        var tuning = AnswerTuning.Default;
        var corpus = Corpus.Read([call], tuning, ct);
        var units = new Units(corpus);
        if (units.Count == 0 || !LearnedAnswer.Knows(corpus))
            return [];
        var question = QuestionReading.Of("", corpus, tuning);
        var byHand = units.Flat(new ClauseRanker(tuning).Rank(question, corpus, ct));
        var learned = new LearnedAnswer(LearnedModels.OfSummaries, tuning);
        var places = learned.Places("", question, units, byHand, out var rows, ct);
        for (var u = 0; u < units.Count; u++)
            places[u] = may(corpus.Texts[0], units[u]) ? places[u] : 0;
        var chosen = learned.Choose("", question, units, places, rows, ChoiceTuning.OfSummaries with { Target = words },
            new AnswerOptions(words + ClauseCutter.Most / 2, Most));
        return chosen.ConvertAll(u => units[u]);
    }
}
