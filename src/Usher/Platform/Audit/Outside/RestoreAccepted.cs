using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Platform.Audit;

/// <summary>
/// Somebody said that a log is to go on as it is, though it is not the one that was signed outside the database: a backup was restored, or
/// heads were lost.
/// </summary>
public sealed class RestoreAccepted : ICustomerOwned
{
    /// <summary>The acceptance's id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The hash that the first head of the new chain names, in hexadecimal: of the file of heads that was put aside.</summary>
    [Audited]
    public required string Chain { get; init; }

    /// <summary>How many entries the longest head in it had; 0: it had none.</summary>
    [Audited]
    public required long Outside { get; init; }

    /// <summary>How many entries the log had.</summary>
    [Audited]
    public required long Size { get; init; }

    /// <summary>The log's root, in hexadecimal.</summary>
    [Audited]
    public required string Root { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<RestoreAccepted>
    {
        public void Configure(EntityTypeBuilder<RestoreAccepted> restore)
        {
            restore.ToTable("restores_accepted").HasKey(r => r.Id);
            restore.Property(r => r.Chain).HasMaxLength(64);
            restore.Property(r => r.Root).HasMaxLength(64);
        }
    }
}
