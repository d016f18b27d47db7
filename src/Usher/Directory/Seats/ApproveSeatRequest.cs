using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Approves a major change of seats: an Organization Admin other than who made it does (rule 21). It is judged as things are now.</summary>
/// <param name="Request">Which.</param>
public sealed record ApproveSeatRequest(Guid Request) : Change<SeatRequest, SeatsChanged>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceApprove;

    /// <inheritdoc/>
    public override Task<Found<SeatRequest>?> Find(Work work) => OneSeatRequest.Find(work, Request);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, SeatRequest found)
    {
        if (work.Stale(found) is { } stale) return stale;
        if (found.State != RequestState.Open) return new RequestDecided();
        if (found.RequesterId == work.Actor.Id) return new YourOwnRequest();
        return (await found.Plan(work)).Fault is NoSeatLeft none ? none : await work.NoteMissing();
    }

    /// <inheritdoc/>
    public override async Task<SeatsChanged> Run(Work work, SeatRequest found)
    {
        var plan = await found.Plan(work);
        plan.Do(work, work.Speaker);
        found.Close(work, RequestState.Approved, null, $"{work.Speaker} approved your change of seats.");
        return plan.Shown(done: true, found);
    }
}

/// <summary>A request as the thing that an act is about.</summary>
internal static class OneSeatRequest
{
    public static async Task<Found<SeatRequest>?> Find(Work work, Guid id) =>
        await work.Db.Set<SeatRequest>().FirstOrDefaultAsync(r => r.Id == id) is { } request
            ? new(Target.Of(work.Customer), request)
            : null;
}
