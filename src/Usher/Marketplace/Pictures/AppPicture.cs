using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Marketplace;

/// <summary>A picture on an app's page, as Usher has drawn it again: of the app, not of a version.</summary>
public sealed class AppPicture : IGlobalEntity
{
    /// <summary>How many an app has at most.</summary>
    public const int Most = 5;

    /// <summary>The app.</summary>
    public required Guid AppId { get; init; }

    /// <summary>Its number on the page; the first is 1.</summary>
    [Audited]
    public required int Number { get; init; }

    /// <summary>What is to be seen, for whoever does not see it.</summary>
    [Audited]
    public required string Alt { get; set; }

    /// <summary>Its width in pixels.</summary>
    [Audited]
    public required int Width { get; set; }

    /// <summary>Its height in pixels.</summary>
    [Audited]
    public required int Height { get; set; }

    /// <summary>The SHA-256 of its bytes, in hexadecimal digits: its address, which never means another picture.</summary>
    public required string Hash { get; set; }

    /// <summary>The picture, as WebP.</summary>
    public required byte[] Bytes { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<AppPicture>
    {
        public void Configure(EntityTypeBuilder<AppPicture> picture)
        {
            picture.ToTable("app_pictures").HasKey(p => new { p.AppId, p.Number });
            picture.Property(p => p.Hash).HasMaxLength(64);
        }
    }
}

/// <summary>A picture on an app's page.</summary>
/// <param name="Number">Its number on the page; the first is 1.</param>
/// <param name="Alt">What is to be seen.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Hash">By which it is asked for.</param>
public sealed record AppPictureView(int Number, string Alt, int Width, int Height, string Hash);
