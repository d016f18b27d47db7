using Usher.Access;
using Usher.Platform;

namespace Usher.Governance;

/// <summary>Tells who gained and lost which access by acts of Insights.</summary>
/// <param name="From">From this instant on; null: in the last seven days.</param>
/// <param name="Until">Before this instant; null: up to now.</param>
public sealed record ReadInsightsAccess(DateTimeOffset? From, DateTimeOffset? Until = null) : Query<bool, AccessChanges>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.InsightsAuditView;

    /// <inheritdoc/>
    public override Task<Found<bool>?> Find(Work work) => Task.FromResult<Found<bool>?>(new(work.Whole, true));

    /// <inheritdoc/>
    public override Task<AccessChanges> Run(Work work, bool found) => AccessTrail.Read(work, From, Until, insights: true);
}
