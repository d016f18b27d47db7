using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>One of the vendor's own people.</summary>
public sealed class StaffMember : IGlobalEntity, IAccessFact, IListedByName
{
    /// <summary>The account's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The account's e-mail address, lower case.</summary>
    [Audited]
    public required string Email { get; init; }

    /// <summary>The name that people see.</summary>
    [Audited]
    public required string Name { get; set; }

    /// <summary>The role.</summary>
    [Audited]
    public required StaffRole Role { get; set; }

    /// <summary>False: the role has ended.</summary>
    [Audited]
    public bool Active { get; set; } = true;

    internal sealed class Configuration : IEntityTypeConfiguration<StaffMember>
    {
        public void Configure(EntityTypeBuilder<StaffMember> member)
        {
            member.ToTable("staff").HasKey(m => m.Id);
            member.HasIndex(m => m.Email).IsUnique();
        }
    }
}

/// <summary>The Directory's tables.</summary>
public static class Tables
{
    extension(UsherDb db)
    {
        /// <summary>Customers: of no customer, so whoever queries them says whose.</summary>
        public DbSet<Customer> Customers => db.Set<Customer>();

        /// <summary>The customer's tenants.</summary>
        public DbSet<Tenant> Tenants => db.Set<Tenant>();

        /// <summary>The catalogue.</summary>
        public DbSet<App> Apps => db.Set<App>();

        /// <summary>The customer's apps by tenant.</summary>
        public DbSet<TenantApp> TenantApps => db.Set<TenantApp>();

        /// <summary>Accounts of every customer and the staff.</summary>
        public DbSet<Account> Accounts => db.Set<Account>();

        /// <summary>The customer's users.</summary>
        public DbSet<User> Users => db.Set<User>();

        /// <summary>The customer's custom roles.</summary>
        public DbSet<CustomRole> CustomRoles => db.Set<CustomRole>();

        /// <summary>The customer's teams.</summary>
        public DbSet<Team> Teams => db.Set<Team>();

        /// <summary>The customer's channels.</summary>
        public DbSet<Channel> Channels => db.Set<Channel>();

        /// <summary>The customer's integration users.</summary>
        public DbSet<IntegrationUser> IntegrationUsers => db.Set<IntegrationUser>();

        /// <summary>The customer's keys; in no customer, those of platform and staff.</summary>
        public DbSet<ApiKey> ApiKeys => db.Set<ApiKey>();

        /// <summary>The vendor's people.</summary>
        public DbSet<StaffMember> Staff => db.Set<StaffMember>();

        /// <summary>The customer's requests for access.</summary>
        public DbSet<AccessRequest> AccessRequests => db.Set<AccessRequest>();
    }
}
