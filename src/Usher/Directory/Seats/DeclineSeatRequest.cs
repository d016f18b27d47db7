using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Declines a major change of seats, with a reason that its requester reads.</summary>
/// <param name="Request">Which.</param>
/// <param name="Reason">Why.</param>
public sealed record DeclineSeatRequest(Guid Request, string Reason) : Change<SeatRequest, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceApprove;

    /// <inheritdoc/>
    public override Task<Found<SeatRequest>?> Find(Work work) => OneSeatRequest.Find(work, Request);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, SeatRequest found) => Task.FromResult(
        Inputs.Unread(("/reason", Inputs.Text(Reason), Inputs.TextSentence)) ?? work.Stale(found)
        ?? (found.State == RequestState.Open ? null : new RequestDecided()));

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, SeatRequest found)
    {
        var reason = Inputs.Text(Reason);
        found.Close(work, RequestState.Declined, reason, $"{work.Speaker} declined your change of seats: {reason}");
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>Withdraws one's own major change of seats, as long as it waits.</summary>
/// <param name="Request">Which.</param>
public sealed record WithdrawSeatRequest(Guid Request) : Change<SeatRequest, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceAssign;

    /// <inheritdoc/>
    public override async Task<Found<SeatRequest>?> Find(Work work) =>
        await OneSeatRequest.Find(work, Request) is { } found && found.Thing.RequesterId == work.Actor.Id ? found : null;

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, SeatRequest found) => Task.FromResult(
        work.Stale(found) ?? (found.State == RequestState.Open ? null : new RequestDecided()));

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, SeatRequest found)
    {
        found.Close(work, RequestState.Withdrawn, null, "");
        return Task.FromResult(Nothing.Value);
    }
}
