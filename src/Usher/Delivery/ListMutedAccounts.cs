using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>The accounts that one has muted, by name.</summary>
public sealed record ListMutedAccounts : Query<Nothing, Page<MutedAccountView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<Page<MutedAccountView>> Run(Work work, Nothing found) => new(
        await work.Db.Set<MutedAccount>().Where(m => m.UserId == work.Actor.Id).OrderBy(m => m.AccountKey).Select(m => new MutedAccountView(m.Id, m.Account)).ToListAsync(), null);
}
