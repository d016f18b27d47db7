using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Platform.Jobs;

/// <summary>
/// A piece of work to be done after its change is durable: added in the change's own transaction, finished in the transaction of its
/// effect.
/// </summary>
public sealed class Job : IGlobalEntity, IUnlocked
{
    /// <summary>The job's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The customer it works for; the empty id for the platform.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>Which handler does it.</summary>
    public required string Kind { get; init; }

    /// <summary>What the handler needs to know: JSON, ids only, never content.</summary>
    public required string Payload { get; init; }

    /// <summary>When it may be done first; moved forward by a retry.</summary>
    public required DateTimeOffset Due { get; set; }

    /// <summary>When it was due for the first time: from there on it is tried for <see cref="JobRunner.Patience"/> at least.</summary>
    public required DateTimeOffset FirstDue { get; set; }

    /// <summary>How often it was begun. With <see cref="LeasedBy"/> it guards every write of the row.</summary>
    public int Attempt { get; set; }

    /// <summary>The node that does it now; null when nobody does.</summary>
    public Guid? LeasedBy { get; set; }

    /// <summary>When the lease ends by itself.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>Why it was given up; null while there is hope.</summary>
    public string? Failed { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Job>
    {
        public void Configure(EntityTypeBuilder<Job> job)
        {
            job.ToTable("jobs").HasKey(j => j.Id);
            job.Property(j => j.Kind).HasMaxLength(100);
            job.Property(j => j.Attempt).IsConcurrencyToken();
            job.Property(j => j.LeasedBy).IsConcurrencyToken();
            job.HasIndex(j => new { j.CustomerId, j.Due }).HasFilter("failed IS NULL");
            job.HasIndex(j => j.CustomerId).HasFilter("failed IS NOT NULL");
        }
    }
}

/// <summary>A job while a node does it: good until another node takes it.</summary>
/// <param name="Id">The job's id.</param>
/// <param name="Customer">The customer it works for; the empty id for the platform.</param>
/// <param name="Kind">Which handler does it.</param>
/// <param name="Payload">What the handler needs to know, as JSON.</param>
/// <param name="Owner">The node.</param>
/// <param name="Attempt">1-based attempt number.</param>
public sealed record JobLease(Guid Id, Guid Customer, string Kind, string Payload, Guid Owner, int Attempt)
{
    /// <summary>When it was due.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>When it was due for the first time.</summary>
    public required DateTimeOffset FirstDue { get; init; }

    /// <summary>Until when it was leased at first; null: that is not known.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The lease that a row says.</summary>
    internal static JobLease Of(Job row) => new(row.Id, row.CustomerId, row.Kind, row.Payload, row.LeasedBy!.Value, row.Attempt)
    {
        Due = row.Due,
        FirstDue = row.FirstDue,
        Until = row.LeasedUntil,
    };

    /// <summary>The row as it was leased, to be removed or changed under its guard.</summary>
    internal Job Row() => new()
    {
        Id = Id,
        CustomerId = Customer,
        Kind = Kind,
        Payload = Payload,
        Due = default,
        FirstDue = default,
        LeasedBy = Owner,
        Attempt = Attempt,
    };
}

/// <summary>Another node has taken the job: what this one was about to write is undone.</summary>
public sealed class LeaseLost(Exception cause) : Exception("Another node took over this job.", cause)
{
    /// <summary>The fault as a lost lease; null when it is another.</summary>
    internal static LeaseLost? Of(Exception fault) => Store.Causes(fault).Any(cause =>
        cause is LeaseLost || (cause is DbUpdateConcurrencyException lost && lost.Entries.Any(e => e.Entity is Job)))
        ? new LeaseLost(fault)
        : null;
}
