using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>A company that buys the software. Insights calls the same thing an organization.</summary>
public sealed class Customer : IGlobalEntity, IAccessFact, IRevised
{
    /// <summary>The customer's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The short name in addresses: lower-case letters, digits and hyphens; never changes.</summary>
    [Audited]
    public required string Slug { get; init; }

    /// <summary>The name that people see.</summary>
    [Audited]
    public required string Name { get; set; }

    /// <summary>Name and slug as they are searched and ordered; follows from them.</summary>
    public string Search
    {
        get => Folding.Find($"{Name} {Slug}");
        private set => _ = value;
    }

    /// <summary>Its account in Salesforce, by the id of 18 characters; no other customer has it. Null: none is named.</summary>
    [Audited]
    public string? SalesforceAccount { get; set; }

    /// <summary>Closed: everything refused, nothing deleted.</summary>
    [Audited]
    public bool Closed { get; set; }

    /// <summary>Recording seats bought: a hard ceiling (rule 16).</summary>
    [Audited]
    public int Seats { get; set; }

    /// <summary>Who reads whole transcripts (rule 12).</summary>
    [Audited]
    public TranscriptAudience Transcripts { get; set; }

    /// <summary>How many Organization Admins at most (rule 11).</summary>
    [Audited]
    public int MostOrganizationAdmins { get; set; } = 3;

    /// <summary>Whether grants and removals must carry a note (rule 24).</summary>
    [Audited]
    public bool NotesRequired { get; set; }

    /// <summary>Whether a first Organization Admin was ever appointed: “first” happens once (rule 11).</summary>
    [Audited]
    public bool HadOrganizationAdmin { get; set; }

    /// <summary>The person staff propose as the first Organization Admin; waits for a Customer Admin (rule 11). Null: nobody.</summary>
    [Audited]
    public Guid? ProposedOrganizationAdminId { get; set; }

    /// <inheritdoc/>
    public int Revision { get; private set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Customer>
    {
        public void Configure(EntityTypeBuilder<Customer> customer)
        {
            customer.ToTable("customers").HasKey(c => c.Id);
            customer.HasIndex(c => c.Slug).IsUnique();
            customer.HasIndex(c => new { c.Search, c.Id });
            customer.HasIndex(c => c.SalesforceAccount).IsUnique();
            customer.Property(c => c.SalesforceAccount).HasMaxLength(18);
            // Asked at every look for jobs: theirs wait.
            customer.HasIndex(c => c.Closed).HasFilter("closed");
            customer.Property(c => c.Revision).IsConcurrencyToken();
        }
    }
}

/// <summary>One environment of a customer in an upstream product.</summary>
public sealed class Tenant : ICustomerOwned, IAccessFact
{
    /// <summary>The tenant's id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The short name, unique in the customer.</summary>
    [Audited]
    public required string Slug { get; init; }

    /// <summary>The name that people see.</summary>
    [Audited]
    public required string Name { get; set; }

    /// <summary>The upstream product: Choose Choose Choose Enterprise or Elite.</summary>
    [Audited]
    public required string Product { get; init; }

    /// <summary>The environment's id in that product.</summary>
    [Audited]
    public required string ExternalId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Tenant>
    {
        public void Configure(EntityTypeBuilder<Tenant> tenant)
        {
            tenant.ToTable("tenants").HasKey(t => t.Id);
            tenant.HasIndex(t => new { t.CustomerId, t.Slug }).IsUnique();
            tenant.HasIndex(t => new { t.Product, t.ExternalId }).IsUnique();
        }
    }
}

/// <summary>An app of the catalogue; with an owner, a Workflow Builder app of that one customer.</summary>
public sealed class App : IGlobalEntity, ISharedFact
{
    /// <summary>The app whose being active gives a customer the Insights role family.</summary>
    public const string Insights = "insights";

    /// <summary>The app's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The short name, unique in the catalogue.</summary>
    [Audited]
    public required string Slug { get; init; }

    /// <summary>The name that people see.</summary>
    [Audited]
    public required string Name { get; set; }

    /// <summary>What it is good for, in a sentence.</summary>
    [Audited]
    public required string Summary { get; set; }

    /// <summary>Its shelf in the catalogue.</summary>
    [Audited]
    public required string Category { get; set; }

    /// <summary>The only customer who sees it; null: everyone.</summary>
    public Guid? Owner { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<App>
    {
        public void Configure(EntityTypeBuilder<App> app)
        {
            app.ToTable("apps").HasKey(a => a.Id);
            app.HasIndex(a => a.Slug).IsUnique();
        }
    }
}

/// <summary>The state of an app in one tenant; without a row it is available.</summary>
public enum AppState
{
    /// <summary>Asked for.</summary>
    Requested,

    /// <summary>Approved, not yet configured.</summary>
    Approved,

    /// <summary>Declined: shown as Deleted until removed.</summary>
    Declined,

    /// <summary>In use.</summary>
    Active,

    /// <summary>Switched off, its configuration kept.</summary>
    Disabled,
}

/// <summary>An app in one tenant.</summary>
public sealed class TenantApp : ICustomerOwned, IAccessFact
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The tenant.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>The app.</summary>
    public required Guid AppId { get; init; }

    /// <summary>Its state.</summary>
    [Audited]
    public required AppState State { get; set; }

    /// <summary>Who asked for it.</summary>
    [Audited]
    public required Guid RequestedBy { get; init; }

    /// <summary>When they did.</summary>
    [Audited]
    public required DateTimeOffset RequestedAt { get; set; }

    /// <summary>Why it was declined.</summary>
    [Audited]
    public string? Reason { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<TenantApp>
    {
        public void Configure(EntityTypeBuilder<TenantApp> app) =>
            app.ToTable("tenant_apps").HasKey(a => new { a.CustomerId, a.TenantId, a.AppId });
    }
}
