using Microsoft.EntityFrameworkCore;
using Usher.Data;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Finds customers by name: staff every one, a Customer Admin the own. Three queries, whatever the number of customers.</summary>
/// <param name="Query">Words of the name or slug, in any order, letters' marks apart; null: all.</param>
public sealed record ListCustomers(string? Query = null) : Listing<Nothing, CustomerList>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomerView;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) =>
        Task.FromResult<Found<Nothing>?>(new(work.Snapshot is { } own ? Target.Of(own) : Target.Platform, Nothing.Value));

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Nothing found) => Sought.Fault(Query) ?? await base.Check(work, found);

    /// <inheritdoc/>
    public override async Task<CustomerList> Run(Work work, Nothing found)
    {
        var db = work.Db;
        var customers = db.Customers.IgnoreQueryFilters();
        if (work.Snapshot is not null) customers = customers.Where(c => c.Id == db.CustomerId);
        foreach (var word in Folding.Sought(Query)) customers = customers.Where(c => c.Search.Contains(word));
        if (After(work) is { Key: var last, Id: var id })
            customers = customers.Where(c => c.Search.CompareTo(last) > 0 || (c.Search == last && c.Id.CompareTo(id) > 0));
        var rows = await customers.OrderBy(c => c.Search).ThenBy(c => c.Id).Take(Page<CustomerLine>.Size + 1)
            .Select(c => new { c.Id, c.Slug, c.Name, c.Closed, c.Search }).ToListAsync();
        var page = rows.ConvertAll(c => c.Id);
        var (users, tenants) = await db.Everywhere(Across.CustomerList, () => Counts(db, page));
        var part = Part(work, rows, c => new(c.Search, c.Id))
            .Show(c => new CustomerLine(c.Id, c.Slug, c.Name, c.Closed, users.GetValueOrDefault(c.Id), tenants[c.Id].Count(),
                tenants[c.Id].Any(insights => insights)));
        return new(part.Items, part.Next, new Dictionary<string, May>(StringComparer.Ordinal)
        {
            ["create"] = May.Ask(work, Permission.CustomerCreate, work.Whole),
        });
    }

    /// <remarks>Counted for those of one part alone: asked beside the page, PostgreSQL counts for every customer first.</remarks>
    private static async Task<(Dictionary<Guid, int> Users, ILookup<Guid, bool> Tenants)> Counts(UsherDb db, List<Guid> page)
    {
        var users = await db.Set<User>().IgnoreQueryFilters().Where(u => page.Contains(u.CustomerId) && u.Active)
            .GroupBy(u => u.CustomerId).Select(u => new { u.Key, Count = u.Count() }).ToDictionaryAsync(u => u.Key, u => u.Count);
        var active = db.Set<TenantApp>().IgnoreQueryFilters()
            .Where(a => page.Contains(a.CustomerId) && a.State == AppState.Active
            && db.Set<App>().Any(app => app.Id == a.AppId && app.Slug == App.Insights && app.Owner == null));
        var tenants = (await db.Set<Tenant>().IgnoreQueryFilters().Where(t => page.Contains(t.CustomerId))
            .LeftJoin(active, t => new { t.CustomerId, t.Id }, a => new { a.CustomerId, Id = a.TenantId },
                (t, a) => new { t.CustomerId, Insights = a != null })
            .ToListAsync()).ToLookup(t => t.CustomerId, t => t.Insights);
        return (users, tenants);
    }
}

/// <summary>Part of the list of customers, and how the caller may add to it.</summary>
/// <param name="Items">The customers of this part.</param>
/// <param name="Next">The cursor of the next part; null: this was the last.</param>
/// <param name="Can">What the caller may do with the list: create a customer.</param>
public sealed record CustomerList(IReadOnlyList<CustomerLine> Items, string? Next, IReadOnlyDictionary<string, May> Can);

/// <summary>A customer in a list.</summary>
/// <param name="Id">The customer's id.</param>
/// <param name="Slug">The slug.</param>
/// <param name="Name">The name.</param>
/// <param name="Closed">Whether everything is refused.</param>
/// <param name="Users">How many active users.</param>
/// <param name="Tenants">How many tenants.</param>
/// <param name="Insights">Whether the Insights app is active in a tenant.</param>
public sealed record CustomerLine(Guid Id, string Slug, string Name, bool Closed, int Users, int Tenants, bool Insights);
