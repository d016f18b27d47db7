using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>The state of an access request.</summary>
public enum RequestState
{
    /// <summary>Waits for somebody who decides.</summary>
    Open,

    /// <summary>Approved and done.</summary>
    Approved,

    /// <summary>Declined.</summary>
    Declined,

    /// <summary>Withdrawn by who made it, or by its subject.</summary>
    Withdrawn,
}

/// <summary>What an access request is for; each kind has its own people who decide.</summary>
public enum AskedKind
{
    /// <summary>A level of Insights: Organization Admins decide (rule 10).</summary>
    Level,

    /// <summary>The role Customer Admin: whoever gives roles decides.</summary>
    CustomerAdmin,

    /// <summary>A custom role: whoever gives roles decides.</summary>
    CustomRole,

    /// <summary>Tenants: the vendor's people decide.</summary>
    Tenants,
}

/// <summary>A request for access that its requester may not give.</summary>
public sealed class AccessRequest : ICustomerOwned, IRevised
{
    /// <summary>The request's id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The user who would get it.</summary>
    [Audited]
    public required Guid SubjectId { get; init; }

    /// <summary>Who made it: a user, a member of staff, or a product by its key.</summary>
    [Audited]
    public required Guid RequesterId { get; init; }

    /// <summary>Who answered for the integration user that made it, and so decides it no more than its requester; null: a person made it.</summary>
    [Audited]
    public Guid? AccountableId { get; init; }

    /// <summary>What it is for.</summary>
    [Audited]
    public AskedKind Kind { get; init; }

    /// <summary>The level; of other kinds Default User.</summary>
    [Audited]
    public InsightsRole Level { get; init; }

    /// <summary>The teams an Editor's grant would name, by id, separated by spaces; null: the whole organization.</summary>
    [Audited]
    public string? Teams { get; init; }

    /// <summary>The custom role, or the tenants, by id, separated by spaces; null: of another kind.</summary>
    [Audited]
    public string? Things { get; init; }

    /// <summary>When it would end.</summary>
    [Audited]
    public DateTimeOffset? Until { get; init; }

    /// <summary>Why, in the requester's words.</summary>
    [Audited]
    public string? Note { get; init; }

    /// <summary>Its state.</summary>
    [Audited]
    public RequestState State { get; set; }

    /// <summary>Who approved or declined it.</summary>
    [Audited]
    public Guid? DecidedBy { get; set; }

    /// <summary>When it was approved, declined or withdrawn.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>When what was given ends; null: never, or nothing was given.</summary>
    [Audited]
    public DateTimeOffset? GivenUntil { get; set; }

    /// <summary>Why it was declined; or what was given, where that is less than was asked for.</summary>
    [Audited]
    public string? Answer { get; set; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset At { get; init; }

    /// <inheritdoc/>
    public int Revision { get; private set; }

    /// <summary>Withdraws it.</summary>
    internal void Withdraw(Work work)
    {
        (State, DecidedBy, DecidedAt) = (RequestState.Withdrawn, work.Actor.Id, work.Now);
        work.Publish(new RequestClosed(Id));
    }

    /// <summary>The ids that a list of them names.</summary>
    internal static IReadOnlyList<Guid>? Ids(string? list) => list?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse).ToList();

    internal sealed class Configuration : IEntityTypeConfiguration<AccessRequest>
    {
        public void Configure(EntityTypeBuilder<AccessRequest> request)
        {
            request.ToTable("access_requests").HasKey(r => r.Id);
            request.HasIndex(r => new { r.CustomerId, r.State, r.At });
        }
    }
}
