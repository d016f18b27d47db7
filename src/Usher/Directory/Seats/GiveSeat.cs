using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Gives a user a seat: their calls are recorded and stored (rule 16). Giving it again changes nothing.</summary>
/// <param name="User">Who gets it.</param>
public sealed record GiveSeat(Guid User) : Change<Person, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceAssign;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Person found)
    {
        if (!found.Row.Active) return new PersonDeactivated();
        if (found.Row.HasSeat) return null;
        if (await work.NoteMissing() is { } missing) return missing;
        var bought = await work.Db.Customers.Where(c => c.Id == work.Db.CustomerId).Select(c => c.Seats).FirstAsync();
        var held = await work.Db.Users.CountAsync(u => u.HasSeat);
        return GrantRules.Seats(bought, held + 1, await TakeSeat.ChangedWithinADay(work) + 1, fromOrganizationAdmin: false);
    }

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, Person found)
    {
        if (!found.Row.HasSeat) TakeSeat.Set(work, found, held: true);
        return Task.FromResult(Nothing.Value);
    }
}
