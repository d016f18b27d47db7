using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Withdraws a proposed Organization Admin, confirmed or not, until it takes effect (rule 11): staff or a Customer Admin do, with a reason
/// that everyone who was notified reads.
/// </summary>
/// <param name="Proposal">Which.</param>
/// <param name="Reason">Why.</param>
public sealed record WithdrawReplacement(Guid Proposal, string Reason) : Change<Replacement, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.OrganizationAdminAppoint;

    /// <inheritdoc/>
    public override Task<Found<Replacement>?> Find(Work work) => OneReplacement.Find(work, Proposal);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Replacement found) => Task.FromResult(
        Inputs.Unread(("/reason", Inputs.Text(Reason), Inputs.TextSentence)) ?? work.Stale(found)
        ?? (found.State == RequestState.Open ? null : new RequestDecided()));

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, Replacement found)
    {
        var (reason, name) = (Inputs.Text(Reason), work.Customer.User(found.PersonId)?.Name);
        found.Close(work, RequestState.Withdrawn, reason, $"{work.Speaker} withdrew the proposal that {name} becomes Organization Admin: {reason}");
        return Task.FromResult(Nothing.Value);
    }
}
