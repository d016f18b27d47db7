namespace Usher.Calls.Engine.Learned;

/// <summary>
/// What is known of each clause that may tell whether the answer is there: how near the question's words are at several widths, the same
/// for its two parts and for the words found beside them, who speaks, where in the call it is, how long it is.
/// </summary>
internal sealed class PlaceFeatures
{
    /// <summary>How many features a clause has.</summary>
    public const int Count = 59;

    /// <summary>Where the features begin that tell of the words found beside the question's.</summary>
    public const int OfFeedback = 22;

    /// <summary>Where the features begin that tell which share of the question is in a clause and around it.</summary>
    public const int Match = 38;

    /// <summary>Where the features begin that tell where a clause is and how long.</summary>
    public const int Shape = 48;

    private const double Saturation = 0.7;
    private const float Elsewhere = 12;
    private static readonly double[] Widths = [15, 60, 150, 400, 1000];
    private static readonly double[] FeedbackWidths = [40, 150];
    private static readonly double[] PartWidths = [60, 400];

    private readonly Units units;
    private readonly Corpus corpus;
    private readonly float[] rows;
    private int column;

    private PlaceFeatures(Units units)
    {
        this.units = units;
        corpus = units.Corpus;
        rows = new float[units.Count * Count];
    }

    /// <summary>The features of all clauses, one row of <see cref="Count"/> after the other.</summary>
    /// <param name="asked">The question as it was asked.</param>
    /// <param name="question">The same, read.</param>
    /// <param name="units">The clauses.</param>
    /// <param name="byHand">What the ranker without learning says of each.</param>
    /// <param name="tuning">How questions are read.</param>
    /// <param name="ct">Ends the work.</param>
    public static float[] Of(string asked, QuestionReading question, Units units, double[] byHand, AnswerTuning tuning,
        CancellationToken ct)
    {
        var features = new PlaceFeatures(units);
        features.Add(byHand);
        features.AddRanks(byHand);
        foreach (var width in Widths)
        {
            ct.ThrowIfCancellationRequested();
            features.AddAll(features.Nearness(question.Words, width), Weight(question.Words));
        }
        var feedback = features.Feedback(byHand);
        foreach (var width in FeedbackWidths)
            features.AddAll(features.Nearness(feedback, width), Weight(feedback));
        var (first, second) = QuestionParts.Of(asked);
        foreach (var part in new[] { first, second })
        {
            var words = part.Length == 0 ? [] : QuestionReading.Of(part, units.Corpus, tuning).Words;
            foreach (var width in PartWidths)
                features.AddSome(features.Nearness(words, width), Weight(words));
        }
        features.AddMatch(question);
        features.AddSpeaker(question);
        features.AddShape(question);
        return features.column == Count ? features.rows : throw new InvalidOperationException($"There are {features.column} features.");
    }

    private static double Weight(IReadOnlyList<Asked> asked)
    {
        var sum = 1e-9;
        foreach (var a in asked)
            sum += a.Weight;
        return sum;
    }

    private void Add(Func<int, double> value)
    {
        for (var u = 0; u < units.Count; u++)
            rows[u * Count + column] = (float)value(u);
        column++;
    }

    private void Add(double[] values) => Add(u => values[u]);

    private void AddRanks(double[] values)
    {
        var ranks = Units.Ranks(values);
        Add(u => ranks[u]);
    }

    // As a share of what could be, as a share of the best, its rank, how far from the best.
    private void AddAll(double[] values, double weight)
    {
        Add(u => values[u] / weight);
        AddRanks(values);
        AddSome(values, weight);
    }

    private void AddSome(double[] values, double weight)
    {
        var best = 0;
        for (var u = 1; u < values.Length; u++)
            if (values[u] > values[best])
                best = u;
        var top = Math.Max(1e-9, values[best]);
        Add(u => values[u] / top);
        if (weight < 1e-6)
            Add(_ => 0);
        else
            Add(u => units.Text[u] != units.Text[best] ? Elsewhere
                : Math.Sign(units[u].First - units[best].First) * Math.Log(1 + Math.Abs(units[u].First - units[best].First)));
    }

    private double[] Nearness(IReadOnlyList<Asked> asked, double width)
    {
        var near = new double[units.Count];
        var keep = Math.Exp(-1 / width);
        for (var t = 0; t < corpus.Texts.Count; t++)
        {
            var words = corpus.Texts[t].Words;
            var score = new double[words.Length];
            var density = new double[words.Length];
            foreach (var (stem, weight, _) in asked)
            {
                corpus.Texts[t].Steps += 2L * words.Length;
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
                    score[i] += weight * d / (d + Saturation);
                }
            }
            for (var c = 0; c < corpus.Clauses[t].Length; c++)
                near[units.Of(t, c)] = score[(corpus.Clauses[t][c].First + corpus.Clauses[t][c].End) / 2];
        }
        return near;
    }

    // The words that are often where the question's words are, and seldom elsewhere.
    private List<Asked> Feedback(double[] scores)
    {
        const int clauses = 25, terms = 20;
        var weight = new Dictionary<int, double>();
        foreach (var unit in Units.Best(scores, clauses))
            foreach (var word in units.Words(unit))
                if (word.Form is { Topical: true, Stem: var stem })
                    weight[stem] = weight.GetValueOrDefault(stem) + scores[unit];
        return [.. weight.Select(w => new Asked(w.Key, w.Value * corpus.Rarity[w.Key], true)).OrderByDescending(a => a.Weight)
            .ThenBy(a => a.Stem).Take(terms)];
    }

    // Which share of the question the clause itself, its turn, and the turns around it hold.
    private void AddMatch(QuestionReading question)
    {
        var weights = new Dictionary<int, double>();
        foreach (var word in question.Words)
            weights[word.Stem] = word.Weight;
        var all = Weight(question.Words);
        var own = new double[units.Count];
        var ofTurn = corpus.Texts.Select(t => new double[t.Call.Turns.Count]).ToArray();
        var seen = new HashSet<int>();
        for (var u = 0; u < units.Count; u++)
        {
            seen.Clear();
            foreach (var word in units.Words(u))
                if (weights.TryGetValue(word.Form.Stem, out var weight) && seen.Add(word.Form.Stem))
                    own[u] += weight / all;
        }
        for (var t = 0; t < corpus.Texts.Count; t++)
            for (var turn = 0; turn < ofTurn[t].Length; turn++)
            {
                seen.Clear();
                for (var i = corpus.Texts[t].First(turn); i < corpus.Texts[t].End(turn); i++)
                    if (corpus.Texts[t].Words[i].Form.Stem is var stem && weights.TryGetValue(stem, out var weight) && seen.Add(stem))
                        ofTurn[t][turn] += weight / all;
            }
        Add(own);
        AddRanks(own);
        Add(u => ofTurn[units.Text[u]][units[u].Turn]);
        Add(u => units[u].Turn > 0 ? ofTurn[units.Text[u]][units[u].Turn - 1] : 0);
        Add(u => units[u].Turn + 1 < ofTurn[units.Text[u]].Length ? ofTurn[units.Text[u]][units[u].Turn + 1] : 0);
    }

    private void AddSpeaker(QuestionReading question)
    {
        var named = new double[units.Count];
        for (var u = 0; u < units.Count; u++)
            named[u] = question.Speakers.Contains(Speaker(u)) ? 1 : 0;
        Add(named);
        var near = Smooth(named, 40);
        Add(near);
        Add(Smooth(named, 150));
        Add(u => near[u] * rows[u * Count]);
        var shares = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var u = 0; u < units.Count; u++)
            shares[Speaker(u)] = shares.GetValueOrDefault(Speaker(u)) + 1;
        Add(u => shares[Speaker(u)] / (double)units.Count);
    }

    private string Speaker(int unit) => corpus.Texts[units.Text[unit]].Call.Turns[units[unit].Turn].Speaker;

    // The mean over the clauses around, each counting less the further it is.
    private double[] Smooth(double[] values, double width)
    {
        var (sum, weight) = (new double[units.Count], new double[units.Count]);
        foreach (var forward in new[] { true, false })
        {
            var (s, w) = (0.0, 0.0);
            for (var i = 0; i < units.Count; i++)
            {
                var u = forward ? i : units.Count - 1 - i;
                var before = forward ? u - 1 : u + 1;
                var near = i == 0 || units.Text[u] != units.Text[before];
                var keep = near ? 0 : Math.Exp(-Math.Abs(units[u].First - units[before].First) / width);
                (s, w) = (s * keep + values[u] * units[u].Length, w * keep + units[u].Length);
                sum[u] += s;
                weight[u] += w;
            }
        }
        for (var u = 0; u < units.Count; u++)
            sum[u] /= Math.Max(1, weight[u]);
        return sum;
    }

    private void AddShape(QuestionReading question)
    {
        Add(u => units[u].First / (double)Math.Max(1, corpus.Texts[units.Text[u]].Words.Length));
        Add(u => Math.Log(1 + units[u].First - corpus.Texts[units.Text[u]].First(units[u].Turn)));
        Add(u => Math.Log(1 + corpus.Texts[units.Text[u]].End(units[u].Turn) - corpus.Texts[units.Text[u]].First(units[u].Turn)));
        Add(u => units[u].Length);
        Add(u => units[u].Clarity);
        Add(u => units[u].IsQuestion ? 1 : 0);
        Add(_ => Math.Log(1 + units.Count));
        Add(_ => question.Words.Count(w => w.Topical));
        Add(_ => question.Speakers.Count);
        Add(_ => question.Missing / (question.Missing + Weight(question.Words)));
        Add(_ => question.Kinds.Count);
    }
}
