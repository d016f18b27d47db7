using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;

namespace Usher.Directory;

/// <summary>Where a person may sign in: the staff, or a customer.</summary>
/// <param name="Kind">Staff or user.</param>
/// <param name="Id">The user's or member of staff's id.</param>
/// <param name="Customer">The customer; the empty id for staff.</param>
public sealed record Place(ActorKind Kind, Guid Id, Guid Customer)
{
    /// <summary>The places an account has now: the staff alone, or the customers it is an active user of, oldest first.</summary>
    /// <remarks>Signing in comes before any customer is known, so this one query looks across them, by the account alone.</remarks>
    public static async Task<IReadOnlyList<Place>> Of(UsherDb db, Guid account, CancellationToken ct)
    {
        if (await db.Staff.AnyAsync(s => s.Id == account && s.Active, ct)) return [new(ActorKind.Staff, account, Guid.Empty)];
        return await db.Users.IgnoreQueryFilters(["customer"]).Where(u => u.AccountId == account && u.Active)
            .OrderBy(u => u.Id).Select(u => new Place(ActorKind.User, u.Id, u.CustomerId)).ToListAsync(ct);
    }
}
