using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Browses the marketplace: the catalogue and the customer's own apps, by name, and the state of each in the tenants one reaches. Three
/// small queries, whatever the number of apps, and one for each filter but that of words.
/// </summary>
/// <param name="Query">Words of a name, in any order; null: all.</param>
/// <param name="Category">Only those on this shelf; null: all.</param>
/// <param name="State">Only those in this state in a tenant one reaches; null: all.</param>
public sealed record ListApps(string? Query = null, string? Category = null, AppState? State = null)
    : Listing<CustomerSnapshot, Page<AppView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found) => Sought.Fault(Query) ?? await base.Check(work, found);

    /// <inheritdoc/>
    public override async Task<Page<AppView>> Run(Work work, CustomerSnapshot found)
    {
        var tenants = await Tenants(work);
        var page = await ByName(work, await Among(work, found, tenants), app => app.Id, app => app.Called);
        var ids = page.Items.Select(app => app.Id).ToList();
        var apps = await work.Db.Apps.Where(app => ids.Contains(app.Id)).ToDictionaryAsync(app => app.Id);
        var places = await work.Db.TenantApps.Where(place => ids.Contains(place.AppId))
            .ToDictionaryAsync(place => (place.AppId, place.TenantId));
        var people = await MarketplacePeople.Of(work);
        return new(
            [
                .. ids.Where(apps.ContainsKey).Select(id => apps[id]).Select(app => new AppView(
                    app.Slug, app.Name, app.Publisher, app.Summary, app.Categories.Split(','), app.Owner is not null, app.Icon,
                    [.. tenants.Select(tenant => AppPlace.Of(work, app, tenant, places.GetValueOrDefault((app.Id, tenant.Id)), people))])),
            ],
            page.Next);
    }

    /// <summary>The tenants that the caller reaches, by name.</summary>
    internal static async Task<IReadOnlyList<Tenant>> Tenants(Work work) =>
    [
        .. (await work.Db.Tenants.ToListAsync())
            .Where(tenant => May.Ask(work, Permission.AppView, Target.Of(work.Customer) with { Tenant = tenant.Id }).Allowed)
            .OrderBy(tenant => tenant.Name, Comparer<string>.Create(work.Order.Compare)),
    ];

    private async Task<IEnumerable<Named>> Among(Work work, CustomerSnapshot found, IReadOnlyList<Tenant> tenants)
    {
        var apps = Sought.Among(found.Apps, Query);
        if (Category is { } shelf)
        {
            var there = (await work.Db.Apps.Where(app => app.Categories.Contains(shelf)).Select(app => new { app.Id, app.Categories }).ToListAsync())
                .Where(app => app.Categories.Split(',').Contains(shelf, StringComparer.Ordinal)).Select(app => app.Id).ToHashSet();
            apps = apps.Where(app => there.Contains(app.Id));
        }

        if (State is not { } state) return apps;
        var reached = tenants.Select(tenant => tenant.Id).ToList();
        var having = (await work.Db.TenantApps.Where(place => place.State == state && reached.Contains(place.TenantId))
            .Select(place => place.AppId).ToListAsync()).ToHashSet();
        return apps.Where(app => having.Contains(app.Id));
    }
}
