using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Platform;

/// <summary>
/// The version of what all customers share, the catalogue of apps: one row. Whoever changes the catalogue raises it last, having the lock
/// of their own log, so that two who do wait for each other in one order.
/// </summary>
public sealed class CatalogueVersion : IGlobalEntity, IDerived
{
    /// <summary>The id of the one row: notices name it as they name a customer.</summary>
    public static readonly Guid TheOne = new("00000000-0000-0000-0000-00000000a995");

    /// <summary>The id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Raised by every change of the catalogue.</summary>
    public required long Version { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CatalogueVersion>
    {
        public void Configure(EntityTypeBuilder<CatalogueVersion> catalogue) => catalogue.ToTable("catalogue_version").HasKey(c => c.Id);
    }
}
