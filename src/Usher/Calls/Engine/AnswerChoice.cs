namespace Usher.Calls.Engine;

/// <summary>
/// Chooses, one by one, the clauses that together say most of what an answer is expected to say: words that are often where the answer
/// lies, each counting less the more often it was said already. Near neighbours of a chosen clause count a little less, so that a second
/// place is looked at too.
/// </summary>
internal sealed class AnswerChoice(AnswerTuning tuning, AnswerOptions options)
{
    private const int Candidates = 250;
    private const int Neighbours = 3;

    private double right;

    private readonly record struct Candidate(int Text, int Clause, double Score);

    public IReadOnlyList<AnswerLine> Choose(double[][] scores, QuestionReading question, Corpus corpus)
    {
        var candidates = Enumerable.Range(0, scores.Length)
            .SelectMany(t => Enumerable.Range(0, scores[t].Length).Select(c => new Candidate(t, c, scores[t][c])))
            .Where(x => x.Score > tuning.LeastScore)
            .OrderByDescending(x => x.Score).ThenBy(x => x.Text).ThenBy(x => x.Clause).Take(Candidates).ToList();
        var wanted = Expected(candidates, question, corpus);
        // Where no words are looked for, the place is all that counts.
        right = question.HasTopic ? tuning.Right : 1;
        var chosen = new List<Candidate>();
        var words = 0;
        while (chosen.Count < options.MostQuotations && words < tuning.Target)
        {
            var best = candidates.Where(c => words + ClauseOf(c, corpus).Length <= options.MostWords && !chosen.Contains(c))
                .Select(c => (Candidate: c, Value: Value(c, chosen, wanted, corpus)))
                .DefaultIfEmpty().MaxBy(x => x.Value);
            if (best.Value <= 0)
                break;
            chosen.Add(best.Candidate);
            words += ClauseOf(best.Candidate, corpus).Length;
            Take(best.Candidate, wanted, corpus, tuning.Decay);
        }
        return Lines(chosen.ConvertAll(c => (c.Text, c.Clause)), options.MostWords, corpus);
    }

    private double Value(Candidate candidate, List<Candidate> chosen, double[] wanted, Corpus corpus)
    {
        var clause = ClauseOf(candidate, corpus);
        var gain = Take(candidate, wanted, corpus, tuning.Decay);
        Take(candidate, wanted, corpus, 1 / tuning.Decay);
        var value = gain / Math.Pow(clause.Length, tuning.LengthPower) + right * Math.Pow(candidate.Score, tuning.Sharpness);
        if (chosen.Exists(x => x.Text == candidate.Text && Math.Abs(x.Clause - candidate.Clause) <= Neighbours))
            value -= tuning.Near;
        return value * Math.Pow(clause.Clarity, tuning.ClarityPower) * (clause.IsQuestion ? tuning.QuestionPenalty : 1);
    }

    // Sums what the clause's words are worth, and lets each be worth less from then on.
    private static double Take(Candidate candidate, double[] wanted, Corpus corpus, double decay)
    {
        var clause = ClauseOf(candidate, corpus);
        var words = corpus.Texts[candidate.Text].Words;
        var gain = 0.0;
        for (var i = clause.First; i < clause.End; i++)
        {
            gain += wanted[words[i].Form.Stem];
            wanted[words[i].Form.Stem] *= decay;
        }
        return gain;
    }

    // How much each stem is expected in an answer: it stands often where the answer lies, and tells something; the question's own most.
    private double[] Expected(List<Candidate> candidates, QuestionReading question, Corpus corpus)
    {
        var expected = new double[corpus.Vocabulary.Count];
        foreach (var candidate in candidates)
        {
            var clause = ClauseOf(candidate, corpus);
            for (var i = clause.First; i < clause.End; i++)
                if (corpus.Texts[candidate.Text].Words[i].Form is { Topical: true } form)
                    expected[form.Stem] += Math.Pow(candidate.Score, tuning.WordPower);
        }
        for (var s = 0; s < expected.Length; s++)
            expected[s] = Math.Log(1 + expected[s]) * corpus.Rarity[s];
        var top = expected.DefaultIfEmpty(0).Max();
        if (top > 0)
            for (var s = 0; s < expected.Length; s++)
                expected[s] /= top;
        var sum = question.Words.Sum(w => w.Weight);
        foreach (var (stem, weight, _) in question.Words)
            expected[stem] += tuning.AskedWords * weight / sum;
        return expected;
    }

    /// <summary>
    /// The chosen clauses in the order they were said; what is side by side in one turn becomes one quotation, if the fillers between
    /// leave room.
    /// </summary>
    public static List<AnswerLine> Lines(IReadOnlyList<(int Text, int Clause)> chosen, int mostWords, Corpus corpus)
    {
        var lines = new List<(int Text, int LastClause, Clause Clause)>();
        var room = mostWords - chosen.Sum(c => corpus.Clauses[c.Text][c.Clause].Length);
        foreach (var next in chosen.OrderBy(c => corpus.Texts[c.Text].Call.Start).ThenBy(c => c.Text).ThenBy(c => c.Clause))
        {
            var clause = corpus.Clauses[next.Text][next.Clause];
            if (lines.Count > 0 && lines[^1] is var last && last.Text == next.Text && last.LastClause == next.Clause - 1
                && last.Clause.Turn == clause.Turn)
            {
                var words = corpus.Texts[next.Text].Words;
                var between = 0;
                for (var i = last.Clause.End; i < clause.First; i++)
                    between += words[i].Form.Parts;
                if (between <= room)
                {
                    room -= between;
                    lines[^1] = (next.Text, next.Clause,
                        clause with { First = last.Clause.First, Length = last.Clause.Length + between + clause.Length });
                    continue;
                }
            }
            lines.Add((next.Text, next.Clause, clause));
        }
        return lines.ConvertAll(l => new AnswerLine(corpus.Texts[l.Text].Call.Call, l.Clause.Quote(corpus.Texts[l.Text])));
    }

    private static Clause ClauseOf(Candidate candidate, Corpus corpus) => corpus.Clauses[candidate.Text][candidate.Clause];
}
