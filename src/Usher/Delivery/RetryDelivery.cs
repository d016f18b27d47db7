using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>A failed delivery is tried again.</summary>
public sealed record RetryDelivery(Guid Id) : Change<CallDelivery, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DeliveryTroubleshoot;

    /// <inheritdoc/>
    public override async Task<Found<CallDelivery>?> Find(Work work) =>
        await DeliveryScope.Of(work, Needs).FirstOrDefaultAsync(d => d.Id == Id) is { } delivery
            ? new(Target.Of(work.Customer) with { Team = delivery.TeamId ?? DeliveryScope.NoTeam }, delivery)
            : null;

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, CallDelivery found) =>
        Task.FromResult<Refusal?>(found.State == DeliveryState.Failed ? null : new DeliveryNotFailed());

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, CallDelivery found)
    {
        // Whoever retries what is uncertain has decided that it is not there.
        if (found.Reason == DeliveryReason.Uncertain) found.FirstTried = null;
        found.State = DeliveryState.Due;
        found.Reason = null;
        work.Concerns(Id);
        work.Enqueue(new SendDelivery(Id));
        return Task.FromResult(Nothing.Value);
    }
}
