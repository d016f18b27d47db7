using Usher.Access;
using Usher.Directory.Worlds;
using Usher.Tests.Access.Naive;

namespace Usher.Tests.Access;

/// <summary>Rule 9 and the nesting of levels, measured by the decision itself in random worlds.</summary>
public class NobodyGivesWhatTheyLackTests
{
    private static readonly DateTimeOffset Now = RandomWorlds.Instant(2);

    [Fact]
    public void Random_walks_of_grants_never_let_anybody_gain_what_the_one_who_caused_it_lacks()
    {
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            var world = World.Load(new RandomWorlds(seed).World());
            foreach (var start in world.Customers)
            {
                var before = start;
                for (var step = 0; step < 25 && before.Facts.Users.Count > 0; step++)
                {
                    var causer = random.Next(4) == 0 ? world.Platform.Staff.ElementAt(random.Next(2)) : before.Users.ElementAt(random.Next(before.Facts.Users.Count));
                    var person = before.Users.ElementAt(random.Next(before.Facts.Users.Count));
                    var (act, facts) = Walk(before, causer, person, random);
                    if (facts is null) continue;
                    taken[act] = taken.GetValueOrDefault(act) + 1;
                    var after = new CustomerSnapshot(facts);
                    foreach (var user in after.Users)
                        foreach (var gain in GrantRules.Gained(before, after, user.Id, Now))
                            GrantRules.MayCause(causer, gain, before, Now).ShouldBeTrue($"world {seed}: by {act}, {causer.Name} lets {user.Name} {gain}");
                    Invariants(before, after, causer, $"world {seed}: {act} by {causer.Name} on {person.Name}");
                    before = after;
                }
            }
        }

        taken.Keys.ShouldBe(["connect", "custom roles", "tenants", "level", "deactivate", "reactivate", "team"], ignoreOrder: true);
        taken.Values.ShouldAllBe(times => times > 10);
    }

    [Fact]
    public void A_level_holds_all_that_the_one_below_it_holds()
    {
        (InsightsRole Lower, InsightsRole Higher)[] levels =
        [
            (InsightsRole.DefaultUser, InsightsRole.UserAdmin), (InsightsRole.UserAdmin, InsightsRole.OrganizationAdmin),
            (InsightsRole.DefaultUser, InsightsRole.Editor), (InsightsRole.Editor, InsightsRole.OrganizationAdmin),
        ];
        foreach (var (customer, user) in Everyone())
        {
            foreach (var (lower, higher) in levels)
                GrantRules.Gained(With(customer, user with { Insights = higher }), With(customer, user with { Insights = lower }), user.Id, Now).ShouldBeEmpty();
            GrantRules.Gained(With(customer, user), With(customer, user with { CustomRoles = [] }), user.Id, Now).ShouldBeEmpty();
            GrantRules.Gained(With(customer, user with { Connect = ConnectRole.CustomerAdmin }), With(customer, user with { Connect = ConnectRole.User }), user.Id, Now).ShouldBeEmpty();
        }

        // Staff set no customer's policy and run none of its reviews (rule 29), nor do they own its apps' integration users.
        Permission[] ofTheCustomerAlone = [Permission.AppIntegrationUserManage, Permission.AccessPolicyConfigure, Permission.AccessReviewRun];
        foreach (var permission in Permission.Catalogue.Except(ofTheCustomerAlone))
        {
            (Roles.Of(Role.CustomerAdmin, permission) == Reach.None || Roles.Of(Role.SupportUser, permission) != Reach.None).ShouldBeTrue(permission.Name);
            (Roles.Of(Role.SupportUser, permission) == Reach.None || Roles.Of(Role.SuperUser, permission) == Roles.Of(Role.SupportUser, permission)).ShouldBeTrue(permission.Name);
        }
    }

    [Fact]
    public void A_custom_role_confers_the_configuration_of_its_apps_and_nothing_else()
    {
        var conferred = 0;
        foreach (var (customer, user) in Everyone().Where(one => one.User.CustomRoles.Count > 0))
        {
            foreach (var gain in GrantRules.Gained(With(customer, user with { CustomRoles = [] }), With(customer, user), user.Id, Now))
            {
                gain.Permission.ShouldBe(Permission.AppConfigure);
                conferred++;
            }
        }

        conferred.ShouldBeGreaterThan(0);
    }

    private static IEnumerable<(CustomerSnapshot Customer, UserFacts User)> Everyone() =>
        from seed in Enumerable.Range(1, 15)
        from customer in World.Load(new RandomWorlds(seed).World()).Customers
        from user in customer.Facts.Users
        select (customer, user);

    private static CustomerSnapshot With(CustomerSnapshot customer, UserFacts user) => new(With(customer.Facts, user));

    private static CustomerFacts With(CustomerFacts facts, UserFacts user) => facts with { Users = [.. facts.Users.Select(one => one.Id == user.Id ? user : one)] };

    /// <summary>One act, as the gate would run it: the decision first, then the rule; null facts when it is refused.</summary>
    private static (string Act, CustomerFacts? Facts) Walk(CustomerSnapshot customer, Actor causer, Actor person, Random random)
    {
        var facts = customer.Facts;
        var user = person.User!;
        DateTimeOffset? until = random.Next(4) == 0 ? RandomWorlds.Instant(random.Next(5)) : null;
        IReadOnlyList<T> Some<T>(IReadOnlyList<T> of) => [.. of.Where(_ => random.Next(2) == 0)];
        bool May(Permission permission, Guid? subject) => Authorizer.Decide(causer, permission, Target.Of(customer) with { Subject = subject }, Now).Allowed;
        CustomerFacts? If(bool allowed, Refusal? refusal, Func<CustomerFacts> then) => allowed && refusal is null ? then() : null;
        switch (random.Next(7))
        {
            case 0:
                var connect = (ConnectRole)random.Next(2);
                return ("connect", If(May(Permission.RoleAssign, user.Id), GrantRules.Connect(causer, person, connect, until, Now), () => With(facts, user with { Connect = connect, ConnectUntil = until })));
            case 1:
                var roles = Some(facts.CustomRoles.Select(role => role.Id).ToList());
                return ("custom roles", If(May(Permission.RoleAssign, user.Id), GrantRules.CustomRoles(causer, person, [.. roles]), () => With(facts, user with { CustomRoles = roles })));
            case 2:
                var tenants = Some(facts.Tenants.Select(tenant => tenant.Id).ToList());
                return ("tenants", If(May(Permission.TenantAssign, user.Id), GrantRules.Tenants(causer, person, [.. tenants]), () => With(facts, user with { Tenants = tenants })));
            case 3:
                var level = (InsightsRole)random.Next(4);
                var teams = level == InsightsRole.Editor && random.Next(2) == 0 ? Some(facts.Teams.Select(team => team.Id).ToList()) : null;
                return ("level", If(May(Permission.AccessLevelManage, user.Id), GrantRules.Level(causer, person, level, teams is null ? null : [.. teams], until, Now), () => With(facts, user with { Insights = level, InsightsUntil = until, EditorOf = teams })));
            case 4:
                return ("deactivate", If(May(Permission.UserDeactivate, user.Id), GrantRules.Deactivate(causer, person, Now), () => With(facts, user with { Active = false })));
            case 5:
                var back = GrantRules.Reactivate(causer, person, Now);
                return ("reactivate", If(!user.Active && May(Permission.UserDeactivate, user.Id), null, () => With(facts, user with { Active = true, Connect = back.Connect, Insights = back.Insights })));
            default:
                return ("team", If(facts.Teams.Count > 0 && May(Permission.TeamManage, user.Id), GrantRules.AddToTeam(causer, person), () => facts with { Teams = [facts.Teams[0] with { Members = [.. facts.Teams[0].Members.Append(user.Id).Distinct()] }, .. facts.Teams.Skip(1)] }));
        }
    }

    private static void Invariants(CustomerSnapshot before, CustomerSnapshot after, Actor causer, string what)
    {
        if (causer.Kind == ActorKind.User && CustomerAdmins(before) > 0) CustomerAdmins(after).ShouldBeGreaterThan(0, what);
        if (OrganizationAdmins(before) > 0) OrganizationAdmins(after).ShouldBeGreaterThan(0, what);
        OrganizationAdmins(after).ShouldBeLessThanOrEqualTo(Math.Max(3, OrganizationAdmins(before)), what);
        if (causer.Kind == ActorKind.User && after.User(causer.Id) is { } then)
            GrantRules.Gained(before, after, causer.Id, Now).ShouldBeEmpty($"{what}: gained {then.Name} something themselves");
    }

    private static int CustomerAdmins(CustomerSnapshot customer) => customer.Users.Count(user => user.User!.Active && user.ConnectRole(Now) == ConnectRole.CustomerAdmin);

    private static int OrganizationAdmins(CustomerSnapshot customer) => customer.Users.Count(user => user.User!.Active && user.InsightsRole(Now) == InsightsRole.OrganizationAdmin);
}
