namespace Usher.Platform.Audit;

/// <summary>What a verification found.</summary>
/// <param name="Log">The customer's id; the empty id: the platform's log.</param>
/// <param name="Size">How many entries were looked at.</param>
/// <param name="Outside">The size of the longest head outside the database; null when there is none.</param>
/// <param name="Findings">What is wrong, the first <see cref="Most"/> of each kind; none: nothing was edited, removed, reordered or cut
/// off.</param>
public sealed record AuditReport(Guid Log, long Size, long? Outside, IReadOnlyList<AuditFinding> Findings)
{
    /// <summary>How many findings of one kind are listed; all are counted.</summary>
    public const int Most = 20;

    /// <summary>How many findings there are of each kind.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; init; } = new Dictionary<string, long>();

    /// <summary>What is to be known beside what is wrong: a restore that somebody accepted, what the log does not tell of.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>
    /// The section that an export was of, <c>connect</c> or <c>insights</c>: it proves what it holds, not that it holds all; null: the
    /// whole.
    /// </summary>
    public string? Section { get; init; }

    /// <summary>How many entries the range has that an export was asked for; null: this is no export.</summary>
    public long? Range { get; init; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSound => Findings.Count == 0;
}

/// <summary>One thing that is wrong with a log.</summary>
/// <param name="Kind">What kind of thing: findings of one kind never hide those of another.</param>
/// <param name="Entry">The entry it is about; null: the log as a whole.</param>
/// <param name="What">What, in a sentence.</param>
public sealed record AuditFinding(string Kind, long? Entry, string What);

/// <summary>Collects findings: counts all, keeps the first of each kind.</summary>
internal sealed class Findings
{
    private readonly List<AuditFinding> _found = [];
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    public bool None => _found.Count == 0;

    /// <summary>Whether the next of a kind would be listed.</summary>
    public bool Lists(string kind) => _counts.GetValueOrDefault(kind) < AuditReport.Most;

    public void Add(string kind, long? entry, string what)
    {
        if (Lists(kind)) _found.Add(new(kind, entry, what));
        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
    }

    public AuditReport Report(Guid log, long size, long? outside) => new(log, size, outside, _found) { Counts = _counts };
}
