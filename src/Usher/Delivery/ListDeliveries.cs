using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>A delivery as those who look after deliveries see it: opaque ids, no title, no names of people.</summary>
/// <param name="Id">The delivery's id.</param>
/// <param name="Call">The call's opaque id: what troubleshooting begins with.</param>
/// <param name="To">Where to.</param>
/// <param name="Channel">The channel's name.</param>
/// <param name="Team">The name of the team whose destination it is; null: of no team.</param>
/// <param name="State">Its state.</param>
/// <param name="Reason">Why, as a code.</param>
/// <param name="Sentence">Why, in words.</param>
/// <param name="Attempts">How often posting was begun.</param>
/// <param name="At">When it was made.</param>
/// <param name="CanRetry">Whether it can be tried again.</param>
public sealed record DeliveryView(Guid Id, Guid Call, DeliveryTo To, string? Channel, string? Team, DeliveryState State, string? Reason,
    string Sentence, int Attempts, DateTimeOffset At, bool CanRetry);

/// <summary>Deliveries that failed, wait to be sent, are held or were withdrawn, latest first, of the teams that the caller looks after.</summary>
public sealed record ListDeliveries(DeliveryState State = DeliveryState.Failed) : Listing<CustomerSnapshot, Page<DeliveryView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DeliveryTroubleshoot;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found) =>
        State is DeliveryState.Sent ? new Invalid("/state", "Choose failed, due, held or withdrawn.") : await base.Check(work, found);

    /// <inheritdoc/>
    public override async Task<Page<DeliveryView>> Run(Work work, CustomerSnapshot found)
    {
        var deliveries = DeliveryScope.Of(work, Needs).Where(d => d.State == State);
        if (After(work) is { Id: var last }) deliveries = deliveries.Where(d => d.Id < last);
        var rows = await deliveries.OrderByDescending(d => d.Id).Take(Page<DeliveryView>.Size + 1)
            .Select(d => new
            {
                Delivery = d,
                Channel = work.Db.Set<Channel>().Where(c => c.Id == d.DestinationId).Select(c => c.Name).FirstOrDefault(),
                Team = work.Db.Set<Team>().Where(t => t.Id == d.TeamId).Select(t => t.Name).FirstOrDefault(),
            })
            .ToListAsync();
        return Part(work, rows, row => new("", row.Delivery.Id)).Show(row => View(row.Delivery, row.Channel, row.Team));
    }

    private static DeliveryView View(CallDelivery d, string? channel, string? team) =>
        new(d.Id, d.CallId, d.To, d.To == DeliveryTo.Channel ? channel : null, team, d.State, d.Reason,
            d.State == DeliveryState.Due && d.Reason is null
            ? "Waiting to be sent."
            : DeliveryReason.Sentence(d.Reason), d.Attempts, d.At, d.State == DeliveryState.Failed);
}

/// <summary>Only what failed is tried again.</summary>
public sealed record DeliveryNotFailed() : Refusal("This delivery hasn't failed, so there is nothing to retry.");

/// <summary>
/// Which deliveries a caller looks after: a grant that names teams reaches those teams', one that names none reaches all.
/// </summary>
internal static class DeliveryScope
{
    /// <summary>A team that no grant names: what is allowed for it is allowed for the whole organization.</summary>
    public static readonly Guid NoTeam = Guid.AllBitsSet;

    public static IQueryable<CallDelivery> Of(Work work, Permission permission)
    {
        var deliveries = work.Db.Set<CallDelivery>().AsQueryable();
        if (May(NoTeam)) return deliveries;
        Guid?[] teams = [.. work.Customer.Facts.Teams.Where(t => May(t.Id)).Select(t => (Guid?)t.Id)];
        return deliveries.Where(d => teams.Contains(d.TeamId));

        bool May(Guid team) => Authorizer.Decide(work.Actor, permission, Target.Of(work.Customer) with { Team = team }, work.Now).Allowed;
    }
}
