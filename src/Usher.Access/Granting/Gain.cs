namespace Usher.Access;

/// <summary>Something that a person may do after a change and could not before.</summary>
/// <param name="Permission">What.</param>
/// <param name="Tenant">In which tenant; null: as such.</param>
/// <param name="Team">For which team; null: as such.</param>
/// <param name="App">With which app; null: as such.</param>
public readonly record struct Gain(Permission Permission, Guid? Tenant, Guid? Team, Guid? App)
{
    /// <summary>The same as the target of a decision in this customer.</summary>
    public Target In(CustomerSnapshot customer) => Target.Of(customer) with { Tenant = Tenant, Team = Team, App = App };
}

public static partial class GrantRules
{
    /// <summary>What everyone holds by being a user of a customer (rule 1): to be made one is no gain in the sense of rule 9.</summary>
    private static bool IsEveryones(Permission permission) =>
        Roles.Of(Role.User, permission) == Reach.Self || Roles.Of(Role.DefaultUser, permission) != Reach.None;

    /// <summary>
    /// Everything a user may do after a change that they could not before: measured by the decision itself, in every tenant and team of the
    /// customer.
    /// </summary>
    public static IEnumerable<Gain> Gained(CustomerSnapshot before, CustomerSnapshot after, Guid user, DateTimeOffset now)
    {
        if (after.User(user) is not { } then) yield break;
        var was = before.User(user);
        foreach (var gain in Permission.Catalogue.SelectMany(permission => Places(after, permission)))
        {
            var had = was is not null && Authorizer.Decide(was, gain.Permission, gain.In(before), now).Allowed;
            if (!had && Authorizer.Decide(then, gain.Permission, gain.In(after), now).Allowed) yield return gain;
        }
    }

    /// <summary>Rule 9: whether an actor may cause somebody to hold this, because they hold it themselves.</summary>
    /// <remarks>Exceptions besides the acts that the rule names: staff appoint Customer Admins (rule 2), who hold what is the customer's
    /// alone: its apps' integration users, its policies (rule 29), its reviews.</remarks>
    public static bool MayCause(Actor causer, in Gain gain, CustomerSnapshot customer, DateTimeOffset now) =>
        causer.Kind == ActorKind.PlatformTeam
        || IsEveryones(gain.Permission)
        || causer.Kind == ActorKind.Staff && IsTheCustomersAlone(gain.Permission)
        || Authorizer.Decide(causer, gain.Permission, gain.In(customer), now).Allowed;

    private static bool IsTheCustomersAlone(Permission permission) =>
        Roles.Of(Role.CustomerAdmin, permission) == Reach.Own && Roles.Of(Role.SuperUser, permission) == Reach.None;

    private static IEnumerable<Gain> Places(CustomerSnapshot customer, Permission permission)
    {
        var facts = customer.Facts;
        yield return new(permission, null, null, null);
        foreach (var tenant in facts.Tenants) yield return new(permission, tenant.Id, null, null);
        if (permission.Section == Section.Insights)
            foreach (var team in facts.Teams) yield return new(permission, null, team.Id, null);
        if (!permission.MayName(Things.App)) yield break;
        foreach (var app in customer.Apps)
        {
            yield return new(permission, null, null, app.Id);
            foreach (var tenant in facts.Tenants) yield return new(permission, tenant.Id, null, app.Id);
        }
    }
}
