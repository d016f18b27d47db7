using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Retention;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>
/// How many seats were in use in each of the last twelve full weeks, and how many people used theirs: one query. Fewer people than five are
/// not counted (rule 12).
/// </summary>
public sealed record ViewSeatWeeks : Query<CustomerSnapshot, SeatWeeks>
{
    private const int Weeks = 12;

    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<SeatWeeks> Run(Work work, CustomerSnapshot found)
    {
        var end = SeatUse.WeekOf(work.Now);
        var first = end.AddDays(-7 * Weeks);
        var (from, to, week) = (Micros(first), Micros(end), (long)TimeSpan.FromDays(7).TotalMicroseconds);
        var customer = work.Db.CustomerId;
        // Of a person who called, of a seat that was given or removed, the week; of the seats in use now, none.
        var rows = await work.Db.Database.SqlQuery<Row>($"""
            SELECT (start - {from}) / {week} AS "Week", COUNT(DISTINCT owner_id) AS "People", 0 AS "Seats" FROM calls
            WHERE customer_id = {customer} AND start >= {from} AND start < {to} GROUP BY 1
            UNION ALL
            SELECT (at - {from}) / {week} AS "Week", 0 AS "People", SUM(CASE WHEN given THEN 1 ELSE -1 END) AS "Seats" FROM seat_changes
            WHERE customer_id = {customer} AND at >= {from} GROUP BY 1
            UNION ALL
            SELECT -1 AS "Week", 0 AS "People", COUNT(*) AS "Seats" FROM users WHERE customer_id = {customer} AND has_seat
            """).ToListAsync();
        var now = rows.Single(row => row.Week < 0).Seats;
        return new(RetentionPreview.FewestPeople, [.. Enumerable.Range(0, Weeks).Select(number =>
        {
            var used = (int)rows.Where(row => row.Week == number).Sum(row => row.People);
            return new SeatWeek(first.AddDays(7 * number), (int)(now - rows.Where(row => row.Week > number).Sum(row => row.Seats)),
                used < RetentionPreview.FewestPeople ? null : used);
        })]);
    }

    private static long Micros(DateOnly day) => StoredInstant.Micros(new(day, default, TimeSpan.Zero));

    private sealed record Row(long Week, long People, long Seats);
}

/// <summary>Seats by week.</summary>
/// <param name="Fewest">Of fewer people than this who used their seat, no number is given.</param>
/// <param name="Weeks">The weeks that are over, the earliest first.</param>
public sealed record SeatWeeks(int Fewest, IReadOnlyList<SeatWeek> Weeks);

/// <summary>Seats in one week.</summary>
/// <param name="From">Its Monday (UTC).</param>
/// <param name="Seats">How many were in use at its end.</param>
/// <param name="Used">How many people had a call recorded in it; null: fewer than five, or nobody.</param>
public sealed record SeatWeek(DateOnly From, int Seats, int? Used);
