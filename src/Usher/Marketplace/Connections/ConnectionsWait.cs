using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>Apps whose connection the provider ended, for those who can connect them again.</summary>
internal sealed class ConnectionsWait : INeeds
{
    /// <inheritdoc/>
    public int Order => 34;

    /// <inheritdoc/>
    public async Task<IEnumerable<Need>> Of(Work work)
    {
        if (work.Snapshot is not { } customer || work.Actor.Kind != ActorKind.User) return [];
        if (!May.Ask(work, Permission.AppConfigure, Target.Of(customer)).Allowed) return [];
        var ended = await work.Db.Set<TenantConnection>().Where(one => one.Ended != null).OrderBy(one => one.Ended).Take(10 * INeeds.Most).ToListAsync();
        return ended.Where(one => May.Ask(work, Permission.AppConfigure, Target.Of(customer) with { App = one.AppId, Tenant = one.TenantId }).Allowed)
            .Take(INeeds.Most).Select(one => (one, App: customer.Apps.FirstOrDefault(app => app.Id == one.AppId)))
            .Select(wait => new Need("app-to-connect") { Id = wait.one.Id, Name = wait.App?.Called, Slug = wait.App?.Slug, At = wait.one.Ended });
    }
}
