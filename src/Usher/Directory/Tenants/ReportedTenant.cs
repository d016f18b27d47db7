using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// A tenant as its product reports it, whether a customer has it or not: one that no customer has is an orphan, and waits for a person who
/// links it.
/// </summary>
public sealed class ReportedTenant : IGlobalEntity, IDerived
{
    /// <summary>Its id in the queue.</summary>
    public required Guid Id { get; init; }

    /// <summary>The product: Enterprise or Elite.</summary>
    public required string Product { get; init; }

    /// <summary>The environment's id in that product.</summary>
    public required string ExternalId { get; init; }

    /// <summary>What the product calls it; null: it has not said yet.</summary>
    public string? Name { get; set; }

    /// <summary>The domain of the company that uses it; null: not said.</summary>
    public string? Domain { get; set; }

    /// <summary>The company's country, as an ISO 3166 code such as DE; null: not said.</summary>
    public string? Country { get; set; }

    /// <summary>Name, domain and id as they are searched; follows from them.</summary>
    public string Search
    {
        get => Folding.Find($"{Name} {Domain} {ExternalId}");
        private set => _ = value;
    }

    /// <summary>The time of the event that name, domain and country are from; null: none was reported yet.</summary>
    public DateTimeOffset? DescribedAt { get; set; }

    /// <summary>When it was reported first, or last left a customer: what was reported before is another customer's business.</summary>
    public required DateTimeOffset Since { get; set; }

    /// <summary>When something of it was last reported.</summary>
    public required DateTimeOffset LastReported { get; set; }

    /// <summary>How many sign-ins and deactivations were refused because no customer has it.</summary>
    public int Refused { get; set; }

    /// <summary>The customer who has it; null: it is an orphan.</summary>
    public Guid? LinkedTo { get; set; }

    /// <summary>Says that a customer has it from now on, or (null) that none has; nothing when it was never reported.</summary>
    public static async Task Link(UsherDb db, string product, string externalId, Guid? customer)
    {
        if (await db.Set<ReportedTenant>().FirstOrDefaultAsync(t => t.Product == product && t.ExternalId == externalId) is { } known)
            known.LinkedTo = customer;
    }

    /// <summary>Makes it an orphan: no customer has it any more.</summary>
    /// <param name="work">The act that removes it from its customer.</param>
    /// <param name="tenant">As the customer had it.</param>
    public static async Task Release(Work work, Tenant tenant)
    {
        await Link(work.Db, tenant.Product, tenant.ExternalId, null);
        if (work.Db.Set<ReportedTenant>().Local.FirstOrDefault(t => t.Product == tenant.Product && t.ExternalId == tenant.ExternalId) is { } known)
        {
            known.Since = work.Now;
            return;
        }

        var row = New(work, tenant.Product, tenant.ExternalId);
        row.Name = tenant.Name;
        work.Db.Add(row);
    }

    /// <summary>A tenant that was not heard of before.</summary>
    internal static ReportedTenant New(Work work, string product, string externalId) =>
        new() { Id = work.NewId(), Product = product, ExternalId = externalId, Since = work.Now, LastReported = work.Now };

    internal sealed class Configuration : IEntityTypeConfiguration<ReportedTenant>
    {
        public void Configure(EntityTypeBuilder<ReportedTenant> tenant)
        {
            tenant.ToTable("reported_tenants").HasKey(t => t.Id);
            tenant.HasIndex(t => new { t.Product, t.ExternalId }).IsUnique();
            tenant.HasIndex(t => t.Id).HasFilter("linked_to IS NULL").HasDatabaseName("ix_reported_tenants_orphans");
            tenant.Property(t => t.Product).HasMaxLength(40);
            tenant.Property(t => t.ExternalId).HasMaxLength(80);
        }
    }
}
