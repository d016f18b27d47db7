using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>
/// Gives the report of seats, to be written out as a table; that it was done is recorded. Of one person it has the seat and the week of
/// last use, as the page does (rule 12).
/// </summary>
/// <param name="Filter">Which people.</param>
/// <param name="Idle">Only those who hold one that is idle.</param>
public sealed record ExportSeats(UserFilter Filter, bool Idle = false) : Change<CustomerSnapshot, IReadOnlyList<ExportedSeat>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, CustomerSnapshot found) => Task.FromResult(Filter.Fault(found));

    /// <inheritdoc/>
    public override Task<IReadOnlyList<ExportedSeat>> Run(Work work, CustomerSnapshot found) => Rows(work, found, Filter, Idle);

    /// <summary>The report's rows, by name, for whoever may see the seats of the customer: each of them sees the same.</summary>
    internal static async Task<IReadOnlyList<ExportedSeat>> Rows(Work work, CustomerSnapshot found, UserFilter filter, bool isIdle)
    {
        var chosen = await filter.Choose(work, isIdle ? SeatUse.Idle(work, work.Db.Users) : null);
        var rows = await work.Db.Users.AsNoTracking().Select(user => new
        {
            user.Id,
            user.Department,
            user.HasSeat,
            Last = work.Db.Set<Call>().Where(call => call.OwnerId == user.Id).Max(call => (DateTimeOffset?)call.Start),
        }).ToDictionaryAsync(user => user.Id);
        var teams = found.Facts.Teams.Where(team => !team.Archived).SelectMany(team => team.Members.Select(member => (member, team.Called)))
            .ToLookup(one => one.member, one => one.Called);
        return [.. chosen.Where(user => rows.ContainsKey(user.Id))
            .OrderBy(user => user.Name, Comparer<string>.Create(work.Order.Compare)).ThenBy(user => user.Id)
            .Select(user => new ExportedSeat(user.Name, user.User!.Email, rows[user.Id].Department,
                string.Join("|", teams[user.Id].Order(StringComparer.Ordinal)), user.User.Active, rows[user.Id].HasSeat,
                rows[user.Id].Last is { } at ? SeatUse.WeekOf(at) : null))];
    }
}

/// <summary>A person's seat as a row of a table.</summary>
/// <param name="Name">First and last name.</param>
/// <param name="Email">The address.</param>
/// <param name="Department">The department; null: none is known.</param>
/// <param name="Teams">The teams, with <c>|</c> between them.</param>
/// <param name="Active">False: deactivated.</param>
/// <param name="Seat">Whether they have a seat.</param>
/// <param name="LastUsed">The Monday of the week in which a call of theirs was last recorded; null: none is stored.</param>
public sealed record ExportedSeat(string Name, string Email, string? Department, string Teams, bool Active, bool Seat, DateOnly? LastUsed);
