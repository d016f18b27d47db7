using Usher.Access;

namespace Usher.Tests.Access;

public class GrantRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Sales = Guid.NewGuid();
    private static readonly Guid North = Guid.NewGuid();
    private static readonly Guid Signage = Guid.NewGuid();
    private static readonly Actor Support = Actor.Staff(new(Guid.NewGuid(), "support@usher.example", "Su", StaffRole.SupportUser));

    [Fact]
    public void A_role_of_connect_is_given_by_whoever_holds_it_to_somebody_else_until_later_than_now()
    {
        var c = Customer(User("a", ConnectRole.CustomerAdmin), User("b"), User("ended", ConnectRole.CustomerAdmin) with { ConnectUntil = Now });
        GrantRules.Connect(c["a"], c["b"], ConnectRole.CustomerAdmin, null, Now).ShouldBeNull();
        GrantRules.Connect(Support, c["b"], ConnectRole.CustomerAdmin, Now.AddTicks(1), Now).ShouldBeNull();
        GrantRules.Connect(c["a"], c["b"], ConnectRole.CustomerAdmin, Now, Now).ShouldBe(new EndsInThePast());
        GrantRules.Connect(c["a"], c["a"], ConnectRole.CustomerAdmin, null, Now).ShouldBe(new NotYourself());
        GrantRules.Connect(c["b"], c["a"], ConnectRole.CustomerAdmin, null, Now).ShouldBe(new RoleAboveYourOwn("Customer Admin"));
        GrantRules.Connect(c["ended"], c["b"], ConnectRole.CustomerAdmin, null, Now).ShouldBe(new RoleAboveYourOwn("Customer Admin"));
    }

    [Fact]
    public void The_last_active_customer_admin_is_demoted_or_deactivated_by_staff_only()
    {
        var one = Customer(User("a", ConnectRole.CustomerAdmin), User("gone", ConnectRole.CustomerAdmin) with { Active = false }, User("ended", ConnectRole.CustomerAdmin) with { ConnectUntil = Now });
        GrantRules.Connect(one["ended"], one["a"], ConnectRole.User, null, Now).ShouldBe(new LastCustomerAdmin());
        GrantRules.Deactivate(one["ended"], one["a"], Now).ShouldBe(new LastCustomerAdmin());
        GrantRules.Connect(Support, one["a"], ConnectRole.User, null, Now).ShouldBeNull();
        GrantRules.Deactivate(Support, one["a"], Now).ShouldBeNull();
        GrantRules.Connect(one["a"], one["ended"], ConnectRole.User, null, Now).ShouldBeNull();

        var two = Customer(User("a", ConnectRole.CustomerAdmin), User("b", ConnectRole.CustomerAdmin));
        GrantRules.Connect(two["b"], two["a"], ConnectRole.User, null, Now).ShouldBeNull();
        GrantRules.Deactivate(two["b"], two["a"], Now).ShouldBeNull();
    }

    [Fact]
    public void An_end_on_the_last_one_s_role_is_a_demotion_put_off()
    {
        var c = Customer(User("a", ConnectRole.CustomerAdmin), User("b", ConnectRole.CustomerAdmin) with { ConnectUntil = Now.AddDays(1) });
        GrantRules.Connect(c["b"], c["a"], ConnectRole.CustomerAdmin, Now.AddDays(2), Now).ShouldBe(new LastCustomerAdmin());
        GrantRules.Connect(c["b"], c["a"], ConnectRole.User, null, Now).ShouldBe(new LastCustomerAdmin());
        GrantRules.Connect(c["b"], c["a"], ConnectRole.CustomerAdmin, null, Now).ShouldBeNull();
        GrantRules.Connect(c["a"], c["b"], ConnectRole.CustomerAdmin, Now.AddHours(1), Now).ShouldBeNull();
        GrantRules.Connect(c["a"], c["b"], ConnectRole.User, null, Now).ShouldBeNull();

        var o = Customer(User("a", level: InsightsRole.OrganizationAdmin), User("b", level: InsightsRole.OrganizationAdmin));
        GrantRules.Level(o["a"], o["b"], InsightsRole.OrganizationAdmin, null, Now.AddDays(1), Now).ShouldBeNull();
        var alone = Customer(User("a", level: InsightsRole.OrganizationAdmin) with { InsightsUntil = Now.AddDays(1) }, User("b", level: InsightsRole.OrganizationAdmin));
        GrantRules.Level(alone["a"], alone["b"], InsightsRole.OrganizationAdmin, null, Now.AddDays(2), Now).ShouldBe(new LastOrganizationAdmin());
    }

    [Fact]
    public void An_organization_admin_gives_every_level_but_their_own_and_a_user_admin_the_two_lower_ones_to_those_who_hold_them()
    {
        var c = Customer(
            User("oa", level: InsightsRole.OrganizationAdmin), User("oa2", level: InsightsRole.OrganizationAdmin),
            User("ua", level: InsightsRole.UserAdmin), User("ed", level: InsightsRole.Editor), User("du"), User("was", level: InsightsRole.Editor) with { InsightsUntil = Now });
        foreach (var level in Enum.GetValues<InsightsRole>())
        {
            GrantRules.Level(c["oa"], c["ed"], level, null, null, Now).ShouldBeNull();
            GrantRules.Level(c["oa"], c["oa2"], level, null, null, Now).ShouldBeNull();
            GrantRules.Level(c["oa"], c["oa"], level, null, null, Now).ShouldBe(new NotYourself());
            GrantRules.Level(c["ua"], c["ua"], level, null, null, Now).ShouldBe(new NotYourself());
            GrantRules.Level(c["ua"], c["ed"], level, null, null, Now).ShouldBe(new LevelAboveYours(InsightsRole.Editor));
            GrantRules.Level(c["ua"], c["oa"], level, null, null, Now).ShouldBe(new LevelAboveYours(InsightsRole.OrganizationAdmin));
            foreach (var low in new[] { "du", "was" })
                GrantRules.Level(c["ua"], c[low], level, null, null, Now).ShouldBe(level > InsightsRole.UserAdmin ? new NeedsApproval(level) : null);
            GrantRules.Level(c["du"], c["ua"], level, null, null, Now).ShouldBe(level == InsightsRole.DefaultUser ? new LevelAboveYours(InsightsRole.UserAdmin) : new NeedsApproval(level));
        }

        GrantRules.Level(c["oa"], c["du"], InsightsRole.Editor, null, Now, Now).ShouldBe(new EndsInThePast());
    }

    [Fact]
    public void An_editors_grant_names_teams_that_are_and_nobody_elses_does()
    {
        var c = Customer(User("oa", level: InsightsRole.OrganizationAdmin), User("du"));
        GrantRules.Level(c["oa"], c["du"], InsightsRole.Editor, [Sales], null, Now).ShouldBeNull();
        GrantRules.Level(c["oa"], c["du"], InsightsRole.Editor, [], null, Now).ShouldBe(new NoTeamNamed());
        GrantRules.Level(c["oa"], c["du"], InsightsRole.Editor, [Sales, North], null, Now).ShouldBe(new NotOfThisCustomer("team"));
        GrantRules.Level(c["oa"], c["du"], InsightsRole.UserAdmin, [Sales], null, Now).ShouldBe(new TeamsAreForEditors());
    }

    [Fact]
    public void An_organization_has_one_to_three_organization_admins()
    {
        var oa = InsightsRole.OrganizationAdmin;
        var three = Customer(User("a", level: oa), User("b", level: oa), User("c", level: oa), User("gone", level: oa) with { Active = false }, User("d"), User("ua", level: InsightsRole.UserAdmin));
        GrantRules.Level(three["a"], three["d"], oa, null, null, Now).ShouldBe(new FourthOrganizationAdmin(3));
        GrantRules.Level(three["a"], three["b"], oa, null, Now.AddDays(1), Now).ShouldBeNull();
        GrantRules.Level(three["a"], three["b"], InsightsRole.DefaultUser, null, null, Now).ShouldBeNull();

        var two = Customer(User("a", level: oa), User("b", level: oa), User("ended", level: oa) with { InsightsUntil = Now }, User("d"));
        GrantRules.Level(two["a"], two["d"], oa, null, null, Now).ShouldBeNull();

        var one = Customer(User("a", level: oa), User("ca", ConnectRole.CustomerAdmin));
        GrantRules.Deactivate(one["ca"], one["a"], Now).ShouldBe(new LastOrganizationAdmin());
        GrantRules.Deactivate(Support, one["a"], Now).ShouldBe(new LastOrganizationAdmin());
        GrantRules.Deactivate(one["ca"], two["a"], Now).ShouldBeNull();
    }

    [Fact]
    public void A_request_is_approved_by_an_organization_admin_who_neither_made_it_nor_is_its_subject()
    {
        var c = Customer(User("oa", level: InsightsRole.OrganizationAdmin), User("ua", level: InsightsRole.UserAdmin), User("du"), User("gone") with { Active = false });
        GrantRules.Approve(c["oa"], c["ua"].Id, c["du"], InsightsRole.Editor, null, null, Now).ShouldBeNull();
        GrantRules.Approve(c["oa"], c["oa"].Id, c["du"], InsightsRole.Editor, null, null, Now).ShouldBe(new YourOwnRequest());
        GrantRules.Approve(c["oa"], c["ua"].Id, c["oa"], InsightsRole.Editor, null, null, Now).ShouldBe(new YourOwnRequest());
        GrantRules.Approve(c["oa"], c["ua"].Id, c["gone"], InsightsRole.Editor, null, null, Now).ShouldBe(new PersonDeactivated());
        GrantRules.Approve(c["ua"], c["oa"].Id, c["du"], InsightsRole.Editor, null, null, Now).ShouldBe(new NeedsApproval(InsightsRole.Editor));
    }

    [Fact]
    public void The_first_organization_admin_is_appointed_once_by_a_customer_admin_and_never_themselves()
    {
        var c = Customer(User("ca", ConnectRole.CustomerAdmin), User("b"), User("gone") with { Active = false });
        GrantRules.AppointFirst(c["ca"], c["b"], happened: false, accepted: true).ShouldBeNull();
        GrantRules.AppointFirst(c["ca"], c["ca"], happened: false, accepted: true).ShouldBe(new NotYourself());
        GrantRules.AppointFirst(c["ca"], c["b"], happened: true, accepted: true).ShouldBe(new FirstAlreadyAppointed());
        GrantRules.AppointFirst(c["ca"], c["b"], happened: false, accepted: false).ShouldBe(new NotAcceptedYet());
        GrantRules.AppointFirst(c["ca"], c["gone"], happened: false, accepted: true).ShouldBe(new PersonDeactivated());
        GrantRules.AppointFirst(Support, c["b"], happened: false, accepted: true).ShouldBe(new CustomerAdminConfirms());
        var without = new CustomerSnapshot(c.Snapshot.Facts with { InsightsActive = false });
        GrantRules.AppointFirst(without.User("ca")!, without.User("b")!, happened: false, accepted: true).ShouldBe(new InsightsNotActive());
    }

    [Theory]
    [InlineData(InsightsRole.DefaultUser, "ca", InsightsRole.DefaultUser, null, null)]
    [InlineData(InsightsRole.UserAdmin, "ca", InsightsRole.DefaultUser, InsightsRole.UserAdmin, null)]
    [InlineData(InsightsRole.UserAdmin, "caua", InsightsRole.UserAdmin, null, null)]
    [InlineData(InsightsRole.Editor, "caua", InsightsRole.DefaultUser, InsightsRole.Editor, null)]
    [InlineData(InsightsRole.Editor, "caoa", InsightsRole.Editor, null, null)]
    [InlineData(InsightsRole.OrganizationAdmin, "caoa", InsightsRole.OrganizationAdmin, null, null)]
    [InlineData(InsightsRole.OrganizationAdmin, "caua", InsightsRole.DefaultUser, InsightsRole.OrganizationAdmin, null)]
    public void What_the_reactivating_person_could_not_give_comes_back_as_a_request(InsightsRole held, string by, InsightsRole back, InsightsRole? requested, InsightsRole? withheld)
    {
        var c = Customer(
            User("ca", ConnectRole.CustomerAdmin), User("caua", ConnectRole.CustomerAdmin, InsightsRole.UserAdmin), User("caoa", ConnectRole.CustomerAdmin, InsightsRole.OrganizationAdmin),
            User("gone", ConnectRole.CustomerAdmin, held) with { Active = false });
        GrantRules.Reactivate(c[by], c["gone"], Now).ShouldBe(new(ConnectRole.CustomerAdmin, back, requested, withheld));
        GrantRules.Reactivate(Support, c["gone"], Now).ShouldBe(new(ConnectRole.CustomerAdmin, InsightsRole.DefaultUser, held == InsightsRole.DefaultUser ? null : held, null));
    }

    [Fact]
    public void A_fourth_organization_admin_comes_back_as_default_user()
    {
        var oa = InsightsRole.OrganizationAdmin;
        var c = Customer(User("a", ConnectRole.CustomerAdmin, oa), User("b", level: oa), User("c", level: oa), User("gone", level: oa) with { Active = false }, User("ended", level: oa) with { Active = false, InsightsUntil = Now });
        GrantRules.Reactivate(c["a"], c["gone"], Now).ShouldBe(new(ConnectRole.User, InsightsRole.DefaultUser, null, oa));
        GrantRules.Reactivate(c["a"], c["ended"], Now).ShouldBe(new(ConnectRole.User, InsightsRole.DefaultUser, null, null));
        GrantRules.Deactivate(c["a"], c["gone"], Now).ShouldBe(new PersonDeactivated());
    }

    [Fact]
    public void Nobody_adds_themselves_to_a_team_a_tenant_or_a_custom_role()
    {
        var c = Customer(User("a", ConnectRole.CustomerAdmin, InsightsRole.OrganizationAdmin), User("b"), User("gone") with { Active = false });
        GrantRules.AddToTeam(c["a"], c["b"]).ShouldBeNull();
        GrantRules.AddToTeam(c["a"], c["a"]).ShouldBe(new NotYourself());
        GrantRules.AddToTeam(c["a"], c["gone"]).ShouldBe(new PersonDeactivated());
        GrantRules.Tenants(Support, c["b"], [North]).ShouldBeNull();
        GrantRules.Tenants(Support, c["b"], [Sales]).ShouldBe(new NotOfThisCustomer("tenant"));
        GrantRules.Tenants(c["a"], c["a"], [North]).ShouldBe(new NotYourself());
        GrantRules.CustomRoles(c["a"], c["b"], [Signage]).ShouldBeNull();
        GrantRules.CustomRoles(c["a"], c["b"], [North]).ShouldBe(new NotOfThisCustomer("custom role"));
        GrantRules.CustomRoles(c["a"], c["a"], []).ShouldBe(new NotYourself());
        GrantRules.Deactivate(c["a"], c["a"], Now).ShouldBe(new NotYourself());
    }

    [Fact]
    public void A_machine_has_an_active_owner_and_scopes_that_a_machine_may_have()
    {
        var c = Customer(User("a"), User("gone") with { Active = false });
        GrantRules.IntegrationUser(c.Snapshot, c["a"].Id, ["call/ingest", "call/read:sales", "crm/write:NextStep"]).ShouldBeNull();
        GrantRules.IntegrationUser(c.Snapshot, c["gone"].Id, ["call/ingest"]).ShouldBe(new OwnerNotActive());
        GrantRules.IntegrationUser(c.Snapshot, Guid.NewGuid(), ["call/ingest"]).ShouldBe(new OwnerNotActive());
        foreach (var scope in new[] { "call/view", "call/read", "call/read:", "app/read-configuration", "team/manage", "", ":", "upstream/report" })
            GrantRules.IntegrationUser(c.Snapshot, c["a"].Id, [scope]).ShouldBe(new NoSuchScope(scope));
        GrantRules.IntegrationUser(c.Snapshot, c["a"].Id, ["call/read:sales,ghosts"]).ShouldBe(new NotOfThisCustomer("team"));
    }

    [Fact]
    public void A_key_has_no_scope_that_its_machine_lacks_and_a_wider_scope_asks_for_approval_again()
    {
        KeyScope[] scopes = [KeyScope.Parse("call/ingest")!, KeyScope.Parse("call/read:sales,support")!, KeyScope.Parse("crm/write:NextStep")!];
        var machine = new IntegrationUserFacts(Guid.NewGuid(), "m", Guid.NewGuid(), true, scopes);
        GrantRules.IntegrationUserKey(machine, ["call/ingest", "call/read:sales", "crm/write:NextStep"]).ShouldBeNull();
        GrantRules.IntegrationUserKey(machine, ["call/read:renewals"]).ShouldBe(new ScopeBeyondItsHolder("call/read:renewals"));
        GrantRules.IntegrationUserKey(machine, ["crm/write"]).ShouldBe(new ScopeBeyondItsHolder("crm/write"));
        GrantRules.IntegrationUserKey(machine, ["sync/run"]).ShouldBe(new ScopeBeyondItsHolder("sync/run"));
        GrantRules.IntegrationUserKey(machine, ["call/view"]).ShouldBe(new NoSuchScope("call/view"));
        GrantRules.KeepsApproval(scopes, [KeyScope.Parse("call/read:support")!]).ShouldBeTrue();
        GrantRules.KeepsApproval(scopes, [.. scopes, KeyScope.Parse("decision/ask")!]).ShouldBeFalse();
    }

    [Fact]
    public void A_personal_key_carries_what_its_person_holds_for_ninety_days_at_most()
    {
        var c = Customer(User("a", ConnectRole.CustomerAdmin));
        GrantRules.PersonalKey(c["a"], [Permission.UserView, Permission.CallView], Now.AddDays(90), Now).ShouldBeNull();
        GrantRules.PersonalKey(c["a"], [], Now.AddDays(90).AddTicks(1), Now).ShouldBe(new KeyLastsTooLong(90));
        GrantRules.PersonalKey(c["a"], [], Now, Now).ShouldBe(new EndsInThePast());
        GrantRules.PersonalKey(c["a"], [Permission.TeamManage], Now.AddDays(1), Now).ShouldBe(new KeyBeyondItsHolder("team/manage"));
        GrantRules.PersonalKey(c["a"], [Permission.PersonalKeyManage], Now.AddDays(1), Now).ShouldBe(new KeyBeyondItsHolder("personal-key/manage"));
    }

    [Fact]
    public void Seats_are_a_ceiling_and_many_in_a_day_or_an_organization_admins_are_major()
    {
        GrantRules.Seats(bought: 20, used: 20, changed: 10, most: 10, fromOrganizationAdmin: false).ShouldBeNull();
        GrantRules.Seats(bought: 20, used: 21, changed: 1, most: 10, fromOrganizationAdmin: false).ShouldBe(new NoSeatLeft(20));
        GrantRules.Seats(bought: 20, used: 12, changed: 11, most: 10, fromOrganizationAdmin: false).ShouldBe(new MajorSeatChange());
        GrantRules.Seats(bought: 20, used: 12, changed: 1, most: 10, fromOrganizationAdmin: true).ShouldBe(new MajorSeatChange());
    }

    private static UserFacts User(string name, ConnectRole connect = ConnectRole.User, InsightsRole level = InsightsRole.DefaultUser) =>
        new() { Id = Guid.NewGuid(), Email = name, Name = name, Connect = connect, Insights = level, Tenants = [North] };

    private static House Customer(params UserFacts[] users) => new(new(new()
    {
        Id = Guid.NewGuid(),
        Slug = "harbor",
        InsightsActive = true,
        Tenants = [new(North, "north")],
        Teams = [new(Sales, "sales", [])],
        CustomRoles = [new(Signage, "signage-admin", [])],
        Users = users,
    }));

    private sealed record House(CustomerSnapshot Snapshot)
    {
        public Actor this[string name] => Snapshot.User(name)!;
    }
}
