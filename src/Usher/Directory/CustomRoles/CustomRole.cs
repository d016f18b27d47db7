using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>A custom role: User on every app, Customer Admin on the apps picked on it (rule 5).</summary>
public sealed class CustomRole : ICustomerOwned, IAccessFact, IRevised, IListedByName
{
    /// <summary>The role's id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The short name, unique in the customer.</summary>
    [Audited]
    public required string Slug { get; init; }

    /// <summary>The name that people see.</summary>
    [Audited]
    public required string Name { get; set; }

    /// <inheritdoc/>
    public int Revision { get; private set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CustomRole>
    {
        public void Configure(EntityTypeBuilder<CustomRole> role)
        {
            role.ToTable("custom_roles").HasKey(r => r.Id);
            role.HasIndex(r => new { r.CustomerId, r.Slug }).IsUnique();
        }
    }
}

/// <summary>An app picked on a custom role.</summary>
public sealed class CustomRoleApp : ICustomerOwned, IAccessFact
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The custom role.</summary>
    public required Guid RoleId { get; init; }

    /// <summary>The app.</summary>
    public required Guid AppId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CustomRoleApp>
    {
        public void Configure(EntityTypeBuilder<CustomRoleApp> picked) =>
            picked.ToTable("custom_role_apps").HasKey(p => new { p.CustomerId, p.RoleId, p.AppId });
    }
}
