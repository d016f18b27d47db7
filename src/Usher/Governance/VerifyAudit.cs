using Usher.Access;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Governance;

/// <summary>
/// Verifies a whole log: the Platform Team, on the host. Asked on the platform, whatever the log: nothing of the customer's facts is
/// needed, which may be what was edited.
/// </summary>
/// <param name="Log">The customer's id; the empty id: the platform's log.</param>
/// <param name="Progress">Receives the number of entries verified, now and then; null: nobody is.</param>
/// <param name="Shared">Gets what the log tells of tables that are no customer's; null: they are not compared.</param>
/// <param name="Derived">Compare what follows from other rows; null: it is not compared.</param>
/// <param name="Received">Heads that were sent off the host; null: none are at hand.</param>
public sealed record VerifyAudit(
    Guid Log, IProgress<long>? Progress = null, SharedFacts? Shared = null, IReadOnlyList<IDerivedCheck>? Derived = null,
        IReadOnlyList<OutsideHead>? Received = null) : Query<bool, AuditReport>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AuditVerify;

    /// <inheritdoc/>
    public override Task<Found<bool>?> Find(Work work) =>
        Task.FromResult<Found<bool>?>(work.Caller.Customer == Guid.Empty ? new(work.Whole, true) : null);

    /// <inheritdoc/>
    public override Task<AuditReport> Run(Work work, bool found) =>
        new AuditVerifier(work.Store, work.Heads).Verify(Log, Progress, Shared, Derived, Received);
}

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
