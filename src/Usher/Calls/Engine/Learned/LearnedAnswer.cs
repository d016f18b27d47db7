namespace Usher.Calls.Engine.Learned;

/// <summary>
/// Puts an answer together with what was learned. It knows English only: talk in another language is left to the ranker that learned
/// nothing.
/// </summary>
internal sealed class LearnedAnswer(LearnedModels models, AnswerTuning tuning)
{
    private const int MostCounted = 20_000;
    private const int Shortest = 1_000;
    private const double LeastFunction = 0.3;

    /// <summary>
    /// Whether it can tell anything: of calls of which it is known who is on which side, or one as long as the meetings it learned from.
    /// </summary>
    public static bool Fits(Corpus corpus) =>
        (corpus.HasSides || corpus.Texts.Any(t => t.Words.Length >= Shortest)) && Knows(corpus);

    /// <summary>Whether most of what was said is English: then so many of its words are of its grammar.</summary>
    public static bool Knows(Corpus corpus)
    {
        int function = 0, all = 0;
        foreach (var text in corpus.Texts)
            for (var i = 0; i < text.Words.Length && all < MostCounted; i++, all++)
                function += Lexicon.Function.Contains(text.Words[i].Form.Form) ? 1 : 0;
        return function >= LeastFunction * all;
    }

    /// <summary>For each clause how likely it is where the answer is.</summary>
    public double[] Places(string asked, QuestionReading question, Units units, double[] byHand, out float[] rows, CancellationToken ct)
    {
        rows = PlaceFeatures.Of(asked, question, units, byHand, tuning, ct);
        return models.Places(rows, byHand);
    }

    /// <summary>The clauses of an answer.</summary>
    /// <param name="asked">The question as it was asked.</param>
    /// <param name="question">The same, read.</param>
    /// <param name="units">The clauses to choose from.</param>
    /// <param name="places">How likely each is where the answer is.</param>
    /// <param name="rows">What the places were told from.</param>
    /// <param name="choice">How the numbers are weighed.</param>
    /// <param name="options">How long the answer may be.</param>
    public List<int> Choose(string asked, QuestionReading question, Units units, double[] places, float[] rows, ChoiceTuning choice,
        AnswerOptions options)
    {
        var features = new WordFeatures(asked, question, units, places, models.Table);
        var expected = models.Expect(features, units.Corpus.Vocabulary.Count);
        var candidates = Units.Best(places, choice.Places).Where(u => places[u] > 0).ToArray();
        var values = models.Values(units, candidates, rows, places, expected);
        return new LearnedChoice(units, places, expected, choice).Choose(candidates, values, options);
    }
}
