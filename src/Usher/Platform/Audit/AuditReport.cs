namespace Usher.Platform.Audit;

/// <summary>What a verification found.</summary>
/// <param name="Log">The customer's id; the empty id: the platform's log.</param>
/// <param name="Size">How many entries were looked at.</param>
/// <param name="Outside">The size of the longest head outside the database; null when there is none: then a rewriting of the whole log could not be told.</param>
/// <param name="Findings">What is wrong, at most <see cref="Most"/>; none: nothing was edited, removed, reordered or cut off.</param>
public sealed record AuditReport(Guid Log, long Size, long? Outside, IReadOnlyList<AuditFinding> Findings)
{
    /// <summary>The section that an export was of, <c>connect</c> or <c>insights</c>: it proves what it holds, not that it holds all; null: the whole.</summary>
    public string? Section { get; init; }

    /// <summary>How many findings are listed.</summary>
    public const int Most = 100;

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSound => Findings.Count == 0;
}

/// <summary>One thing that is wrong with a log.</summary>
/// <param name="Entry">The entry it is about; null: the log as a whole.</param>
/// <param name="What">What, in a sentence.</param>
public sealed record AuditFinding(long? Entry, string What);

/// <summary>Collects findings, at most as many as a report lists.</summary>
internal sealed class Findings
{
    private readonly List<AuditFinding> _found = [];

    public bool None => _found.Count == 0;

    public void Add(long? entry, string what)
    {
        if (_found.Count < AuditReport.Most) _found.Add(new(entry, what));
    }

    public AuditReport Report(Guid log, long size, long? outside) => new(log, size, outside, _found);
}
