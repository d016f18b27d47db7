using Usher.Access;
using Usher.Platform;

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
