namespace Usher.Calls.Engine;

/// <summary>
/// Makes a summary of a call out of its own words: clauses that bear a cue of a part, the surest ones first, shown in the order they were
/// said. Time and memory grow with the length of the call only, and of a call that goes on for more than a day and a night the beginning is
/// read.
/// </summary>
public static class Summarizer
{
    private const double SameThing = 0.55;
    private const double LeastBeginning = 0.7;

    private static readonly AnswerTuning Cutting = AnswerTuning.Default with { IdealLength = 18, LengthSpread = 10 };

    // The surest kinds choose first, because a clause stands in one part only.
    private static readonly (SummaryKind Kind, int Most, double Least)[] Order =
    [
        (SummaryKind.Competitors, 3, 2), (SummaryKind.NextSteps, 6, 2), (SummaryKind.Decisions, 5, 2), (SummaryKind.OpenQuestions, 4, 2),
        (SummaryKind.ObjectionsAndRisks, 5, 1.6), (SummaryKind.PricesAndDates, 5, 2), (SummaryKind.About, 3, 1.5),
    ];

    /// <summary>Summarises one call; the same call gives the same summary.</summary>
    public static Summary Summarize(CallTranscript call, CancellationToken ct) => Summarize(call, out _, ct);

    /// <summary>The same, and how much was looked at for it.</summary>
    internal static Summary Summarize(CallTranscript call, out long steps, CancellationToken ct)
    {
        var vocabulary = new Vocabulary();
        var text = CallText.Read(call, vocabulary, ct);
        var clauses = new ClauseCutter(Cutting).Cut(text, ct);
        var speech = new Speech(text, vocabulary, clauses);
        var parts = new List<SummaryPart>();
        var taken = new List<(Clause Clause, HashSet<int> Topics)>();
        foreach (var (kind, most, least) in Order)
        {
            var chosen = Choose(clauses, speech, kind, most, least, taken, ct);
            // Nobody says outright what the call is about: then the fullest of what they begin with tells it best.
            if (kind == SummaryKind.About && chosen.Count == 0)
                chosen = Choose(clauses, speech, kind, 1, LeastBeginning, taken, ct);
            if (chosen.Count > 0)
                parts.Add(new SummaryPart(kind, [.. chosen.OrderBy(c => c.First).Select(c => speech.Line(c, kind))]));
        }
        steps = text.Steps;
        return new Summary([.. parts.OrderBy(p => p.Kind)], WrittenBy.Offline);
    }

    private static List<Clause> Choose(
        List<Clause> clauses, Speech speech, SummaryKind kind, int most, double least, List<(Clause Clause, HashSet<int> Topics)> taken,
            CancellationToken ct)
    {
        var fitting = new List<(Clause Clause, double Fit)>();
        for (var i = 0; i < clauses.Count; i++)
        {
            if ((i & 127) == 0)
                ct.ThrowIfCancellationRequested();
            var fit = speech.Fit(clauses[i], kind);
            if (fit >= least)
                fitting.Add((clauses[i], fit));
        }
        var chosen = new List<Clause>();
        foreach (var (clause, _) in fitting.OrderByDescending(f => f.Fit).ThenBy(f => f.Clause.First))
        {
            if (chosen.Count == most)
                break;
            var topics = speech.Topics(clause);
            if (taken.Exists(t => t.Clause == clause || Overlap(t.Topics, topics) > SameThing))
                continue;
            chosen.Add(clause);
            taken.Add((clause, topics));
        }
        return chosen;
    }

    // Which share of the smaller one's topic words both have.
    private static double Overlap(HashSet<int> a, HashSet<int> b)
    {
        var (small, large) = a.Count < b.Count ? (a, b) : (b, a);
        return small.Count == 0 ? 0 : (double)small.Count(large.Contains) / small.Count;
    }
}
