using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Upstream;

/// <summary>The tenants that no customer has, those reported first at the top: one query, whatever the number of customers.</summary>
/// <param name="Query">Parts of the name, domain or id, in any order, letters' marks and case apart; null: all.</param>
/// <param name="Product">Only of this product; null: all.</param>
public sealed record ListOrphans(string? Query = null, string? Product = null) : Listing<Nothing, Page<OrphanLine>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TenantLink;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Task.FromResult<Found<Nothing>?>(new(work.Whole, Nothing.Value));

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Nothing found) => Sought.Fault(Query) ?? await base.Check(work, found);

    /// <inheritdoc/>
    public override async Task<Page<OrphanLine>> Run(Work work, Nothing found)
    {
        var rows = work.Db.Set<ReportedTenant>().Where(tenant => tenant.LinkedTo == null);
        if (Product is { } product) rows = rows.Where(tenant => tenant.Product == product);
        foreach (var word in Folding.Sought(Query)) rows = rows.Where(tenant => tenant.Search.Contains(word));
        if (After(work) is { Id: var last }) rows = rows.Where(tenant => tenant.Id.CompareTo(last) > 0);
        var read = await rows.OrderBy(tenant => tenant.Id).Take(Page<OrphanLine>.Size + 1).ToListAsync();
        return Part(work, read, tenant => new("", tenant.Id)).Show(OrphanLine.Of);
    }
}

/// <summary>A tenant that no customer has.</summary>
/// <param name="Id">Its id in the queue.</param>
/// <param name="Product">The product.</param>
/// <param name="ExternalId">Its id in the product.</param>
/// <param name="Name">What it is called there; null: not reported.</param>
/// <param name="Domain">The domain of the company that uses it; null: not reported.</param>
/// <param name="Country">The company's country; null: not reported.</param>
/// <param name="Since">When it was reported first.</param>
/// <param name="LastReported">When something of it was last reported.</param>
/// <param name="Refused">How many sign-ins and deactivations were refused meanwhile.</param>
public sealed record OrphanLine(Guid Id, string Product, string ExternalId, string? Name, string? Domain, string? Country,
    DateTimeOffset Since, DateTimeOffset LastReported, int Refused)
{
    internal static OrphanLine Of(ReportedTenant tenant) => new(tenant.Id, tenant.Product, tenant.ExternalId, tenant.Name, tenant.Domain,
        tenant.Country, tenant.Since, tenant.LastReported, tenant.Refused);
}
