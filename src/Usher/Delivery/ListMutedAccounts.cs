using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>The accounts that one has muted, by name: there are few at most.</summary>
public sealed record ListMutedAccounts : Listing<Nothing, Page<MutedAccountView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<Page<MutedAccountView>> Run(Work work, Nothing found)
    {
        var muted = await work.Db.Set<MutedAccount>().Where(m => m.UserId == work.Actor.Id).Select(m => new MutedAccountView(m.Id, m.Account)).ToListAsync();
        return Part(work, muted, account => new(account.Account, account.Id), work.Order.Compare);
    }
}
