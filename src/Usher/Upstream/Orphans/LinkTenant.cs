using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Upstream;

/// <summary>
/// Links a tenant that no customer has to this customer, and maps it to the customer's Salesforce account: always a person's act. Nobody has
/// the tenant yet; who signs in to it gets it, and so does who did already: what was refused meanwhile is settled after all.
/// </summary>
/// <param name="Orphan">The tenant's id in the queue.</param>
/// <param name="Name">The name that people here see.</param>
/// <param name="SalesforceAccount">The account's id, of 15 or 18 characters; null: the customer's stays as it is.</param>
public sealed record LinkTenant(Guid Orphan, string Name, string? SalesforceAccount = null) : Change<ReportedTenant, MadeTenant>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TenantLink;

    /// <inheritdoc/>
    public override async Task<Found<ReportedTenant>?> Find(Work work) =>
        await work.Db.Set<ReportedTenant>().FirstOrDefaultAsync(tenant => tenant.Id == Orphan) is { } found
            ? new(Target.Of(work.Customer), found)
            : null;

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, ReportedTenant found) =>
        Inputs.Unread(
            ("/name", Inputs.Name(Name), Inputs.NameSentence),
            ("/salesforceAccount", string.IsNullOrWhiteSpace(SalesforceAccount) ? "" : SalesforceIds.AccountId(SalesforceAccount),
                SalesforceIds.AccountSentence))
        ?? await Linked(work, found)
        ?? await AccountFault(work)
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<MadeTenant> Run(Work work, ReportedTenant found)
    {
        var (id, name) = (IdOf(work.Db.CustomerId, found.Id), Inputs.Name(Name)!);
        var slug = Inputs.FreeSlug(name, "tenant", id, slug => work.Customer.Tenant(slug) is not null);
        work.Db.Tenants.Add(new Tenant { Id = id, Slug = slug, Name = name, Product = found.Product, ExternalId = found.ExternalId });
        var refused = found.Refused > 0;
        (found.LinkedTo, found.Refused) = (work.Db.CustomerId, 0);
        if (refused) work.Publish(new OrphanLinked());
        if (SalesforceIds.AccountId(SalesforceAccount) is { } account)
            OneCustomer.Name(work, await work.Db.Customers.FirstAsync(c => c.Id == work.Db.CustomerId), account);
        return new(slug, name);
    }

    /// <summary>The tenant's id follows from the two: what a preview shows is what is done.</summary>
    private static Guid IdOf(Guid customer, Guid orphan) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"usher tenant {customer:N} {orphan:N}")).AsSpan(0, 16), bigEndian: true);

    private static async Task<Refusal?> Linked(Work work, ReportedTenant found) =>
        await work.Db.Everywhere(Across.TenantLinks, () => work.Db.Tenants.IgnoreQueryFilters()
            .AnyAsync(t => t.Product == found.Product && t.ExternalId == found.ExternalId))
            ? new TenantLinked()
            : null;

    /// <summary>One account for one customer: another customer's is refused, and so is a second one.</summary>
    private async Task<Refusal?> AccountFault(Work work)
    {
        if (SalesforceIds.AccountId(SalesforceAccount) is not { } account) return null;
        var own = await work.Db.Customers.Where(c => c.Id == work.Db.CustomerId).Select(c => c.SalesforceAccount).FirstAsync();
        return own is not null && own != account ? new CustomerHasAccount(own) : await OneCustomer.AccountElsewhere(work, account);
    }
}

/// <summary>A tenant that a customer has from now on.</summary>
/// <param name="Slug">Its slug.</param>
/// <param name="Name">The name that people see.</param>
public sealed record MadeTenant(string Slug, string Name);

/// <summary>The customer has another Salesforce account.</summary>
/// <param name="Account">Which.</param>
public sealed record CustomerHasAccount(string Account)
    : Refusal($"This customer has the Salesforce account {Account}. Choose that one, or change the customer first."), IAtMember
{
    /// <inheritdoc/>
    public string Pointer => "/salesforceAccount";
}
