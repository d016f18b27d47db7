using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Gives and removes seats of several people in one change: whole, or row by row (rule 23). Seats bought are a ceiling to the final state;
/// a major change becomes a request (rule 21).
/// </summary>
/// <param name="Give">Who gets a seat.</param>
/// <param name="Remove">Whose seat is removed.</param>
/// <param name="ByRow">Whether people it can't be done for are left out; otherwise one of them prevents the whole.</param>
public sealed record ChangeSeats(IReadOnlyList<Guid> Give, IReadOnlyList<Guid> Remove, bool ByRow = false) : Change<CustomerSnapshot, SeatsChanged>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceAssign;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found)
    {
        if (Unreadable(Give, Remove) is { } invalid) return invalid;
        var plan = await SeatPlan.Of(work, Give, Remove, ByRow);
        if (plan.Refused > 0 && !ByRow) return new SeatRowsRefused(plan.Refused);
        return await Against(work, plan);
    }

    /// <inheritdoc/>
    public override async Task<SeatsChanged> Run(Work work, CustomerSnapshot found) => Do(work, await SeatPlan.Of(work, Give, Remove, ByRow));

    /// <summary>The refusal of lists that name nobody, too many, or somebody in both.</summary>
    internal static Refusal? Unreadable(IReadOnlyList<Guid> give, IReadOnlyList<Guid> remove)
    {
        var count = give.Count + remove.Count;
        if (count is 0 or > SeatPlan.Most) return new Invalid("/give", $"Name 1 to {SeatPlan.Most} people.");
        return give.Intersect(remove).Any() ? new Invalid("/remove", "Nobody can be in both lists.") : null;
    }

    /// <summary>What prevents the change; null: nothing. A major one is prevented only by waiting already.</summary>
    internal static async Task<Refusal?> Against(Work work, SeatPlan plan)
    {
        if (plan.Changed.Count == 0) return null;
        if (plan.Fault is not (null or MajorSeatChange)) return plan.Fault;
        if (plan.Fault is MajorSeatChange && await SeatRequest.IsOpen(work, plan)) return new AlreadyRequested();
        return await work.NoteMissing();
    }

    /// <summary>Makes the change, or the request for it.</summary>
    internal static SeatsChanged Do(Work work, SeatPlan plan)
    {
        if (plan.Fault is MajorSeatChange) return plan.Shown(done: false, SeatRequest.Ask(work, plan));
        plan.Do(work, work.Speaker);
        return plan.Shown(done: true);
    }
}

/// <summary>Says for each person what a change of seats would do, and whether it would become a request; changes nothing.</summary>
/// <param name="Give">Who would get a seat.</param>
/// <param name="Remove">Whose seat would be removed.</param>
/// <param name="ByRow">Whether people it can't be done for are left out.</param>
public sealed record PreviewSeats(IReadOnlyList<Guid> Give, IReadOnlyList<Guid> Remove, bool ByRow = false) : Query<CustomerSnapshot, SeatsChanged>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceAssign;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, CustomerSnapshot found) => Task.FromResult(ChangeSeats.Unreadable(Give, Remove));

    /// <inheritdoc/>
    public override async Task<SeatsChanged> Run(Work work, CustomerSnapshot found)
    {
        var plan = await SeatPlan.Of(work, Give, Remove, ByRow);
        var isMajor = plan.Fault is MajorSeatChange;
        return plan.Shown(done: false) with
        {
            Prevented = isMajor ? null : plan.Fault?.Sentence,
            TakesEffect = isMajor && GrantRules.IsSoleOrganizationAdmin(work.Actor, work.Now) ? work.Now + NoticeWords.Ahead : null,
        };
    }
}

/// <summary>A whole change with people it can't be done for: nothing is changed.</summary>
/// <param name="Rows">How many.</param>
public sealed record SeatRowsRefused(int Rows)
    : Refusal($"This can't be done for {(Rows == 1 ? "1 person" : $"{Rows} people")}, so nothing was changed. Leave {(Rows == 1 ? "them" : "those")} out, or change seats row by row.");
