using Usher.Access;
using Usher.Platform;

namespace Usher.Governance;

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
