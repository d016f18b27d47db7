using Usher.Calls.Engine.Learned;

namespace Usher.Calls.Engine.Asking;

/// <summary>What is known of the clauses of calls with customers that may tell which of them answers a question.</summary>
internal sealed class ClauseFacts
{
    /// <summary>Where a word of the question may be, seen from a clause.</summary>
    public enum Where { Clause, Turn, QuestionBefore, Before, SecondBefore, Earlier, After, Later, Call, Title }

    /// <summary>How many places there are.</summary>
    public const int Places = 10;
    private const int Near = 4;
    private const int NearName = 6;

    private readonly QuestionReading question;
    private readonly Units units;
    private readonly Corpus corpus;

    private ClauseFacts(QuestionReading question, Units units)
    {
        this.question = question;
        this.units = units;
        corpus = units.Corpus;
        Weights = new double[question.Topics.Count];
        Found = new float[units.Count * Math.Max(1, question.Topics.Count) * Places];
        Scope = new double[units.Count];
        Kind = new double[units.Count];
        HasNumber = new bool[units.Count];
        HasTime = new bool[units.Count];
        HasMoney = new bool[units.Count];
        money = [.. corpus.Texts.Select(t => new bool[t.Call.Turns.Count])];
    }

    /// <summary>Whether the question says which calls it means.</summary>
    public bool IsScoped => question.Accounts.Count > 0 || question.Named.Any(n => n) || question.SpokenIn.Any(n => n);

    /// <summary>For each word of the question how much it tells.</summary>
    public double[] Weights { get; }

    /// <summary>For each clause, word of the question and place (<see cref="Where"/>) how much what is said there means that word.</summary>
    public float[] Found { get; }

    /// <summary>For each clause: 2 in a call that the question means, 1 near where its account is named in another, 0 elsewhere.</summary>
    public double[] Scope { get; }

    /// <summary>For each clause how well it is of a kind that is asked for, up to 1.</summary>
    public double[] Kind { get; }

    /// <summary>For each clause whether it says a number.</summary>
    public bool[] HasNumber { get; }

    /// <summary>For each clause whether it says a time.</summary>
    public bool[] HasTime { get; }

    /// <summary>For each clause whether it says an amount of money.</summary>
    public bool[] HasMoney { get; }

    /// <summary>The question.</summary>
    public QuestionReading Question => question;

    /// <summary>The clauses.</summary>
    public Units Units => units;

    /// <summary>Looks at all clauses for a question.</summary>
    public static ClauseFacts Of(QuestionReading question, Units units, CallScoring scoring, CancellationToken ct)
    {
        var facts = new ClauseFacts(question, units);
        facts.Judge(ct);
        for (var t = 0; t < question.Topics.Count; t++)
        {
            ct.ThrowIfCancellationRequested();
            facts.Find(t, scoring);
        }
        return facts;
    }

    // How much each word of the calls means what the topic means.
    private Dictionary<int, float> Alike(Topic topic, CallScoring scoring)
    {
        var alike = new Dictionary<int, float>();
        if (topic.Stem >= 0) alike[topic.Stem] = 1;
        if (topic.IsName || WordLikeness.Shipped.Find(topic.Form) is not (>= 0 and var place)) return alike;
        foreach (var form in corpus.Vocabulary.Forms)
            if (form.Topical && form.Stem != topic.Stem && WordLikeness.Shipped.Find(form.Form) is >= 0 and var other
                && WordLikeness.Shipped.Of(place, other) is var like && like > scoring.LeastAlike)
            {
                var factor = (float)(scoring.AlikeWeight * Math.Pow((like - scoring.LeastAlike) / (1 - scoring.LeastAlike), scoring.AlikePower));
                if (factor > alike.GetValueOrDefault(form.Stem)) alike[form.Stem] = factor;
            }
        return alike;
    }

    private void Find(int topic, CallScoring scoring)
    {
        var alike = Alike(question.Topics[topic], scoring);
        if (alike.Count == 0)
        {
            Weights[topic] = question.Topics[topic].Weight * corpus.Unseen;
            return;
        }
        var isMoney = Lexicon.Price.Contains(question.Topics[topic].Form);
        var own = new float[units.Count];
        double have = 0;
        for (var u = 0; u < units.Count; u++)
        {
            foreach (var word in units.Words(u))
                if (alike.TryGetValue(word.Form.Stem, out var factor) && factor > own[u]) own[u] = factor;
            if (isMoney && HasMoney[u] && own[u] < scoring.Amount) own[u] = (float)scoring.Amount;
            have += own[u];
        }
        Weights[topic] = question.Topics[topic].Weight * Math.Log(1 + (units.Count - have + 0.5) / (have + 0.5));
        var unit = 0;
        for (var t = 0; t < corpus.Texts.Count; t++)
        {
            var text = corpus.Texts[t];
            var turns = new float[text.Call.Turns.Count];
            var asks = new bool[turns.Length];
            for (var turn = 0; turn < turns.Length; turn++)
            {
                for (var i = text.First(turn); i < text.End(turn); i++)
                    if (alike.TryGetValue(text.Words[i].Form.Stem, out var factor) && factor > turns[turn]) turns[turn] = factor;
                if (isMoney && money[t][turn] && turns[turn] < scoring.Amount) turns[turn] = (float)scoring.Amount;
                asks[turn] = text.End(turn) > text.First(turn) && text.Gaps[text.End(turn) - 1] == Gap.Question;
            }
            text.Steps += text.Words.Length;
            var call = turns.DefaultIfEmpty(0).Max();
            var title = corpus.Names[t].Max(n => (float?)alike.GetValueOrDefault(n)) ?? 0;
            for (var c = 0; c < corpus.Clauses[t].Length; c++, unit++)
            {
                var turn = corpus.Clauses[t][c].Turn;
                var at = (unit * question.Topics.Count + topic) * Places;
                Found[at] = own[unit];
                Found[at + (int)Where.Turn] = turns[turn];
                if (turn > 0) Found[at + (int)(asks[turn - 1] ? Where.QuestionBefore : Where.Before)] = turns[turn - 1];
                if (turn > 1) Found[at + (int)Where.SecondBefore] = turns[turn - 2];
                for (var back = 3; back <= Near && back <= turn; back++)
                    Found[at + (int)Where.Earlier] = Math.Max(Found[at + (int)Where.Earlier], turns[turn - back]);
                if (turn + 1 < turns.Length) Found[at + (int)Where.After] = turns[turn + 1];
                for (var on = 2; on <= Near && turn + on < turns.Length; on++)
                    Found[at + (int)Where.Later] = Math.Max(Found[at + (int)Where.Later], turns[turn + on]);
                Found[at + (int)Where.Call] = call;
                Found[at + (int)Where.Title] = title;
            }
        }
    }

    private readonly bool[][] money;

    private void Judge(CancellationToken ct)
    {
        for (var t = 0; t < corpus.Texts.Count; t++)
        {
            ct.ThrowIfCancellationRequested();
            var text = corpus.Texts[t];
            var kinds = question.Kinds.Where(k => k != SummaryKind.PricesAndDates).ToList();
            var speech = kinds.Count > 0 ? new Speech(text, corpus.Vocabulary, corpus.Clauses[t]) : null;
            var named = NamedTurns(text, t);
            for (var c = 0; c < corpus.Clauses[t].Length; c++)
            {
                var u = units.Of(t, c);
                var clause = corpus.Clauses[t][c];
                Kind[u] = speech is null ? 0 : Math.Min(1, kinds.Max(k => speech.Fit(clause, k)) / 4);
                HasMoney[u] = SpokenNumbers.Amounts(text, clause.First, clause.End) > 0;
                money[t][clause.Turn] |= HasMoney[u];
                HasTime[u] = SpokenNumbers.Time(text, clause.First, clause.End) is not null;
                for (var i = clause.First; i < clause.End && !HasNumber[u]; i++)
                    HasNumber[u] = char.IsAsciiDigit(text.Words[i].Form.Form[0]) || Lexicon.Numbers.Contains(text.Words[i].Form.Form);
                Scope[u] = named[clause.Turn];
            }
        }
    }

    // 2: it is a call with whom the question names; 1 to 0: of another call, near where they are named or far from there.
    private double[] NamedTurns(CallText text, int number)
    {
        var turns = new double[text.Call.Turns.Count];
        var named = question.Accounts.Count == 0 && !question.Named.Any(n => n) ? question.SpokenIn : question.Named;
        var whole = !named.Any(n => n) || named[number];
        if (whole)
        {
            Array.Fill(turns, 2);
            return turns;
        }
        var names = question.Accounts.SelectMany(a => CallText.Of(a).Words.Take(1)).Select(word => word.Form).Select(corpus.Vocabulary.Find).Where(s => s >= 0).ToHashSet();
        for (var turn = 0; turn < turns.Length; turn++)
            for (var i = text.First(turn); i < text.End(turn); i++)
                if (names.Contains(text.Words[i].Form.Stem) && char.IsUpper(SpokenNames.Written(text, i)[0]))
                {
                    for (var at = Math.Max(0, turn - 2); at < Math.Min(turns.Length, turn + NearName); at++)
                        turns[at] = Math.Max(turns[at], 1);
                    break;
                }
        return turns;
    }
}
