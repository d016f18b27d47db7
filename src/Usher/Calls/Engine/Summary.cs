namespace Usher.Calls.Engine;

/// <summary>The parts of a summary, in the order they are shown.</summary>
public enum SummaryKind
{
    /// <summary>What the call was about.</summary>
    About,
    /// <summary>What was decided.</summary>
    Decisions,
    /// <summary>What somebody is to do, with who and by when where that was said.</summary>
    NextSteps,
    /// <summary>What was asked and not answered.</summary>
    OpenQuestions,
    /// <summary>Amounts and dates.</summary>
    PricesAndDates,
    /// <summary>What speaks against it or may go wrong.</summary>
    ObjectionsAndRisks,
    /// <summary>Other companies in the running.</summary>
    Competitors,
}

/// <summary>A line of a summary.</summary>
/// <param name="Quote">The quoted words.</param>
/// <param name="Who">Next steps only: who is to do it, in words of the transcript; null when nobody said.</param>
/// <param name="When">Next steps only: by when, in words of the transcript; null when nobody said.</param>
public sealed record SummaryLine(Quotation Quote, string? Who, string? When);

/// <summary>A part of a summary.</summary>
/// <param name="Kind">Which part.</param>
/// <param name="Lines">Its lines in the order they were said; never empty, because a part with nothing is absent.</param>
public sealed record SummaryPart(SummaryKind Kind, IReadOnlyList<SummaryLine> Lines);

/// <summary>A summary made of quotations.</summary>
/// <param name="Parts">The parts that have something, in the order of <see cref="SummaryKind"/>.</param>
/// <param name="By">Which engine chose the quotations.</param>
public sealed record Summary(IReadOnlyList<SummaryPart> Parts, WrittenBy By);
