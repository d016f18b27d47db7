using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Marketplace;

/// <summary>
/// One setting of an app in one tenant, in a row of its own: so the audit log tells what each became, and of a secret only that it
/// was changed.
/// </summary>
public sealed class AppSetting : ICustomerOwned
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The tenant.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>The app.</summary>
    public required Guid AppId { get; init; }

    /// <summary>The setting's name, as the app declares it.</summary>
    [Audited]
    public required string Name { get; init; }

    /// <summary>What it is set to; null: it is a secret.</summary>
    [Audited]
    public string? Value { get; set; }

    /// <summary>The secret, sealed by keys that lie outside the database; null: it is none.</summary>
    public string? Sealed { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<AppSetting>
    {
        public void Configure(EntityTypeBuilder<AppSetting> setting)
        {
            setting.ToTable("app_settings").HasKey(s => new { s.CustomerId, s.TenantId, s.AppId, s.Name });
            setting.Property(s => s.Name).HasMaxLength(40);
        }
    }
}

/// <summary>What somebody sets. Neither its value nor a hash that could be guessed from goes into what is kept of the request.</summary>
/// <param name="Name">The setting's name.</param>
/// <param name="Value">As it was typed; null: it is removed.</param>
/// <param name="Sealed">The same, sealed: what is stored when the app declares it a secret.</param>
/// <param name="Digest">A keyed hash of it, that tells the same request from another.</param>
public sealed record Setting(string Name, [property: JsonIgnore] string? Value, [property: JsonIgnore] string? Sealed, string Digest)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
