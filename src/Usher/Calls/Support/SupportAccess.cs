using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Calls.Support;

/// <summary>The organization's leave to one member of the vendor's staff to look at one call for a while (rule 14).</summary>
public sealed class SupportAccess : ICustomerOwned
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The call.</summary>
    public required Guid CallId { get; init; }

    /// <summary>Who may look.</summary>
    [Audited]
    public required Guid StaffId { get; init; }

    /// <summary>The Organization Admin who gave it.</summary>
    [Audited]
    public required Guid GivenBy { get; set; }

    /// <summary>Why, in their words; written to the audit entry as its note.</summary>
    public required string Reason { get; set; }

    /// <summary>When it was given.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>From this instant the call is closed again.</summary>
    [Audited]
    public required DateTimeOffset Until { get; set; }

    /// <summary>When the member of staff first looked; null: not yet.</summary>
    [Audited]
    public DateTimeOffset? LookedAt { get; set; }

    /// <summary>As the decision reads it.</summary>
    internal Opening Opening => new(StaffId, Until);

    /// <summary>When it ends, as a sentence says it.</summary>
    internal string Ends => Until.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    internal sealed class Configuration : IEntityTypeConfiguration<SupportAccess>
    {
        public void Configure(EntityTypeBuilder<SupportAccess> access)
        {
            access.ToTable("support_access").HasKey(a => a.Id);
            access.Ignore(a => a.Ends);
            access.Ignore(a => a.Opening);
            access.HasIndex(a => new { a.CustomerId, a.CallId });
            access.HasIndex(a => new { a.CustomerId, a.Id });
            access.HasIndex(a => new { a.StaffId, a.Until });
        }
    }
}

/// <summary>A member of staff was given access to a call: its owner is to know.</summary>
public sealed record SupportAccessGiven(Guid Call, Guid Access) : IEvent;

/// <summary>What the vendor's staff hear about calls that they may look at.</summary>
public sealed class SupportNotices : INotices
{
    /// <summary>They may look at a call for a while.</summary>
    public const string Given = "support-access-given";

    /// <summary>It ended before its time.</summary>
    public const string Ended = "support-access-ended";

    /// <inheritdoc/>
    public IEnumerable<Notice> Kinds =>
    [
        new(Given, "A customer gave you access to one of its calls."),
        new(Ended, "Your access to a customer's call was ended."),
    ];
}
