using Usher.Calls.Engine.Learned;

namespace Usher.Calls.Engine;

/// <summary>
/// Makes a summary of a call out of its own words: one or two sentences that say what it is about, and clauses that bear a cue of a part,
/// the surest first, shown in the order they were said; what is not sure is left out, and the whole has at most 150 words. Of a long call more
/// is told than what was agreed: what was learned from summaries of meetings chooses it. Time and memory grow with the length of the call
/// only, and of a call that goes on for more than a day and a night the beginning is read.
/// </summary>
public static class Summarizer
{
    private const double SameThing = 0.55;
    private const double LeastBeginning = 0.7;

    private static readonly AnswerTuning Cutting = AnswerTuning.Default with { IdealLength = 18, LengthSpread = 10 };

    private const int Shortest = 150;
    private const double OfSure = 8;
    private const double SureDecision = 0.45;
    private const double SureStep = 0.45;
    private const int Longest = 150;
    private const int Long = 3_500;
    private const double OfLong = 0.9;
    private const int MostOfLead = 2;
    private const int WordsOfLead = 40;

    // The surest kinds choose first, because a clause is in one part only. Better nothing than something else: each has to be sure of it.
    private static readonly (SummaryKind Kind, int Most, double Least)[] Order =
    [
        (SummaryKind.Competitors, 2, 2.6), (SummaryKind.Decisions, 4, 2), (SummaryKind.NextSteps, 7, 2),
        (SummaryKind.OpenQuestions, 2, 2.4), (SummaryKind.ObjectionsAndRisks, 2, 2.6), (SummaryKind.PricesAndDates, 3, 2),
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
        // A note of a few lines is judged by its turns of phrase alone: what was learned was learned from calls.
        var statements = text.Words.Length >= Shortest ? new Statements(text, speech) : null;
        var room = Longest;
        var taken = new List<(Clause Clause, HashSet<int> Topics)>();
        var about = About(call, text, clauses, speech, room, taken, ct);
        room -= about.Sum(c => c.Length);
        var fitting = new List<(SummaryKind Kind, Clause Clause, double Sure)>();
        foreach (var (kind, most, least) in Order)
            fitting.AddRange(Choose(text, clauses, speech, statements, kind, most, least, taken, ct));
        // What is to be done and the surest of each kind first, then what is surest, until there is no more room.
        var told = about.ConvertAll(c => (Kind: SummaryKind.About, Clause: c));
        foreach (var (kind, clause, _) in fitting.GroupBy(f => f.Kind)
            .SelectMany(g => g.Select((f, n) => (Further: n > 0 && g.Key != SummaryKind.NextSteps, Line: f)))
            .OrderBy(f => f.Further).ThenByDescending(f => f.Line.Sure).ThenBy(f => f.Line.Clause.First).Select(f => f.Line))
            if (clause.Length <= room)
            {
                told.Add((kind, clause));
                room -= clause.Length;
            }
        steps = text.Steps;
        return new Summary([.. told.GroupBy(t => t.Kind).OrderBy(g => g.Key).Select(g =>
            new SummaryPart(g.Key, [.. g.Select(t => t.Clause).OrderBy(c => c.First).Select(c => speech.Line(c, g.Key))]))],
            WrittenBy.Offline);
    }

    // One or two sentences that say what a call is about; of a long one the sentences that tell most of it.
    private static List<Clause> About(CallTranscript call, CallText text, List<Clause> clauses, Speech speech, int room,
        List<(Clause Clause, HashSet<int> Topics)> taken, CancellationToken ct)
    {
        if (text.Words.Length >= Long && LearnedSummary.Choose(call, (int)(OfLong * room), MayTell, ct) is { Count: > 0 } learned)
        {
            taken.AddRange(learned.Select(c => (c, speech.Topics(c))));
            return learned;
        }
        var chosen = Choose(text, clauses, speech, null, SummaryKind.About, MostOfLead, 2, taken, ct);
        // Nobody says outright what the call is about: then the fullest of what they begin with tells it best.
        if (chosen.Count == 0)
            chosen = Choose(text, clauses, speech, null, SummaryKind.About, 1, LeastBeginning, taken, ct);
        var lead = chosen.ConvertAll(c => c.Clause);
        if (lead.Sum(c => c.Length) > WordsOfLead)
            lead.RemoveRange(1, lead.Count - 1);
        return lead;
    }

    // Talk that is told whole is often unfinished: what counts is that it reads.
    private static bool MayTell(CallText text, Clause clause) => clause is { IsQuestion: false, Clarity: >= 0.7 };

    private static List<(SummaryKind Kind, Clause Clause, double Sure)> Choose(CallText text, List<Clause> clauses, Speech speech,
        Statements? statements, SummaryKind kind, int most, double least, List<(Clause Clause, HashSet<int> Topics)> taken, CancellationToken ct)
    {
        var learned = kind is SummaryKind.Decisions or SummaryKind.NextSteps ? statements : null;
        if (learned is not null)
            least = kind == SummaryKind.Decisions ? SureDecision : SureStep;
        var fitting = new List<(Clause Clause, double Fit)>();
        for (var i = 0; i < clauses.Count; i++)
        {
            if ((i & 127) == 0)
                ct.ThrowIfCancellationRequested();
            var fit = learned is not null ? learned.Sure(kind, clauses[i]) : speech.Fit(clauses[i], kind);
            // What is more of a step than a decision is told as a step.
            if (kind == SummaryKind.Decisions && learned is not null && fit >= least && learned.Sure(SummaryKind.NextSteps, clauses[i]) - SureStep > fit - least)
                continue;
            if (fit >= least && (kind == SummaryKind.About ? StandsAlone.Is(text, clauses[i]) : speech.Tells(clauses[i], kind)))
                fitting.Add((clauses[i], fit));
        }
        var chosen = new List<(SummaryKind Kind, Clause Clause, double Sure)>();
        foreach (var (clause, fit) in fitting.OrderByDescending(f => f.Fit).ThenBy(f => f.Clause.First))
        {
            if (chosen.Count == most)
                break;
            var topics = speech.Topics(clause);
            // Of a turn one is enough, of what was learned: the next one tells as much.
            if (learned is not null && chosen.Exists(c => c.Clause.Turn == clause.Turn)) continue;
            if (taken.Exists(t => (t.Clause.First < clause.End && clause.First < t.Clause.End) || Overlap(t.Topics, topics) > SameThing))
                continue;
            // The second of a kind has to be surer than the first of another.
            chosen.Add((kind, clause, (learned is not null ? OfSure * (fit - least) : fit - least) - 0.4 * chosen.Count));
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
