namespace Usher.Calls.Engine.Asking;

/// <summary>What somebody may want to ask next: of the same calls, and only what these have something about.</summary>
internal static class FollowUps
{
    private const int Most = 3;
    private const int LongestTopic = 4;
    private const double SureStep = 0.5;

    /// <summary>Up to three questions, those nearest to what was asked first.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="facts">What is known of the calls for it.</param>
    /// <param name="chosen">The clauses of the answer.</param>
    public static IReadOnlyList<FollowUp> Of(string question, ClauseFacts facts, IReadOnlyList<int> chosen)
    {
        var corpus = facts.Units.Corpus;
        var first = facts.Units.Text[chosen[0]];
        // Among ourselves there is no account to go on with.
        if (corpus.Texts[first].Call is not { Account: { } account, OtherSide.Count: > 0 })
            return [];
        // A name without words, such as “[unknown]”, cannot be asked for.
        if (CallText.Of(account).Words.Length == 0) return [];
        var calls = Enumerable.Range(0, corpus.Texts.Count).ToLookup(t => string.Equals(corpus.Texts[t].Call.Account, account, StringComparison.OrdinalIgnoreCase));
        var next = new List<FollowUp>();
        if (!AccountLines.Asks(question) && Topic(question, facts.Question) is { } topic)
        {
            var speaks = calls[true].SelectMany(t => Speakers(corpus, t, topic.Stems)).ToList();
            if (facts.Question.Side != Side.Theirs && speaks.Find(s => s.Theirs) is { Speaker: not null } they)
                next.Add(new($"What did {account} say about {topic.Words}?", [they.Call]));
            if (facts.Question.Side != Side.Ours && speaks.Find(s => !s.Theirs) is { Speaker: not null } we)
                next.Add(new($"What did we tell {account} about {topic.Words}?", [we.Call]));
            var others = calls[false].Where(t => corpus.Texts[t].Call.Account is not null)
                .SelectMany(t => Speakers(corpus, t, topic.Stems)).Where(s => s.Theirs).Select(s => s.Call).Distinct().ToList();
            if (others.Count > 0)
                next.Add(new($"Which other accounts mentioned {topic.Words}?", [others[0]]));
        }
        if (!facts.Question.Kinds.Contains(SummaryKind.NextSteps) && calls[true].Where(t => HasStep(corpus, t)).Select(t => (int?)t).FirstOrDefault() is { } withStep)
            next.Add(new($"What are the next steps with {account}?", [corpus.Texts[withStep].Call.Call]));
        return [.. next.Take(Most)];
    }

    // The words of the question that say most of what it is about, as they were written; null when it has no such words.
    private static (string Words, HashSet<int> Stems)? Topic(string question, QuestionReading reading)
    {
        var topics = reading.Topics.Where(t => t.Stem >= 0 && t.Weight >= 1 && !Lexicon.Numbers.Contains(t.Form)).DistinctBy(t => t.Form)
            .ToDictionary(t => t.Form, t => t.Stem, StringComparer.Ordinal);
        var names = reading.Topics.Where(t => t.IsName).Select(t => t.Form).ToHashSet(StringComparer.Ordinal);
        var words = CallText.Of(question).Words;
        var (best, length) = (-1, 0);
        for (var i = 0; i < words.Length; i++)
        {
            var n = 0;
            while (n < LongestTopic && i + n < words.Length && topics.ContainsKey(words[i + n].Form.Form)) n++;
            // One word alone may be anything; after “about” it is what is spoken about.
            if (n == 1 && !names.Contains(words[i].Form.Form) && !IsAbout(words, i)) continue;
            if (n > length) (best, length) = (i, n);
        }
        return best < 0 ? null
            : (question[words[best].Start..words[best + length - 1].End], words[best..(best + length)].Select(w => topics[w.Form.Form]).ToHashSet());
    }

    private static bool IsAbout(Word[] words, int i) =>
        i > 0 && (words[i - 1].Form.Form == "about"
            || (i > 1 && words[i - 2].Form.Form == "about" && words[i - 1].Form.Form is "the" or "our" or "their" or "his" or "her"));

    // Who says all the words of the topic in one turn.
    private static IEnumerable<(Guid Call, string Speaker, bool Theirs)> Speakers(Corpus corpus, int t, HashSet<int> stems)
    {
        var text = corpus.Texts[t];
        for (var turn = 0; turn < text.Call.Turns.Count; turn++)
        {
            var said = new HashSet<int>();
            for (var i = text.First(turn); i < text.End(turn); i++)
                if (stems.Contains(text.Words[i].Form.Stem)) said.Add(text.Words[i].Form.Stem);
            if (said.Count == stems.Count)
                yield return (text.Call.Call, text.Call.Turns[turn].Speaker, text.Call.OtherSide.Contains(text.Call.Turns[turn].Speaker));
        }
    }

    private static bool HasStep(Corpus corpus, int t)
    {
        var statements = new Statements(corpus.Texts[t], new Speech(corpus.Texts[t], corpus.Vocabulary, corpus.Clauses[t]));
        return Array.Exists(corpus.Clauses[t], clause => statements.Sure(SummaryKind.NextSteps, clause) >= SureStep);
    }
}
