using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Platform.Jobs;

/// <summary>A piece of work to be done after its change is durable: added in the change's own transaction, finished in the transaction of its effect.</summary>
public sealed class Job : IGlobalEntity, IDerived
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

    /// <summary>How often it was begun.</summary>
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
            job.HasIndex(j => new { j.Due, j.CustomerId });
        }
    }
}
