using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Machines;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Directory;

/// <summary>Reads the facts that decide. One customer costs about fifteen small queries in one transaction; after a change only what it touched is read again.</summary>
public sealed class AccessFacts : IAccessFacts
{
    /// <summary>What can be read by itself.</summary>
    [Flags]
    private enum Parts
    {
        None = 0,
        Users = 1,
        Teams = 2,
        Channels = 4,
        CustomRoles = 8,
        IntegrationUsers = 16,
        Keys = 32,
        Everything = Users | Teams | Channels | CustomRoles | IntegrationUsers | Keys,
    }

    /// <inheritdoc/>
    public async Task<CustomerFacts?> Customer(UsherDb db, Guid customer, CancellationToken ct)
    {
        if (await db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == customer, ct) is not { } row) return null;
        var version = await db.Set<Head>().Where(h => h.Id == customer).Select(h => h.Version).FirstAsync(ct);
        var apps = await db.Apps.AsNoTracking().Where(a => a.Owner == null || a.Owner == customer).ToListAsync(ct);
        var insights = apps.FirstOrDefault(a => a.Slug == App.Insights)?.Id;
        return new CustomerFacts
        {
            Id = row.Id,
            Slug = row.Slug,
            Version = version,
            Closed = row.Closed,
            Transcripts = row.Transcripts,
            OrganizationAdminLimit = row.MostOrganizationAdmins,
            InsightsActive = insights is { } app && await db.TenantApps.AnyAsync(t => t.AppId == app && t.State == AppState.Active, ct),
            Apps = [.. apps.Select(a => new Named(a.Id, a.Slug, a.Name))],
            Tenants = [.. (await db.Tenants.AsNoTracking().ToListAsync(ct)).Select(t => new Named(t.Id, t.Slug, t.Name))],
            CustomRoles = await CustomRoles(db, ct),
            Teams = await Teams(db, ct),
            Channels = await Channels(db, ct),
            Users = await Users(db, null, ct),
            IntegrationUsers = await IntegrationUsers(db, ct),
            Keys = await Keys(db, ct),
        };
    }

    /// <inheritdoc/>
    public async Task<CustomerFacts?> After(UsherDb db, CustomerFacts before, IReadOnlyCollection<IAccessFact> changed, CancellationToken ct)
    {
        var parts = changed.Aggregate(Parts.None, (all, fact) => all | PartOf(fact));
        if (parts == Parts.Everything) return await Customer(db, before.Id, ct);
        return before with
        {
            Users = parts.HasFlag(Parts.Users) ? await Users(db, before.Users, changed, ct) : before.Users,
            Teams = parts.HasFlag(Parts.Teams) ? await Teams(db, ct) : before.Teams,
            Channels = parts.HasFlag(Parts.Channels) ? await Channels(db, ct) : before.Channels,
            CustomRoles = parts.HasFlag(Parts.CustomRoles) ? await CustomRoles(db, ct) : before.CustomRoles,
            IntegrationUsers = parts.HasFlag(Parts.IntegrationUsers) ? await IntegrationUsers(db, ct) : before.IntegrationUsers,
            Keys = parts.HasFlag(Parts.Keys) ? await Keys(db, ct) : before.Keys,
        };
    }

    /// <inheritdoc/>
    public async Task<PlatformSnapshot> Platform(UsherDb db, CancellationToken ct) => new(
        await db.Set<Head>().Where(h => h.Id == Guid.Empty).Select(h => h.Version).FirstOrDefaultAsync(ct),
        [.. (await db.Staff.AsNoTracking().ToListAsync(ct)).Select(s => new StaffFacts(s.Id, s.Email, s.Name, s.Role, s.Active))],
        await Keys(db, ct));

    /// <inheritdoc/>
    public async Task<Guid?> CustomerBySlug(UsherDb db, string slug, CancellationToken ct) =>
        await db.Customers.Where(c => c.Slug == slug).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct);

    /// <summary>Where a fact is read; what is not named here changes everything.</summary>
    private static Parts PartOf(IAccessFact fact) => fact switch
    {
        User or UserTenant or UserCustomRole or EditorTeam => Parts.Users,
        Team or TeamMember => Parts.Teams,
        Channel or ChannelMember or ChannelConfigurer => Parts.Channels,
        CustomRole or CustomRoleApp => Parts.CustomRoles,
        IntegrationUser => Parts.IntegrationUsers,
        ApiKey => Parts.Keys,
        _ => Parts.Everything,
    };

    /// <summary>The users, those whom the change touched read anew.</summary>
    private static async Task<IReadOnlyList<UserFacts>> Users(UsherDb db, IReadOnlyList<UserFacts> before, IReadOnlyCollection<IAccessFact> changed, CancellationToken ct)
    {
        var touched = changed.Select(fact => fact switch
        {
            User user => user.Id,
            UserTenant tenant => tenant.UserId,
            UserCustomRole role => role.UserId,
            EditorTeam team => team.UserId,
            _ => (Guid?)null,
        }).OfType<Guid>().ToHashSet();
        return [.. before.Where(user => !touched.Contains(user.Id)), .. await Users(db, touched, ct)];
    }

    /// <summary>The users with these ids; null: everyone.</summary>
    private static async Task<IReadOnlyList<UserFacts>> Users(UsherDb db, IReadOnlySet<Guid>? only, CancellationToken ct)
    {
        var ids = only?.ToList() ?? [];
        var tenants = (await Of<UserTenant>(t => ids.Contains(t.UserId)).ToListAsync(ct)).ToLookup(t => t.UserId, t => t.TenantId);
        var roles = (await Of<UserCustomRole>(r => ids.Contains(r.UserId)).ToListAsync(ct)).ToLookup(r => r.UserId, r => r.RoleId);
        var editorOf = (await Of<EditorTeam>(t => ids.Contains(t.UserId)).ToListAsync(ct)).ToLookup(t => t.UserId, t => t.TeamId);
        return
        [
            .. (await Of<User>(u => ids.Contains(u.Id)).ToListAsync(ct)).Select(u => new UserFacts
            {
                Id = u.Id,
                Email = u.Email,
                Name = u.Name,
                Active = u.Active,
                Connect = u.Connect,
                ConnectUntil = u.ConnectUntil,
                Insights = u.Insights,
                InsightsUntil = u.InsightsUntil,
                EditorOf = u.EditorOfTeams ? [.. editorOf[u.Id]] : null,
                CustomRoles = [.. roles[u.Id]],
                Tenants = [.. tenants[u.Id]],
            }),
        ];

        IQueryable<T> Of<T>(Expression<Func<T, bool>> theirs)
            where T : class => only is null ? db.Set<T>().AsNoTracking() : db.Set<T>().AsNoTracking().Where(theirs);
    }

    private static async Task<IReadOnlyList<CustomRoleFacts>> CustomRoles(UsherDb db, CancellationToken ct)
    {
        var picked = (await db.Set<CustomRoleApp>().AsNoTracking().ToListAsync(ct)).ToLookup(p => p.RoleId, p => p.AppId);
        return [.. (await db.CustomRoles.AsNoTracking().ToListAsync(ct)).Select(r => new CustomRoleFacts(r.Id, r.Slug, [.. picked[r.Id]], r.Name))];
    }

    private static async Task<IReadOnlyList<TeamFacts>> Teams(UsherDb db, CancellationToken ct)
    {
        var members = (await db.Set<TeamMember>().AsNoTracking().ToListAsync(ct)).ToLookup(m => m.TeamId, m => m.UserId);
        return [.. (await db.Teams.AsNoTracking().ToListAsync(ct)).Select(t => new TeamFacts(t.Id, t.Slug, [.. members[t.Id]], t.Archived is not null, t.Name))];
    }

    private static async Task<IReadOnlyList<ChannelFacts>> Channels(UsherDb db, CancellationToken ct)
    {
        var members = (await db.Set<ChannelMember>().AsNoTracking().ToListAsync(ct)).ToLookup(m => m.ChannelId, m => m.UserId);
        var configured = (await db.Set<ChannelConfigurer>().AsNoTracking().ToListAsync(ct)).ToLookup(c => c.ChannelId, c => c.UserId);
        return [.. (await db.Channels.AsNoTracking().ToListAsync(ct)).Select(c => new ChannelFacts(c.Id, c.Name, c.TeamId, [.. members[c.Id]], [.. configured[c.Id]], c.Guests))];
    }

    private static async Task<IReadOnlyList<IntegrationUserFacts>> IntegrationUsers(UsherDb db, CancellationToken ct) =>
    [
        .. (await db.IntegrationUsers.AsNoTracking().Where(m => m.Active).ToListAsync(ct)).Select(m =>
            new IntegrationUserFacts(m.Id, m.Name, m.OwnerId, m.Approved, [.. m.Scopes.Split(' ').Select(KeyScope.Parse).OfType<KeyScope>()])),
    ];

    private static async Task<IReadOnlyList<KeyFacts>> Keys(UsherDb db, CancellationToken ct) =>
        [.. (await db.ApiKeys.AsNoTracking().Where(k => !k.Revoked).ToListAsync(ct)).Select(Facts)];

    private static KeyFacts Facts(ApiKey key)
    {
        var names = key.Permissions?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var scopes = key.HolderKind == ActorKind.IntegrationUser ? names?.Select(KeyScope.Parse).OfType<KeyScope>().ToList() : null;
        var permissions = scopes?.Select(scope => scope.Permission) ?? names?.Select(name => Permission.Find(name)).OfType<Permission>();
        var limit = permissions?.Aggregate(default(PermissionSet), (set, permission) => set.With(permission));
        return new(key.Id, key.HolderId, key.HolderKind, key.Name, key.Hash, limit, key.Expires) { Scopes = scopes };
    }
}
