using System.Runtime.InteropServices;

namespace Usher.Calls.Engine;

/// <summary>A word of the question.</summary>
/// <param name="Stem">Its stem's number in the vocabulary.</param>
/// <param name="Weight">How much it tells of what is asked.</param>
/// <param name="Topical">Whether it names a topic, rather than the way of asking.</param>
internal readonly record struct Asked(int Stem, double Weight, bool Topical);

/// <summary>A word of what a question is about, whether the calls hold it or not.</summary>
/// <param name="Form">The word in lower case.</param>
/// <param name="Stem">Its stem's number in the vocabulary; -1 when no call says it.</param>
/// <param name="Weight">How much it tells of what is asked, its rarity aside.</param>
/// <param name="IsName">It is written as a name: nothing else means the same.</param>
internal readonly record struct Topic(string Form, int Stem, double Weight, bool IsName);

/// <summary>What a question asks for: words with weights, the speakers it names, and the kinds of statement it wants.</summary>
internal sealed class QuestionReading
{
    private const int MostWords = 40;

    private QuestionReading(IReadOnlyList<Asked> words, IReadOnlySet<string> speakers, IReadOnlySet<SummaryKind> kinds, double missing)
    {
        Words = words;
        Speakers = speakers;
        Kinds = kinds;
        Missing = missing;
    }

    /// <summary>The words of the question that the calls hold.</summary>
    public IReadOnlyList<Asked> Words { get; }

    /// <summary>The same, and those that no call holds; without the names of accounts and of people who speak, which tell the calls.</summary>
    public IReadOnlyList<Topic> Topics { get; private init; } = [];

    /// <summary>The accounts that the question names.</summary>
    public IReadOnlySet<string> Accounts { get; private init; } = new HashSet<string>();

    /// <summary>The speakers that the question names, as the turns write them.</summary>
    public IReadOnlySet<string> Speakers { get; }

    /// <summary>The kinds of statement that it asks for, such as prices or next steps.</summary>
    public IReadOnlySet<SummaryKind> Kinds { get; }

    /// <summary>The weight of topic words that no call holds.</summary>
    public double Missing { get; }

    /// <summary>Whether it names a topic, in words of the calls or not.</summary>
    public bool HasTopic => Missing > 0 || Words.Any(w => w.Topical);

    /// <summary>Whose words are asked for; null when it is all the same.</summary>
    public Side? Side { get; private init; }

    /// <summary>
    /// For each call whether the question names it: by its account, or by somebody who speaks in it and is not who is asked for.
    /// </summary>
    public bool[] Named { get; private init; } = [];

    /// <summary>For each call whether somebody speaks in it whose words are asked for.</summary>
    public bool[] SpokenIn { get; private init; } = [];

    /// <summary>Whether anything is asked at all: a topic, a kind of statement, what somebody said, or what the call was about.</summary>
    public bool AsksAnything { get; private init; }

    public static QuestionReading Of(string question, Corpus corpus, AnswerTuning tuning)
    {
        var asking = CallText.Of(question);
        var speakers = new HashSet<string>(StringComparer.Ordinal);
        var others = new HashSet<string>(StringComparer.Ordinal);
        var named = new HashSet<int>();
        var said = Array.ConvertAll(asking.Words, w => Said(w.Form));
        var side = AskedSide.Of(question, asking, corpus.Texts.Select(t => t.Call.Account).OfType<string>().Distinct());
        foreach (var speaker in corpus.Texts.SelectMany(t => t.Call.Turns).Select(t => t.Speaker).Distinct(StringComparer.Ordinal))
            if (Match(speaker, asking, said) is { } at)
            {
                named.UnionWith(at);
                if (corpus.HasSides && (side == Engine.Side.Ours || IsSpokenOf(asking, at[0])))
                {
                    others.Add(speaker);
                    continue;
                }
                speakers.Add(speaker);
            }
        var kinds = Asks.Where(a => a.Phrases.IsIn(asking, 0, asking.Words.Length)).Select(a => a.Kind).ToHashSet();
        var words = new Dictionary<int, Asked>();
        double missing = 0, names = 0;
        var looked = 0;
        var topics = new List<Topic>();
        var accounts = corpus.Texts.Select(t => t.Call.Account).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(a => (Account: a, At: AskedSide.Named(a, question))).Where(a => a.At.Start >= 0).ToList();
        for (var i = 0; i < asking.Words.Length && looked < MostWords; i++)
        {
            var word = asking.Words[i].Form;
            if (named.Contains(i)
                || (word.IsGram ? !word.Topical : (word.Form.Length < 2 && word.Key.Length < 2)
                || (Lexicon.Function.Contains(word.Form) && word.Key.Length <= word.Form.Length)))
                continue;
            looked++;
            var asks = Lexicon.Asking.Contains(word.Form) || (kinds.Count > 0 && Lexicon.AskingForKind.Contains(word.Form))
                || (corpus.HasSides && kinds.Contains(SummaryKind.PricesAndDates) && Lexicon.Price.Contains(word.Form));
            var stem = corpus.Vocabulary.Find(word);
            var isName = i > 0 && char.IsUpper(question[asking.Words[i].Start]);
            if (!accounts.Exists(a => asking.Words[i].Start >= a.At.Start && asking.Words[i].Start < a.At.End) && word.Topical)
                topics.Add(new(word.Form, stem, isName ? 1 : asks ? tuning.AskingTopicWeight : Lexicon.Vague.Contains(word.Form) ? tuning.AskingWeight
                    : Lexicon.Abstract.Contains(word.Form) ? tuning.AbstractWeight : 1, isName));
            // A name that nobody said in these calls says more than any other word that they are not the right ones.
            var weight = asks ? tuning.AskingWeight : Lexicon.Abstract.Contains(word.Form) ? tuning.AbstractWeight : 1;
            var kin = stem < 0 && !asks ? corpus.Vocabulary.Kin(word.Key) : [];
            foreach (var relative in kin)
                words.TryAdd(relative, new Asked(relative, weight * corpus.Rarity[relative] * tuning.KinWeight, true));
            if (stem < 0 && !asks && isName)
                names += 2 * corpus.Unseen;
            else if (stem < 0 && weight == 1)
                missing += corpus.Unseen * (word.IsGram ? tuning.MissingPair : kin.Count > 0 ? 1 - tuning.KinWeight : 1);
            else if (stem >= 0 && corpus.Vocabulary.IsTopical(stem))
                words.TryAdd(stem, new Asked(stem, weight * corpus.Rarity[stem], !asks));
        }
        var asked = asking.Words.Any(w => Lexicon.Asking.Contains(w.Form.Form));
        return new QuestionReading([.. words.Values], speakers, kinds, Math.Min(missing, tuning.MostMissing * corpus.Unseen) + names)
        {
            Side = side,
            Topics = topics,
            Accounts = accounts.Select(a => a.Account).ToHashSet(StringComparer.OrdinalIgnoreCase),
            Named = [.. corpus.Texts.Select(t => (t.Call.Account is { } account && AskedSide.Named(account, question).Start >= 0)
                || (others.Count > 0 && t.Call.Turns.Any(turn => others.Contains(turn.Speaker))))],
            SpokenIn = [.. corpus.Texts.Select(t => t.Call.Turns.Any(turn => speakers.Contains(turn.Speaker)))],
            AsksAnything = asked || words.Count > 0 || speakers.Count > 0 || kinds.Count > 0,
        };
    }

    // “What did we promise Ana?”, “the talk with Ana”: she is not who is asked for.
    private static bool IsSpokenOf(CallText asking, int at) => at > 0 && Before.Contains(asking.Words[at - 1].Form.Form)
        && !(at > 1 && asking.Words[at - 2].Form.Form == "according");

    private static readonly HashSet<string> Before =
    [
        "about", "with", "for", "of", "on", "to", "tell", "told", "promise", "promised", "offer", "offered", "quote", "quoted", "give",
        "gave", "owe", "owed", "ask", "asked", "call", "called", "when", "if", "after", "before", "while", "because", "that", "than", "since",
    ];

    private static readonly (SummaryKind Kind, Phrasebook Phrases)[] Asks =
    [
        (SummaryKind.NextSteps, new("""
            next (step|steps) | action (item|items|point|points) | to-do | to-dos | todo | todos | follow-up | follow-ups | follow up
            promise | promised | promises | commit | committed | commitment | commitments
            who (will|is going to|has to|does|sends|owes) | what happens next | (do|does|must|should) [*] [*] [still|now|next] (owe|deliver)
            (has|have) to (happen|be done|be ready) | (what|who) [*] (does|do|must|will) [what] next | still (owe|owes|open with|outstanding|to do|to come)
            outstanding | (was|were|is|are|did|does|do) [*] [*] (agree|agreed|supposed|due|meant|going) to (do|send|write|call|ring|check|deliver|prepare|find|get|give|bring|make|change)
            """)),
        (SummaryKind.Decisions,
            new("decide | decided | decides | decision | decisions | agree | agreed | agreement | agreements | settle | settled | " +
            "outcome | outcomes | conclusion | conclusions | sign off | signed off")),
        (SummaryKind.OpenQuestions,
            new("open (question|questions|point|points|issue|issues) | unanswered | left open | still (open|unclear) | undecided")),
        (SummaryKind.PricesAndDates, new("""
            price | prices | pricing | cost | costs | how much | budget | discount | discounts | fee | fees | pay | quote | quoted
            deadline | deadlines | by when | when (is|are|does|do|will|must|should|can) | which (day|date) | what date | timeline
            """)),
        (SummaryKind.ObjectionsAndRisks, new("""
            objection | objections | object | objected | concern | concerns | concerned | risk | risks | worry | worries | worried | problem
            problems | complain | complains | complaint | complaints | complained | push-back | pushback
            unhappy | afraid | obstacle | obstacles | blocker | blockers
            """)),
        (SummaryKind.Competitors,
            new("competitor | competitors | competition | competing | rival | rivals | alternative | alternatives | other " +
            "(vendor|vendors|supplier|suppliers|provider|providers|companies)")),
    ];

    // A speaker is named when the question holds all words of the name in a row, its last one, or its first one as a name.
    private static List<int>? Match(string speaker, CallText asking, string[] stems)
    {
        var cut = speaker.IndexOf('(', StringComparison.Ordinal);
        var name = CallText.Of(cut > 0 ? speaker[..cut] : speaker).Words.Select(w => Said(w.Form)).ToList();
        name.RemoveAll(n => Lexicon.Abbreviation.Contains(n) || n == "the");
        if (name.Count == 0)
            return null;
        for (var i = 0; i + name.Count <= stems.Length; i++)
            if (stems.AsSpan(i, name.Count).SequenceEqual(CollectionsMarshal.AsSpan(name)))
                return [.. Enumerable.Range(i, name.Count)];
        if (name.Count == 1)
            return null;
        // “Professor B”: in a question just the professor.
        if (name.TrueForAll(n => n == name[0] || n.Length == 1))
            return Array.IndexOf(stems, name[0]) is var role && role >= 0 && name[0].Length > 3 ? [role] : null;
        var at = name[^1].Length > 2 ? Array.LastIndexOf(stems, name[^1]) : -1;
        if (at < 0 && name[0].Length > 2)
            at = Array.IndexOf(stems, name[0]) is var first && first >= 0
                && char.IsUpper(asking.Call.Turns[0].Text[asking.Words[first].Start]) ? first : -1;
        return at < 0 ? null : [at];
    }

    // In a text without spaces something else may stand behind a name.
    private static string Said(WordForm word) => word.IsGram ? word.Form : word.Key;
}
