using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;

namespace Usher.Calls.Ingest;

/// <summary>Why a call was refused and only counted (rules 12, 16, 19).</summary>
public enum RefusedBecause
{
    /// <summary>The recorder named no active user of the customer as host.</summary>
    NoOwner,

    /// <summary>The recorder named two of them.</summary>
    TwoOwners,

    /// <summary>The owner has no seat.</summary>
    [StoredName("NoLicence")]
    NoSeat,

    /// <summary>The host is an active user whose address nobody has verified.</summary>
    HostNotVerified,

    /// <summary>The exclusion list excludes it: a participant, or what the CRM says of it (rule 19).</summary>
    Excluded,
}

/// <summary>How many calls were refused for a reason on a day. Nothing of their content is stored, and not whose they were: see <see cref="Directory.UnmatchedHost"/> for addresses that nobody has.</summary>
public sealed class RefusedCalls : ICustomerOwned
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The day, in UTC, as <c>yyyy-MM-dd</c>.</summary>
    public required string Day { get; init; }

    /// <summary>Why.</summary>
    public required RefusedBecause Because { get; init; }

    /// <summary>How many; the same call pushed again counts again.</summary>
    [Audited]
    public int Count { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<RefusedCalls>
    {
        public void Configure(EntityTypeBuilder<RefusedCalls> refused) =>
            refused.ToTable("refused_calls").HasKey(r => new { r.CustomerId, r.Day, r.Because });
    }
}

/// <summary>The host is no active user here.</summary>
public sealed record NoOwner()
    : Refusal("The host isn't an active user of this organization, so the call would have no owner. It was not stored. If the recorder " +
    "uses another address for one of its users, they can link it in their profile.");

/// <summary>The host's address is not verified.</summary>
public sealed record HostNotVerified()
    : Refusal("The host has not verified their e-mail address, so they can't own calls. The call was not stored. Ask them to open their " +
    "invitation, or resend it.");

/// <summary>Rule 19: the exclusion list excludes the call; by what, a recorder does not learn.</summary>
public sealed record CallExcluded() : Refusal("The organization's exclusion list excludes this call. The call was not stored.");

/// <summary>More than one host.</summary>
public sealed record TwoOwners() : Refusal("More than one active user is named as host. A call has one owner. It was not stored.");

/// <summary>The owner's calls may not be recorded.</summary>
[StoredName("NoSeat", Former = ["NoLicence"])]
public sealed record NoSeat() : Refusal("The host has no seat. The call was not stored.");

/// <summary>The recorder's id was used for another call.</summary>
public sealed record RecorderIdTaken() : Refusal("Another call was already sent with this id. Give each call its own id.");

/// <summary>Insights is active in no tenant of the customer.</summary>
public sealed record InsightsInactive() : Refusal("Insights isn't active in any tenant of this customer. Nothing was stored.");

/// <summary>The transcript could not be read; its own sentence says why.</summary>
public sealed record TranscriptNotTaken(string Reason, string Why) : Refusal(Why)
{
    /// <summary>The member of JSON that it speaks of; null: none.</summary>
    public string? Pointer { get; init; }
}
