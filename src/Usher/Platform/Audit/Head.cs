using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Platform.Audit;

/// <summary>
/// One row per customer (and one, with the empty id, for the platform): the version of its access facts, the size of its audit log and the
/// log's frontier. A change locks it first.
/// </summary>
public sealed class Head : IGlobalEntity, IDerived
{
    /// <summary>The customer's id; the empty id for the platform's own log.</summary>
    public required Guid Id { get; init; }

    /// <summary>Raised by every change of access.</summary>
    public long Version { get; set; }

    /// <summary>How many entries the log has.</summary>
    public long LogSize { get; set; }

    /// <summary>The log's frontier, as <see cref="Frontier.ToBytes"/> writes it.</summary>
    public byte[] Frontier { get; set; } = [];

    internal sealed class Configuration : IEntityTypeConfiguration<Head>
    {
        public void Configure(EntityTypeBuilder<Head> head) => head.ToTable("heads").HasKey(h => h.Id);
    }
}

/// <summary>
/// One entry of a customer's append-only log. <see cref="Body"/> is the truth; the columns beside it are for finding and are checked
/// against it.
/// </summary>
public sealed class AuditEntry : ICustomerOwned, IDerived
{
    /// <inheritdoc/>
    public required Guid CustomerId { get; init; }

    /// <summary>The index in the log, from 0.</summary>
    public required long Index { get; init; }

    /// <summary>When, by the server's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The section of the law the act belongs to: decides who may read the entry.</summary>
    public required Access.Section Section { get; init; }

    /// <summary>Who: the id of the user, staff account, integration user or key; the empty id for the Platform Team.</summary>
    public required Guid ActorId { get; init; }

    /// <summary>The use case's name.</summary>
    public required string Act { get; init; }

    /// <summary>The refusal's code; null when the act was done.</summary>
    public string? Refusal { get; init; }

    /// <summary>The stored bytes, UTF-8 JSON, exactly as hashed.</summary>
    public required byte[] Body { get; init; }

    /// <summary>RFC 9162 leaf hash of <see cref="Body"/>.</summary>
    public required byte[] LeafHash { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> entry)
        {
            entry.ToTable("audit_entries").HasKey(e => new { e.CustomerId, e.Index });
            entry.Property(e => e.Index).ValueGeneratedNever();
            entry.HasIndex(e => new { e.CustomerId, e.ActorId, e.Index });
        }
    }
}

/// <summary>Which things an entry speaks of, so that one thing's history can be followed.</summary>
public sealed class AuditSubject : ICustomerOwned, IDerived
{
    /// <inheritdoc/>
    public required Guid CustomerId { get; init; }

    /// <summary>The thing's id.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The entry's index in the log.</summary>
    public required long Index { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<AuditSubject>
    {
        public void Configure(EntityTypeBuilder<AuditSubject> subject) =>
            subject.ToTable("audit_subjects").HasKey(s => new { s.CustomerId, s.SubjectId, s.Index });
    }
}
