namespace Usher.Access;

/// <summary>Who can give what is lacking, and whether the asker may learn their names (rule 27).</summary>
internal sealed class Help(Actor actor, Permission permission, Target target, DateTimeOffset now, Actor asker)
{
    private static readonly Role[] Insights = [Role.DefaultUser, Role.UserAdmin, Role.Editor, Role.OrganizationAdmin, Role.IntegrationUser];
    private static readonly Role[] Connect = [Role.User, Role.CustomRole, Role.CustomerAdmin, Role.SupportUser, Role.SuperUser];

    private readonly CustomerSnapshot? _customer = actor.Home ?? target.Customer;

    /// <summary>Names are for active users of the same customer, and for staff, who see its users anyway: not for keys.</summary>
    public bool MayName { get; } = asker.Kind switch
    {
        ActorKind.User => asker.User!.Active && asker.Home!.Id == (actor.Home ?? target.Customer)?.Id,
        ActorKind.Staff => asker.StaffMember!.Active && permission.Section != Section.Insights,
        ActorKind.PlatformTeam => true,
        _ => false,
    };

    /// <summary>The lowest role that has a cell for the permission; null when only the Platform Team may.</summary>
    public static Role? LowestThatMay(Permission permission)
    {
        foreach (var role in permission.Section == Section.Insights ? Insights : Connect)
            if (Roles.Of(role, permission) != Reach.None) return role;
        return null;
    }

    /// <summary>The role that gave it until it ended, and when; null: none did.</summary>
    public static (Role Role, DateTimeOffset At)? Ended(Actor actor, Permission permission, DateTimeOffset now)
    {
        if (actor.User is not { } user) return null;
        var (had, until) = permission.Section == Section.Insights
            ? (Roles.Column(user.Insights), user.InsightsUntil)
            : (Roles.Column(user.Connect), user.ConnectUntil);
        return until is { } at && !Actor.Lasts(at, now) && Roles.Of(had, permission) != Reach.None ? (had, at) : null;
    }

    /// <summary>The role that they would get: the one that has ended, or else the lowest that has a cell.</summary>
    public static Role? Lacking(Actor actor, Permission permission, DateTimeOffset now) =>
        Ended(actor, permission, now)?.Role ?? LowestThatMay(permission);

    /// <summary>Who can turn a refusal on this ground into a yes, directly, and whether the vendor's support can.</summary>
    public (IReadOnlyList<Helper> Helpers, bool Vendor) For(Ground ground) => ground switch
    {
        Ground.NoRole when actor.Kind == ActorKind.User => ForRole(),
        Ground.TenantNotAssigned => ([], true),
        Ground.AppNotPicked => (WhoMay(Permission.RoleAssign, actor.Id), true),
        Ground.OutsideScope when actor.Kind == ActorKind.User =>
            (WhoMay(Permission.AccessLevelManage, actor.Id, giver => GrantRules.Level(giver, actor, InsightsRole.Editor, null, null, now)),
                false),
        Ground.Oneself or Ground.LevelAbove => (WhoMay(permission, target.Subject), permission.Section == Section.Connect),
        Ground.NotOwn when target.Call is { } call && _customer?.User(call.Owner) is { } owner =>
            (MayName ? [new(owner.Id, owner.Name)] : [], false),
        Ground.TranscriptAudience => (WhoMay(Permission.SecurityConfigure, null), false),
        Ground.InsightsInactive => (WhoMay(Permission.AppConfigure, null), true),
        Ground.OutsideScope or Ground.OwnerInactive => (WhoMay(Permission.IntegrationUserManage, null), false),
        Ground.KeyLimit when actor.Kind == ActorKind.IntegrationUser => (WhoMay(Permission.IntegrationUserManage, null), false),
        Ground.OwnerNotCustomerAdmin => (WhoMay(Permission.AppIntegrationUserManage, null), false),
        Ground.NotApproved => (WhoMay(Permission.IntegrationApprove, null), false),
        Ground.Deactivated when actor.Kind == ActorKind.User => (WhoMay(Permission.UserDeactivate, actor.Id), true),
        Ground.Closed => ([], true),
        _ => ([], false),
    };

    private (IReadOnlyList<Helper>, bool) ForRole() => Lacking(actor, permission, now) switch
    {
        Role.CustomRole => (WhoMay(Permission.RoleAssign, actor.Id), true),
        Role.CustomerAdmin =>
            (WhoMay(Permission.RoleAssign, actor.Id, giver => GrantRules.Connect(giver, actor, ConnectRole.CustomerAdmin, null, now)),
                true),
        Role.SupportUser or Role.SuperUser => ([], true),
        Role.UserAdmin => ForLevel(InsightsRole.UserAdmin),
        Role.Editor => ForLevel(InsightsRole.Editor),
        Role.OrganizationAdmin => ForLevel(InsightsRole.OrganizationAdmin),
        Role.IntegrationUser => (WhoMay(Permission.IntegrationUserManage, null), false),
        _ => ([], false),
    };

    private (IReadOnlyList<Helper>, bool) ForLevel(InsightsRole level) =>
        (WhoMay(Permission.AccessLevelManage, actor.Id, giver => GrantRules.Level(giver, actor, level, null, null, now)), false);

    /// <summary>
    /// Active users of the customer who hold a permission towards somebody and who are stopped by no rule: by the same functions that would
    /// judge the act.
    /// </summary>
    private IReadOnlyList<Helper> WhoMay(Permission helping, Guid? subject, Func<Actor, Refusal?>? rule = null)
    {
        if (!MayName || _customer is null) return [];
        var towards = Target.Of(_customer) with { Subject = subject };
        return [.. _customer.Users
            .Where(user => user.Id != actor.Id && Authorizer.Decide(user, helping, towards, now).Allowed && rule?.Invoke(user) is null)
            .OrderBy(user => user.Name, StringComparer.Ordinal).ThenBy(user => user.Id)
            .Select(user => new Helper(user.Id, user.Name))];
    }
}
