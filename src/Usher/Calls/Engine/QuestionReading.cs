namespace Usher.Calls.Engine;

/// <summary>A word of the question that the calls may hold.</summary>
/// <param name="Stem">Its stem's number in the vocabulary; -1 when no call holds it.</param>
/// <param name="Weight">How much it tells of what is asked.</param>
internal readonly record struct Asked(int Stem, double Weight);

/// <summary>What a question asks for: topic words with weights, and the speakers it names.</summary>
internal sealed class QuestionReading
{
    private QuestionReading(IReadOnlyList<Asked> words, IReadOnlySet<string> speakers, double missing)
    {
        Words = words;
        Speakers = speakers;
        Missing = missing;
    }

    public IReadOnlyList<Asked> Words { get; }

    /// <summary>The speakers that the question names, as the turns write them.</summary>
    public IReadOnlySet<string> Speakers { get; }

    /// <summary>The weight of topic words that no call holds.</summary>
    public double Missing { get; }

    // `rarity` is each stem's idf in the calls, `unseen` that of a word that no call holds.
    public static QuestionReading Of(string question, IReadOnlyList<CallText> texts, Vocabulary vocabulary, double[] rarity, double unseen, AnswerTuning tuning)
    {
        var forms = Forms(question);
        var speakers = new HashSet<string>(StringComparer.Ordinal);
        var named = new HashSet<int>();
        foreach (var speaker in texts.SelectMany(t => t.Call.Turns).Select(t => t.Speaker).Distinct(StringComparer.Ordinal))
            if (Match(speaker, forms) is { } at)
            {
                speakers.Add(speaker);
                named.UnionWith(at);
            }
        var weights = new Dictionary<int, double>();
        var missing = 0.0;
        for (var i = 0; i < forms.Count; i++)
        {
            var form = forms[i];
            if (named.Contains(i) || form.Length < 2 || Lexicon.Function.Contains(form))
                continue;
            var stem = vocabulary.Find(Vocabulary.Stem(form));
            var asking = Lexicon.Asking.Contains(form) ? tuning.AskingWeight : 1;
            if (stem < 0)
                missing += asking * unseen;
            else if (vocabulary.IsTopical(stem))
                weights[stem] = Math.Max(weights.GetValueOrDefault(stem), asking * Math.Pow(rarity[stem], tuning.IdfPower));
        }
        return new QuestionReading([.. weights.Select(w => new Asked(w.Key, w.Value))], speakers, missing);
    }

    private static List<string> Forms(string question)
    {
        var forms = new List<string>();
        for (var i = 0; i < question.Length; i++)
        {
            if (!char.IsLetterOrDigit(question[i]))
                continue;
            var start = i;
            while (i < question.Length && (char.IsLetterOrDigit(question[i]) || (question[i] is '\'' or '’' && i + 1 < question.Length && char.IsLetterOrDigit(question[i + 1]))))
                i++;
            forms.Add(question[start..i].ToLowerInvariant().Replace('’', '\''));
        }
        return forms;
    }

    // A speaker is named when the question holds all the words of the name in a row, or one of them that is long enough to be a name.
    private static List<int>? Match(string speaker, List<string> forms)
    {
        var cut = speaker.IndexOf('(', StringComparison.Ordinal);
        var name = Forms(cut > 0 ? speaker[..cut] : speaker).ConvertAll(Vocabulary.Stem);
        name.RemoveAll(n => Lexicon.Abbreviation.Contains(n) || n == "the");
        if (name.Count == 0)
            return null;
        var stems = forms.ConvertAll(Vocabulary.Stem);
        for (var i = 0; i + name.Count <= stems.Count; i++)
            if (stems.Skip(i).Take(name.Count).SequenceEqual(name))
                return [.. Enumerable.Range(i, name.Count)];
        var last = stems.LastIndexOf(name[^1]);
        return last >= 0 && name.Count > 1 && name[^1].Length > 2 ? [last] : null;
    }
}
