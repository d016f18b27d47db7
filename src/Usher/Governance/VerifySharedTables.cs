using Usher.Access;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Governance;

/// <summary>Compares what is no single customer's with what all logs tell, once they were read: the Platform Team, on the host.</summary>
/// <param name="Shared">What they tell.</param>
public sealed record VerifySharedTables(SharedFacts Shared) : Query<bool, AuditReport>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AuditVerify;

    /// <inheritdoc/>
    public override Task<Found<bool>?> Find(Work work) => Task.FromResult<Found<bool>?>(new(work.Whole, true));

    /// <inheritdoc/>
    public override Task<AuditReport> Run(Work work, bool found) => Shared.Compare(CancellationToken.None);
}
