using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>Browses the marketplace: the catalogue, and where each app stands in the tenants one reaches.</summary>
public sealed record ListApps : Query<CustomerSnapshot, Page<AppView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Page<AppView>> Run(Work work, CustomerSnapshot found)
    {
        var customer = found.Id;
        var apps = await work.Db.Apps.Where(a => a.Owner == null || a.Owner == customer).OrderBy(a => a.Name).ToListAsync();
        var tenants = (await work.Db.Tenants.OrderBy(t => t.Slug).ToListAsync())
            .Where(t => May.Ask(work, Permission.AppView, Target.Of(found) with { Tenant = t.Id }).Allowed).ToList();
        var rows = await work.Db.TenantApps.ToDictionaryAsync(t => (t.AppId, t.TenantId));
        return new([.. apps.Select(app => new AppView(app.Slug, app.Name, app.Summary, app.Category, [.. tenants.Select(tenant => Place(work, app, tenant, rows.GetValueOrDefault((app.Id, tenant.Id))))]))], null);
    }

    private static AppPlace Place(Work work, App app, Tenant tenant, TenantApp? row)
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

/// <summary>An app of the catalogue, and where it stands in the tenants that the caller reaches.</summary>
public sealed record AppView(string Slug, string Name, string Summary, string Category, IReadOnlyList<AppPlace> Tenants);

/// <summary>An app in one tenant.</summary>
/// <param name="Tenant">The tenant, by slug.</param>
/// <param name="State">Where it stands; null: available.</param>
/// <param name="Reason">Why it was declined.</param>
/// <param name="Can">What the caller may do with it there.</param>
public sealed record AppPlace(string Tenant, AppState? State, string? Reason, IReadOnlyDictionary<string, May> Can);
