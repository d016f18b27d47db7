using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Directory;

/// <summary>Somebody's picture, as Usher has drawn it again: small and square.</summary>
public sealed class UserPicture : ICustomerOwned
{
    /// <summary>How wide and high it is, in pixels.</summary>
    public const int Side = 192;

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Whose.</summary>
    public required Guid UserId { get; init; }

    /// <summary>Its address, that nobody guesses: who may learn the name of the person reads it with the name (rule 27).</summary>
    public required string Key { get; set; }

    /// <summary>The picture, as WebP.</summary>
    public required byte[] Bytes { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<UserPicture>
    {
        public void Configure(EntityTypeBuilder<UserPicture> picture)
        {
            picture.ToTable("user_pictures").HasKey(p => new { p.CustomerId, p.UserId });
            picture.HasIndex(p => new { p.CustomerId, p.Key });
            picture.Property(p => p.Key).HasMaxLength(32);
        }
    }
}
