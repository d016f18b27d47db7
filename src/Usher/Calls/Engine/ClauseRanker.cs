namespace Usher.Calls.Engine;

/// <summary>
/// Says for each clause how likely it stands where the answer is: how near the asked words lie, at several widths at once, how the clause
/// itself matches (BM25), and whether a speaker that the question names is speaking. This is the place for a learned ranker: it would
/// take the same arguments and give the same numbers.
/// </summary>
internal sealed class ClauseRanker(AnswerTuning tuning)
{
    private const double K1 = 1.2;
    private const double B = 0.5;

    /// <returns>For each clause of each call a number from 0 to 1.</returns>
    public double[][] Rank(IReadOnlyList<CallText> texts, IReadOnlyList<Clause[]> clauses, QuestionReading question, Vocabulary vocabulary, double[] rarity)
    {
        var near = Nearness(texts, clauses, question.Words, tuning.Widths, tuning.WidthWeights);
        var bm = Bm25(texts, clauses, question.Words);
        var scores = new double[texts.Count][];
        for (var t = 0; t < texts.Count; t++)
        {
            scores[t] = new double[clauses[t].Length];
            for (var c = 0; c < scores[t].Length; c++)
                scores[t][c] = near[t][c] + tuning.Bm25Weight * bm[t][c];
        }
        if (question.Speakers.Count > 0 && tuning.NamedWeight > 0)
            AddNamed(texts, clauses, question, scores);
        Normalise(scores);
        if (tuning.FeedbackWeight > 0 && question.Words.Count > 0)
        {
            var terms = Feedback(texts, clauses, scores, question, vocabulary, rarity);
            var again = Nearness(texts, clauses, terms, [40, 150], [1, 1]);
            Normalise(again);
            for (var t = 0; t < texts.Count; t++)
                for (var c = 0; c < scores[t].Length; c++)
                    scores[t][c] += tuning.FeedbackWeight * again[t][c];
            Normalise(scores);
        }
        return scores;
    }

    private double[][] Nearness(IReadOnlyList<CallText> texts, IReadOnlyList<Clause[]> clauses, IReadOnlyList<Asked> asked, double[] widths, double[] weights)
    {
        var total = clauses.Select(c => new double[c.Length]).ToArray();
        var sum = asked.Sum(a => a.Weight);
        if (sum <= 0)
            return total;
        for (var w = 0; w < widths.Length; w++)
        {
            if (weights[w] == 0) continue;
            var at = clauses.Select(c => new double[c.Length]).ToArray();
            for (var t = 0; t < texts.Count; t++)
            {
                var words = texts[t].Words;
                var score = new double[words.Length];
                var density = new double[words.Length];
                var keep = Math.Exp(-1 / widths[w]);
                foreach (var (stem, weight) in asked)
                {
                    if (stem < 0) continue;
                    var running = 0.0;
                    for (var i = 0; i < words.Length; i++)
                        density[i] = running = running * keep + (words[i].Form.Stem == stem ? 1 : 0);
                    running = 0;
                    for (var i = words.Length - 1; i >= 0; i--)
                    {
                        var d = density[i] + running * keep;
                        running = running * keep + (words[i].Form.Stem == stem ? 1 : 0);
                        score[i] += weight * d / (d + tuning.Saturation);
                    }
                }
                for (var c = 0; c < clauses[t].Length; c++)
                    at[t][c] = score[(clauses[t][c].First + clauses[t][c].End) / 2];
            }
            var top = at.Max(a => a.Length == 0 ? 0 : a.Max());
            if (top <= 0) continue;
            for (var t = 0; t < texts.Count; t++)
                for (var c = 0; c < at[t].Length; c++)
                    total[t][c] += weights[w] * (at[t][c] / top) / weights.Sum();
        }
        return total;
    }

    private static double[][] Bm25(IReadOnlyList<CallText> texts, IReadOnlyList<Clause[]> clauses, IReadOnlyList<Asked> asked)
    {
        var weight = asked.Where(a => a.Stem >= 0).ToDictionary(a => a.Stem, a => a.Weight);
        var mean = clauses.SelectMany(c => c).Select(c => (double)c.Length).DefaultIfEmpty(1).Average();
        var scores = clauses.Select(c => new double[c.Length]).ToArray();
        var counts = new Dictionary<int, int>();
        for (var t = 0; t < texts.Count; t++)
            for (var c = 0; c < clauses[t].Length; c++)
            {
                var clause = clauses[t][c];
                counts.Clear();
                for (var i = clause.First; i < clause.End; i++)
                    if (weight.ContainsKey(texts[t].Words[i].Form.Stem))
                        counts[texts[t].Words[i].Form.Stem] = counts.GetValueOrDefault(texts[t].Words[i].Form.Stem) + 1;
                foreach (var (stem, n) in counts)
                    scores[t][c] += weight[stem] * n * (K1 + 1) / (n + K1 * (1 - B + B * clause.Length / mean));
            }
        Normalise(scores);
        return scores;
    }

    private void AddNamed(IReadOnlyList<CallText> texts, IReadOnlyList<Clause[]> clauses, QuestionReading question, double[][] scores)
    {
        for (var t = 0; t < texts.Count; t++)
            for (var c = 0; c < clauses[t].Length; c++)
                if (question.Speakers.Contains(texts[t].Call.Turns[clauses[t][c].Turn].Speaker))
                    scores[t][c] *= 1 + tuning.NamedWeight;
    }

    // The words that stand often where the question's words stand, and seldom elsewhere.
    private List<Asked> Feedback(IReadOnlyList<CallText> texts, IReadOnlyList<Clause[]> clauses, double[][] scores, QuestionReading question, Vocabulary vocabulary, double[] rarity)
    {
        var best = Enumerable.Range(0, texts.Count)
            .SelectMany(t => Enumerable.Range(0, scores[t].Length).Select(c => (t, c, score: scores[t][c])))
            .OrderByDescending(x => x.score).ThenBy(x => x.t).ThenBy(x => x.c).Take(tuning.FeedbackClauses);
        var weight = new Dictionary<int, double>();
        foreach (var (t, c, score) in best)
            for (var i = clauses[t][c].First; i < clauses[t][c].End; i++)
            {
                var stem = texts[t].Words[i].Form.Stem;
                if (vocabulary.IsTopical(stem))
                    weight[stem] = weight.GetValueOrDefault(stem) + score;
            }
        return [.. weight.Select(w => new Asked(w.Key, w.Value * rarity[w.Key])).OrderByDescending(a => a.Weight).ThenBy(a => a.Stem).Take(tuning.FeedbackTerms)];
    }

    private static void Normalise(double[][] scores)
    {
        var top = scores.Max(s => s.Length == 0 ? 0 : s.Max());
        if (top <= 0)
            return;
        foreach (var row in scores)
            for (var i = 0; i < row.Length; i++)
                row[i] /= top;
    }
}
