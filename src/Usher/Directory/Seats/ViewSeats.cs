using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>How many seats were bought and how many are held.</summary>
public sealed record ViewSeats : Query<CustomerSnapshot, SeatsView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<SeatsView> Run(Work work, CustomerSnapshot found)
    {
        var since = SeatChange.CountedSince(work);
        return await work.Db.Customers.Where(c => c.Id == work.Db.CustomerId).Select(c => new SeatsView(
            c.Seats, work.Db.Set<User>().Count(user => user.HasSeat), work.Db.Set<SeatChange>().Count(change => change.At > since))).FirstAsync();
    }
}

/// <summary>The seats of a customer.</summary>
/// <param name="Bought">The hard ceiling.</param>
/// <param name="Held">How many are held, by deactivated people too.</param>
/// <param name="ChangedToday">How many were given or removed within the hours that count together: more than the customer's number are a major change (rule 21).</param>
public sealed record SeatsView(int Bought, int Held, int ChangedToday);
