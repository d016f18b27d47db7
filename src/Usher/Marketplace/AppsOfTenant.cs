using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// What apps keep of a tenant: configurations, secrets, and the keys of integration users that no other tenant of the customer needs.
/// </summary>
internal sealed class AppsOfTenant : IKeepsOfTenant
{
    /// <inheritdoc/>
    public int Order => 10;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TenantLoss>> Of(Work work, Tenant tenant)
    {
        var settings = await work.Db.Set<AppSetting>().Where(setting => setting.TenantId == tenant.Id)
            .Join(work.Db.Set<App>(), setting => setting.AppId, app => app.Id, (setting, app) => new { app.Name, IsSecret = setting.Sealed != null })
            .ToListAsync();
        var users = (await Ending(work, tenant)).ConvertAll(user => user.Id);
        var now = work.Now;
        var keys = await work.Db.ApiKeys.Where(key => users.Contains(key.HolderId) && !key.Revoked && key.Expires > now)
            .OrderBy(key => key.Name).Select(key => key.Name).ToListAsync();
        return
        [
            .. Loss("configurations", [.. settings.Select(one => one.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]),
            .. Loss("secrets", [.. settings.Where(one => one.IsSecret).Select(one => one.Name)]),
            .. Loss("keys", keys),
            .. Loss("connections", await work.Db.Set<TenantConnection>().Where(connection => connection.TenantId == tenant.Id)
                .Join(work.Db.Set<App>(), connection => connection.AppId, app => app.Id, (_, app) => app.Name).OrderBy(name => name).ToListAsync()),
        ];
    }

    /// <inheritdoc/>
    public async Task Reset(Work work, Tenant tenant)
    {
        foreach (var user in await Ending(work, tenant))
        {
            user.Active = false;
            await ApiKey.RevokeAll(work, user.Id);
            work.Db.RemoveRange(await work.Db.Set<AppWebhook>().Where(webhook => webhook.IntegrationUserId == user.Id).ToListAsync());
        }

        foreach (var connection in await work.Db.Set<TenantConnection>().Where(connection => connection.TenantId == tenant.Id).ToListAsync())
            await connection.End(work);
        work.Db.RemoveRange(await work.Db.Set<ConnectionStart>().Where(start => start.TenantId == tenant.Id).ToListAsync());
        work.Db.RemoveRange(await work.Db.Set<AppSetting>().Where(setting => setting.TenantId == tenant.Id).ToListAsync());
        work.Db.RemoveRange(await work.Db.Set<AppHealth>().Where(health => health.TenantId == tenant.Id).ToListAsync());
        work.Db.RemoveRange(await work.Db.Set<AppReport>().Where(report => report.TenantId == tenant.Id).ToListAsync());
        work.Db.RemoveRange(await work.Db.Set<AppSave>().Where(save => save.TenantId == tenant.Id).ToListAsync());
    }

    /// <summary>The apps' integration users that end with the tenant: no other tenant has the app.</summary>
    private static async Task<List<IntegrationUser>> Ending(Work work, Tenant tenant)
    {
        var here = await work.Db.TenantApps.Where(app => app.TenantId == tenant.Id).Select(app => app.AppId).ToListAsync();
        var elsewhere = await work.Db.TenantApps.Where(app => app.TenantId != tenant.Id && here.Contains(app.AppId) && app.ApprovedVersion > 0)
            .Select(app => app.AppId).ToListAsync();
        var ending = here.Except(elsewhere).ToList();
        return await work.Db.IntegrationUsers.Where(user => user.Active && user.OfAppId != null && ending.Contains(user.OfAppId.Value)).ToListAsync();
    }

    private static IEnumerable<TenantLoss> Loss(string kind, IReadOnlyList<string> names) =>
        names.Count == 0 ? [] : [new(kind, names.Count, [.. names.Distinct(StringComparer.Ordinal).Take(TenantLoss.Named)])];
}
