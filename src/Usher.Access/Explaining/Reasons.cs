using System.Globalization;

namespace Usher.Access;

/// <summary>Puts what the <see cref="Authorizer"/> decided into words. It decides nothing: it looks up the names of what did.</summary>
internal sealed class Reasons(Actor actor, Permission permission, Target target, DateTimeOffset now, Actor asker)
{
    private const string Table = "the table of roles";

    private readonly bool _aboutOneself = ReferenceEquals(asker, actor) || asker.Kind == actor.Kind && asker.Id == actor.Id;
    private readonly Help _help = new(actor, permission, target, now, asker);
    private readonly CustomerFacts? _facts = (actor.Home ?? target.Customer)?.Facts;
    private readonly IReadOnlyList<Named> _apps = (actor.Home ?? target.Customer)?.Apps ?? [];

    private string Who =>
        _aboutOneself
            ? "You"
            : _help.MayName ? actor.Name : actor.Kind == ActorKind.IntegrationUser ? "This integration user" : "This person";

    /// <summary>The permission in words, about whatever the question is about.</summary>
    private string Meaning(Ground ground) => permission.Meaning.Replace(
        "your own", target.Call is not null
            ? "this"
            : ground == Ground.NotOwn ? "someone else's" : Say("your own", "their own"), StringComparison.Ordinal);

    public Explanation Of(Decision decision, bool withHelp = true) => decision.Allowed ? Allowed(decision) : Refused(decision, withHelp);

    private Explanation Allowed(Decision decision)
    {
        var (reason, rule, grant) = decision.Ground switch
        {
            Ground.Role => ByRole(),
            Ground.CustomRole => ByCustomRole(),
            Ground.Self => ("it is " + Say("your", "their") + " own account", Table, null),
            Ground.Owner => (Say("you own", "they own") + " this call", "rule 12", new DecidingGrant("ownership", "owner", null)),
            Ground.Team =>
                ByMembership("team", "which the call belongs to",
                    _facts!.Teams.FirstOrDefault(t => t.Members.Contains(actor.Id) && target.Call!.Teams.Contains(t.Id))?.Called),
            Ground.Channel =>
                ByMembership("channel", "where the call was posted",
                    _facts!.Channels.FirstOrDefault(c => c.Members.Contains(actor.Id) && !c.ConfiguredBy.Contains(actor.Id)
                    && target.Call!.Channels.Contains(c.Id))?.Slug),
            Ground.Shared => ByOpening("share", "its owner shared it with " + Say("you", "them"), "rule 12", target.Call!.SharedWith),
            Ground.Opened => ByOpening("opening", Say("you", "they") + " opened it to troubleshoot", "rule 13", target.Call!.OpenedBy),
            Ground.SupportAccess =>
                ByOpening("opening", "an Organization Admin gave " + Say("you", "them") + " access to it", "rule 14",
                    target.Call!.SupportAccess),
            Ground.Scope => ByScope(),
            _ => ("the Platform Team does this on the host", "the Platform Team", null),
        };
        return new() { Decision = decision, Sentence = $"{Who} can {Meaning(decision.Ground)}: {reason}.", Rule = rule, Grant = grant };
    }

    private Explanation Refused(Decision decision, bool withHelp)
    {
        // What may not be seen and what is not there sound alike, and like nothing in particular.
        if (decision.Hidden) return new() { Decision = decision, Sentence = new NotFound().Sentence };
        var (reason, rule, grant, change) = decision.Ground switch
        {
            Ground.Closed => ("this customer is closed", "customer/close", null, "A Super User can reopen the customer."),
            Ground.Deactivated =>
                (Say("your", "their") + " account is deactivated", "rule 6", null,
                    Say("You need", "They need") + " to be reactivated by a user manager."),
            Ground.NoRole => WithoutRole(),
            Ground.TenantNotAssigned =>
                (target.Tenant is { } tenant
                    ? $"the tenant {NameOf(_facts!.Tenants, tenant)} is not assigned to {Say("you", "them")}"
                    : $"no tenant is assigned to {Say("you", "them")}", Table, null,
                    $"{Say("You need", "They need")} " +
                    $"{(target.Tenant is { } wanted ? $"the tenant {NameOf(_facts!.Tenants, wanted)}" : "a tenant")}."),
            Ground.AppNotPicked =>
                (target.App is { } app
                    ? $"none of {Say("your", "their")} custom roles includes the app {NameOf(_apps, app)}"
                    : $"none of {Say("your", "their")} custom roles includes an app", "rule 5", null, CustomRoleOrAdmin()),
            Ground.OutsideScope => OutsideScope(),
            Ground.NotOwn =>
                (target.Call is null
                    ? "everyone can only do this for themselves"
                    : "only its owner can", Table, null, target.Call is null
                    ? "They can do it themselves."
                    : "The owner of the call can do it."),
            Ground.Oneself =>
                ("nobody can do this to themselves", permission == Permission.OrganizationAdminAppoint
                    ? "rule 11"
                    : permission.Section == Section.Insights ? "rule 10" : "rule 3", null, "A colleague with this permission can do it."),
            Ground.LevelAbove =>
                ("User Admins can only change Default Users and User Admins", "rule 10", RoleGrant(), "An Organization Admin can do it."),
            Ground.InsightsInactive =>
                ("the Insights app isn't active in any tenant", "section 2", null,
                    "The Insights app needs to be approved and configured for a tenant."),
            Ground.StaffInInsights =>
                ("the vendor's staff have no access to Insights", "rule 14", null, permission.Type == Permission.CallView.Type
                    ? "An Organization Admin can give one staff member access to one call."
                    : "Someone in the organization can do it."),
            Ground.Held =>
                ("the call is held as sensitive, and only its owner can open it", "rule 19", null, "The owner of the call can release it."),
            Ground.TranscriptAudience =>
                (_facts!.Transcripts == TranscriptAudience.OwnerOnly
                    ? "only the owner of a call can read its whole transcript"
                    : "only the owner and the teams of a call can read its whole transcript", "rule 12", null,
                    "An Organization Admin can change who reads whole transcripts."),
            Ground.KeyLimit => actor.Kind == ActorKind.IntegrationUser
                ? ($"{Say("your", "its")} key and integration user don't both have the scope {permission.Name}", "rule 17", null,
                    "The integration user and its key both need this scope.")
                : ("the key doesn't have this permission", actor.Kind == ActorKind.PlatformKey
                ? "the Platform Team"
                : "rule 25", null, "Use a key that has it, or sign in."),
            Ground.OwnerInactive => ("its owner is not active", "rule 17", null, "It needs an active owner."),
            Ground.OwnerNotCustomerAdmin =>
                ("its owner is not a Customer Admin", "An app’s life in one tenant", null,
                    "A Customer Admin needs to become its owner and make its key."),
            Ground.NotApproved =>
                ("no Organization Admin has approved it", "rule 18", null, (string?)"An Organization Admin needs to approve it."),
            _ => ("nothing allows it", Table, (DecidingGrant?)null, (string?)null),
        };
        var (helpers, vendor) = withHelp ? _help.For(decision.Ground) : ([], false);
        return new()
        {
            Decision = decision,
            Sentence = $"{Who} can't {Meaning(decision.Ground)}: {reason}.",
            Rule = rule,
            Grant = grant,
            Change = change,
            Helpers = helpers,
            VendorCanHelp = vendor,
            Asks = withHelp ? Askables.For(actor, permission, target, decision.Ground, now) : [],
            Remedies = withHelp ? new Remedies(actor, permission, target, now, asker).For(decision.Ground) : [],
        };
    }

    private (string, string, DecidingGrant?) ByRole()
    {
        var grant = RoleGrant();
        var where = actor.ReachOf(permission, now) switch
        {
            Reach.Assigned => $", in the tenants assigned to {Say("you", "them")}",
            Reach.Scope or Reach.WholeScope => actor.ScopeTeams is null ? ", for the whole organization" : $", for the teams {TeamNames()}",
            Reach.All when target.Customer is not null => ", in every customer",
            _ => "",
        };
        return ($"{Say("you're", "they're")} {Roles.WithArticle(HeldRole().Role)}{where}{Until(grant.Until)}", Table, grant);
    }

    /// <summary>The role whose cell decides: of Connect or of Insights, by the permission's section.</summary>
    private DecidingGrant RoleGrant() => HeldRole() switch { var (role, until) => new("role", Roles.Name(role), until) };

    private (Role Role, DateTimeOffset? Until) HeldRole()
    {
        if (actor.StaffMember is { } staff) return (Roles.Column(staff.Role), null);
        if (actor.User is not { } user) return (Role.IntegrationUser, null);
        if (permission.Section == Section.Insights)
        {
            var level = actor.InsightsRole(now);
            return (Roles.Column(level), level == InsightsRole.DefaultUser ? null : user.InsightsUntil);
        }

        var role = actor.ConnectRole(now);
        return (Roles.Column(role), role == ConnectRole.User ? null : user.ConnectUntil);
    }

    private (string, string, DecidingGrant?) ByCustomRole()
    {
        var role = _facts!.CustomRoles.First(one => actor.User!.CustomRoles.Contains(one.Id)
            && (target.App is { } wanted ? one.Apps.Contains(wanted) : one.Apps.Count > 0));
        var app = target.App is { } named ? $"the app {NameOf(_apps, named)}" : "an app";
        return ($"{Say("your", "their")} custom role {role.Called} includes {app}", "rule 5", new("custom-role", role.Called, actor.User!.EndOf(role.Id)));
    }

    private (string, string, DecidingGrant?) ByMembership(string kind, string which, string? name) =>
        ($"{Say("you're", "they're")} in the {kind} {name}, {which}", "rule 12", new(kind, name ?? "", null));

    private (string, string, DecidingGrant?) ByOpening(string kind, string how, string rule, IReadOnlyList<Opening> openings)
    {
        var until = openings.Where(one => one.User == actor.Id).Max(one => one.Until);
        return (how + Until(until), rule, new(kind, kind, until));
    }

    private (string, string, DecidingGrant?) ByScope()
    {
        var scope = actor.IntegrationUser?.Scopes.FirstOrDefault(one => one.Permission == permission)?.ToString() ?? permission.Name;
        return ($"the scope {scope} allows it", "rule 17", new("scope", scope, null));
    }

    private (string, string, DecidingGrant?, string?) WithoutRole()
    {
        if (Help.Ended(actor, permission, now) is var (had, at))
            return ($"{Say("your", "their")} role {Roles.Name(had)} has ended ({When(at)})", "rule 20", new("role", Roles.Name(had), at),
                $"{Say("You need", "They need")} {Roles.Name(had)} again.");

        if (permission == Permission.AppReadConfiguration)
            return ("only the key of the app’s own integration user can do this", "An app’s life in one tenant", null, "Use the app’s own key.");
        return Help.LowestThatMay(permission) switch
        {
            null => ("only the Platform Team can do this, on the host", "the Platform Team", null, "The Platform Team can do it."),
            Role.IntegrationUser =>
                ("only the key of an integration user can do this", Table, null, "Use an integration user with this scope."),
            Role.SupportUser or Role.SuperUser when actor.Kind != ActorKind.Staff =>
                ("only the vendor's staff can do this", Table, null, "Your vendor can do it for you."),
            _ when actor.Kind is ActorKind.IntegrationUser or ActorKind.PlatformKey =>
                ("no key can do this", "rule 17", null, "A person can do it."),
            Role.CustomRole =>
                ($"only people with a custom role for the app, and {Holders(Role.CustomerAdmin)}, can do this. {YouAre()}", Table,
                    RoleGrant(), CustomRoleOrAdmin()),
            { } role => ($"only {Holders(role)} can do this. {YouAre()}", Table, RoleGrant(),
                $"{Say("You need", "They need")} the {Roles.Name(role)} " +
                $"{(Roles.Level(role) is null ? "role" : "level")}{(role == Role.SuperUser ? ", from the Platform Team" : "")}."),
        };
    }

    private (string, string, DecidingGrant?, string?) OutsideScope()
    {
        if (actor.Kind == ActorKind.IntegrationUser)
            return ("its scope doesn't include this team", "rule 17", null, "The integration user needs a scope with this team.");
        var only = actor.ScopeTeams is { IsEmpty: false } ? $"only includes the teams {TeamNames()}" : "includes no existing team";
        return ($"{Say("your", "their")} Editor level {only}", Table, RoleGrant(),
            "The level needs to include " +
            $"{(target.Team is { } team ? $"the team {_facts!.Teams.FirstOrDefault(one => one.Id == team)?.Called}" : "the team")}, or " +
            "the whole organization.");
    }

    /// <summary>The two ways to an app (rule 5).</summary>
    private string CustomRoleOrAdmin() =>
        $"{Say("You need", "They need")} a custom role with {(target.App is { } app ? $"the app {NameOf(_apps, app)}" : "the app")}, or " +
            $"the {Roles.Name(Role.CustomerAdmin)} role.";

    /// <summary>
    /// The roles that have a cell for it, from this one on, in the plural; the vendor's roles are named to the vendor's staff only.
    /// </summary>
    private string Holders(Role lowest)
    {
        string[] names = [.. from role in Enum.GetValues<Role>()
            where role >= lowest && role != Role.IntegrationUser && (permission.Section == Section.Insights || role < Role.DefaultUser)
            where role is not (Role.SupportUser or Role.SuperUser) || actor.Kind == ActorKind.Staff
            where Roles.Of(role, permission) != Reach.None
            select Roles.Name(role) + "s"];
        return names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";
    }

    private string YouAre() => $"{Say("You're", "They're")} {Roles.WithArticle(HeldRole().Role)}";

    private string TeamNames() =>
        string.Join(", ", _facts!.Teams.Where(team => actor.ScopeTeams!.Value.Has(team.Id)).Select(team => team.Called));

    private string Say(string you, string they) => _aboutOneself ? you : they;

    private static string NameOf(IReadOnlyList<Named> things, Guid id) => things.FirstOrDefault(thing => thing.Id == id)?.Called ?? "";

    private static string Until(DateTimeOffset? until) => until is { } end ? $", until {When(end)}" : "";

    private static string When(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
