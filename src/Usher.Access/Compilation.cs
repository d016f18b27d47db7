namespace Usher.Access;

public sealed partial class Actor
{
    /// <summary>A user, as the facts of the customer make them.</summary>
    internal static Actor Of(UserFacts user, CustomerSnapshot home, IdSet readsAs)
    {
        var actor = InForce(user, home, readsAs);
        if (user.Ends.Count == 0) return actor;

        // One after another in time, the last first: each state of the person begins where the one before ends.
        var states = user.Ends.Select(end => end.At).Distinct().Order()
            .Select(at => (From: at, State: InForce(user with { CustomRoles = user.CustomRolesAt(at), Tenants = user.TenantsAt(at) }, home, readsAs)))
            .ToList();
        for (var i = states.Count - 1; i >= 0; i--)
            ((i == 0 ? actor : states[i - 1].State)._later, (i == 0 ? actor : states[i - 1].State)._laterFrom) =
                (states[i].State, states[i].From.UtcTicks);
        return actor;
    }

    private static Actor InForce(UserFacts user, CustomerSnapshot home, IdSet readsAs)
    {
        var actor = new Actor(ActorKind.User, user.Id, user.Name, home)
        {
            User = user,
            Tenants = home.SetOfTenants(user.Tenants),
            Apps = user.CustomRoles.Count == 0 ? default : home.AppsPickedOn(user.CustomRoles),
            ScopeTeams = user.EditorOf is { } teams ? home.SetOfTeams(teams) : null,
            ReadsAs = readsAs,
        };
        if (!user.Active || home.Facts.Closed) return actor;

        actor.IsOrdinary = home.Facts.InsightsActive;
        // Whichever role ends first gives way to the second array, the other to the third.
        var connectEnds = user.ConnectUntil?.UtcTicks ?? long.MaxValue;
        var insightsEnds = user.InsightsUntil?.UtcTicks ?? long.MaxValue;
        actor._heldUntil = Math.Min(connectEnds, insightsEnds);
        actor._heldNextUntil = Math.Max(connectEnds, insightsEnds);
        actor._held = Held(user.Connect, user.Insights);
        actor._heldNext = connectEnds < insightsEnds ? Held(default, user.Insights) : Held(user.Connect, default);
        actor._heldLast = Held(default, default);
        return actor;

        Reach[] Held(ConnectRole connect, InsightsRole insights) => Roles.Held(
            connect == Access.ConnectRole.User && user.CustomRoles.Count > 0 ? Role.CustomRole : Roles.Column(connect),
            Roles.Column(insights),
            home.Facts.InsightsActive);
    }

    /// <summary>
    /// An integration user, as the facts of the customer make it: it acts only while its owner is active (rule 17), in Insights only once
    /// approved (rule 18), and reads its app's configuration only while its owner may own it.
    /// </summary>
    internal static Actor Of(IntegrationUserFacts machine, CustomerSnapshot home)
    {
        var actor = new Actor(ActorKind.IntegrationUser, machine.Id, machine.Name, home)
        {
            IntegrationUser = machine,
            Tenants = machine.OfApp is { } app ? home.SetOfTenants(app.Tenants) : default,
            Apps = machine.OfApp is { } own ? IdSet.Of([own.App]) : default,
            ScopeTeams = TeamsRead(machine.Scopes, home),
            _carries = Carried(machine.Scopes),
        };
        if (home.User(machine.Owner)?.User is not { Active: true } owner || home.Facts.Closed) return actor;
        var insights = home.Facts.InsightsActive && machine.Approved;
        if (machine.OfApp is null) return actor.Always(Roles.HeldByMachine(insights, ofApp: true));

        var owns = Roles.Of(Roles.Column(owner.Connect), Permission.AppIntegrationUserManage) != Reach.None;
        actor._held = Roles.HeldByMachine(insights, ofApp: owns);
        actor._heldNext = actor._heldLast = Roles.HeldByMachine(insights, ofApp: false);
        if (owns) actor._heldUntil = owner.ConnectUntil?.UtcTicks ?? long.MaxValue;
        return actor;
    }

    private static PermissionSet Carried(IReadOnlyList<KeyScope> scopes) =>
        scopes.Aggregate(default(PermissionSet), (set, scope) => set.With(scope.Permission)) & Roles.HoldableByMachine;

    private static IdSet TeamsRead(IReadOnlyList<KeyScope> scopes, CustomerSnapshot home) => IdSet.Of(
        from scope in scopes
        where scope.Permission == Permission.CallRead
        from name in scope.Names
        let team = home.Team(name)
        where team is not null
        select team.Value);
}
