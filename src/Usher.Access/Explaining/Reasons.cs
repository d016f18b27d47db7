using System.Globalization;

namespace Usher.Access;

/// <summary>Puts what the <see cref="Authorizer"/> decided into words. It decides nothing: it looks up the names of what did.</summary>
internal sealed class Reasons(Actor actor, Permission permission, Target target, DateTimeOffset now, Actor asker)
{
    private const string Table = "the table of roles";

    private readonly bool _aboutOneself = ReferenceEquals(asker, actor) || asker.Kind == actor.Kind && asker.Id == actor.Id;
    private readonly Help _help = new(actor, permission, target, now, asker);
    private readonly CustomerFacts? _facts = (actor.Home ?? target.Customer)?.Facts;

    private string Who => _aboutOneself ? "You" : _help.MayName ? actor.Name : actor.Kind == ActorKind.IntegrationUser ? "This integration user" : "This person";

    /// <summary>The permission in words, about whatever the question is about.</summary>
    private string Meaning(Ground ground) => permission.Meaning.Replace(
        "one's own", target.Call is not null ? "this" : ground == Ground.NotOwn ? "somebody else's" : Say("your own", "their own"), StringComparison.Ordinal);

    public Explanation Of(Decision decision, bool withHelp = true) => decision.Allowed ? Allowed(decision) : Refused(decision, withHelp);

    private Explanation Allowed(Decision decision)
    {
        var (reason, rule, grant) = decision.Ground switch
        {
            Ground.Role => ByRole(),
            Ground.CustomRole => ByCustomRole(),
            Ground.Self => ("it is " + Say("your", "their") + " own", Table, null),
            Ground.Owner => (Say("you own", "they own") + " this call", "rule 12", new DecidingGrant("ownership", "owner", null)),
            Ground.Team => ByMembership("team", "which the call belongs to", _facts!.Teams.FirstOrDefault(t => t.Members.Contains(actor.Id) && target.Call!.Teams.Contains(t.Id))?.Called),
            Ground.Channel => ByMembership("channel", "which the call was delivered to", _facts!.Channels.FirstOrDefault(c => c.Members.Contains(actor.Id) && !c.ConfiguredBy.Contains(actor.Id) && target.Call!.Channels.Contains(c.Id))?.Slug),
            Ground.Shared => ByOpening("share", "its owner shared it with " + Say("you", "them"), "rule 12", target.Call!.SharedWith),
            Ground.Opened => ByOpening("opening", Say("you", "they") + " opened it to troubleshoot", "rule 13", target.Call!.OpenedBy),
            Ground.SupportAccess => ByOpening("opening", "an Organization Admin lets " + Say("you", "them") + " look at it", "rule 14", target.Call!.SupportAccess),
            Ground.Scope => ByScope(),
            _ => ("the Platform Team does this on the host", "the Platform Team", null),
        };
        return new() { Decision = decision, Sentence = $"{Who} may {Meaning(decision.Ground)}: {reason}.", Rule = rule, Grant = grant };
    }

    private Explanation Refused(Decision decision, bool withHelp)
    {
        // What may not be seen and what is not there sound alike, and like nothing in particular.
        if (decision.Hidden) return new() { Decision = decision, Sentence = new NotFound().Sentence };
        var (reason, rule, grant, change) = decision.Ground switch
        {
            Ground.Closed => ("this customer is closed", "customer/close", null, "A Super User reopens the customer."),
            Ground.Deactivated => (Say("you were", "they were") + " deactivated here", "rule 6", null, Say("You are", "They are") + " reactivated by whoever manages the users there."),
            Ground.NoRole => WithoutRole(),
            Ground.TenantNotAssigned => (target.Tenant is { } tenant ? $"the tenant {NameOf(_facts!.Tenants, tenant)} is not assigned to {Say("you", "them")}" : $"no tenant is assigned to {Say("you", "them")}", Table, null, $"{(target.Tenant is { } wanted ? $"The tenant {NameOf(_facts!.Tenants, wanted)}" : "A tenant")} is assigned to {Say("you", "them")}."),
            Ground.AppNotPicked => (target.App is { } app ? $"the app {NameOf(_facts!.Apps, app)} is picked on none of {Say("your", "their")} custom roles" : $"no app is picked on {Say("your", "their")} custom roles", "rule 5", null, CustomRoleOrAdmin()),
            Ground.OutsideScope => OutsideScope(),
            Ground.NotOwn => (target.Call is null ? "only for oneself" : "only its owner may", Table, null, target.Call is null ? "Each does this for themselves." : "Its owner does it."),
            Ground.Oneself => ("nobody does this to themselves", permission == Permission.OrganizationAdminAppoint ? "rule 11" : permission.Section == Section.Insights ? "rule 10" : "rule 3", null, "A colleague who may does it."),
            Ground.LevelAbove => ("a User Admin changes only people who are Default User or User Admin", "rule 10", RoleGrant(), "An Organization Admin does it."),
            Ground.InsightsInactive => ("the Insights app is active in none of the tenants", "section 2", null, "The Insights app is approved and configured for a tenant."),
            Ground.StaffInInsights => ("the vendor's staff have no part in Insights", "rule 14", null, permission.Type == Permission.CallView.Type ? "An Organization Admin lets one member of staff look at one call." : "Somebody of the organization does it."),
            Ground.Held => ("the call is held as sensitive, and only its owner opens it", "rule 19", null, "Its owner releases it."),
            Ground.TranscriptAudience => (_facts!.Transcripts == TranscriptAudience.OwnerOnly ? "whole transcripts are for the owner of a call alone" : "whole transcripts are for the owner and the teams of a call", "rule 12", null, "The organization changes who reads whole transcripts."),
            Ground.KeyLimit => actor.Kind == ActorKind.IntegrationUser
                ? ($"no scope of {Say("your", "its")} key and integration user is {permission.Name}", "rule 17", null, "The integration user and its key get that scope.")
                : ("the key does not carry it", actor.Kind == ActorKind.PlatformKey ? "the Platform Team" : "rule 25", null, "Use a key that carries it, or sign in."),
            Ground.OwnerInactive => ("the person accountable for it is not active", "rule 17", null, "It is handed over to an active person."),
            Ground.NotApproved => ("no Organization Admin has approved it", "rule 18", null, (string?)"An Organization Admin approves it."),
            _ => ("nothing allows it", Table, (DecidingGrant?)null, (string?)null),
        };
        var (helpers, vendor) = withHelp ? _help.For(decision.Ground) : ([], false);
        return new()
        {
            Decision = decision,
            Sentence = $"{Who} may not {Meaning(decision.Ground)}: {reason}.",
            Rule = rule,
            Grant = grant,
            Change = change,
            Helpers = helpers,
            VendorCanHelp = vendor,
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
        return ($"{Say("you are", "they are")} {grant.Name}{where}{Until(grant.Until)}", Table, grant);
    }

    /// <summary>The role whose cell decides: of Connect or of Insights, by the permission's section.</summary>
    private DecidingGrant RoleGrant()
    {
        if (actor.StaffMember is { } staff) return new("role", Roles.Name(Roles.Column(staff.Role)), null);
        if (actor.User is not { } user) return new("role", Roles.Name(Role.IntegrationUser), null);
        if (permission.Section == Section.Insights)
        {
            var level = actor.InsightsRole(now);
            return new("role", Roles.Name(Roles.Column(level)), level == InsightsRole.DefaultUser ? null : user.InsightsUntil);
        }

        var role = actor.ConnectRole(now);
        return new("role", Roles.Name(Roles.Column(role)), role == ConnectRole.User ? null : user.ConnectUntil);
    }

    private (string, string, DecidingGrant?) ByCustomRole()
    {
        var role = _facts!.CustomRoles.First(one => actor.User!.CustomRoles.Contains(one.Id) && (target.App is { } wanted ? one.Apps.Contains(wanted) : one.Apps.Count > 0));
        var app = target.App is { } named ? $"the app {NameOf(_facts.Apps, named)}" : "an app";
        return ($"{app} is picked on {Say("your", "their")} custom role {role.Called}", "rule 5", new("custom-role", role.Called, null));
    }

    private (string, string, DecidingGrant?) ByMembership(string kind, string which, string? name) =>
        ($"{Say("you are", "they are")} in the {kind} {name}, {which}", "rule 12", new(kind, name ?? "", null));

    private (string, string, DecidingGrant?) ByOpening(string kind, string how, string rule, IReadOnlyList<Opening> openings)
    {
        var until = openings.Where(one => one.User == actor.Id).Max(one => one.Until);
        return (how + Until(until), rule, new(kind, kind, until));
    }

    private (string, string, DecidingGrant?) ByScope()
    {
        var scope = actor.IntegrationUser?.Scopes.FirstOrDefault(one => one.Permission == permission)?.ToString() ?? permission.Name;
        return ($"the scope {scope} says so", "rule 17", new("scope", scope, null));
    }

    private (string, string, DecidingGrant?, string?) WithoutRole()
    {
        if (Help.Ended(actor, permission, now) is var (had, at))
            return ($"{Say("your", "their")} role {Roles.Name(had)} has ended ({When(at)})", "rule 20", new("role", Roles.Name(had), at), $"{Say("You get", "They get")} {Roles.Name(had)} again.");

        return Help.LowestThatMay(permission) switch
        {
            null => ("only the Platform Team does this, on the host", "the Platform Team", null, "The Platform Team does it."),
            Role.IntegrationUser => ("only the key of an integration user does this", Table, null, "An integration user with that scope does it."),
            Role.SupportUser or Role.SuperUser when actor.Kind != ActorKind.Staff => ("only the vendor's staff do this", Table, null, "Your vendor does it for you."),
            _ when actor.Kind is ActorKind.IntegrationUser or ActorKind.PlatformKey => ("no scope of a key can name it", "rule 17", null, "A person does it."),
            Role.CustomRole => ($"it takes a custom role with the app picked on it, and {Say("you are", "they are")} {RoleGrant().Name}", Table, RoleGrant(), CustomRoleOrAdmin()),
            { } role => ($"it takes {Roles.Name(role)}, and {Say("you are", "they are")} {RoleGrant().Name}", Table, RoleGrant(), $"{Say("You get", "They get")} {Roles.Name(role)}{(role == Role.SuperUser ? ", from the Platform Team" : "")}."),
        };
    }

    private (string, string, DecidingGrant?, string?) OutsideScope()
    {
        if (actor.Kind == ActorKind.IntegrationUser) return ("its scope does not reach that far", "rule 17", null, "The integration user gets a scope that does.");
        var only = actor.ScopeTeams is { IsEmpty: false } ? $"only the teams {TeamNames()}" : "no team that exists";
        return ($"{Say("your", "their")} grant of Editor names {only}", Table, RoleGrant(), $"The grant names {(target.Team is { } team ? $"the team {_facts!.Teams.FirstOrDefault(one => one.Id == team)?.Called}" : "the team")} too, or the whole organization.");
    }

    /// <summary>The two ways to an app (rule 5).</summary>
    private string CustomRoleOrAdmin() =>
        $"{Say("You get", "They get")} a custom role with {(target.App is { } app ? $"the app {NameOf(_facts!.Apps, app)}" : "the app")} picked on it, or {Roles.Name(Role.CustomerAdmin)}.";

    private string TeamNames() => string.Join(", ", _facts!.Teams.Where(team => actor.ScopeTeams!.Value.Has(team.Id)).Select(team => team.Called));

    private string Say(string you, string they) => _aboutOneself ? you : they;

    private static string NameOf(IReadOnlyList<Named> things, Guid id) => things.FirstOrDefault(thing => thing.Id == id)?.Called ?? "";

    private static string Until(DateTimeOffset? until) => until is { } end ? $", until {When(end)}" : "";

    private static string When(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
