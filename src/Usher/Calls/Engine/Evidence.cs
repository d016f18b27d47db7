namespace Usher.Calls.Engine;

/// <summary>How much of what a question asks about is spoken of, in the place and in the call that speak of it most.</summary>
/// <param name="Share">The share of the weight of its topic words that is near one place, from 0 to 1; a word that no call holds counts as
/// not spoken of.</param>
/// <param name="Words">How many of its topic words are near that place.</param>
/// <param name="Mentions">How often the call of that place says them.</param>
/// <param name="Known">The share of the weight of its topic words that one call says anywhere, if it says two or more of them.</param>
internal readonly record struct Evidence(double Share, int Words, int Mentions, double Known)
{
    private const double Near = 0.37;

    /// <summary>
    /// Whether it is enough to answer. One word alone has to be most of the question, unless the call is full of it; several near each
    /// other are less likely to be there by chance. Below the floor the honest answer is that nothing answers.
    /// </summary>
    public bool Suffices(QuestionReading question, int calls, AnswerTuning tuning)
    {
        var height = 1 + tuning.FloorPerCalls * Math.Log(Math.Max(1, calls));
        var floor = Words switch
        {
            0 => double.PositiveInfinity,
            1 => Mentions < 3 ? tuning.FloorOfPassing : tuning.FloorOfOne,
            2 => tuning.FloorOfTwo,
            _ => tuning.FloorOfMany,
        };
        if (question.Speakers.Count > 0)
            floor *= tuning.FloorOfNamed;
        return Share >= floor * height || Known >= tuning.FloorOfKnown * height;
    }

    public static Evidence Of(QuestionReading question, Corpus corpus, AnswerTuning tuning)
    {
        var topics = question.Words.Where(w => w.Topical).ToList();
        var all = topics.Sum(t => t.Weight) + question.Missing;
        var best = default(Evidence);
        if (all <= 0)
            return best;
        for (var t = 0; t < corpus.Texts.Count; t++)
        {
            corpus.Texts[t].Steps += 2L * topics.Count * corpus.Texts[t].Words.Length;
            var here = Of(topics, corpus.Texts[t].Words, corpus.Names[t], all, tuning);
            best = (here.Share > best.Share ? here : best) with { Known = Math.Max(here.Known, best.Known) };
        }
        return best;
    }

    private static Evidence Of(List<Asked> topics, Word[] words, HashSet<int> names, double all, AnswerTuning tuning)
    {
        var keep = Math.Exp(-1 / tuning.EvidenceWidth);
        var share = new double[words.Length];
        var count = new int[words.Length];
        var mentions = new int[words.Length];
        var closeness = new double[words.Length];
        double known = 0;
        var knownWords = 0;
        foreach (var (stem, weight, _) in topics)
        {
            var named = names.Contains(stem);
            var said = 0;
            var running = 0.0;
            for (var i = 0; i < words.Length; i++)
            {
                var hit = words[i].Form.Stem == stem;
                said += hit ? 1 : 0;
                closeness[i] = running = hit ? 1 : running * keep;
            }
            if (said == 0 && !named)
                continue;
            known += weight;
            knownWords++;
            running = 0;
            for (var i = words.Length - 1; i >= 0; i--)
            {
                running = words[i].Form.Stem == stem ? 1 : running * keep;
                var close = named ? 1 : Math.Max(closeness[i], running);
                share[i] += weight * close;
                if (close < Near)
                    continue;
                count[i]++;
                mentions[i] += said;
            }
        }
        var at = share.AsSpan().IndexOf(share.DefaultIfEmpty(0).Max());
        return at < 0 ? default : new Evidence(share[at] / all, count[at], mentions[at], knownWords > 1 ? known / all : 0);
    }
}
