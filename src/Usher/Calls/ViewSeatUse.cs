using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Ingest;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>How seats are used, in totals: calls not stored for lack of one (rule 16), and those in use but idle.</summary>
public sealed record ViewSeatUse : Query<CustomerSnapshot, SeatUseView>
{
    private const int Days = 30;

    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<SeatUseView> Run(Work work, CustomerSnapshot found)
    {
        var since = work.Now.UtcDateTime.Date.AddDays(1 - Days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var refused = await work.Db.Set<RefusedCalls>()
            .Where(r => r.Because == RefusedBecause.NoSeat && r.Day.CompareTo(since) >= 0)
            .SumAsync(r => r.Count);
        return new(refused, Days, await SeatUse.Idle(work, work.Db.Users).CountAsync(), SeatUse.IdleWeeks);
    }
}

/// <summary>How seats are used.</summary>
/// <param name="NotStored">How many calls were not stored because their owner had none; the same call pushed again counts again.</param>
/// <param name="Days">Within how many days, today included.</param>
/// <param name="Idle">How many hold one and had no call recorded for some weeks.</param>
/// <param name="IdleWeeks">How many whole weeks those are, this one not counted.</param>
public sealed record SeatUseView(int NotStored, int Days, int Idle, int IdleWeeks);
