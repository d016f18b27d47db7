namespace Usher.Calls.Engine;

/// <summary>How long an answer may be.</summary>
/// <param name="MostWords">The most words of all quotations together.</param>
/// <param name="MostQuotations">The most quotations.</param>
public sealed record AnswerOptions(int MostWords, int MostQuotations)
{
    /// <summary>At most 90 words in at most 7 quotations.</summary>
    public static AnswerOptions Default { get; } = new(90, 7);
}

/// <summary>Answers questions about calls with quotations from them.</summary>
public static class Answerer
{
    public static Answer Answer(string question, IReadOnlyList<CallTranscript> calls, AnswerOptions options, CancellationToken ct) =>
        Answer(question, calls, options, AnswerTuning.Default, ct);

    internal static Answer Answer(string question, IReadOnlyList<CallTranscript> calls, AnswerOptions options, AnswerTuning tuning, CancellationToken ct)
    {
        var vocabulary = new Vocabulary();
        var cutter = new ClauseCutter(tuning);
        var texts = calls.Select(c => CallText.Read(c, vocabulary, ct)).ToList();
        var clauses = texts.ConvertAll(t => cutter.Cut(t, ct).ToArray());
        var (rarity, unseen) = Rarity(texts, clauses, vocabulary);
        var reading = QuestionReading.Of(question, texts, vocabulary, rarity, unseen, tuning);
        var scores = new ClauseRanker(tuning).Rank(texts, clauses, reading, vocabulary, rarity);
        var chosen = new AnswerChoice(tuning, options).Choose(texts, clauses, scores, reading, vocabulary, rarity);
        return new Answer(chosen, WrittenBy.Offline);
    }

    private static (double[] Rarity, double Unseen) Rarity(List<CallText> texts, List<Clause[]> clauses, Vocabulary vocabulary)
    {
        var within = new int[vocabulary.Count];
        var lastSeen = new int[vocabulary.Count];
        var n = 0;
        for (var t = 0; t < texts.Count; t++)
            foreach (var clause in clauses[t])
            {
                n++;
                for (var i = clause.First; i < clause.End; i++)
                    if (lastSeen[texts[t].Words[i].Form.Stem] != n)
                    {
                        lastSeen[texts[t].Words[i].Form.Stem] = n;
                        within[texts[t].Words[i].Form.Stem]++;
                    }
            }
        return (Array.ConvertAll(within, df => Math.Log(1 + (n - df + 0.5) / (df + 0.5))), Math.Log(1 + (n + 0.5) / 0.5));
    }
}
