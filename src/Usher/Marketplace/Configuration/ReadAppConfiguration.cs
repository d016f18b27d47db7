using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>The tenants where an app is active, for its own integration user: where it finds work to do.</summary>
public sealed record ListAppTenants : Listing<App, Page<AppTenantView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppReadConfiguration;

    /// <inheritdoc/>
    public override async Task<Found<App>?> Find(Work work) =>
        await AppItself.Row(work) is { } app ? new(work.Whole with { App = app.Id }, app) : null;

    /// <inheritdoc/>
    public override async Task<Page<AppTenantView>> Run(Work work, App found)
    {
        var tenants = work.Db.TenantApps.Where(place => place.AppId == found.Id && place.State == AppState.Active)
            .Join(work.Db.Tenants, place => place.TenantId, tenant => tenant.Id, (place, tenant) => tenant);
        if (After(work) is { Id: var last }) tenants = tenants.Where(tenant => tenant.Id > last);
        var rows = await tenants.OrderBy(tenant => tenant.Id).Take(Page<AppTenantView>.Size + 1).ToListAsync();
        var ids = rows.ConvertAll(tenant => tenant.Id);
        var saves = await work.Db.Set<AppSave>().Where(save => save.AppId == found.Id && ids.Contains(save.TenantId))
            .GroupBy(save => save.TenantId).Select(all => new { all.Key, Newest = all.Max(save => save.Number) })
            .ToDictionaryAsync(one => one.Key, one => one.Newest);
        return Part(work, rows, tenant => new("", tenant.Id)).Show(tenant =>
            new AppTenantView(tenant.Slug, tenant.Name, tenant.Product, tenant.ExternalId, saves.GetValueOrDefault(tenant.Id)));
    }
}

/// <summary>
/// An app's configuration in a tenant where it is active, its secrets sealed, for its own integration user alone.
/// <see cref="Configurations.Read"/> opens it.
/// </summary>
/// <param name="Tenant">The tenant, by slug.</param>
public sealed record ReadAppConfiguration(string Tenant) : Query<AppStep, SealedConfiguration>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppReadConfiguration;

    /// <inheritdoc/>
    public override async Task<Found<AppStep>?> Find(Work work) =>
        await AppItself.Row(work) is { } app ? await AppStep.Find(work, app.Slug, Tenant) : null;

    /// <inheritdoc/>
    public override async Task<SealedConfiguration> Run(Work work, AppStep found)
    {
        var stored = await AppConfiguration.Of(work, found);
        var secrets = stored.Schema?.Fitting(stored.Values, stored.Rows.Where(row => row.Value.Sealed is not null).Select(row => row.Key)) ?? new HashSet<string>();
        return new(found.App.Slug, new(found.Tenant.Slug, found.Tenant.Name), stored.Version.Number, stored.Number, stored.Values,
            stored.Rows.Values.Where(row => row.Sealed is not null && secrets.Contains(row.Name)).ToDictionary(row => row.Name, row => row.Sealed!),
            await SealedConnection.Of(work, found, stored.Version));
    }
}

/// <summary>The app that an integration user is of.</summary>
internal static class AppItself
{
    /// <summary>Null: the caller is no app's own integration user.</summary>
    public static async Task<App?> Row(Work work)
    {
        if (work.Actor.Kind != ActorKind.IntegrationUser || work.Snapshot is null) return null;
        var me = work.Actor.Id;
        return await work.Db.IntegrationUsers.Where(machine => machine.Id == me && machine.Active)
            .Join(work.Db.Apps, machine => machine.OfAppId, app => app.Id, (machine, app) => app).FirstOrDefaultAsync();
    }
}

/// <summary>A tenant where an app is active.</summary>
/// <param name="Slug">Its slug.</param>
/// <param name="Name">Its name.</param>
/// <param name="Product">The upstream product.</param>
/// <param name="ExternalId">Its id there.</param>
/// <param name="Revision">The number of the newest save of the app's configuration; 0: nothing was saved.</param>
public sealed record AppTenantView(string Slug, string Name, string Product, string ExternalId, int Revision);

/// <summary>An app's configuration as it is stored.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Version">The version that serves there.</param>
/// <param name="Revision">The number of the newest save; 0: nothing was saved.</param>
/// <param name="Values">What is set, its secrets apart.</param>
/// <param name="Secrets">Its secrets, sealed, by JSON pointer.</param>
/// <param name="Connection">Its connection, sealed; null: there is none.</param>
public sealed record SealedConfiguration(
    string App, ThingView Tenant, int Version, int Revision, JsonObject Values, IReadOnlyDictionary<string, string> Secrets,
    SealedConnection? Connection);

/// <summary>An app's configuration, secrets included, as the app itself reads it.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Version">The version of the app that serves there.</param>
/// <param name="Configuration">The configuration, as the version's schema describes it.</param>
/// <param name="Connection">Its connection by OAuth; null: there is none.</param>
/// <param name="Revision">The number of the newest save, which is its ETag; 0: nothing was saved.</param>
public sealed record OpenConfiguration(
    string App, ThingView Tenant, int Version, JsonObject Configuration, OpenConnection? Connection, int Revision) : IRevisedView;

/// <summary>A secret was sealed by keys that are not here any more.</summary>
/// <param name="Member">Which, as a JSON pointer.</param>
public sealed record SecretUnreadable(string Member)
    : Refusal($"The secret {Member} can’t be opened any more. Somebody who may configure the app has to enter it again.");
