using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Where a person may sign in: the staff, or a customer.</summary>
/// <param name="Kind">Staff or user.</param>
/// <param name="Id">The user's or member of staff's id.</param>
/// <param name="Customer">The customer; the empty id for staff.</param>
public sealed record Membership(ActorKind Kind, Guid Id, Guid Customer)
{
    /// <summary>The memberships an account has now: the staff alone, or the customers it is an active user of, oldest first.</summary>
    /// <remarks>Signing in comes before any customer is known, so this one query looks across them, by the account alone.</remarks>
    public static async Task<IReadOnlyList<Membership>> Of(UsherDb db, Guid account, CancellationToken ct)
    {
        if (await db.Staff.AnyAsync(s => s.Id == account && s.Active, ct)) return [new(ActorKind.Staff, account, Guid.Empty)];
        return await db.Everywhere(Across.Memberships,
            () => db.Users.IgnoreQueryFilters(["customer"]).Where(u => u.AccountId == account && u.Active)
            .OrderBy(u => u.Id).Select(u => new Membership(ActorKind.User, u.Id, u.CustomerId)).ToListAsync(ct));
    }

    /// <summary>Whose an address is, and their first membership. An address that nobody has takes the same steps.</summary>
    internal static async Task<(Account? Account, Membership? First)> OfAddress(UsherDb db, string normalized, CancellationToken ct)
    {
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.NormalizedEmail == normalized, ct);
        return (account, (await Of(db, account?.Id ?? Guid.Empty, ct)).FirstOrDefault());
    }

    /// <summary>Ends what lets a person in where the act is: sessions, keys, links.</summary>
    /// <param name="work">The act by which the membership ends.</param>
    /// <param name="holder">The user or member of staff.</param>
    /// <param name="account">Their account.</param>
    internal static async Task Close(Work work, Guid holder, Guid account)
    {
        work.Db.RemoveRange(await work.Db.Set<Session>().Where(s => s.HolderId == holder).ToListAsync());
        await ApiKey.RevokeAll(work, holder);
        await OneTimeLink.Forget(work, account, work.Db.CustomerId);
    }
}
