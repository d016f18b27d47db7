using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Marketplace;

/// <summary>
/// One value of an app's configuration in one tenant, in a row of its own: so the audit log tells what each became, and of a secret only
/// that it was changed.
/// </summary>
public sealed class AppSetting : ICustomerOwned
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The tenant.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>The app.</summary>
    public required Guid AppId { get; init; }

    /// <summary>Where it is in the configuration, as a JSON pointer.</summary>
    [Audited]
    public required string Name { get; init; }

    /// <summary>What it is set to, as JSON; null: it is a secret.</summary>
    [Audited]
    public string? Value { get; set; }

    /// <summary>The secret, sealed by keys that lie outside the database; null: it is none.</summary>
    public string? Sealed { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<AppSetting>
    {
        public void Configure(EntityTypeBuilder<AppSetting> setting)
        {
            setting.ToTable("app_settings").HasKey(s => new { s.CustomerId, s.TenantId, s.AppId, s.Name });
            setting.Property(s => s.Name).HasMaxLength(400);
        }
    }
}

/// <summary>One saving of an app's configuration in one tenant: what it was, its secrets apart, so that it can be had back.</summary>
public sealed class AppSave : ICustomerOwned
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The tenant.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>The app.</summary>
    public required Guid AppId { get; init; }

    /// <summary>Its number; the first is 1. The newest is the ETag of the configuration.</summary>
    [Audited]
    public required int Number { get; init; }

    /// <summary>The version of the app whose schema it was judged by.</summary>
    [Audited]
    public required int Version { get; init; }

    /// <summary>Who saved it.</summary>
    [Audited]
    public required Guid By { get; init; }

    /// <summary>When.</summary>
    [Audited]
    public required DateTimeOffset At { get; init; }

    /// <summary>The configuration as JSON, without its secrets.</summary>
    public required string Values { get; init; }

    /// <summary>The members that are different from the save before, as JSON pointers with line breaks between them.</summary>
    [Audited]
    public required string Changed { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<AppSave>
    {
        public void Configure(EntityTypeBuilder<AppSave> save) =>
            save.ToTable("app_saves").HasKey(s => new { s.CustomerId, s.TenantId, s.AppId, s.Number });
    }
}
