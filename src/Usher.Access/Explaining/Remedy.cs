namespace Usher.Access;

/// <summary>What kind of act turns a refusal into a yes.</summary>
public enum RemedyKind
{
    /// <summary>Giving a custom role.</summary>
    CustomRole,

    /// <summary>Giving a role of Connect.</summary>
    ConnectRole,

    /// <summary>Giving a level of Insights.</summary>
    Level,

    /// <summary>Assigning a tenant.</summary>
    Tenant,

    /// <summary>Reactivating the person.</summary>
    Reactivation,
}

/// <summary>Something that would turn the refusal into a yes, and that the asker may do right now.</summary>
/// <param name="Kind">What.</param>
/// <param name="User">The user who gets it.</param>
/// <param name="Give">Which role, level or tenant, as the API writes it; null: the act needs none.</param>
/// <param name="Name">A name for it.</param>
public sealed record Remedy(RemedyKind Kind, Guid User, string? Give, string? Name);

/// <summary>Finds what the asker could do about it: by the permissions and rules that would judge the act.</summary>
internal sealed class Remedies(Actor actor, Permission permission, Target target, DateTimeOffset now, Actor asker)
{
    /// <summary>How many custom roles are offered.</summary>
    private const int MostRoles = 3;

    /// <summary>What the asker may do against a refusal on this ground; nothing about themselves.</summary>
    public IReadOnlyList<Remedy> For(Ground ground)
    {
        if (actor.Home is not { } home || actor.Kind != ActorKind.User || asker.Id == actor.Id || ground != Ground.Deactivated
            && !actor.User!.Active)
            return [];
        return ground switch
        {
            Ground.NoRole => Help.Lacking(actor, permission, now) switch
            {
                Role.CustomRole => [.. CustomRoles(home), .. CustomerAdmin()],
                Role.CustomerAdmin => CustomerAdmin(),
                Role.UserAdmin => Level(InsightsRole.UserAdmin),
                Role.Editor => Level(InsightsRole.Editor),
                Role.OrganizationAdmin => Level(InsightsRole.OrganizationAdmin),
                _ => [],
            },
            Ground.AppNotPicked => [.. CustomRoles(home), .. CustomerAdmin()],
            Ground.OutsideScope => Level(InsightsRole.Editor),
            Ground.TenantNotAssigned when May(Permission.TenantAssign) =>
                [new(RemedyKind.Tenant, actor.Id, home.Facts.Tenants.FirstOrDefault(t => t.Id == target.Tenant)?.Slug, null)],
            Ground.Deactivated when May(Permission.UserDeactivate) => [new(RemedyKind.Reactivation, actor.Id, null, null)],
            _ => [],
        };
    }

    /// <summary>The custom roles with the app picked; none of them goes beyond the app (rule 5).</summary>
    private IEnumerable<Remedy> CustomRoles(CustomerSnapshot home) =>
        !May(Permission.RoleAssign) ? [] : home.Facts.CustomRoles
            .Where(role => target.App is { } app ? role.Apps.Contains(app) : role.Apps.Count > 0)
            .Where(role => GrantRules.CustomRoles(asker, actor, [role.Id]) is null)
            .OrderBy(role => role.Apps.Count).ThenBy(role => role.Slug, StringComparer.Ordinal).Take(MostRoles)
            .Select(role => new Remedy(RemedyKind.CustomRole, actor.Id, role.Slug, role.Called));

    private IReadOnlyList<Remedy> CustomerAdmin() =>
        May(Permission.RoleAssign) && GrantRules.Connect(asker, actor, ConnectRole.CustomerAdmin, null, now) is null
            ? [Giving(RemedyKind.ConnectRole, Role.CustomerAdmin)] : [];

    private IReadOnlyList<Remedy> Level(InsightsRole level) =>
        May(Permission.AccessLevelManage) && GrantRules.Level(asker, actor, level, null, null, now) is null
            ? [Giving(RemedyKind.Level, Roles.Column(level))] : [];

    private Remedy Giving(RemedyKind kind, Role role) =>
        new(kind, actor.Id, Roles.Name(role).ToLowerInvariant().Replace(' ', '-'), Roles.Name(role));

    private bool May(Permission act) => Authorizer.Decide(asker, act, Target.Of(actor.Home!) with { Subject = actor.Id }, now).Allowed;
}

/// <summary>Finds what somebody may ask for against a refusal: what would cure it, given by whoever may give exactly that.</summary>
internal static class Askables
{
    /// <summary>How many custom roles are offered.</summary>
    private const int MostRoles = 3;

    /// <summary>What to ask for; nothing where no request cures it.</summary>
    public static IReadOnlyList<Remedy> For(Actor actor, Permission permission, in Target target, Ground ground, DateTimeOffset now)
    {
        if (actor is not { Kind: ActorKind.User, User.Active: true, Limit: null, Home: { Facts.Closed: false } home }) return [];
        var (app, tenant) = (target.App, target.Tenant);
        return ground switch
        {
            Ground.NoRole => Help.Lacking(actor, permission, now) switch
            {
                Role.CustomRole => [.. CustomRoles(), Of(RemedyKind.ConnectRole, Role.CustomerAdmin)],
                Role.CustomerAdmin => [Of(RemedyKind.ConnectRole, Role.CustomerAdmin)],
                Role.UserAdmin or Role.Editor or Role.OrganizationAdmin when home.Facts.InsightsActive =>
                    [Of(RemedyKind.Level, Help.Lacking(actor, permission, now)!.Value)],
                _ => [],
            },
            Ground.AppNotPicked => [.. CustomRoles(), Of(RemedyKind.ConnectRole, Role.CustomerAdmin)],
            Ground.OutsideScope => [Of(RemedyKind.Level, Role.Editor)],
            Ground.TenantNotAssigned => [.. home.Facts.Tenants.Where(one => one.Id == tenant)
                .Select(one => new Remedy(RemedyKind.Tenant, actor.Id, one.Slug, one.Called)).DefaultIfEmpty(new(RemedyKind.Tenant, actor.Id, null, null))],
            _ => [],
        };

        IEnumerable<Remedy> CustomRoles() => home.Facts.CustomRoles
            .Where(role => app is { } wanted ? role.Apps.Contains(wanted) : role.Apps.Count > 0)
            .OrderBy(role => role.Apps.Count).ThenBy(role => role.Slug, StringComparer.Ordinal).Take(MostRoles)
            .Select(role => new Remedy(RemedyKind.CustomRole, actor.Id, role.Slug, role.Called));

        Remedy Of(RemedyKind kind, Role role) => new(kind, actor.Id, Roles.Name(role).ToLowerInvariant().Replace(' ', '-'), Roles.Name(role));
    }
}
