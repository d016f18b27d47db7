namespace Usher.Calls.Engine;

/// <summary>Chooses, one by one, the clauses that together say most of what an answer is expected to say.</summary>
internal sealed class AnswerChoice(AnswerTuning tuning, AnswerOptions options)
{
    private const int Candidates = 250;

    public List<AnswerLine> Choose(IReadOnlyList<CallText> texts, IReadOnlyList<Clause[]> clauses, double[][] scores, QuestionReading question, Vocabulary vocabulary, double[] rarity)
    {
        var candidates = Enumerable.Range(0, texts.Count)
            .SelectMany(t => Enumerable.Range(0, scores[t].Length).Select(c => (t, c, p: scores[t][c])))
            .Where(x => x.p > 0)
            .OrderByDescending(x => x.p).ThenBy(x => x.t).ThenBy(x => x.c).Take(Candidates).ToList();
        var expected = Expected(texts, clauses, candidates, question, vocabulary, rarity);
        var left = (double[])expected.Clone();
        var chosen = new List<(int T, int C)>();
        var words = 0;
        while (chosen.Count < Math.Min(tuning.MostQuotes, options.MostQuotations) && words < tuning.Target)
        {
            var best = (Value: 0.0, At: -1);
            for (var k = 0; k < candidates.Count; k++)
            {
                var (t, c, p) = candidates[k];
                var clause = clauses[t][c];
                if (words + clause.Length > Math.Min(tuning.Budget, options.MostWords) || chosen.Contains((t, c)))
                    continue;
                var gain = 0.0;
                for (var i = clause.First; i < clause.End; i++)
                {
                    var stem = texts[t].Words[i].Form.Stem;
                    gain += left[stem];
                    left[stem] *= tuning.Decay;
                }
                for (var i = clause.First; i < clause.End; i++)
                    left[texts[t].Words[i].Form.Stem] /= tuning.Decay;
                var near = chosen.Any(x => x.T == t && Math.Abs(x.C - c) <= 3) ? tuning.Near : 0;
                var value = gain / Math.Pow(clause.Length, tuning.LengthPower) + tuning.Right * Math.Pow(p, tuning.Sharpness) + near;
                if (clause.IsQuestion)
                    value *= tuning.QuestionPenalty;
                if (value > best.Value)
                    best = (value, k);
            }
            if (best.At < 0)
                break;
            var (bt, bc, _) = candidates[best.At];
            chosen.Add((bt, bc));
            words += clauses[bt][bc].Length;
            for (var i = clauses[bt][bc].First; i < clauses[bt][bc].End; i++)
                left[texts[bt].Words[i].Form.Stem] *= tuning.Decay;
        }
        return [.. chosen.OrderBy(x => x.T).ThenBy(x => x.C).Select(x => new AnswerLine(texts[x.T].Call.Call, clauses[x.T][x.C].Quote(texts[x.T])))];
    }

    // How much each stem is expected in an answer: it stands often where the answer lies, and tells something.
    private double[] Expected(IReadOnlyList<CallText> texts, IReadOnlyList<Clause[]> clauses, List<(int t, int c, double p)> candidates, QuestionReading question, Vocabulary vocabulary, double[] rarity)
    {
        var expected = new double[vocabulary.Count];
        foreach (var (t, c, p) in candidates)
            for (var i = clauses[t][c].First; i < clauses[t][c].End; i++)
                if (texts[t].Words[i].Form is { Topical: true } form)
                    expected[form.Stem] += Math.Pow(p, tuning.WordPower * 4);
        for (var s = 0; s < expected.Length; s++)
            expected[s] = Math.Log(1 + expected[s]) * rarity[s];
        var top = expected.DefaultIfEmpty(0).Max();
        if (top > 0)
            for (var s = 0; s < expected.Length; s++)
                expected[s] /= top;
        var sum = question.Words.Sum(w => w.Weight);
        foreach (var (stem, weight) in question.Words)
            if (stem >= 0)
                expected[stem] += tuning.AskedWords * weight / sum;
        return expected;
    }
}
