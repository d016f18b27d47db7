using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Sets the number of recording seats a customer bought.</summary>
/// <param name="Bought">How many; not fewer than are held.</param>
public sealed record ProvisionSeats(int Bought) : Change<Customer, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceProvision;

    /// <inheritdoc/>
    public override Task<Found<Customer>?> Find(Work work) => OneCustomer.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Customer found)
    {
        if (Bought is < 0 or > 1_000_000) return new Invalid("/seats", "0 to 1,000,000.");
        if (work.Stale(found) is { } stale) return stale;
        var held = await work.Db.Users.CountAsync(u => u.HasSeat);
        return held > Bought ? new SeatsHeld() : await work.NoteMissing();
    }

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, Customer found)
    {
        found.Seats = Bought;
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>Rule 16: more seats are in use than there would be. How many is for those to know who see seats.</summary>
public sealed record SeatsHeld() : Refusal("More seats than that are in use. The customer must remove some first.");
