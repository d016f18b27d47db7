using Usher.Access;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Governance;

/// <summary>Proves that an entry of the trail of calls, delivery and licences is in the log that was signed.</summary>
/// <param name="Index">Its place in the log.</param>
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
