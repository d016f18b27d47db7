using Usher.Access;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Governance;

/// <summary>Gives leave to take the trail of customers, tenants, users and the marketplace away in a file. That it was taken, and what of it, is itself in the log.</summary>
/// <param name="Form">As what.</param>
/// <param name="Filter">What of it.</param>
public sealed record ExportConnectAudit(AuditForm Form, AuditFilter Filter) : Change<Head, ExportTicket>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AuditView;

    /// <inheritdoc/>
    public override Task<Found<Head>?> Find(Work work) => AuditLeave.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Head found) => Task.FromResult(AuditTrail.Check(Filter));

    /// <inheritdoc/>
    public override Task<ExportTicket> Run(Work work, Head found) => Task.FromResult(AuditLeave.Give(work, found, Section.Connect, Form, Filter));
}
