using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Opens a customer's dashboard.</summary>
public sealed record ViewCustomer : Query<CustomerSnapshot, CustomerView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomerView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<CustomerView> Run(Work work, CustomerSnapshot found)
    {
        var row = await work.Db.Customers.FirstAsync(c => c.Id == found.Id);
        var tenants = await work.Db.Tenants.OrderBy(t => t.Slug)
            .Select(t => new TenantView(t.Slug, t.Name, t.Product, t.ExternalId, work.Db.Set<ReportedTenant>()
                .Where(r => r.Product == t.Product && r.ExternalId == t.ExternalId).Select(r => (DateTimeOffset?)r.LastReported).FirstOrDefault()))
            .ToListAsync();
        var domains = await work.Db.Set<CustomerDomain>().OrderBy(d => d.Domain).Select(d => d.Domain).ToListAsync();
        var here = Target.Of(found);
        var seesSeats = May.Ask(work, Permission.LicenceView, here).Allowed;
        int? bought = seesSeats || May.Ask(work, Permission.LicenceProvision, here).Allowed ? row.Seats : null;
        int? held = seesSeats ? await work.Db.Users.CountAsync(u => u.HasSeat) : null;
        return new(row.Slug, row.Name, row.Closed, domains, row.SalesforceAccount, tenants, bought, held, found.Facts.InsightsActive,
            row.NotesRequired, row.Revision, new Dictionary<string, May>(StringComparer.Ordinal)
        {
            ["edit"] = May.Ask(work, Permission.CustomerEdit, here),
            ["close"] = May.Ask(work, Permission.CustomerClose, here),
            ["addUser"] = May.Ask(work, Permission.UserAdd, here),
            ["provisionSeats"] = May.Ask(work, Permission.LicenceProvision, here),
            ["viewUsers"] = May.Ask(work, Permission.UserView, here),
            ["invite"] = May.Ask(work, Permission.DirectoryMaintain, here),
            ["viewAudit"] = May.Ask(work, Permission.AuditView, here),
            ["linkTenants"] = May.Ask(work, Permission.TenantLink, here),
            ["manageCustomRoles"] = May.Ask(work, Permission.CustomRoleManage, here),
        });
    }
}

/// <summary>A customer as those who may see it read it.</summary>
/// <param name="Slug">The slug.</param>
/// <param name="Name">The name.</param>
/// <param name="Closed">Whether everything is refused.</param>
/// <param name="Domains">The domains of its e-mail addresses, in the form that mail servers know.</param>
/// <param name="SalesforceAccount">Its account in Salesforce, by the id of 18 characters; null: none is named.</param>
/// <param name="Tenants">Its tenants.</param>
/// <param name="Seats">Recording seats bought; null to those who neither see licences nor set the number.</param>
/// <param name="SeatsUsed">Recording seats in use; null to those who may not see licences.</param>
/// <param name="Insights">Whether the Insights app is active in a tenant.</param>
/// <param name="NotesRequired">Whether every grant needs a note (rule 24).</param>
/// <param name="Revision">The customer's revision.</param>
/// <param name="Can">What the caller may do.</param>
public sealed record CustomerView(
    string Slug, string Name, bool Closed, IReadOnlyList<string> Domains, string? SalesforceAccount, IReadOnlyList<TenantView> Tenants,
    int? Seats, int? SeatsUsed, bool Insights, bool NotesRequired, int Revision, IReadOnlyDictionary<string, May> Can)
    : IRevisedView;

/// <summary>A tenant as those who may see it read it.</summary>
/// <param name="Slug">The slug.</param>
/// <param name="Name">The name.</param>
/// <param name="Product">The upstream product: Enterprise or Elite.</param>
/// <param name="ExternalId">Its id in that product.</param>
/// <param name="LastReported">When the product last reported something of it; null: never.</param>
public sealed record TenantView(string Slug, string Name, string Product, string ExternalId, DateTimeOffset? LastReported);
