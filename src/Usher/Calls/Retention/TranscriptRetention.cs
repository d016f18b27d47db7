using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;
using Usher.Platform;

namespace Usher.Calls.Retention;

/// <summary>
/// How long an organization keeps transcripts where a team sets nothing else. Without such a row, or without days, it keeps them.
/// </summary>
public sealed class TranscriptRetention : ICustomerOwned, IRevised
{
    /// <summary>The fewest days that can be set.</summary>
    public const int Fewest = 30;

    /// <summary>The most days that can be set; longer is <em>keep</em>.</summary>
    public const int Most = 3_650;

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Days after a call was stored; null: transcripts are kept.</summary>
    [Audited]
    public int? Days { get; set; }

    /// <summary>When it last became shorter for somebody: owners who were notified before are notified again.</summary>
    public required DateTimeOffset Since { get; set; }

    /// <summary>Which of the jobs that delete transcripts is the one that goes on; those begun by earlier settings end.</summary>
    public int Round { get; set; }

    /// <inheritdoc/>
    public int Revision { get; private set; }

    internal sealed class Configuration : IEntityTypeConfiguration<TranscriptRetention>
    {
        public void Configure(EntityTypeBuilder<TranscriptRetention> retention)
        {
            retention.ToTable("transcript_retentions").HasKey(r => r.CustomerId);
            retention.Property(r => r.Revision).IsConcurrencyToken();
        }
    }
}

/// <summary>How long transcripts of a team's calls are kept, instead of the organization's default.</summary>
public sealed class TeamRetention : ICustomerOwned
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The team.</summary>
    public required Guid TeamId { get; init; }

    /// <summary>Days after a call was stored; null: they are kept, whatever the default is.</summary>
    [Audited]
    public int? Days { get; set; }

    /// <inheritdoc cref="TranscriptRetention.Since"/>
    public required DateTimeOffset Since { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<TeamRetention>
    {
        public void Configure(EntityTypeBuilder<TeamRetention> retention) =>
            retention.ToTable("team_retentions").HasKey(r => new { r.CustomerId, r.TeamId });
    }
}

/// <summary>An owner was notified that transcripts of their calls are deleted: before that, and for a week after, none is.</summary>
public sealed class RetentionNote : ICustomerOwned, IDerived
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The owner.</summary>
    public required Guid UserId { get; init; }

    /// <summary>When they were notified last.</summary>
    public required DateTimeOffset At { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<RetentionNote>
    {
        public void Configure(EntityTypeBuilder<RetentionNote> note) =>
            note.ToTable("retention_notes").HasKey(n => new { n.CustomerId, n.UserId });
    }
}

/// <summary>What owners read before the first of their transcripts is deleted.</summary>
public sealed class RetentionNotices : INotices
{
    /// <summary>Transcripts of their calls will be deleted.</summary>
    public const string Ahead = "transcripts-deleted-soon";

    /// <inheritdoc/>
    public IEnumerable<Notice> Kinds => [new(Ahead, "Transcripts of your calls will be deleted, as your organization decided.")];
}
