using static Usher.Access.Decision;

namespace Usher.Access;

/// <summary>The one function that decides. Pure: the same question to the same snapshot at the same time has the same answer.</summary>
public static partial class Authorizer
{
    /// <summary>What nobody does to themselves (rules 3, 10, 11).</summary>
    private static readonly PermissionSet NeverOnOneself = default(PermissionSet)
        .With(Permission.RoleAssign).With(Permission.UserDeactivate).With(Permission.TenantAssign).With(Permission.TeamManage)
        .With(Permission.SupportUserGrant).With(Permission.OrganizationAdminAppoint).With(Permission.AccessLevelManage)
        .With(Permission.AccessLevelApprove);

    /// <summary>Decides whether an actor may. Allocates nothing.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="permission">What they would do.</param>
    /// <param name="target">To what.</param>
    /// <param name="now">The server's time; access that ends at this instant has ended.</param>
    /// <remarks>What the roles of the actor refuse is refused before the thing is looked at: who lacks a permission cannot learn by it what
    /// exists.</remarks>
    public static Decision Decide(Actor actor, Permission permission, in Target target, DateTimeOffset now)
    {
        actor = actor.At(now);
        var reach = actor.ReachOf(permission, now);
        if (reach == Reach.None) return actor.IsOrdinary ? No(Ground.NoRole) : WithoutCell(actor, permission, target, now);
        if (!actor.Carries(permission)) return No(Ground.KeyLimit);
        if (!target.Exists) return No(Ground.Missing);
        if (!ReferenceEquals(target.Customer, actor.Home) && Elsewhere(actor, permission, target, now) is var ground and not Ground.None)
            return No(ground);
        return reach switch
        {
            Reach.Own or Reach.All =>
                target.Subject is null && target.Call is null && target.IntegrationUser is null
                    ? Yes(Whole(actor))
                    : InRelation(actor, permission, target, now),
            Reach.Assigned => InTenant(actor, target, Ground.Role),
            Reach.Picked => HasApp(actor, target) ? InTenant(actor, target, Ground.CustomRole) : No(Ground.AppNotPicked),
            Reach.Self => OneselfAlone(actor, permission, target, now),
            Reach.Visible =>
                target.Call is { } call ? Seen(actor, permission, call, target.Customer!.Facts.Transcripts, now) : Yes(Ground.Role),
            Reach.Scope => InScope(actor, target, Ground.Role),
            Reach.WholeScope => actor.ScopeTeams is null ? Yes(Ground.Role) : No(Ground.OutsideScope),
            Reach.Key => ByScope(actor, permission, target),
            _ => No(Ground.None),
        };
    }

    private static Ground Whole(Actor actor) => actor.Kind switch
    {
        ActorKind.PlatformTeam => Ground.Platform,
        ActorKind.PlatformKey => Ground.Scope,
        _ => Ground.Role,
    };

    /// <summary>The roles of the actor have no cell now: why not, and the two things that need none.</summary>
    private static Decision WithoutCell(Actor actor, Permission permission, in Target target, DateTimeOffset now)
    {
        var home = actor.Home?.Facts;
        switch (actor.Kind)
        {
            case ActorKind.User when actor.HoldsNothing && !actor.User!.Active:
            case ActorKind.Staff when actor.HoldsNothing && !actor.StaffMember!.Active:
                return No(Ground.Deactivated);
            case ActorKind.User or ActorKind.IntegrationUser when home!.Closed:
                return No(Ground.Closed);
            case ActorKind.User when permission.Section == Section.Insights && !home!.InsightsActive:
                if (Roles.Of(Roles.Column(actor.InsightsRole(now)), permission) == Reach.None) return No(Ground.NoRole);
                return permission == Permission.IntegrationUserManage && target is { RevokesKey: true, Exists: true }
                    && IsHome(actor, target) && actor.Carries(permission)
                    ? Yes(Ground.Role)
                    : No(Ground.InsightsInactive);
            case ActorKind.Staff when permission.Section == Section.Insights:
                return permission == Permission.CallView && actor.Limit is null && IsLetLook(actor, target, now)
                    ? Yes(Ground.SupportAccess)
                    : No(Ground.StaffInInsights);
            case ActorKind.IntegrationUser when Roles.HoldableByMachine.Has(permission):
                if (actor.Home!.User(actor.IntegrationUser!.Owner)?.User is not { Active: true }) return No(Ground.OwnerInactive);
                if (permission == Permission.AppReadConfiguration) return No(Ground.OwnerNotCustomerAdmin);
                return No(home!.InsightsActive ? Ground.NotApproved : Ground.InsightsInactive);
            default:
                return No(Ground.NoRole);
        }
    }

    /// <summary>The target is not of the snapshot the actor came from: what refuses it; None when that is well.</summary>
    private static Ground Elsewhere(Actor actor, Permission permission, in Target target, DateTimeOffset now)
    {
        if (actor.Home is not null && target.Customer is null) return Ground.Missing;
        if (actor.Home is not null && !IsHome(actor, target)) return Ground.OtherCustomer;
        if (target.Customer!.Facts.Closed && actor.Kind != ActorKind.PlatformTeam)
        {
            // Whoever may reopen it sees it still.
            var mayReopen = permission == Permission.CustomerClose || permission == Permission.CustomerView
                && actor.ReachOf(Permission.CustomerClose, now) == Reach.All;
            return mayReopen ? Ground.None : Ground.Closed;
        }

        return Ground.None;
    }

    private static bool IsHome(Actor actor, in Target target) => target.Customer is { } customer && customer.Id == actor.Home?.Id;

    /// <summary>The role reaches the whole customer; what remains is how the actor relates to the person or call acted on.</summary>
    private static Decision InRelation(Actor actor, Permission permission, in Target target, DateTimeOffset now)
    {
        if (target.Subject is { } subject)
        {
            if (subject == actor.Id && NeverOnOneself.Has(permission)) return No(Ground.Oneself);
            if (permission == Permission.AccessLevelManage && actor.InsightsRole(now) != InsightsRole.OrganizationAdmin)
            {
                if (target.Customer!.User(subject) is not { } person) return No(Ground.Missing);
                if (person.InsightsRole(now) > InsightsRole.UserAdmin) return No(Ground.LevelAbove);
            }
        }

        if (target.Call is { } call)
        {
            if (permission == Permission.CallTroubleshoot && call.Held && call.Owner != actor.Id) return No(Ground.Held);
            if (permission == Permission.SupportAccessGrant && CallVisibility.Sight(actor, call, now) == Ground.None)
                return No(Ground.Missing);
        }

        // A Customer Admin owns and keys the integration users of apps, and no others.
        if (permission == Permission.AppIntegrationUserManage && target.IntegrationUser is { } machine
            && target.Customer!.IntegrationUser(machine)?.IntegrationUser?.OfApp is null)
            return No(Ground.Missing);
        return Yes(Whole(actor));
    }

    private static Decision InTenant(Actor actor, in Target target, Ground ground) =>
        (target.Tenant is { } tenant ? actor.Tenants.Has(tenant) : !actor.Tenants.IsEmpty) ? Yes(ground) : No(Ground.TenantNotAssigned);

    private static Decision OneselfAlone(Actor actor, Permission permission, in Target target, DateTimeOffset now)
    {
        if (target.Call is { } call)
        {
            if (call.Owner == actor.Id) return Yes(Ground.Owner);
            return No(CallVisibility.Sight(actor, call, now) == Ground.None ? Ground.Missing : Ground.NotOwn);
        }

        if (target.Subject is { } subject && subject != actor.Id) return No(Ground.NotOwn);
        return permission == Permission.ProfileEdit && actor.Limit is not null && !target.NotificationsOnly
            ? No(Ground.KeyLimit)
            : Yes(Ground.Self);
    }

    private static Decision Seen(Actor actor, Permission permission, CallFacts call, TranscriptAudience audience, DateTimeOffset now)
    {
        var sight = CallVisibility.Sight(actor, call, now);
        if (sight == Ground.None) return No(Ground.Missing);
        return permission == Permission.CallTranscript && !CallVisibility.IncludesTranscript(audience, sight)
            ? No(Ground.TranscriptAudience)
            : Yes(sight);
    }

    private static Decision InScope(Actor actor, in Target target, Ground ground)
    {
        var within = actor.ScopeTeams is not { } teams || (target.Team is { } team ? teams.Has(team) : !teams.IsEmpty);
        return within ? Yes(ground) : No(Ground.OutsideScope);
    }

    private static Decision ByScope(Actor actor, Permission permission, in Target target)
    {
        if (permission == Permission.CallRead)
        {
            if (target.Call is null) return InScope(actor, target, Ground.Scope);
            var teams = actor.ScopeTeams.GetValueOrDefault();
            var read = !target.Call.Held
                && (target.Team is { } team ? teams.Has(team) && target.Call.Teams.Contains(team) : teams.HasAny(target.Call.Teams));
            return read ? Yes(Ground.Scope) : No(Ground.Missing);
        }

        if (permission != Permission.AppReadConfiguration) return Yes(Ground.Scope);
        return HasApp(actor, target) ? InTenant(actor, target, Ground.Scope) : No(Ground.OutsideScope);
    }

    private static bool HasApp(Actor actor, in Target target) => target.App is { } app ? actor.Apps.Has(app) : !actor.Apps.IsEmpty;

    /// <summary>Whether an Organization Admin lets this member of staff look at the call now (rule 14).</summary>
    private static bool IsLetLook(Actor actor, in Target target, DateTimeOffset now) =>
        target is { Exists: true, Call: { Held: false } call, Customer.Facts: { InsightsActive: true, Closed: false } }
            && Opening.Covers(call.SupportAccess, actor.Id, now);
}
