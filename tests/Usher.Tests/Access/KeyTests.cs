using Usher.Access;

namespace Usher.Tests.Access;

/// <summary>Who asks by key, and who needs none: rules 17, 18, 25, platform keys, the Platform Team.</summary>
public class KeyTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid North = Guid.NewGuid();
    private static readonly Guid South = Guid.NewGuid();
    private static readonly Guid Signage = Guid.NewGuid();
    private static readonly Guid Menu = Guid.NewGuid();
    private static readonly TeamFacts Sales = new(Guid.NewGuid(), "sales", []);
    private static readonly TeamFacts Support = new(Guid.NewGuid(), "support", []);
    private static readonly UserFacts Admin = new() { Id = Guid.NewGuid(), Email = "a", Connect = ConnectRole.CustomerAdmin, Insights = InsightsRole.OrganizationAdmin };
    private static readonly UserFacts Plain = new() { Id = Guid.NewGuid(), Email = "b" };
    private static readonly IntegrationUserFacts Reader = new(Guid.NewGuid(), "reader", Admin.Id, true, Scopes("call/ingest", "call/read:sales,support"));
    private static readonly IntegrationUserFacts OfSignage = new(Guid.NewGuid(), "signage", Admin.Id, false, Scopes("app/read-configuration", "call/ingest")) { OfApp = new(Signage, [North]) };
    private static readonly CustomerSnapshot Customer = new(Facts(insights: true));

    [Fact]
    public void A_personal_key_carries_what_was_chosen_and_its_person_holds()
    {
        var key = Customer.User("a")!.With(Set(Permission.UserView, Permission.TeamManage));
        May(key, Permission.UserView).ShouldBe(new Decision(true, Ground.Role));
        May(key, Permission.TeamManage).Allowed.ShouldBeTrue();
        May(key, Permission.UserEdit).Ground.ShouldBe(Ground.KeyLimit);
        May(key.With(Set(Permission.UserView)), Permission.TeamManage).Ground.ShouldBe(Ground.KeyLimit);
        May(key.With(Set(Permission.UserEdit)), Permission.UserEdit).Ground.ShouldBe(Ground.KeyLimit);
        May(Customer.User("b")!.With(Set(Permission.UserView)), Permission.UserView).Ground.ShouldBe(Ground.NoRole);
        key.Limit.ShouldBe(Set(Permission.UserView, Permission.TeamManage));
        Customer.User("a")!.Limit.ShouldBeNull();
    }

    [Fact]
    public void No_key_makes_keys_or_changes_how_one_signs_in()
    {
        var person = Customer.User("a")!;
        May(person, Permission.PersonalKeyManage).Allowed.ShouldBeTrue();
        May(person, Permission.ProfileEdit).Allowed.ShouldBeTrue();
        foreach (var key in new[] { person.With(PermissionSet.All), Actor.Staff(new(Guid.NewGuid(), "s", "S", StaffRole.SuperUser)).With(PermissionSet.All) })
        {
            May(key, Permission.PersonalKeyManage).Ground.ShouldBe(Ground.KeyLimit);
            May(key, Permission.ProfileEdit).Ground.ShouldBe(Ground.KeyLimit);
            Authorizer.Decide(key, Permission.ProfileEdit, Target.Of(Customer) with { NotificationsOnly = true }, Now).Allowed.ShouldBeTrue();
        }
    }

    [Fact]
    public void A_machines_key_has_what_both_it_and_the_machine_name()
    {
        var key = Customer.IntegrationUser("reader")!.With(Scopes("call/read:sales,renewals", "sync/run"));
        var (inSales, inSupport) = (Call(Sales), Call(Support));
        May(key, Permission.CallIngest).Ground.ShouldBe(Ground.KeyLimit);
        May(key, Permission.SyncRun).Ground.ShouldBe(Ground.KeyLimit);
        May(key, Permission.CallRead).ShouldBe(new Decision(true, Ground.Scope));
        Read(key, inSales).ShouldBe(new Decision(true, Ground.Scope));
        Read(key, inSupport).Ground.ShouldBe(Ground.Missing);
        Read(Customer.IntegrationUser("reader")!, inSupport).Allowed.ShouldBeTrue();
        Read(Customer.IntegrationUser("reader")!, inSupport with { Held = true }).Ground.ShouldBe(Ground.Missing);
        Read(Customer.IntegrationUser("reader")!, Call(Sales, Support), Sales.Id).Allowed.ShouldBeTrue();
        Read(Customer.IntegrationUser("reader")!, inSales, Support.Id).Ground.ShouldBe(Ground.Missing);
        Read(Customer.IntegrationUser("reader")!.With(Set(Permission.CallIngest)), inSales).Ground.ShouldBe(Ground.KeyLimit);
        Authorizer.Decide(key, Permission.CallRead, Target.Of(Customer) with { Team = Support.Id }, Now).Ground.ShouldBe(Ground.OutsideScope);
    }

    [Fact]
    public void A_machine_acts_while_its_owner_is_active_and_in_insights_once_approved()
    {
        Ground Refusal(CustomerFacts facts, string machine, Permission permission) => Authorizer.Decide(new CustomerSnapshot(facts).IntegrationUser(machine)!, permission, Target.Of(new CustomerSnapshot(facts)), Now).Ground;
        var facts = Facts(insights: true);
        Refusal(facts, "reader", Permission.CallIngest).ShouldBe(Ground.Scope);
        Refusal(facts with { Users = [Admin with { Active = false }] }, "reader", Permission.CallIngest).ShouldBe(Ground.OwnerInactive);
        Refusal(facts with { Users = [] }, "reader", Permission.CallIngest).ShouldBe(Ground.OwnerInactive);
        Refusal(facts with { Closed = true }, "reader", Permission.CallIngest).ShouldBe(Ground.Closed);
        Refusal(facts with { InsightsActive = false }, "reader", Permission.CallIngest).ShouldBe(Ground.InsightsInactive);
        Refusal(facts, "signage", Permission.CallIngest).ShouldBe(Ground.NotApproved);
        Refusal(facts, "reader", Permission.CallView).ShouldBe(Ground.NoRole);
    }

    [Fact]
    public void An_apps_own_integration_user_reads_the_configuration_of_that_app_in_its_tenants_and_nothing_more()
    {
        Decision Reads(CustomerSnapshot customer, string machine, Guid? app, Guid? tenant) =>
            Authorizer.Decide(customer.IntegrationUser(machine)!, Permission.AppReadConfiguration, Target.Of(customer) with { App = app, Tenant = tenant }, Now);
        Reads(Customer, "signage", Signage, North).ShouldBe(new Decision(true, Ground.Scope));
        Reads(Customer, "signage", null, null).Allowed.ShouldBeTrue();
        Reads(Customer, "signage", Signage, South).Ground.ShouldBe(Ground.TenantNotAssigned);
        Reads(Customer, "signage", Menu, North).Ground.ShouldBe(Ground.OutsideScope);
        Reads(new(Facts(insights: false)), "signage", Signage, North).Allowed.ShouldBeTrue("it is a matter of Connect");
        Reads(Customer, "reader", null, null).Allowed.ShouldBeFalse();
    }

    [Fact]
    public void An_apps_own_integration_user_reads_its_configuration_only_while_its_owner_is_a_customer_admin()
    {
        Decision Asks(UserFacts owner, Permission permission, DateTimeOffset at)
        {
            var customer = new CustomerSnapshot(Facts(insights: true) with { Users = [owner], IntegrationUsers = [OfSignage with { Approved = true }] });
            return Authorizer.Decide(customer.IntegrationUser("signage")!, permission, Target.Of(customer) with { App = Signage, Tenant = North }, at);
        }

        var demoted = Admin with { Connect = ConnectRole.User };
        var ending = Admin with { ConnectUntil = Now };
        Asks(Admin, Permission.AppReadConfiguration, Now).Allowed.ShouldBeTrue();
        Asks(demoted, Permission.AppReadConfiguration, Now).ShouldBe(new Decision(false, Ground.OwnerNotCustomerAdmin));
        Asks(ending, Permission.AppReadConfiguration, Now.AddTicks(-1)).Allowed.ShouldBeTrue();
        Asks(ending, Permission.AppReadConfiguration, Now).ShouldBe(new Decision(false, Ground.OwnerNotCustomerAdmin));
        // What an Organization Admin gave it of Insights needs an owner who is active, and no more (rule 17).
        Asks(demoted, Permission.CallIngest, Now).ShouldBe(new Decision(true, Ground.Scope));
        Asks(ending, Permission.CallIngest, Now).ShouldBe(new Decision(true, Ground.Scope));
    }

    [Fact]
    public void Customer_admins_key_the_machines_of_apps_and_no_others()
    {
        Decision Manages(IntegrationUserFacts machine) => Authorizer.Decide(Customer.User("a")!, Permission.AppIntegrationUserManage, Target.Of(Customer) with { IntegrationUser = machine.Id }, Now);
        Manages(OfSignage).Allowed.ShouldBeTrue();
        Manages(Reader).Ground.ShouldBe(Ground.Missing);
        Authorizer.Decide(Customer.User("a")!, Permission.IntegrationUserManage, Target.Of(Customer) with { IntegrationUser = Reader.Id }, Now).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void Without_insights_organization_admins_still_revoke_keys_and_read_the_audit_trail()
    {
        var without = new CustomerSnapshot(Facts(insights: false));
        var revoking = Target.Of(without) with { RevokesKey = true };
        Decision Asks(string who, Permission permission, Target target) => Authorizer.Decide(without.User(who)!, permission, target, Now);
        Asks("a", Permission.IntegrationUserManage, revoking).ShouldBe(new Decision(true, Ground.Role));
        Asks("a", Permission.IntegrationUserManage, Target.Of(without)).Ground.ShouldBe(Ground.InsightsInactive);
        Asks("a", Permission.IntegrationUserManage, revoking with { Exists = false }).Allowed.ShouldBeFalse();
        Asks("a", Permission.IntegrationUserManage, revoking with { Customer = Customer }).Allowed.ShouldBeTrue("it is the same customer, at another version");
        Asks("a", Permission.IntegrationUserManage, revoking with { Customer = new(Facts(insights: false) with { Id = Guid.NewGuid() }) }).Allowed.ShouldBeFalse();
        Asks("a", Permission.TeamManage, revoking).Ground.ShouldBe(Ground.InsightsInactive);
        Asks("a", Permission.InsightsAuditView, Target.Of(without)).Allowed.ShouldBeTrue();
        Asks("b", Permission.IntegrationUserManage, revoking).Ground.ShouldBe(Ground.NoRole);
        Authorizer.Decide(without.User("a")!.With(Set(Permission.TeamManage)), Permission.IntegrationUserManage, revoking, Now).Allowed.ShouldBeFalse();
    }

    [Fact]
    public void A_platform_key_asks_and_reports_and_the_platform_team_does_what_is_its_alone()
    {
        var key = Actor.PlatformKey(Guid.NewGuid(), "k", Set(Permission.DecisionAsk, Permission.CustomerCreate));
        May(key, Permission.DecisionAsk).ShouldBe(new Decision(true, Ground.Scope));
        May(key, Permission.UpstreamReport).Ground.ShouldBe(Ground.KeyLimit);
        May(key, Permission.CustomerCreate).Ground.ShouldBe(Ground.NoRole);
        May(key, Permission.CallView).Ground.ShouldBe(Ground.NoRole);
        foreach (var permission in Permission.Catalogue)
        {
            May(Actor.PlatformTeam, permission).Allowed.ShouldBe(Roles.PlatformTeam.Has(permission), permission.Name);
            May(Actor.System, permission).Allowed.ShouldBeFalse();
        }

        May(Actor.PlatformTeam, Permission.SuperUserGrant).Ground.ShouldBe(Ground.Platform);
        Roles.PlatformTeam.Has(Permission.SupportUserGrant).ShouldBeTrue("rule 4");
    }

    [Fact]
    public void Staff_whose_place_has_ended_and_staff_in_a_closed_customer_are_refused()
    {
        var gone = Actor.Staff(new(Guid.NewGuid(), "s", "S", StaffRole.SuperUser, Active: false));
        var super = Actor.Staff(new(Guid.NewGuid(), "s", "S", StaffRole.SuperUser));
        var closed = new CustomerSnapshot(Facts(insights: true) with { Closed = true });
        foreach (var permission in Permission.Catalogue)
        {
            May(gone, permission).Ground.ShouldBe(Ground.Deactivated);
            Authorizer.Decide(super, permission, Target.Of(closed), Now).Allowed.ShouldBe(permission == Permission.CustomerClose || permission == Permission.CustomerView);
            Authorizer.Decide(closed.User("a")!, permission, Target.Of(closed), Now).Ground.ShouldBe(Ground.Closed);
        }

        Authorizer.Decide(Actor.Staff(new(Guid.NewGuid(), "s", "S", StaffRole.SupportUser)), Permission.CustomerView, Target.Of(closed), Now).Ground.ShouldBe(Ground.Closed);
        Authorizer.Decide(Customer.User("a")!, Permission.UserView, Target.Of(closed), Now).Ground.ShouldBe(Ground.Closed, "the newer snapshot of the same customer says so");
        Authorizer.Decide(Actor.PlatformTeam, Permission.CustomerSetUp, Target.Of(closed), Now).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void Staff_look_at_one_call_while_they_are_let()
    {
        var staff = Actor.Staff(new(Guid.NewGuid(), "s", "S", StaffRole.SupportUser));
        var call = Call(Sales) with { SupportAccess = [new(staff.Id, Now.AddTicks(1))] };
        Decision Looks(Actor who, CallFacts what, Permission permission, CustomerSnapshot at) => Authorizer.Decide(who, permission, Target.Of(at) with { Call = what }, Now);
        Looks(staff, call, Permission.CallView, Customer).ShouldBe(new Decision(true, Ground.SupportAccess));
        Looks(staff, call, Permission.CallTranscript, Customer).Ground.ShouldBe(Ground.StaffInInsights);
        Looks(staff, call with { SupportAccess = [new(staff.Id, Now)] }, Permission.CallView, Customer).Allowed.ShouldBeFalse();
        Looks(staff, call with { Held = true }, Permission.CallView, Customer).Allowed.ShouldBeFalse();
        Looks(staff.With(PermissionSet.All), call, Permission.CallView, Customer).Allowed.ShouldBeFalse();
        Looks(staff, call, Permission.CallView, new(Facts(insights: false))).Allowed.ShouldBeFalse();
        Looks(staff, call, Permission.CallView, new(Facts(insights: true) with { Closed = true })).Allowed.ShouldBeFalse();
        Authorizer.Decide(staff, Permission.CallView, Target.Of(Customer) with { Call = call, Exists = false }, Now).Allowed.ShouldBeFalse();
    }

    [Fact]
    public void A_key_narrows_its_holder_by_its_scopes_or_its_limit()
    {
        KeyFacts Key(PermissionSet? limit, IReadOnlyList<KeyScope>? scopes) => new(Guid.NewGuid(), Guid.NewGuid(), default, "k", [], limit, Now) { Scopes = scopes };
        var (reader, person) = (Customer.IntegrationUser("reader")!, Customer.User("a")!);
        May(Key(null, Scopes("call/read:sales")).Narrow(reader), Permission.CallIngest).Allowed.ShouldBeFalse();
        May(Key(null, Scopes("call/read:sales")).Narrow(reader), Permission.CallRead).Allowed.ShouldBeTrue();
        May(Key(Set(Permission.CallIngest), null).Narrow(reader), Permission.CallRead).Allowed.ShouldBeFalse();
        May(Key(Set(Permission.UserView), null).Narrow(person), Permission.UserEdit).Allowed.ShouldBeFalse();
        Key(null, null).Narrow(person).ShouldBeSameAs(person);
        Key(null, null).Narrow(reader).ShouldBeSameAs(reader);
    }

    private static Decision May(Actor actor, Permission permission)
    {
        var decision = Authorizer.Decide(actor, permission, Target.Of(Customer), Now);
        decision.Allowed.ShouldBe(decision.Ground is >= Ground.Role and <= Ground.Platform);
        return decision;
    }

    private static Decision Read(Actor actor, CallFacts call, Guid? team = null) => Authorizer.Decide(actor, Permission.CallRead, Target.Of(Customer) with { Call = call, Team = team }, Now);

    private static CallFacts Call(params TeamFacts[] teams) => new() { Id = Guid.NewGuid(), Owner = Plain.Id, Teams = [.. teams.Select(team => team.Id)] };

    private static PermissionSet Set(params Permission[] permissions) => permissions.Aggregate(default(PermissionSet), (set, one) => set.With(one));

    private static KeyScope[] Scopes(params string[] scopes) => [.. scopes.Select(scope => KeyScope.Parse(scope)!)];

    private static CustomerFacts Facts(bool insights) => new()
    {
        Id = new Guid("0197a000-0000-7000-8000-000000000001"),
        Slug = "harbor",
        InsightsActive = insights,
        Tenants = [new(North, "north"), new(South, "south")],
        Apps = [new(Signage, "signage"), new(Menu, "menu")],
        Teams = [Sales, Support],
        Users = [Admin, Plain],
        IntegrationUsers = [Reader, OfSignage],
    };
}
