using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// The queue of those who decide about apps, across all customers: what was reminded of first, then the oldest. Three queries, none of
/// which grows with the customers it does not show.
/// </summary>
/// <param name="App">Only for this app, by slug; null: all.</param>
/// <param name="Customer">Only of this customer, by slug; null: all.</param>
public sealed record ListAppRequests(string? App = null, string? Customer = null) : Listing<Nothing, Page<AppRequestLine>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppApprove;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Task.FromResult<Found<Nothing>?>(new(work.Whole, Nothing.Value));

    /// <inheritdoc/>
    public override async Task<Page<AppRequestLine>> Run(Work work, Nothing found)
    {
        var platform = await work.Snapshots.Platform(default);
        return await work.Db.Everywhere(Across.AppRequests, async () =>
        {
            var (page, scopes, people) = await Read(work);
            return page.Show(row => new AppRequestLine(
                new(row.Customer, row.CustomerName), new(row.Tenant, row.TenantName), row.Product, new(row.App, row.AppName),
                new(row.By, people.GetValueOrDefault(row.By) ?? platform.StaffMember(row.By)?.Name ?? "Somebody"), row.At, row.Wanted,
                row.RemindedAt, scopes[row.AppId], row.Version,
                May.Yes.Unless(OwnAppRequest.Fault(platform, row.By, work.Actor.Id))));
        });
    }

    private async Task<(Page<Row> Page, Dictionary<Guid, IReadOnlyList<AppScope>> Scopes, Dictionary<Guid, string> People)> Read(Work work)
    {
        var db = work.Db;
        var requests = db.TenantApps.IgnoreQueryFilters().Where(row => row.State == AppState.Requested);
        if (After(work) is { Key: var key, Id: var last })
        {
            var (at, app) = (new Position(key[..^32], last).At, Guid.ParseExact(key[^32..], "N"));
            requests = requests.Where(row => row.QueuedAt > at || (row.QueuedAt == at
                && (row.AppId.CompareTo(app) > 0 || (row.AppId == app && row.TenantId.CompareTo(last) > 0))));
        }

        var joined = requests
            .Join(db.Apps, row => row.AppId, app => app.Id, (row, app) => new { row, app })
            .Join(db.Tenants.IgnoreQueryFilters(), one => one.row.TenantId, tenant => tenant.Id, (one, tenant) => new { one.row, one.app, tenant })
            .Join(db.Customers.IgnoreQueryFilters(), one => one.row.CustomerId, customer => customer.Id,
                (one, customer) => new { one.row, one.app, one.tenant, customer });
        if (App is { } slug) joined = joined.Where(one => one.app.Slug == slug);
        if (Customer is { } of) joined = joined.Where(one => one.customer.Slug == of);
        var rows = await joined.Where(one => !one.customer.Closed).OrderBy(one => one.row.QueuedAt).ThenBy(one => one.row.AppId)
            .ThenBy(one => one.row.TenantId).Take(Page<Row>.Size + 1)
            .Select(one => new Row(
                one.row.TenantId, one.row.QueuedAt, one.customer.Slug, one.customer.Name, one.tenant.Slug, one.tenant.Name, one.tenant.Product,
                one.app.Slug, one.app.Name, one.app.Id, one.app.Version, one.row.RequestedBy, one.row.RequestedAt, one.row.Wanted,
                one.row.RemindedAt)).ToListAsync();
        var (apps, by) = (rows.Select(row => row.AppId).Distinct().ToList(), rows.Select(row => row.By).Distinct().ToList());
        var scopes = (await db.Set<AppVersion>().Where(v => apps.Contains(v.AppId)).ToListAsync())
            .Join(rows.DistinctBy(row => row.AppId), v => (v.AppId, v.Number), row => (row.AppId, row.Version), (v, row) => (row.AppId, v.ReadScopes))
            .ToDictionary(one => one.AppId, one => one.ReadScopes);
        var people = await db.Set<User>().IgnoreQueryFilters().Where(user => by.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.Name);
        return (Part(work, rows, row => new($"{Position.Of(row.QueuedAt)}{row.AppId:N}", row.TenantId)), scopes, people);
    }

    private sealed record Row(
        Guid TenantId, DateTimeOffset QueuedAt, string Customer, string CustomerName, string Tenant, string TenantName, string Product,
        string App, string AppName, Guid AppId, int Version, Guid By, DateTimeOffset At, string? Wanted, DateTimeOffset? RemindedAt);
}

/// <summary>A request in the queue.</summary>
/// <param name="Customer">Whose it is.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Product">The tenant's product.</param>
/// <param name="App">The app.</param>
/// <param name="By">Who asked.</param>
/// <param name="At">When.</param>
/// <param name="Wanted">What it is for, in their words.</param>
/// <param name="RemindedAt">When those who decide were last reminded; null: never.</param>
/// <param name="Scopes">What approving would let the app's integration user be given.</param>
/// <param name="Version">The newest version of the app, whose scopes these are.</param>
/// <param name="Approve">Whether the caller may approve it.</param>
public sealed record AppRequestLine(
    ThingView Customer, ThingView Tenant, string Product, ThingView App, PersonView By, DateTimeOffset At, string? Wanted,
    DateTimeOffset? RemindedAt, IReadOnlyList<AppScope> Scopes, int Version, May Approve);
