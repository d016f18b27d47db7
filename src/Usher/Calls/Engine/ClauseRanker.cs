namespace Usher.Calls.Engine;

/// <summary>
/// Says for each clause how likely it is where the answer is: how near the asked words lie, at several widths at once, how the clause
/// itself matches (BM25), who speaks, and whether it is the kind of statement that is asked for. Words that are where the question's
/// words are, are then looked for too.
/// </summary>
internal sealed class ClauseRanker(AnswerTuning tuning)
{
    private const double K1 = 1.2;
    private const double B = 0.5;
    private const double FitsWell = 2;
    private static readonly double[] FeedbackWidths = [40, 150];

    /// <returns>For each clause of each call a number from 0 to 1.</returns>
    public double[][] Rank(QuestionReading question, Corpus corpus, CancellationToken ct)
    {
        var scores = corpus.Scores();
        if (question.HasTopic && question.Words.Count > 0)
        {
            Add(scores, Nearness(corpus, question.Words, tuning.Widths, ct), 1);
            Add(scores, Bm25(corpus, question.Words), tuning.Bm25Weight);
            Weigh(scores, corpus, question);
            Add(scores, Nearness(corpus, Feedback(scores, corpus), FeedbackWidths, ct), tuning.FeedbackWeight);
        }
        else
            AddEverything(scores, corpus, question);
        if (question.Kinds.Count > 0 || !question.HasTopic)
            Prefer(scores, corpus, question, ct);
        Normalise(scores);
        return scores;
    }

    /// <summary>
    /// A question that says nothing but which calls it means, by their names, and which kind of statement it wants (“Who are the
    /// competitors at Eastmere?”) is answered with that kind out of those calls; null when it is another, or they have none.
    /// </summary>
    public static double[][]? OfNamedCalls(QuestionReading question, Corpus corpus, CancellationToken ct)
    {
        var topics = question.Words.Where(w => w.Topical).Select(w => w.Stem).ToList();
        if (question.Kinds.Count == 0 || topics.Count == 0)
            return null;
        var scores = corpus.Scores();
        var best = 0.0;
        for (var t = 0; t < scores.Length; t++)
        {
            if (!topics.TrueForAll(corpus.Names[t].Contains))
                continue;
            var speech = new Speech(corpus.Texts[t], corpus.Vocabulary, corpus.Clauses[t]);
            for (var c = 0; c < scores[t].Length; c++)
            {
                if ((c & 127) == 0)
                    ct.ThrowIfCancellationRequested();
                var fit = question.Kinds.Max(k => speech.Fit(corpus.Clauses[t][c], k));
                best = Math.Max(best, fit);
                scores[t][c] = fit * fit;
            }
        }
        if (best < FitsWell)
            return null;
        Normalise(scores);
        return scores;
    }

    // For each width w, Σ weight · d/(d+s), where d sums e^(−|distance in words|/w) over the word's occurrences.
    private double[][] Nearness(Corpus corpus, IReadOnlyList<Asked> asked, double[] widths, CancellationToken ct)
    {
        var total = corpus.Scores();
        foreach (var width in widths)
        {
            var at = corpus.Scores();
            var keep = Math.Exp(-1 / width);
            for (var t = 0; t < corpus.Texts.Count; t++)
            {
                ct.ThrowIfCancellationRequested();
                var words = corpus.Texts[t].Words;
                var score = new double[words.Length];
                var density = new double[words.Length];
                foreach (var (stem, weight, _) in asked)
                {
                    corpus.Texts[t].Steps += 2 * words.Length;
                    var running = 0.0;
                    var named = corpus.Names[t].Contains(stem) ? 1 : 0;
                    for (var i = 0; i < words.Length; i++)
                        density[i] = running = running * keep + (words[i].Form.Stem == stem ? 1 : 0);
                    if (running + named == 0)
                        continue;
                    running = 0;
                    for (var i = words.Length - 1; i >= 0; i--)
                    {
                        var d = density[i] + running * keep + named;
                        running = running * keep + (words[i].Form.Stem == stem ? 1 : 0);
                        score[i] += weight * d / (d + tuning.Saturation);
                    }
                }
                for (var c = 0; c < at[t].Length; c++)
                    at[t][c] = score[(corpus.Clauses[t][c].First + corpus.Clauses[t][c].End) / 2];
            }
            Normalise(at);
            Add(total, at, 1.0 / widths.Length);
        }
        return total;
    }

    private static double[][] Bm25(Corpus corpus, IReadOnlyList<Asked> asked)
    {
        var weight = asked.ToDictionary(a => a.Stem, a => a.Weight);
        var mean = corpus.Clauses.SelectMany(c => c).Select(c => (double)c.Length).DefaultIfEmpty(1).Average();
        var scores = corpus.Scores();
        var counts = new Dictionary<int, int>();
        for (var t = 0; t < corpus.Texts.Count; t++)
            for (var c = 0; c < scores[t].Length; c++)
            {
                var clause = corpus.Clauses[t][c];
                counts.Clear();
                for (var i = clause.First; i < clause.End; i++)
                    if (corpus.Texts[t].Words[i].Form.Stem is var stem && weight.ContainsKey(stem))
                        counts[stem] = counts.GetValueOrDefault(stem) + 1;
                foreach (var (stem, n) in counts)
                    scores[t][c] += weight[stem] * n * (K1 + 1) / (n + K1 * (1 - B + B * clause.Length / mean));
            }
        Normalise(scores);
        return scores;
    }

    // A speaker or a call that the question names counts for more.
    private void Weigh(double[][] scores, Corpus corpus, QuestionReading question)
    {
        for (var t = 0; t < scores.Length; t++)
        {
            var named = question.Words.Count(w => w.Topical && corpus.Names[t].Contains(w.Stem));
            for (var c = 0; c < scores[t].Length; c++)
            {
                if (question.Speakers.Contains(corpus.Texts[t].Call.Turns[corpus.Clauses[t][c].Turn].Speaker))
                    scores[t][c] *= 1 + tuning.NamedWeight;
                scores[t][c] *= 1 + (corpus.Texts.Count > 1 ? named : 0);
            }
        }
        Normalise(scores);
    }

    // The words that are often where the question's words stand, and seldom elsewhere.
    private List<Asked> Feedback(double[][] scores, Corpus corpus)
    {
        var best = Enumerable.Range(0, scores.Length)
            .SelectMany(t => Enumerable.Range(0, scores[t].Length).Select(c => (T: t, C: c, Score: scores[t][c])))
            .OrderByDescending(x => x.Score).ThenBy(x => x.T).ThenBy(x => x.C).Take(tuning.FeedbackClauses);
        var weight = new Dictionary<int, double>();
        foreach (var (t, c, score) in best)
            for (var i = corpus.Clauses[t][c].First; i < corpus.Clauses[t][c].End; i++)
                if (corpus.Texts[t].Words[i].Form is { Topical: true, Stem: var stem })
                    weight[stem] = weight.GetValueOrDefault(stem) + score;
        return [.. weight.Select(w => new Asked(w.Key, w.Value * corpus.Rarity[w.Key], true)).OrderByDescending(a => a.Weight)
            .ThenBy(a => a.Stem).Take(tuning.FeedbackTerms)];
    }

    // Without a word to look for, all that the named speakers say may answer, or all that is said.
    private static void AddEverything(double[][] scores, Corpus corpus, QuestionReading question)
    {
        for (var t = 0; t < scores.Length; t++)
            for (var c = 0; c < scores[t].Length; c++)
                scores[t][c] = question.Speakers.Count == 0
                    || question.Speakers.Contains(corpus.Texts[t].Call.Turns[corpus.Clauses[t][c].Turn].Speaker) ? 1 : 0;
    }

    public void Prefer(double[][] scores, Corpus corpus, QuestionReading question, CancellationToken ct)
    {
        // What is far from the topic stays there, whatever its kind.
        var least = question.HasTopic ? 0.25 * scores.Max(s => s.DefaultIfEmpty(0).Max()) : 0;
        var kinds = question.Kinds.Count > 0 ? question.Kinds : new HashSet<SummaryKind> { SummaryKind.About };
        for (var t = 0; t < scores.Length; t++)
        {
            if (Array.TrueForAll(scores[t], s => s <= least))
                continue;
            var speech = new Speech(corpus.Texts[t], corpus.Vocabulary, corpus.Clauses[t]);
            for (var c = 0; c < scores[t].Length; c++)
            {
                if ((c & 127) == 0)
                    ct.ThrowIfCancellationRequested();
                if (scores[t][c] <= least)
                    continue;
                var clause = corpus.Clauses[t][c];
                var fit = Math.Min(1, kinds.Max(k => speech.Fit(clause, k)) / 5);
                scores[t][c] *= question.HasTopic ? 1 + tuning.KindWeight * fit : fit * fit;
            }
        }
    }

    private static void Add(double[][] total, double[][] more, double weight)
    {
        Normalise(more);
        for (var t = 0; t < total.Length; t++)
            for (var c = 0; c < total[t].Length; c++)
                total[t][c] += weight * more[t][c];
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
