using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>The marketplace of a customer, and the queue of those who decide.</summary>
internal sealed class MarketplacePages : IPages
{
    /// <inheritdoc/>
    public IEnumerable<(string Name, May May)> Pages(Work work, Target here) =>
    [
        ("apps", May.Ask(work, Permission.AppView, here)),
        ("appRequests", May.Ask(work, Permission.AppApprove, here)),
        ("publishApp", May.Ask(work, Permission.AppPublish, Target.Platform)),
        ("publishOwnApp", May.Ask(work, Permission.AppPublishOwn, here)),
    ];
}

/// <summary>The first app, for those who request and configure apps.</summary>
internal sealed class MarketplaceFirstSteps : IFirstSteps
{
    /// <inheritdoc/>
    public async Task<IEnumerable<FirstStep>> Of(Work work) =>
        work.Snapshot is { } customer && work.Actor.Kind == ActorKind.User && May.Ask(work, Permission.AppConfigure, Target.Of(customer)).Allowed
            ? [new(14, "app", await work.Db.TenantApps.AnyAsync())]
            : [];
}

/// <summary>Requests for apps that the vendor's people decide: counted, the queue has them all.</summary>
internal sealed class AppRequestsWait : INeeds
{
    /// <inheritdoc/>
    public int Order => 25;

    /// <inheritdoc/>
    public async Task<IEnumerable<Need>> Of(Work work)
    {
        if (work.Snapshot is not null || !May.Ask(work, Permission.AppApprove, Target.Platform).Allowed) return [];
        var waiting = await work.Db.Everywhere(Across.AppRequests, () => work.Db.TenantApps.IgnoreQueryFilters()
            .Where(row => row.State == AppState.Requested).GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), First = all.Min(row => row.RequestedAt) }).FirstOrDefaultAsync());
        return waiting is null ? [] : [new Need("app-requests") { Count = waiting.Count, At = waiting.First }];
    }
}

/// <summary>Apps that were approved and wait for somebody who configures them, for those who may.</summary>
internal sealed class AppsWait : INeeds
{
    /// <inheritdoc/>
    public int Order => 35;

    /// <inheritdoc/>
    public async Task<IEnumerable<Need>> Of(Work work)
    {
        if (work.Snapshot is not { } customer || work.Actor.Kind != ActorKind.User) return [];
        if (!May.Ask(work, Permission.AppConfigure, Target.Of(customer)).Allowed) return [];
        var approved = await work.Db.TenantApps.Where(row => row.State == AppState.Approved).Take(10 * INeeds.Most).ToListAsync();
        return approved.Where(row => May.Ask(work, Permission.AppConfigure, Target.Of(customer) with { App = row.AppId, Tenant = row.TenantId }).Allowed)
            .Take(INeeds.Most).Select(row => new Need("app-to-configure")
            {
                Id = row.AppId,
                Name = customer.Apps.FirstOrDefault(app => app.Id == row.AppId)?.Called,
                Slug = customer.Apps.FirstOrDefault(app => app.Id == row.AppId)?.Slug,
                At = row.MovedAt,
            });
    }
}
