using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>A seat that was given or removed: counted to know a major change (rule 21), and how many seats were in use in earlier weeks. The audit trail tells the change itself.</summary>
public sealed class SeatChange : ICustomerOwned, IDerived
{
    /// <summary>The change's id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Given; false: removed.</summary>
    public required bool Given { get; init; }

    /// <summary>Since when changes are counted together (rule 21).</summary>
    internal static DateTimeOffset CountedSince(Work work) => work.Now.AddHours(-work.Customer.Facts.MajorSeatHours);

    internal sealed class Configuration : IEntityTypeConfiguration<SeatChange>
    {
        public void Configure(EntityTypeBuilder<SeatChange> change)
        {
            change.ToTable("seat_changes").HasKey(c => c.Id);
            change.HasIndex(c => new { c.CustomerId, c.At });
        }
    }
}
