using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>One person: a verified e-mail address and the ways to sign in. Never written to the audit log in clear.</summary>
public sealed class Account : IdentityUser<Guid>, IGlobalEntity
{
    internal sealed class Configuration : IEntityTypeConfiguration<Account>
    {
        public void Configure(EntityTypeBuilder<Account> account)
        {
            account.ToTable("accounts").HasKey(a => a.Id);
            account.HasIndex(a => a.NormalizedEmail).IsUnique();
            account.Property(a => a.Email).HasMaxLength(254);
            account.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
        }
    }
}

/// <summary>An account's membership in one customer.</summary>
public sealed class User : ICustomerOwned, IAccessFact, IRevised, IListedByName
{
    /// <summary>The user's id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The account.</summary>
    [Audited]
    public required Guid AccountId { get; init; }

    /// <summary>The account's e-mail address, lower case.</summary>
    [Audited]
    public required string Email { get; init; }

    /// <summary>First name.</summary>
    [Audited]
    public required string FirstName { get; set; }

    /// <summary>Last name; empty for people who have one name.</summary>
    [Audited]
    public required string LastName { get; set; }

    /// <summary>False: refused everywhere, at once (rule 6).</summary>
    [Audited]
    public bool Active { get; set; } = true;

    /// <summary>The role in Connect.</summary>
    [Audited]
    public ConnectRole Connect { get; set; }

    /// <summary>When the role in Connect ends.</summary>
    [Audited]
    public DateTimeOffset? ConnectUntil { get; set; }

    /// <summary>Since when they are Customer Admin without a break; null: they are not (rule 11).</summary>
    public DateTimeOffset? CustomerAdminSince { get; set; }

    /// <summary>Who made them Customer Admin; null: they are not (rule 11).</summary>
    public Guid? CustomerAdminBy { get; set; }

    /// <summary>The role in Insights.</summary>
    [Audited]
    public InsightsRole Insights { get; set; }

    /// <summary>When the role in Insights ends.</summary>
    [Audited]
    public DateTimeOffset? InsightsUntil { get; set; }

    /// <summary>Whether an Editor's grant names the teams in <see cref="EditorTeam"/> rather than the whole organization.</summary>
    [Audited]
    public bool EditorOfTeams { get; set; }

    /// <summary>Whether they hold a seat (rule 16).</summary>
    [Audited]
    public bool HasSeat { get; set; }

    /// <summary>When they were given the seat that they hold; null: they hold none, or since before this was kept.</summary>
    public DateTimeOffset? SeatSince { get; set; }

    /// <summary>When they first signed in; null: they were invited, and have not yet.</summary>
    public DateTimeOffset? SignedIn { get; set; }

    /// <summary>When a person last wrote their name here; null: only an upstream product did.</summary>
    public DateTimeOffset? Renamed { get; set; }

    /// <summary>When staff last set their tenants here; null: never.</summary>
    public DateTimeOffset? TenantsSet { get; set; }

    /// <summary>When they were last reactivated here; null: never. What an upstream product ended before then is over.</summary>
    public DateTimeOffset? Reactivated { get; set; }

    /// <summary>Job title.</summary>
    [Audited]
    public string? Job { get; set; }

    /// <summary>Department.</summary>
    [Audited]
    public string? Department { get; set; }

    /// <summary>Where they work.</summary>
    [Audited]
    public string? Location { get; set; }

    /// <summary>The address of their picture; null: they have none.</summary>
    public string? Picture { get; set; }

    /// <summary>The user who manages them.</summary>
    [Audited]
    public Guid? ManagerId { get; set; }

    /// <summary>
    /// Whether staff added them by hand: such a person accepts from their own address before a first appointment (rule 11).
    /// </summary>
    [Audited]
    public bool AddedByStaff { get; init; }

    /// <summary>The member of staff who added them by hand; null: somebody else did, or a product.</summary>
    public Guid? AddedBy { get; init; }

    /// <summary>When they accepted from a link sent to their own address; null: not yet.</summary>
    [Audited]
    public DateTimeOffset? Accepted { get; set; }

    /// <summary>When they came.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <inheritdoc/>
    public int Revision { get; private set; }

    /// <summary>First and last name.</summary>
    public string Name => $"{FirstName} {LastName}".Trim();

    internal sealed class Configuration : IEntityTypeConfiguration<User>
    {
        public void Configure(EntityTypeBuilder<User> user)
        {
            user.ToTable("users").HasKey(u => u.Id);
            user.Ignore(u => u.Name);
            user.HasIndex(u => new { u.CustomerId, u.Email }).IsUnique();
            user.HasIndex(u => u.AccountId);
            user.Property(u => u.Revision).IsConcurrencyToken();
        }
    }
}

/// <summary>A tenant assigned to a user.</summary>
public sealed class UserTenant : ICustomerOwned, IAccessFact
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The user.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The tenant.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>From then on they do not reach it; null: it does not end.</summary>
    [Audited]
    public DateTimeOffset? Until { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<UserTenant>
    {
        public void Configure(EntityTypeBuilder<UserTenant> assigned) =>
            assigned.ToTable("user_tenants").HasKey(a => new { a.CustomerId, a.UserId, a.TenantId });
    }
}

/// <summary>A custom role held by a user.</summary>
public sealed class UserCustomRole : ICustomerOwned, IAccessFact
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The user.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The custom role.</summary>
    public required Guid RoleId { get; init; }

    /// <summary>From then on they do not have it; null: it does not end.</summary>
    [Audited]
    public DateTimeOffset? Until { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<UserCustomRole>
    {
        public void Configure(EntityTypeBuilder<UserCustomRole> held) =>
            held.ToTable("user_custom_roles").HasKey(h => new { h.CustomerId, h.UserId, h.RoleId });
    }
}

/// <summary>A team that an Editor's grant names.</summary>
public sealed class EditorTeam : ICustomerOwned, IAccessFact
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The Editor.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The team.</summary>
    public required Guid TeamId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<EditorTeam>
    {
        public void Configure(EntityTypeBuilder<EditorTeam> team) =>
            team.ToTable("editor_teams").HasKey(t => new { t.CustomerId, t.UserId, t.TeamId });
    }
}
