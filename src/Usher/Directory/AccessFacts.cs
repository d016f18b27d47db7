using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Machines;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Directory;

/// <summary>
/// Reads the facts that decide. One customer costs about fifteen small queries in one transaction; after a change, what it touched is
/// mostly known without reading.
/// </summary>
public sealed class AccessFacts : IAccessFacts
{
    /// <inheritdoc/>
    public async Task<CustomerFacts?> Customer(UsherDb db, Guid customer, CancellationToken ct)
    {
        if (await db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == customer, ct) is not { } row) return null;
        var version = await db.Set<Head>().Where(h => h.Id == customer).Select(h => h.Version).FirstAsync(ct);
        return new CustomerFacts
        {
            Id = row.Id,
            Slug = row.Slug,
            Version = version,
            Closed = row.Closed,
            Transcripts = row.Transcripts,
            OrganizationAdminLimit = row.MostOrganizationAdmins,
            MajorSeats = row.MajorSeats,
            MajorSeatHours = row.MajorSeatHours,
            InsightsActive = await db.TenantApps.AnyAsync(t => t.State == AppState.Active
                && db.Set<App>().Any(a => a.Id == t.AppId && a.Slug == App.Insights && a.Owner == null), ct),
            Apps = await Apps(db.Apps.Where(a => a.Owner == customer), ct),
            Tenants = [.. (await db.Tenants.AsNoTracking().ToListAsync(ct)).Select(t => new Named(t.Id, t.Slug, t.Name))],
            CustomRoles = await CustomRoles(db, ct),
            Teams = await Teams(db, ct),
            Channels = await Channels(db, ct),
            Users = await Users(db, ct),
            IntegrationUsers = await IntegrationUsers(db, ct),
            Keys = await Keys(db, ct),
        };
    }

    /// <inheritdoc/>
    public FactsChange? Told(CustomerFacts before, IReadOnlyCollection<ChangedFact> changed) => ToldFacts.Of(before, changed);

    /// <inheritdoc/>
    public async Task<PlatformSnapshot> Platform(UsherDb db, CancellationToken ct) => new(
        await db.Set<Head>().Where(h => h.Id == Guid.Empty).Select(h => h.Version).FirstOrDefaultAsync(ct),
        [.. (await db.Staff.AsNoTracking().ToListAsync(ct)).Select(s => new StaffFacts(s.Id, s.Email, s.Name, s.Role, s.Active))],
        await Keys(db, ct));

    /// <inheritdoc/>
    public async Task<Guid?> CustomerBySlug(UsherDb db, string slug, CancellationToken ct) =>
        await db.Customers.Where(c => c.Slug == slug).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct);

    /// <inheritdoc/>
    public async Task<AppCatalogue> Catalogue(UsherDb db, CancellationToken ct)
    {
        // The version first: what is read after it is at least as new.
        var version = await db.Set<CatalogueVersion>().Select(c => c.Version).FirstAsync(ct);
        return new(version, await Apps(db.Apps.Where(a => a.Owner == null), ct));
    }

    private static async Task<IReadOnlyList<Named>> Apps(IQueryable<App> apps, CancellationToken ct) =>
        [.. (await apps.AsNoTracking().Select(a => new { a.Id, a.Slug, a.Name }).ToListAsync(ct))
            .Select(a => new Named(a.Id, a.Slug, a.Name))];

    private static async Task<IReadOnlyList<UserFacts>> Users(UsherDb db, CancellationToken ct)
    {
        var tenants = (await db.Set<UserTenant>().AsNoTracking().ToListAsync(ct)).ToLookup(t => t.UserId);
        var roles = (await db.Set<UserCustomRole>().AsNoTracking().ToListAsync(ct)).ToLookup(r => r.UserId);
        var editorOf = (await db.Set<EditorTeam>().AsNoTracking().ToListAsync(ct)).ToLookup(t => t.UserId, t => t.TeamId);
        return [.. (await db.Set<User>().AsNoTracking().ToListAsync(ct))
            .Select(u => Facts(u, [.. tenants[u.Id].Select(t => t.TenantId)], [.. roles[u.Id].Select(r => r.RoleId)], [.. editorOf[u.Id]],
                [
                    .. tenants[u.Id].Where(t => t.Until is not null).Select(t => new GrantEnd(t.TenantId, t.Until!.Value)),
                    .. roles[u.Id].Where(r => r.Until is not null).Select(r => new GrantEnd(r.RoleId, r.Until!.Value)),
                ]))];
    }

    private static async Task<IReadOnlyList<CustomRoleFacts>> CustomRoles(UsherDb db, CancellationToken ct)
    {
        var picked = (await db.Set<CustomRoleApp>().AsNoTracking().ToListAsync(ct)).ToLookup(p => p.RoleId, p => p.AppId);
        return [.. (await db.CustomRoles.AsNoTracking().ToListAsync(ct))
            .Select(r => new CustomRoleFacts(r.Id, r.Slug, [.. picked[r.Id]], r.Name))];
    }

    private static async Task<IReadOnlyList<TeamFacts>> Teams(UsherDb db, CancellationToken ct)
    {
        var members = (await db.Set<TeamMember>().AsNoTracking().ToListAsync(ct)).ToLookup(m => m.TeamId, m => m.UserId);
        return [.. (await db.Teams.AsNoTracking().ToListAsync(ct))
            .Select(t => new TeamFacts(t.Id, t.Slug, [.. members[t.Id]], t.Archived is not null, t.Name))];
    }

    private static async Task<IReadOnlyList<ChannelFacts>> Channels(UsherDb db, CancellationToken ct)
    {
        var members = (await db.Set<ChannelMember>().AsNoTracking().Where(m => !m.ByIdentity).ToListAsync(ct)).ToLookup(m => m.ChannelId, m => m.UserId);
        var configured = (await db.Set<ChannelConfigurer>().AsNoTracking().ToListAsync(ct)).ToLookup(c => c.ChannelId, c => c.UserId);
        return [.. (await db.Channels.AsNoTracking().ToListAsync(ct))
            .Select(c => new ChannelFacts(c.Id, c.Name, c.TeamId, [.. members[c.Id]], [.. configured[c.Id]], c.Guests))];
    }

    private static async Task<IReadOnlyList<IntegrationUserFacts>> IntegrationUsers(UsherDb db, CancellationToken ct)
    {
        var machines = await db.IntegrationUsers.AsNoTracking().Where(m => m.Active).ToListAsync(ct);
        var apps = machines.Select(m => m.OfAppId).OfType<Guid>().ToList();
        var tenants = apps.Count == 0
            ? Enumerable.Empty<TenantApp>().ToLookup(t => t.AppId, t => t.TenantId)
            : (await db.TenantApps.AsNoTracking().Where(t => apps.Contains(t.AppId) && t.State == AppState.Active).ToListAsync(ct))
            .ToLookup(t => t.AppId, t => t.TenantId);
        return [.. machines.Select(m => Facts(m, m.OfAppId is { } app ? [.. tenants[app]] : []))];
    }

    private static async Task<IReadOnlyList<KeyFacts>> Keys(UsherDb db, CancellationToken ct) =>
        [.. (await db.ApiKeys.AsNoTracking().Where(k => !k.Revoked).ToListAsync(ct)).Select(Facts)];

    internal static UserFacts Facts(User user, IReadOnlyList<Guid> tenants, IReadOnlyList<Guid> roles, IReadOnlyList<Guid> editorOf,
        IReadOnlyList<GrantEnd> ends) =>
        new()
    {
        Id = user.Id,
        Email = user.Email,
        Name = user.Name,
        Picture = user.Picture,
        Active = user.Active,
        Connect = user.Connect,
        ConnectUntil = user.ConnectUntil,
        Insights = user.Insights,
        InsightsUntil = user.InsightsUntil,
        EditorOf = user.EditorOfTeams ? editorOf : null,
        CustomRoles = roles,
        Tenants = tenants,
        Ends = ends,
    };

    /// <param name="machine">The integration user.</param>
    /// <param name="tenants">Where the app whose own it is is active.</param>
    internal static IntegrationUserFacts Facts(IntegrationUser machine, IReadOnlyList<Guid> tenants) =>
        new(machine.Id, machine.Name, machine.OwnerId ?? Guid.Empty, machine.Approved,
            [.. machine.Scopes.Split(' ').Select(KeyScope.Parse).OfType<KeyScope>()])
        {
            OfApp = machine.OfAppId is { } app ? new(app, tenants) : null,
        };

    internal static KeyFacts Facts(ApiKey key)
    {
        var names = key.Permissions?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var scopes = key.HolderKind == ActorKind.IntegrationUser ? names?.Select(KeyScope.Parse).OfType<KeyScope>().ToList() : null;
        var permissions = scopes?.Select(scope => scope.Permission) ?? names?.Select(name => Permission.Find(name)).OfType<Permission>();
        var limit = permissions?.Aggregate(default(PermissionSet), (set, permission) => set.With(permission));
        return new(key.Id, key.HolderId, key.HolderKind, key.Name, key.Hash, limit, key.Expires) { Scopes = scopes };
    }
}
