using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Delivery.Digests;

/// <summary>A call that waits for somebody's next digest. Whether they may read of it then is judged then.</summary>
public sealed class DigestItem : ICustomerOwned, IUnlocked
{
    /// <summary>The item's id; grows with time.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Whose digest.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The call.</summary>
    public required Guid CallId { get; init; }

    /// <summary>The digest it is in, once that is due; every attempt to send it has the same calls. Null: the next one.</summary>
    public Guid? Digest { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<DigestItem>
    {
        public void Configure(EntityTypeBuilder<DigestItem> item)
        {
            item.ToTable("digest_items").HasKey(i => i.Id);
            item.HasIndex(i => new { i.CustomerId, i.UserId, i.Digest });
            item.HasIndex(i => new { i.CustomerId, i.CallId });
        }
    }
}
