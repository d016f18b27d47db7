using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>The accounts that one has muted, by name.</summary>
public sealed record ListMutedAccounts : Query<Actor, Page<MutedAccountView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Actor>?> Find(Work work) => OwnPreferences.Find(work);

    /// <inheritdoc/>
    public override async Task<Page<MutedAccountView>> Run(Work work, Actor found) => new(
        await work.Db.Set<MutedAccount>().Where(m => m.UserId == found.Id).OrderBy(m => m.AccountKey).Select(m => new MutedAccountView(m.Id, m.Account)).ToListAsync(), null);
}
