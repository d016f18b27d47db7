using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>Browses the marketplace: the catalogue, by name, and the state of each app in the tenants one reaches.</summary>
/// <param name="Query">Words of a name, in any order; null: all.</param>
public sealed record ListApps(string? Query = null) : Listing<CustomerSnapshot, Page<AppView>>
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
        var page = await ByName(work, Sought.Among(found.Apps, Query), app => app.Id, app => app.Called);
        var ids = page.Items.Select(app => app.Id).ToList();
        var apps = await work.Db.Apps.Where(app => ids.Contains(app.Id)).ToDictionaryAsync(app => app.Id);
        var places = await work.Db.TenantApps.Where(place => ids.Contains(place.AppId))
            .ToDictionaryAsync(place => (place.AppId, place.TenantId));
        var tenants = found.Facts.Tenants.Where(tenant => May.Ask(work, Needs, Target.Of(found) with { Tenant = tenant.Id }).Allowed)
            .OrderBy(tenant => tenant.Slug, StringComparer.Ordinal).ToList();
        return new(
            [
                .. ids.Where(apps.ContainsKey).Select(id => apps[id]).Select(app => new AppView(
                    app.Slug, app.Name, app.Summary, app.Category,
                        [.. tenants.Select(tenant => Place(work, app, tenant, places.GetValueOrDefault((app.Id, tenant.Id))))])),
            ],
            page.Next);
    }

    private static AppPlace Place(Work work, App app, Named tenant, TenantApp? row)
    {
        var target = Target.Of(work.Customer) with { App = app.Id, Tenant = tenant.Id };
        return new(tenant.Slug, row?.State, row?.Reason, new Dictionary<string, May>(StringComparer.Ordinal)
        {
            ["request"] = May.Ask(work, Permission.AppRequest, target),
            ["configure"] = May.Ask(work, Permission.AppConfigure, target),
            ["approve"] = May.Ask(work, Permission.AppApprove, target),
        });
    }
}

/// <summary>An app of the catalogue, and its state in the tenants that the caller reaches.</summary>
public sealed record AppView(string Slug, string Name, string Summary, string Category, IReadOnlyList<AppPlace> Tenants);

/// <summary>An app in one tenant.</summary>
/// <param name="Tenant">The tenant, by slug.</param>
/// <param name="State">Its state; null: available.</param>
/// <param name="Reason">Why it was declined.</param>
/// <param name="Can">What the caller may do with it there.</param>
public sealed record AppPlace(string Tenant, AppState? State, string? Reason, IReadOnlyDictionary<string, May> Can);
