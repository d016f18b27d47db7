using Usher.Calls.Transcripts;

namespace Usher.Calls.Engine;

/// <summary>Tells what the clauses of one call are for, by their cues, their position and what is said next.</summary>
internal sealed class Speech
{
    private const double Late = 0.7;
    private const double NamedDoes = 2.2;
    private const double OfTitle = 1.5;
    private const int Opening = 30;

    private readonly CallText text;
    private readonly IReadOnlyList<Turn> turns;
    private readonly double[] weight;
    private readonly Lazy<CompanyNames> companies;

    public Speech(CallText text, Vocabulary vocabulary, IReadOnlyList<Clause> clauses)
    {
        this.text = text;
        turns = text.Call.Turns;
        weight = Weights(text, vocabulary, clauses);
        companies = new Lazy<CompanyNames>(() => CompanyNames.Find(text));
    }

    /// <summary>
    /// How well a clause fits a part of a summary: 0 not at all, 2 well enough to be there, 4 as a reader would expect it.
    /// </summary>
    public double Fit(Clause clause, SummaryKind kind)
    {
        var fit = kind switch
        {
            SummaryKind.About => About(clause),
            SummaryKind.Decisions => Decision(clause),
            SummaryKind.NextSteps => NextStep(clause),
            SummaryKind.OpenQuestions => OpenQuestion(clause),
            SummaryKind.PricesAndDates => PriceOrDate(clause),
            SummaryKind.ObjectionsAndRisks => Cue(kind, clause) * (clause.IsQuestion ? 0.6 : 1),
            _ => Competitor(clause),
        };
        return fit <= 0 ? 0 : fit * clause.Clarity + Math.Min(0.5, Richness(clause) * 0.1);
    }

    /// <summary>
    /// Whether a clause that fits a part tells enough to be read there alone: it speaks of something, and is no question where a statement
    /// belongs.
    /// </summary>
    public bool Tells(Clause clause, SummaryKind kind)
    {
        var topics = StandsAlone.Topics(text, clause);
        return kind switch
        {
            SummaryKind.Decisions => !clause.IsQuestion && topics >= 3,
            SummaryKind.NextSteps => topics >= 3 && !Has(Cues.Idle, clause)
                && (!clause.IsQuestion || Accepted(clause) || SpokenNumbers.Time(text, clause.First, clause.End) is not null),
            SummaryKind.OpenQuestions => topics >= 3,
            SummaryKind.PricesAndDates => !clause.IsQuestion && topics >= 3 && clause.Clarity >= 0.8,
            _ => !clause.IsQuestion && topics >= 3,
        };
    }

    /// <summary>The clause as a line of a part.</summary>
    public SummaryLine Line(Clause clause, SummaryKind kind) => kind == SummaryKind.NextSteps
        ? new SummaryLine(clause.Quote(text), Commitment.Who(text, clause), Commitment.When(text, clause))
        : new SummaryLine(clause.Quote(text), null, null);

    /// <summary>The stems of a clause that may carry a topic.</summary>
    public HashSet<int> Topics(Clause clause)
    {
        var topics = new HashSet<int>();
        text.Steps += clause.End - clause.First;
        for (var i = clause.First; i < clause.End; i++)
            if (text.Words[i].Form is { Topical: true } form)
                topics.Add(form.Stem);
        return topics;
    }

    private double Place(Clause clause) => (double)clause.First / Math.Max(1, text.Words.Length);

    private double Richness(Clause clause) => Topics(clause).Sum(s => weight[s]) / Math.Sqrt(Math.Max(ClauseCutter.Fewest, clause.Length));

    private double Cue(SummaryKind kind, Clause clause) => Cues.Strength(kind, text, clause.First, clause.End);

    private bool Has(Phrasebook phrases, Clause clause) => phrases.IsIn(text, clause.First, clause.End);

    // Speakers say what a call is about where it begins, or where they have just greeted each other.
    private double About(Clause clause)
    {
        if (clause.IsQuestion || clause.Length < ClauseCutter.Fewest)
            return 0;
        var early = Place(clause) switch { < 0.12 => 1.4, < 0.3 => 0.9, _ => 0.25 };
        var cue = Cue(SummaryKind.About, clause);
        return early * (cue + 0.35 * Richness(clause)) * (cue == 0 && Has(Cues.Greeting, clause) ? 0.4 : 1);
    }

    private double Decision(Clause clause)
    {
        var fit = Cue(SummaryKind.Decisions, clause) * (clause.IsQuestion ? 0.4 : 1);
        if (fit == 0)
            return 0;
        return fit * (Has(Cues.Idle, clause) ? 0.6 : 1) + (Has(Cues.Recap, clause) ? 0.8 : 0) + (Place(clause) > 0.5 ? 0.4 : 0);
    }

    private double NextStep(Clause clause)
    {
        var named = Commitment.Named(text, clause.First, clause.End) >= 0 ? NamedDoes : 0;
        var fit = Math.Max(Cue(SummaryKind.NextSteps, clause), named) * (Has(Cues.Idle, clause) ? 0.4 : 1);
        if (fit == 0)
            return 0;
        return fit + (Has(Cues.Recap, clause) ? 1.5 : 0) + (Place(clause) > Late ? 0.8 : 0)
            + (SpokenNumbers.Time(text, clause.First, clause.End) is null ? 0 : 0.9) - (clause.IsQuestion && !Accepted(clause) ? 1.2 : 0);
    }

    private double OpenQuestion(Clause clause)
    {
        var fit = Cue(SummaryKind.OpenQuestions, clause);
        if (!clause.IsQuestion)
            return fit;
        return Reply(clause.Turn) is not var (first, end) ? 0.8 + fit : Cues.NoAnswer.IsIn(text, first, end) ? 3 + fit : fit * 0.5;
    }

    private double PriceOrDate(Clause clause)
    {
        var money = SpokenNumbers.Amounts(text, clause.First, clause.End);
        var dates = SpokenNumbers.Deadlines(text, clause.First, clause.End);
        return money + dates == 0 ? 0
            : (money > 0 ? 2 : 0) + (dates > 0 ? 1.6 : 0) + 0.3 * Math.Min(3, money + dates - 1) + (Has(Cues.Commercial, clause) ? 0.8 : 0);
    }

    private double Competitor(Clause clause)
    {
        var company = companies.Value.Strength(clause);
        return company > 0 ? 1 + company + 0.5 * Cue(SummaryKind.Competitors, clause) : 0;
    }

    private bool Accepted(Clause clause) => Reply(clause.Turn) is var (first, end) && Cues.Yes.BeginsAt(text, first, end);

    // The beginning of what the next speaker says.
    private (int First, int End)? Reply(int turn)
    {
        for (var t = turn + 1; t < turns.Count && t <= turn + 2; t++)
            if (turns[t].Speaker != turns[turn].Speaker)
                return (text.First(t), Math.Min(text.End(t), text.First(t) + Opening));
        return null;
    }

    // A topic word tells the more, the more clauses speak of it; what stands in one clause only tells little of the call.
    private static double[] Weights(CallText text, Vocabulary vocabulary, IReadOnlyList<Clause> clauses)
    {
        var within = new int[vocabulary.Count];
        var last = new int[vocabulary.Count];
        Array.Fill(last, -1);
        for (var c = 0; c < clauses.Count; c++)
            for (var i = clauses[c].First; i < clauses[c].End; i++)
            {
                var stem = text.Words[i].Form.Stem;
                if (last[stem] == c || !vocabulary.IsTopical(stem))
                    continue;
                last[stem] = c;
                within[stem]++;
            }
        var weights = Array.ConvertAll(within, df => df < 2 ? 0.2 : Math.Log(1 + df));
        foreach (var word in CallText.Of(text.Call.Title).Words)
            if (vocabulary.Find(word.Form) is >= 0 and var stem && vocabulary.IsTopical(stem))
                weights[stem] += OfTitle;
        foreach (var number in Lexicon.Numbers)
            if (vocabulary.Find(Vocabulary.Stem(number)) is >= 0 and var stem)
                weights[stem] = 0;
        return weights;
    }
}
