using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Upstream;

/// <summary>What an upstream product reports.</summary>
public enum ReportKind
{
    /// <summary>Somebody signed in there.</summary>
    SignIn,

    /// <summary>Somebody was deactivated there.</summary>
    Deactivation,

    /// <summary>A tenant is there.</summary>
    Tenant,
}

/// <summary>What a report did.</summary>
public enum ReportResult
{
    /// <summary>The user was made.</summary>
    Created,

    /// <summary>Name or tenants changed.</summary>
    Updated,

    /// <summary>Nothing: all was so already, or something later is known.</summary>
    Unchanged,

    /// <summary>The user was deactivated.</summary>
    Deactivated,

    /// <summary>The deactivation waits for staff: too many were reported at once.</summary>
    Held,

    /// <summary>It was held, and staff released it.</summary>
    Released,

    /// <summary>It was held, and staff dismissed it.</summary>
    Dismissed,

    /// <summary>The tenant waits in the queue of those that no customer has.</summary>
    Orphan,

    /// <summary>It was refused.</summary>
    Refused,
}

/// <summary>
/// A report of an upstream product, with what it did or why it was refused: of the customer whose tenant it is about; of the platform where
/// no customer has the tenant. Kept for <see cref="Kept"/>.
/// </summary>
public sealed class UpstreamReport : ICustomerOwned, IDerived
{
    /// <summary>How long reports are kept: what is repeated later settles all the same.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    /// <summary>Its id here: grows with time.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The id that the product gave it.</summary>
    public required string ReportId { get; init; }

    /// <summary>The product.</summary>
    public required string Product { get; init; }

    /// <summary>The tenant's id in the product.</summary>
    public required string Tenant { get; init; }

    /// <summary>What it reports.</summary>
    public required ReportKind Kind { get; init; }

    /// <summary>When it happened there.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>Whom it is about: their e-mail address; empty for a tenant.</summary>
    public required string Email { get; init; }

    /// <summary>Their first name, or what the tenant is called there; empty: it was not said.</summary>
    public required string FirstName { get; init; }

    /// <summary>Their last name; empty: it was not said.</summary>
    public string LastName { get; init; } = "";

    /// <summary>What it did.</summary>
    public required ReportResult Result { get; set; }

    /// <summary>The code of the refusal; null: it was not refused.</summary>
    public string? Refusal { get; set; }

    /// <summary>The user it is about; null: none here.</summary>
    public Guid? UserId { get; set; }

    /// <summary>The role that nobody in the customer holds since then (rules 3 and 11); null: somebody does.</summary>
    public string? Last { get; set; }

    /// <summary>Who of staff released or dismissed it; null: nobody.</summary>
    public Guid? DecidedBy { get; set; }

    /// <summary>When they did.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>SHA-256 of all that was reported: the same id with other content is another report.</summary>
    public required byte[] Digest { get; init; }

    /// <summary>The digest of a report's parts.</summary>
    internal static byte[] DigestOf(params ReadOnlySpan<string?> parts) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', parts)));

    internal sealed class Configuration : IEntityTypeConfiguration<UpstreamReport>
    {
        public void Configure(EntityTypeBuilder<UpstreamReport> report)
        {
            report.ToTable("upstream_reports").HasKey(r => r.Id);
            report.HasIndex(r => new { r.CustomerId, r.Product, r.ReportId }).IsUnique();
            report.HasIndex(r => new { r.Result, r.Id });
            report.HasIndex(r => new { r.CustomerId, r.Id });
            report.Property(r => r.ReportId).HasMaxLength(ReportedItem.LongestId);
            report.Property(r => r.Refusal).HasMaxLength(60);
            report.Property(r => r.Last).HasMaxLength(40);
        }
    }
}

/// <summary>
/// What all reports about one address in one customer come to, whatever the order they came in: each member is that of the latest event.
/// </summary>
public sealed class UpstreamPerson : ICustomerOwned, IDerived
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The address.</summary>
    public required string Email { get; init; }

    /// <summary>The first name of the latest event that says one.</summary>
    public string FirstName { get; set; } = "";

    /// <summary>The last name of the latest event that says one.</summary>
    public string LastName { get; set; } = "";

    /// <summary>When that event was; null: none said one yet.</summary>
    public DateTimeOffset? NamedAt { get; set; }

    /// <summary>The latest deactivation that counts; null: none. One that is held does not yet.</summary>
    public DateTimeOffset? DeactivatedAt { get; set; }

    /// <summary>Takes the names of an event if it is the latest; of two at one instant, those that come last in the alphabet.</summary>
    internal void Named(DateTimeOffset at, string first, string last)
    {
        if (NamedAt is { } known && (at < known || (at == known && string.CompareOrdinal($"{first}\n{last}", $"{FirstName}\n{LastName}") <= 0)))
            return;
        (NamedAt, FirstName, LastName) = (at, first, last);
    }

    /// <summary>Takes a deactivation that counts.</summary>
    internal void Deactivated(DateTimeOffset at) => DeactivatedAt = DeactivatedAt is { } known && known > at ? known : at;

    internal sealed class Configuration : IEntityTypeConfiguration<UpstreamPerson>
    {
        public void Configure(EntityTypeBuilder<UpstreamPerson> person) =>
            person.ToTable("upstream_people").HasKey(p => new { p.CustomerId, p.Email });
    }
}
