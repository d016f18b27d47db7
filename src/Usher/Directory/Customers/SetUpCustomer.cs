using Microsoft.EntityFrameworkCore;
using Usher.Data;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Sets up a customer with tenants, seats, Insights and its first Customer Admin, in one act of the Platform Team.
/// The caller's customer is <see cref="CreateCustomer.IdFor"/> of the slug.
/// </summary>
/// <param name="Slug">The short name in addresses; never changes.</param>
/// <param name="Name">The name that people see.</param>
/// <param name="Tenants">Its environments upstream; at least one.</param>
/// <param name="Seats">Recording seats bought.</param>
/// <param name="Insights">Whether the Insights app is active in every tenant from the beginning.</param>
/// <param name="CustomerAdmin">The first Customer Admin, with all tenants.</param>
public sealed record SetUpCustomer(string Slug, string Name, IReadOnlyList<NewTenant> Tenants, int Seats, bool Insights,
    Newcomer CustomerAdmin)
    : Change<Nothing, CustomerSetUp>, IFoundsCustomer
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomerSetUp;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Task.FromResult<Found<Nothing>?>(new(Target.Platform, Nothing.Value));

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Nothing found)
    {
        if (await CreateCustomer.Fault(work, Slug, Name) is { } fault) return fault;
        if (Tenants.Count == 0) return new Invalid("/tenants", "At least one tenant.");
        if (Seats is < 0 or > 1_000_000) return new Invalid("/seats", "0 to 1,000,000.");
        foreach (var (tenant, at) in Tenants.Select((tenant, at) => (tenant, at)))
            if (await tenant.Fault(work, $"/tenants/{at}", Tenants.Take(at)) is { } wrong) return wrong;
        if (Insights && !await work.Db.Apps.AnyAsync(a => a.Slug == App.Insights && a.Owner == null)) return new NoSuchApp();
        return await CustomerAdmin.Fault(work, "/customerAdmin");
    }

    /// <inheritdoc/>
    public override async Task<CustomerSetUp> Run(Work work, Nothing found)
    {
        var insights = Insights ? await work.Db.Apps.FirstAsync(a => a.Slug == App.Insights && a.Owner == null) : null;
        work.Db.Customers.Add(new Customer { Id = work.Db.CustomerId, Slug = Slug, Name = Inputs.Name(Name)!, Seats = Seats });
        var admin = await CustomerAdmin.Join(work, addedByStaff: true, ConnectRole.CustomerAdmin);
        foreach (var asked in Tenants)
        {
            var tenant = new Tenant { Id = work.NewId(), Slug = asked.Slug, Name = Inputs.Name(asked.Name)!, Product = asked.Product,
                ExternalId = asked.ExternalId };
            work.Db.Tenants.Add(tenant);
            await ReportedTenant.Link(work.Db, tenant.Product, tenant.ExternalId, work.Db.CustomerId);
            work.Db.Add(new UserTenant { UserId = admin.Id, TenantId = tenant.Id });
            if (insights is not null)
                work.Db.TenantApps.Add(TenantApp.New(work, tenant.Id, insights, AppState.Active));
        }

        return new(work.Db.CustomerId, admin.Id);
    }
}

/// <summary>A tenant to be set up.</summary>
/// <param name="Slug">The short name, unique in the customer.</param>
/// <param name="Name">The name that people see.</param>
/// <param name="Product">The upstream product: Enterprise or Elite.</param>
/// <param name="ExternalId">The environment's id in that product.</param>
public sealed record NewTenant(string Slug, string Name, string Product, string ExternalId)
{
    internal async Task<Refusal?> Fault(Work work, string pointer, IEnumerable<NewTenant> before)
    {
        var unread = Inputs.Unread(
            ($"{pointer}/slug", Inputs.Slug(Slug), Inputs.SlugSentence),
            ($"{pointer}/name", Inputs.Name(Name), Inputs.NameSentence),
            ($"{pointer}/product", Product is "Enterprise" or "Elite" ? Product : null, "Choose Enterprise or Elite."),
            ($"{pointer}/externalId", Inputs.Name(ExternalId) == ExternalId
                ? ExternalId
                : null, "Enter the environment's id in the upstream product."));
        if (unread is not null) return unread;
        if (before.Any(other => other.Slug == Slug)) return new Invalid($"{pointer}/slug", "Two tenants have this slug.");
        return before.Any(other => (other.Product, other.ExternalId) == (Product, ExternalId))
            || await work.Db.Everywhere(Across.TenantLinks,
                () => work.Db.Tenants.IgnoreQueryFilters().AnyAsync(t => t.Product == Product && t.ExternalId == ExternalId))
            ? new TenantLinked()
            : null;
    }
}

/// <summary>A customer that was set up.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="CustomerAdmin">The first Customer Admin's user id.</param>
public sealed record CustomerSetUp(Guid Customer, Guid CustomerAdmin);

/// <summary>The tenant belongs to a customer already.</summary>
public sealed record TenantLinked() : Refusal("A tenant of this product with this id is already linked to a customer.");

/// <summary>The catalogue has no such app.</summary>
public sealed record NoSuchApp() : Refusal("The catalogue has no such app.");
