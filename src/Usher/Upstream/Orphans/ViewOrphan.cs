using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Upstream;

/// <summary>Opens a tenant that no customer has, with the customers whose it may be: suggested with the reason, never chosen.</summary>
/// <param name="Orphan">Its id in the queue.</param>
public sealed record ViewOrphan(Guid Orphan) : Query<ReportedTenant, OrphanView>
{
    private const int Most = 5;

    /// <inheritdoc/>
    public override Permission Needs => Permission.TenantLink;

    /// <inheritdoc/>
    public override async Task<Found<ReportedTenant>?> Find(Work work) =>
        await work.Db.Set<ReportedTenant>().FirstOrDefaultAsync(tenant => tenant.Id == Orphan && tenant.LinkedTo == null) is { } found
            ? new(work.Whole, found)
            : null;

    /// <inheritdoc/>
    public override async Task<OrphanView> Run(Work work, ReportedTenant found) => await work.Db.Everywhere(Across.TenantSuggestions, async () =>
    {
        var (db, name, domain) = (work.Db, new CompanyName(found.Name), found.Domain);
        var words = name.Words.OrderByDescending(word => word.Length).Take(3).ToList();
        var (one, two, three) = (words.ElementAtOrDefault(0), words.ElementAtOrDefault(1), words.ElementAtOrDefault(2));
        var customers = await db.Customers
            .Where(c => !c.Closed && ((one != null && c.Search.Contains(one)) || (two != null && c.Search.Contains(two))
                || (three != null && c.Search.Contains(three))
                || (domain != null && db.Set<CustomerDomain>().IgnoreQueryFilters().Any(d => d.CustomerId == c.Id && d.Domain == domain))))
            .OrderBy(c => c.Search).ThenBy(c => c.Id).Take(200)
            .Select(c => new
            {
                c.Slug, c.Name, c.SalesforceAccount,
                HasDomain = domain != null && db.Set<CustomerDomain>().IgnoreQueryFilters().Any(d => d.CustomerId == c.Id && d.Domain == domain),
            }).ToListAsync();
        var ranked = customers.Select(c => (Customer: c, Likeness: Likeness.Of(name, c.Name, c.HasDomain ? domain : null, null)))
            .Where(ranked => ranked.Likeness.Score > 0).OrderByDescending(ranked => ranked.Likeness.Score)
            .ThenBy(ranked => ranked.Customer.Name, StringComparer.Ordinal).Take(Most);
        return new OrphanView(OrphanLine.Of(found),
            [.. ranked.Select(ranked => new CustomerSuggestion(new(ranked.Customer.Slug, ranked.Customer.Name), ranked.Customer.SalesforceAccount,
                ranked.Likeness.Reasons))]);
    });
}

/// <summary>A tenant that no customer has, and whose it may be.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Customers">Customers it may belong to, the likeliest first.</param>
public sealed record OrphanView(OrphanLine Tenant, IReadOnlyList<CustomerSuggestion> Customers);

/// <summary>A customer whose a tenant may be.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="SalesforceAccount">Its Salesforce account; null: none is named.</param>
/// <param name="Reasons">Why it is suggested.</param>
public sealed record CustomerSuggestion(ThingView Customer, string? SalesforceAccount, IReadOnlyList<string> Reasons);
