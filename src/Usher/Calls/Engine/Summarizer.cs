using Usher.Calls.Transcripts;

namespace Usher.Calls.Engine;

/// <summary>
/// Makes a summary of a call out of its own words: clauses that bear a cue of a part, the surest ones first, shown in the order they were
/// said. Time and memory grow with the length of the call only.
/// </summary>
public static class Summarizer
{
    private static readonly AnswerTuning Cutting = AnswerTuning.Default with { IdealLength = 18, LengthSpread = 10 };

    /// <summary>Summarises one call.</summary>
    public static Summary Summarize(CallTranscript call, CancellationToken ct)
    {
        var vocabulary = new Vocabulary();
        var text = CallText.Read(call, vocabulary, ct);
        var clauses = new ClauseCutter(Cutting).Cut(text, ct);
        var points = new List<Point>(clauses.Count);
        var speech = new Speech(text, vocabulary, clauses);
        for (var i = 0; i < clauses.Count; i++)
        {
            if ((i & 127) == 0)
                ct.ThrowIfCancellationRequested();
            points.Add(speech.Read(clauses[i]));
        }
        var parts = new List<SummaryPart>();
        var taken = new List<Point>();
        foreach (var (kind, most) in Order)
        {
            var lines = Choose(points, kind, most, taken);
            if (lines.Count > 0)
                parts.Add(new SummaryPart(kind, [.. lines.Select(p => speech.Line(p, kind))]));
        }
        return new Summary([.. parts.OrderBy(p => p.Kind)], WrittenBy.Offline);
    }

    // The surest kinds choose first, because a clause stands in one part only.
    private static readonly (SummaryKind Kind, int Most)[] Order =
    [
        (SummaryKind.Competitors, 3), (SummaryKind.NextSteps, 6), (SummaryKind.Decisions, 5), (SummaryKind.OpenQuestions, 4),
        (SummaryKind.PricesAndDates, 5), (SummaryKind.ObjectionsAndRisks, 5), (SummaryKind.About, 3),
    ];

    private static List<Point> Choose(List<Point> points, SummaryKind kind, int most, List<Point> taken)
    {
        var chosen = new List<Point>();
        var ranked = points.Where(p => p.Score(kind) >= Threshold(kind)).OrderByDescending(p => p.Score(kind)).ThenBy(p => p.Clause.First);
        foreach (var point in ranked)
        {
            if (chosen.Count == most)
                break;
            if (taken.Exists(t => t.Clause == point.Clause || t.Overlap(point) > 0.55))
                continue;
            chosen.Add(point);
            taken.Add(point);
        }
        return [.. chosen.OrderBy(p => p.Clause.First)];
    }

    private static double Threshold(SummaryKind kind) => kind == SummaryKind.About ? 0.5 : 2;
}

/// <summary>A clause and how well it fits each part of a summary.</summary>
internal sealed class Point(Clause clause, HashSet<int> topics, double[] scores)
{
    public Clause Clause { get; } = clause;

    public double Score(SummaryKind kind) => scores[(int)kind];

    /// <summary>Which share of the smaller one's topic words both have.</summary>
    public double Overlap(Point other)
    {
        var (small, large) = Topics.Count < other.Topics.Count ? (Topics, other.Topics) : (other.Topics, Topics);
        return small.Count == 0 ? 0 : (double)small.Count(large.Contains) / small.Count;
    }

    private HashSet<int> Topics { get; } = topics;
}
