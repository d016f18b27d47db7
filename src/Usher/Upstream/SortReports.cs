using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Upstream;

/// <summary>Finds which customers have the tenants that a batch of reports is about: one query, whatever the number of reports.</summary>
/// <param name="Tenants">The tenants, by product and their id there.</param>
public sealed record SortReports(IReadOnlyList<ReportedOf> Tenants) : Query<Nothing, SortedTenants>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.UpstreamReport;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Task.FromResult<Found<Nothing>?>(new(Target.Platform, Nothing.Value));

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Nothing found) => Task.FromResult(ReportedItem.BatchFault(Tenants.Count));

    /// <inheritdoc/>
    public override async Task<SortedTenants> Run(Work work, Nothing found)
    {
        var ids = Tenants.Select(tenant => tenant.ExternalId).Distinct(StringComparer.Ordinal).ToList();
        var rows = await work.Db.Everywhere(Across.Upstream, () => work.Db.Tenants.IgnoreQueryFilters()
            .Where(tenant => ids.Contains(tenant.ExternalId))
            .Join(work.Db.Customers, tenant => tenant.CustomerId, customer => customer.Id,
                (tenant, customer) => new { tenant.Product, tenant.ExternalId, tenant.CustomerId, customer.Closed })
            .ToListAsync());
        return new([.. rows.Select(row => new SortedTenant(new(row.Product, row.ExternalId), row.CustomerId, row.Closed))]);
    }
}

/// <summary>A tenant that a report names.</summary>
/// <param name="Product">The product.</param>
/// <param name="ExternalId">Its id there.</param>
public sealed record ReportedOf(string Product, string ExternalId);

/// <summary>Whose a tenant is.</summary>
/// <param name="Of">The tenant.</param>
/// <param name="Customer">The customer.</param>
/// <param name="Closed">Whether the customer is closed.</param>
public sealed record SortedTenant(ReportedOf Of, Guid Customer, bool Closed);

/// <summary>Whose the tenants of a batch are; those that nobody has are not among them.</summary>
/// <param name="Tenants">The tenants.</param>
public sealed record SortedTenants(IReadOnlyList<SortedTenant> Tenants);
