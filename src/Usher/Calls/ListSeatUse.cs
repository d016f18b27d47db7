using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>
/// The people of a customer, by name, with their seat and the week it was last used: of one person, nothing more is shown (rule 12).
/// </summary>
/// <param name="Filter">Which.</param>
/// <param name="Idle">Only those who hold one that is idle.</param>
public sealed record ListSeatUse(UserFilter Filter, bool Idle = false) : Listing<CustomerSnapshot, Page<SeatUse>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found) => Filter.Fault(found) ?? await base.Check(work, found);

    /// <inheritdoc/>
    public override async Task<Page<SeatUse>> Run(Work work, CustomerSnapshot found)
    {
        var page = await ByName(work, await Filter.Choose(work, Idle ? SeatUse.Idle(work, work.Db.Users) : null), user => user.Id,
            user => user.Name);
        var ids = page.Items.Select(user => user.Id).ToList();
        var rows = await work.Db.Users.Where(user => ids.Contains(user.Id))
            .Select(user =>
                new { User = user, Last = work.Db.Set<Call>().Where(call => call.OwnerId == user.Id)
                    .Max(call => (DateTimeOffset?)call.Start) })
            .ToDictionaryAsync(row => row.User.Id);
        return new(
            [.. ids.Where(rows.ContainsKey)
                .Select(id => new SeatUse(UserView.Of(work, rows[id].User), rows[id].Last is { } at ? SeatUse.WeekOf(at) : null))],
                page.Next);
    }
}

/// <summary>A user and their seat.</summary>
/// <param name="User">The user; <c>seat</c> says whether they hold one.</param>
/// <param name="LastUsed">The Monday (UTC) of the week in which a call of theirs was last recorded; null: none is stored.</param>
public sealed record SeatUse(UserView User, DateOnly? LastUsed)
{
    /// <summary>A seat is idle when no call was recorded for this many days at least, in whole weeks.</summary>
    public const int IdleDays = 30;

    /// <summary>Since when a seat without a call is idle: the beginning of a week, since no finer time of one person is shown (rule 12).</summary>
    internal static DateTimeOffset IdleSince(Work work) => new(WeekOf(work.Now.AddDays(-IdleDays)), default, TimeSpan.Zero);

    /// <summary>Who holds one that is idle.</summary>
    internal static IQueryable<User> Idle(Work work, IQueryable<User> users)
    {
        var since = IdleSince(work);
        // A seat is no longer idle than it is held.
        return users.Where(user => user.HasSeat && (user.SeatSince == null || user.SeatSince < since)
            && !work.Db.Set<Call>().Any(call => call.OwnerId == user.Id && call.Start >= since));
    }

    /// <summary>The Monday of an instant's week, in UTC.</summary>
    internal static DateOnly WeekOf(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }
}
