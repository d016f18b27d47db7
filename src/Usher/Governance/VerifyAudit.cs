using Usher.Access;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Governance;

/// <summary>Verifies a whole log: the Platform Team, on the host.</summary>
/// <param name="Progress">Told the number of entries verified, now and then; null: nobody is.</param>
public sealed record VerifyAudit(IProgress<long>? Progress = null) : Query<bool, AuditReport>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AuditVerify;

    /// <inheritdoc/>
    public override Task<Found<bool>?> Find(Work work) => Task.FromResult<Found<bool>?>(new(work.Whole, true));

    /// <inheritdoc/>
    public override Task<AuditReport> Run(Work work, bool found) => new AuditVerifier(work.Store, work.Heads).Verify(work.Db.CustomerId, Progress);
}
