using Usher.Calls.Engine.Learned;

namespace Usher.Calls.Engine.Asking;

/// <summary>Says for each clause of calls with customers how likely it answers a question.</summary>
internal static class CallScores
{
    /// <summary>For each clause a number, and which share of the question is spoken of there.</summary>
    public static (double[] Scores, double[] Content) Of(ClauseFacts facts, AskedFor asked, double[] learned, double[] byHand, CallScoring by)
    {
        var units = facts.Units;
        var question = facts.Question;
        double[] kernel = [1, by.OfTurn, by.OfQuestionBefore, by.OfBefore, by.OfSecondBefore, by.OfEarlier, by.OfAfter, by.OfLater, by.OfCall, by.OfTitle];
        var (top, most) = (Math.Max(1e-9, learned.DefaultIfEmpty(0).Max()), Math.Max(1e-9, byHand.DefaultIfEmpty(0).Max()));
        var all = Math.Max(1e-9, facts.Weights.Sum());
        // What only asks says little of whether anything answers.
        var strong = question.Topics.Select(t => t.Weight >= AnswerTuning.Default.AbstractWeight).ToArray();
        var strongest = facts.Weights.Where((_, t) => strong[t]).Sum();
        var topics = facts.Weights.Length;
        var scores = new double[units.Count];
        var content = new double[units.Count];
        for (var u = 0; u < units.Count; u++)
        {
            double sum = 0, own = 0, told = 0;
            for (var t = 0; t < topics; t++)
            {
                double best = 0;
                var at = (u * topics + t) * ClauseFacts.Places;
                for (var p = 0; p < kernel.Length; p++) best = Math.Max(best, kernel[p] * facts.Found[at + p]);
                sum += facts.Weights[t] * best;
                told += strong[t] ? facts.Weights[t] * best : 0;
                own += facts.Weights[t] * facts.Found[at];
            }
            content[u] = strongest <= 0 ? 1 : told / strongest;
            var matched = topics == 0 ? 1 : sum / all;
            var speaker = units.Corpus.Texts[units.Text[u]].Call.Turns[units[u].Turn].Speaker;
            var score = matched + (facts.Scope[u] == 2 && facts.IsScoped ? by.Named : 0)
                + (question.Speakers.Contains(speaker) ? by.NamedSpeaker : 0) + by.Own * own / all + by.Learned * learned[u] / top + by.ByHand * byHand[u] / most
                + (facts.Scope[u] > 0 && facts.IsScoped ? by.KindOfNamed * facts.Kind[u] : 0);
            score *= 1 + by.Kind * facts.Kind[u];
            if (asked.HasFlag(AskedFor.Number) && facts.HasNumber[u]) score *= 1 + by.Number;
            if (asked.HasFlag(AskedFor.Time) && facts.HasTime[u]) score *= 1 + by.Time;
            if (asked.HasFlag(AskedFor.Money) && (facts.HasMoney[u] || facts.HasNumber[u])) score *= 1 + by.Price * (facts.HasMoney[u] ? 2 : 1);
            if (units[u].IsQuestion) score *= by.IsQuestion;
            score *= Math.Pow(Math.Min(1, units[u].Length / (double)ClauseCutter.Fewest), by.Short);
            score *= facts.Scope[u] switch { 2 => 1, 1 => 0.8, _ => facts.Units.Corpus.Texts[units.Text[u]].Call.OtherSide.Count == 0 ? by.FarFromName : by.OtherCall };
            if (question.Speakers.Count > 0 && !question.Speakers.Contains(speaker)) score *= by.OtherSpeaker;
            if (question.Side is { } side && side != (units.Corpus.Texts[units.Text[u]].Call.OtherSide.Contains(speaker) ? Side.Theirs : Side.Ours)) score = 0;
            scores[u] = score;
        }
        return (scores, content);
    }

    /// <summary>The best clauses, the best first: those nearly as good as the best, in so many words.</summary>
    public static List<int> Choose(ClauseFacts facts, double[] scores, double[] content, CallScoring by)
    {
        var units = facts.Units;
        var chosen = new List<int>();
        var words = 0;
        foreach (var u in Units.Best(scores, 60))
        {
            if (chosen.Count == 0 && (scores[u] <= 0 || (content[u] < by.LeastContent && !(facts.IsScoped && facts.Scope[u] == 2 && facts.Kind[u] >= by.LeastKind)))) return [];
            if (chosen.Count == by.Most || scores[u] < by.Least * scores[chosen.Count == 0 ? u : chosen[0]]) break;
            if (words + units[u].Length > by.Words && chosen.Count > 0) continue;
            chosen.Add(u);
            words += units[u].Length;
        }
        return chosen;
    }
}

/// <summary>What a question wants to be told.</summary>
[Flags]
internal enum AskedFor
{
    Anything = 0,
    Number = 1,
    Time = 2,
    Money = 4,
}
