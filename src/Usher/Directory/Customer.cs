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

    /// <summary>How many seats may be given and removed within <see cref="MajorSeatHours"/> before it is a major change (rule 21).</summary>
    [Audited]
    public int MajorSeats { get; set; } = 10;

    /// <summary>Within how many hours such changes are counted together (rule 21).</summary>
    [Audited]
    public int MajorSeatHours { get; set; } = 24;

    /// <summary>Whether grants and removals must carry a note (rule 24).</summary>
    [Audited]
    public bool NotesRequired { get; set; }

    /// <summary>What e-mails to those who chose to get them say of calls.</summary>
    [Audited]
    public CallMailContent CallMail { get; set; } = CallMailContent.Title;

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

    /// <summary>The upstream product: Enterprise or Elite.</summary>
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

/// <summary>What e-mails say of calls, to those who may see them and chose to get e-mails.</summary>
public enum CallMailContent
{
    /// <summary>Nothing: none is sent.</summary>
    Off,

    /// <summary>Title, account, owner, time, and where to read it.</summary>
    Title,

    /// <summary>What its summary quotes, too.</summary>
    Summary,
}
