using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Ingest;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>
/// What is above a page of seats, in one query: how many were bought and are in use, what waits, calls not stored for lack of one (rule
/// 16), and idle ones.
/// </summary>
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
        var day = work.Now.UtcDateTime.Date.AddDays(1 - Days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (since, facts) = (SeatChange.CountedSince(work), found.Facts);
        var idle = SeatUse.Idle(work, work.Db.Set<User>());
        var may = new Dictionary<string, May>(StringComparer.Ordinal)
        {
            ["assign"] = May.Ask(work, Permission.LicenceAssign, Target.Of(found)),
            ["approve"] = May.Ask(work, Permission.LicenceApprove, Target.Of(found)),
        };
        return (await work.Db.Customers.Where(c => c.Id == work.Db.CustomerId).Select(c => new
        {
            c.Seats,
            c.NotesRequired,
            Used = work.Db.Set<User>().Count(user => user.HasSeat),
            Changed = work.Db.Set<SeatChange>().Count(change => change.At > since),
            Waiting = work.Db.Set<SeatRequest>().Count(request => request.State == RequestState.Open),
            NotStored = work.Db.Set<RefusedCalls>().Where(r => r.Because == RefusedBecause.NoSeat && r.Day.CompareTo(day) >= 0).Sum(r => r.Count),
            Idle = idle.Count(),
        }).ToListAsync()).ConvertAll(one => new SeatUseView(one.Seats, one.Used, one.Changed, facts.MajorSeats, facts.MajorSeatHours, one.Waiting,
            one.NotStored, Days, one.Idle, SeatUse.IdleDays, one.NotesRequired, may)).Single();
    }
}

/// <summary>How seats are used.</summary>
/// <param name="Bought">The hard ceiling.</param>
/// <param name="Used">How many are in use, by deactivated people too.</param>
/// <param name="Changed">How many were given or removed within <paramref name="MajorHours"/>.</param>
/// <param name="Major">More than this many are a major change (rule 21).</param>
/// <param name="MajorHours">Within how many hours changes are counted together.</param>
/// <param name="Waiting">How many major changes wait.</param>
/// <param name="NotStored">How many calls were not stored because their owner had none; the same call pushed again counts again.</param>
/// <param name="Days">Within how many days, today included.</param>
/// <param name="Idle">How many are in use and had no call recorded for some time.</param>
/// <param name="IdleDays">For how many days at least.</param>
/// <param name="NotesRequired">Whether a change carries a note (rule 24).</param>
/// <param name="Can">Whether the caller may give and remove seats, and approve major changes.</param>
public sealed record SeatUseView(int Bought, int Used, int Changed, int Major, int MajorHours, int Waiting, int NotStored, int Days, int Idle,
    int IdleDays, bool NotesRequired, IReadOnlyDictionary<string, May> Can);
