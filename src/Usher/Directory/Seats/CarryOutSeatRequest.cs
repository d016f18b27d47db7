using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Directory;

/// <summary>The time of a sole Organization Admin's announced change of seats has come (rule 21).</summary>
/// <param name="Request">Which.</param>
public sealed record CarryOutSeatRequest(Guid Request) : IJob;

/// <summary>
/// Carries an announced change out, judged again: not where its requester may no longer change seats or too few are left; and where there
/// is another Organization Admin by now, it waits for them.
/// </summary>
public sealed class CarryOutSeats : IJobHandler<CarryOutSeatRequest>
{
    /// <inheritdoc/>
    public Task Do(CarryOutSeatRequest job, JobRun run, CancellationToken ct) => run.Finish(StoredNames.Of<CarryOutSeatRequest>(), Section.Insights, async work =>
    {
        var request = await work.Db.Set<SeatRequest>().FirstOrDefaultAsync(r => r.Id == job.Request);
        if (request is not { State: RequestState.Open, TakesEffect: not null }) return false;
        var requester = work.Customer.User(request.RequesterId);
        if (requester is null || !Authorizer.Decide(requester, Permission.LicenceAssign, Target.Of(work.Customer), work.Now).Allowed)
            return Lapse(work, request, "The person who announced it can no longer change seats.");
        if (!GrantRules.IsSoleOrganizationAdmin(requester, work.Now))
        {
            request.TakesEffect = null;
            request.TellOf(work, $"A major change of seats that {requester.Name} announced needs your approval: there is another Organization Admin now.", Permission.LicenceApprove);
            work.Tell(request.RequesterId, DirectoryNotices.SeatRequestDecided, request.Id,
                "Your announced change of seats now needs approval, because there is another Organization Admin.");
            return true;
        }

        var plan = await request.Plan(work);
        if (plan.Fault is NoSeatLeft none) return Lapse(work, request, none.Sentence);
        plan.Do(work, requester.Name);
        request.Close(work, RequestState.Approved, null, "The change of seats that you announced has taken effect.");
        return true;
    }, ct);

    private static bool Lapse(Work work, SeatRequest request, string why)
    {
        request.Close(work, RequestState.Declined, why, $"Your announced change of seats did not take effect: {why}");
        return true;
    }
}
