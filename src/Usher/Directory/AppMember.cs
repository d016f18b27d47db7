using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Directory;

/// <summary>What a setting of an app is.</summary>
public enum MemberKind
{
    /// <summary>A text of one line.</summary>
    Text,

    /// <summary>The https address of a host that the app works with: secrets are for the host they were given for.</summary>
    Address,

    /// <summary>A secret: kept sealed, shown to nobody.</summary>
    Secret,
}

/// <summary>One setting that an app declares: its configuration in a tenant has a row for each that is set.</summary>
public sealed class AppMember : IGlobalEntity
{
    /// <summary>The app.</summary>
    public required Guid AppId { get; init; }

    /// <summary>The short name, unique in the app.</summary>
    [Audited]
    public required string Name { get; init; }

    /// <summary>The name that people see.</summary>
    [Audited]
    public required string Label { get; set; }

    /// <summary>What it is.</summary>
    [Audited]
    public required MemberKind Kind { get; init; }

    /// <summary>Whether the app does not work without it.</summary>
    [Audited]
    public bool Required { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<AppMember>
    {
        public void Configure(EntityTypeBuilder<AppMember> member)
        {
            member.ToTable("app_members").HasKey(m => new { m.AppId, m.Name });
            member.Property(m => m.Name).HasMaxLength(40);
        }
    }
}
