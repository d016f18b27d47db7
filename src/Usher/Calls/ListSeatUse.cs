using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>The people of a customer with their licence and the week it was last used: of one person, nothing more is told (rule 12).</summary>
/// <param name="Filter">Which.</param>
/// <param name="Idle">Only those who hold one that stands idle.</param>
public sealed record ListSeatUse(UserFilter Filter, bool Idle = false) : Query<CustomerSnapshot, Page<SeatUse>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, CustomerSnapshot found) => Task.FromResult(Filter.Fault(found));

    /// <inheritdoc/>
    public override async Task<Page<SeatUse>> Run(Work work, CustomerSnapshot found)
    {
        var page = await Filter.Read(work, Idle ? SeatUse.Idle(work, work.Db.Users) : null);
        var ids = page.Items.Select(user => user.Id).ToList();
        var last = await work.Db.Set<Call>().Where(call => ids.Contains(call.OwnerId)).GroupBy(call => call.OwnerId)
            .Select(calls => new { User = calls.Key, At = calls.Max(call => call.Start) }).ToDictionaryAsync(one => one.User, one => SeatUse.WeekOf(one.At));
        return new([.. page.Items.Select(user => new SeatUse(user, last.TryGetValue(user.Id, out var week) ? week : null))], page.Next);
    }
}

/// <summary>A user and their recording licence.</summary>
/// <param name="User">The user; <c>seat</c> says whether they hold one.</param>
/// <param name="LastUsed">The Monday (UTC) of the week in which a call of theirs was last recorded; null: none is stored.</param>
public sealed record SeatUse(UserView User, DateOnly? LastUsed)
{
    /// <summary>After how many whole weeks without a call a licence stands idle.</summary>
    public const int IdleWeeks = 4;

    /// <summary>Who holds one that stands idle.</summary>
    internal static IQueryable<User> Idle(Work work, IQueryable<User> users)
    {
        var since = new DateTimeOffset(WeekOf(work.Now).AddDays(-7 * IdleWeeks), default, TimeSpan.Zero);
        return users.Where(user => user.HasSeat && !work.Db.Set<Call>().Any(call => call.OwnerId == user.Id && call.Start >= since));
    }

    /// <summary>The Monday of an instant's week, in UTC.</summary>
    internal static DateOnly WeekOf(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }
}
