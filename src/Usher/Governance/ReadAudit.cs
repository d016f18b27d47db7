using Usher.Access;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Governance;

/// <summary>Reads the audit trail of customers, tenants, users and the marketplace.</summary>
/// <param name="Filter">What of it.</param>
public sealed record ReadConnectAudit(AuditFilter Filter) : Query<bool, AuditPage>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AuditView;

    /// <inheritdoc/>
    public override Task<Found<bool>?> Find(Work work) => Task.FromResult<Found<bool>?>(new(work.Whole, true));

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, bool found) => Task.FromResult(AuditTrail.Check(Filter));

    /// <inheritdoc/>
    public override Task<AuditPage> Run(Work work, bool found) => AuditTrail.Read(work, Filter, insights: false);
}

/// <summary>Reads the audit trail of calls, delivery and seats.</summary>
/// <param name="Filter">What of it.</param>
public sealed record ReadInsightsAudit(AuditFilter Filter) : Query<bool, AuditPage>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.InsightsAuditView;

    /// <inheritdoc/>
    public override Task<Found<bool>?> Find(Work work) => Task.FromResult<Found<bool>?>(new(work.Whole, true));

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, bool found) => Task.FromResult(AuditTrail.Check(Filter));

    /// <inheritdoc/>
    public override Task<AuditPage> Run(Work work, bool found) => AuditTrail.Read(work, Filter, insights: true);
}

/// <summary>Who and what is in the trail of Connect over a range, for whoever narrows it.</summary>
/// <param name="From">Not before this instant; null: from the beginning.</param>
/// <param name="Until">Before this instant; null: to the end.</param>
public sealed record ViewConnectAuditFacets(DateTimeOffset? From, DateTimeOffset? Until) : Query<bool, AuditFacets>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AuditView;

    /// <inheritdoc/>
    public override Task<Found<bool>?> Find(Work work) => Task.FromResult<Found<bool>?>(new(work.Whole, true));

    /// <inheritdoc/>
    public override Task<AuditFacets> Run(Work work, bool found) => AuditTrail.Facets(work, From, Until, insights: false);
}

/// <summary>Who and what is in the trail of Insights over a range, for whoever narrows it.</summary>
/// <param name="From">Not before this instant; null: from the beginning.</param>
/// <param name="Until">Before this instant; null: to the end.</param>
public sealed record ViewInsightsAuditFacets(DateTimeOffset? From, DateTimeOffset? Until) : Query<bool, AuditFacets>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.InsightsAuditView;

    /// <inheritdoc/>
    public override Task<Found<bool>?> Find(Work work) => Task.FromResult<Found<bool>?>(new(work.Whole, true));

    /// <inheritdoc/>
    public override Task<AuditFacets> Run(Work work, bool found) => AuditTrail.Facets(work, From, Until, insights: true);
}

/// <summary>Proves that an entry of the trail of customers, tenants, users and the marketplace is in the log that was signed.</summary>
/// <param name="Index">Its index in the log.</param>
public sealed record ProveConnectEntry(long Index) : Query<AuditEntry, EntryProof>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AuditView;

    /// <inheritdoc/>
    public override async Task<Found<AuditEntry>?> Find(Work work) =>
        await AuditTrail.Find(work, Index, insights: false) is { } entry ? new(work.Whole, entry) : null;

    /// <inheritdoc/>
    public override Task<EntryProof> Run(Work work, AuditEntry found) => AuditTrail.Prove(work, found);
}

/// <summary>Proves that an entry of the trail of calls, delivery and seats is in the log that was signed.</summary>
/// <param name="Index">Its index in the log.</param>
public sealed record ProveInsightsEntry(long Index) : Query<AuditEntry, EntryProof>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.InsightsAuditView;

    /// <inheritdoc/>
    public override async Task<Found<AuditEntry>?> Find(Work work) =>
        await AuditTrail.Find(work, Index, insights: true) is { } entry ? new(work.Whole, entry) : null;

    /// <inheritdoc/>
    public override Task<EntryProof> Run(Work work, AuditEntry found) => AuditTrail.Prove(work, found);
}
