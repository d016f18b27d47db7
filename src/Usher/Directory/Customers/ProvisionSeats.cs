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
    public override async Task<Found<Customer>?> Find(Work work) =>
        new(Target.Of(work.Customer), await work.Db.Customers.FirstAsync(c => c.Id == work.Db.CustomerId));

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Customer found)
    {
        if (Bought is < 0 or > 1_000_000) return new Invalid("/seats", "0 to 1,000,000.");
        if (work.Stale(found) is { } stale) return stale;
        var held = await work.Db.Users.CountAsync(u => u.HasSeat);
        return held > Bought ? new SeatsHeld(held) : await work.NoteMissing();
    }

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, Customer found)
    {
        found.Seats = Bought;
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>Rule 16: more seats are held than there would be.</summary>
/// <param name="Held">How many are held.</param>
public sealed record SeatsHeld(int Held) : Refusal($"{Held} seats are held. The customer takes some back first.");
