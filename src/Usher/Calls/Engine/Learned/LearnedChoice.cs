namespace Usher.Calls.Engine.Learned;

/// <summary>How the learned numbers are weighed against each other when an answer is put together.</summary>
internal sealed record ChoiceTuning
{
    public static ChoiceTuning Default { get; } = new() { Place = 0.3, ClarityPower = 0.3, Spread = 0.5 };

    /// <summary>For summaries of whole calls: what counts is what is told.</summary>
    public static ChoiceTuning OfSummaries { get; } = new() { Place = 0.05, Places = 400 };

    /// <summary>What the right place weighs against the expected words.</summary>
    public double Place { get; init; } = 0.2;
    public double Pairs { get; init; } = 2.5;
    public double Value { get; init; } = 0.5;

    /// <summary>What is left of a place's likelihood for each clause chosen near it: then a second place is looked at too.</summary>
    public double Spread { get; init; } = 1;

    /// <summary>The least likelihood of a place, as a share of the likeliest.</summary>
    public double Least { get; init; }
    public double ClarityPower { get; init; } = 1;
    public double QuestionPenalty { get; init; } = 0.5;
    public int Places { get; init; } = 250;
    public int Target { get; init; } = 80;
}

/// <summary>How often an answer is expected to use each word, and each two words in a row.</summary>
internal sealed record Expected(double[] Words, Dictionary<(int, int), double> Pairs);

/// <summary>
/// Chooses, one by one, the clauses that add most of the words that the answer is expected to use, each word counting less the more often
/// it was used already, and that are most likely where the answer is.
/// </summary>
internal sealed class LearnedChoice(Units units, double[] places, Expected expected, ChoiceTuning tuning)
{
    private const int Near = 200;

    private readonly Dictionary<int, int> used = [];
    private readonly HashSet<(int, int)> usedPairs = [];

    /// <summary>The chosen clauses, in the order they were chosen.</summary>
    /// <param name="candidates">The clauses to choose from.</param>
    /// <param name="values">What each clause is worth alone.</param>
    /// <param name="options">How long the answer may be.</param>
    public List<int> Choose(IReadOnlyList<int> candidates, double[] values, AnswerOptions options)
    {
        var chosen = new List<int>();
        var words = 0;
        var top = Math.Max(1e-9, candidates.Select(u => places[u]).DefaultIfEmpty(0).Max());
        while (chosen.Count < options.MostQuotations && words < tuning.Target)
        {
            var (best, most) = (-1, 0.0);
            foreach (var unit in candidates)
            {
                if (words + units[unit].Length > options.MostWords || places[unit] < tuning.Least * top || chosen.Contains(unit))
                    continue;
                var near = 0;
                foreach (var other in chosen)
                    near += units.Text[other] == units.Text[unit] && Math.Abs(units[other].First - units[unit].First) < Near ? 1 : 0;
                var place = places[unit] / top * Math.Pow(tuning.Spread, near);
                var value = Gain(unit) / units[unit].Length + tuning.Place * place + tuning.Value * values[unit];
                value *= Math.Pow(units[unit].Clarity, tuning.ClarityPower) * (units[unit].IsQuestion ? tuning.QuestionPenalty : 1);
                if (value > most)
                    (best, most) = (unit, value);
            }
            if (best < 0)
                break;
            chosen.Add(best);
            words += units[best].Length;
            Use(best);
        }
        return chosen;
    }

    /// <summary>How many of a clause's words are expected in the answer beyond what was chosen so far.</summary>
    public double Gain(int unit)
    {
        double gain = 0;
        var words = units.Words(unit);
        for (var i = 0; i < words.Length; i++)
        {
            var stem = words[i].Form.Stem;
            var count = 1 + used.GetValueOrDefault(stem);
            for (var j = 0; j < i; j++)
                count += words[j].Form.Stem == stem ? 1 : 0;
            gain += AtLeast(count, expected.Words[stem]);
            if (i > 0 && (words[i - 1].Form.Stem, stem) is var pair && !usedPairs.Contains(pair))
                gain += tuning.Pairs * expected.Pairs.GetValueOrDefault(pair);
        }
        return gain;
    }

    private void Use(int unit)
    {
        var words = units.Words(unit);
        for (var i = 0; i < words.Length; i++)
        {
            used[words[i].Form.Stem] = 1 + used.GetValueOrDefault(words[i].Form.Stem);
            if (i > 0)
                usedPairs.Add((words[i - 1].Form.Stem, words[i].Form.Stem));
        }
    }

    // How likely a count with that mean (Poisson) is as high.
    private static double AtLeast(int count, double mean)
    {
        if (mean <= 0)
            return 0;
        double term = Math.Exp(-mean), below = term;
        for (var k = 1; k < count; k++)
            below += term *= mean / k;
        return Math.Max(0, 1 - below);
    }
}
