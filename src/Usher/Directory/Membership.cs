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
    /// <summary>
    /// The memberships an account has now: the staff alone, or the open customers it is an active user of, oldest first.
    /// </summary>
    public static async Task<IReadOnlyList<Membership>> Of(UsherDb db, Guid account, CancellationToken ct) =>
        [.. (await All(db, account, ct)).Where(one => !one.IsClosed).Select(one => one.Membership)];

    /// <summary>The same and those in closed customers, where nobody can sign in; oldest first.</summary>
    /// <remarks>Signing in comes before any customer is known, so this one query looks across them, by the account alone.</remarks>
    internal static async Task<IReadOnlyList<(Membership Membership, bool IsClosed)>> All(UsherDb db, Guid account, CancellationToken ct)
    {
        if (await db.Staff.AnyAsync(s => s.Id == account && s.Active, ct)) return [(new(ActorKind.Staff, account, Guid.Empty), false)];
        var found = await db.Everywhere(Across.Memberships,
            () => db.Users.IgnoreQueryFilters(["customer"]).Where(u => u.AccountId == account && u.Active).OrderBy(u => u.Id)
            .Select(u => new { u.Id, u.CustomerId, IsClosed = db.Set<Customer>().Any(c => c.Id == u.CustomerId && c.Closed) })
            .ToListAsync(ct));
        return found.ConvertAll(one => (new Membership(ActorKind.User, one.Id, one.CustomerId), one.IsClosed));
    }

    /// <summary>
    /// Whose an address is, their first membership, and whether they have none but in closed customers. An address that nobody has takes
    /// the same steps.
    /// </summary>
    internal static async Task<(Account? Account, Membership? First, bool IsClosed)> OfAddress(UsherDb db, string normalized,
        CancellationToken ct)
    {
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.NormalizedEmail == normalized, ct);
        var all = await All(db, account?.Id ?? Guid.Empty, ct);
        var first = all.FirstOrDefault(one => !one.IsClosed).Membership;
        return (account, first, first is null && all.Count > 0);
    }

    /// <summary>Ends what lets a person in where the act is: sessions, keys, links.</summary>
    /// <param name="work">The act by which the membership ends.</param>
    /// <param name="holder">The user or member of staff.</param>
    /// <param name="account">Their account.</param>
    internal static Task Close(Work work, Guid holder, Guid account) => Close(work, [(holder, account)]);

    /// <summary>
    /// The same of several at once. What they are known by in Slack and at recorders ends with it: who
    /// has that name later is somebody to be proved again (rule 26). Of users, whoever keeps something for them hears of it.
    /// </summary>
    internal static async Task Close(Work work, IReadOnlyList<(Guid Holder, Guid Account)> members)
    {
        if (members.Count == 0) return;
        var (holders, accounts) = (members.Select(one => one.Holder).ToList(), members.Select(one => one.Account).ToList());
        work.Db.RemoveRange(await work.Db.Set<Session>().Where(s => holders.Contains(s.HolderId)).ToListAsync());
        await ApiKey.RevokeAll(work, holders);
        await OneTimeLink.Forget(work, accounts, work.Db.CustomerId);
        if (work.Snapshot is null) return;
        foreach (var identity in await work.Db.Set<UserIdentity>().Where(i => holders.Contains(i.UserId)).ToListAsync())
        {
            await UserIdentity.Remove(work, identity);
            identity.TellOf(work, $"{identity.Words} is no longer linked to you: you were deactivated.",
                $"{identity.Words} is no longer linked to {work.Customer.User(identity.UserId)?.Name ?? "a user"}, who was deactivated.");
        }

        work.Db.RemoveRange(await work.Db.Set<IdentityProposal>().Where(p => holders.Contains(p.UserId)).ToListAsync());
        foreach (var user in holders) work.Publish(new UserDeactivated(user));
    }
}
