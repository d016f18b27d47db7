using Usher.Access;
using Usher.Directory;
using Usher.Governance;
using Usher.Identity;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Tests.Directory;

/// <summary>Access is asked for, and decided by those who can grant exactly that.</summary>
public class RequestsTests
{
    [Fact]
    public async Task Approving_an_older_request_shortens_nothing_that_was_given_since()
    {
        await using var town = await Town.Open();
        var asked = await town.Do("user", new RequestAccess(null, Role: ConnectRole.CustomerAdmin, Until: town.Now.AddDays(3)));
        await town.Do("customeradmin", new AssignConnectRole(town["user"], ConnectRole.CustomerAdmin, null));
        await town.Do("customeradmin", new ApproveRoleRequest(asked));
        (await town.Facts("user")).User!.ConnectUntil.ShouldBeNull();
    }

    [Fact]
    public async Task An_Editor_of_a_team_who_asked_for_another_is_Editor_of_both()
    {
        await using var town = await Town.Open();
        RequestAccess Editor(string team, DateTimeOffset? until = null) => new(null, InsightsRole.Editor, Teams: [team], Until: until);
        var (sales, desk) = (await town.Do("user", Editor("sales")), await town.Do("user", Editor("support-desk")));
        await town.Do("orgadmin", new ApproveRequest(sales));
        await town.Do("orgadmin", new ApproveRequest(desk));
        (await town.Facts("user")).User!.EditorOf!.ShouldBe([town["sales"], town["support-desk"]], ignoreOrder: true);

        // One that ends gives the others no other end.
        var ending = await town.Do("default", Editor("sales"));
        await town.Do("orgadmin", new ApproveRequest(ending));
        var until = town.Now.AddDays(2);
        var another = await town.Do("default", Editor("support-desk", until));
        await town.Do("orgadmin", new ApproveRequest(another));
        var facts = (await town.Facts("default")).User!;
        (facts.EditorOf!.ShouldHaveSingleItem(), facts.InsightsUntil).ShouldBe((town["support-desk"], until));
    }

    [Fact]
    public async Task A_request_repeats_others_only_where_they_ask_for_all_of_it()
    {
        await using var town = await Town.Open();
        RequestAccess Editor(params string[]? teams) => new(null, InsightsRole.Editor, Teams: teams);
        await town.Do("user", Editor("sales"));
        (await town.Try("user", Editor("sales"))).ShouldBeOfType<AlreadyRequested>();
        (await town.Read("user", new ViewRequestChoices())).Levels.ShouldContain(InsightsRole.Editor, "other teams can be asked for");
        await town.Do("useradmin", new SetLevel(town["user"], InsightsRole.Editor, null, ["support-desk"]));
        (await town.Try("useradmin", new SetLevel(town["user"], InsightsRole.Editor, null, ["support-desk"]))).ShouldBeOfType<AlreadyRequested>();
        (await town.Try("user", Editor("support-desk", "sales"))).ShouldBeOfType<AlreadyRequested>();
        await town.Do("user", Editor(null));
        (await town.Try("user", Editor(null))).ShouldBeOfType<AlreadyRequested>();
        (await town.Try("user", Editor("sales"))).ShouldBeOfType<AlreadyRequested>("the whole organization has that team too");
        (await town.Read("user", new ViewRequestChoices())).Levels.ShouldNotContain(InsightsRole.Editor);

        await town.Do("support", new AssignTenants(town["user"], []));
        await town.Do("user", new RequestAccess(null, Tenants: ["north"]));
        await town.Do("user", new RequestAccess(null, Tenants: ["north", "south"]));
        (await town.Try("user", new RequestAccess(null, Tenants: ["south"]))).ShouldBeOfType<AlreadyRequested>();
    }

    [Fact]
    public async Task A_custom_role_is_asked_for_goes_to_the_Customer_Admins_and_is_held_until_its_end()
    {
        await using var town = await Town.Open();
        (await town.Read("user", new ViewRequestChoices())).CustomRoles.Select(role => role.Slug).ShouldBe(["signage-admin"]);
        var asked = await town.Do(town.As("user") with { Note = "For the summer screens." }, new RequestAccess(null, CustomRole: "signage-admin", Until: town.Now.AddDays(10)));
        (await town.NewsTo("customeradmin")).ShouldContain(news => news.What == DirectoryNotices.RequestWaits && news.Words!.Contains("requested the custom role Signage Admin"));
        (await town.ToldTo("orgadmin")).ShouldNotContain(DirectoryNotices.RequestWaits);
        (await town.Read("user", new ViewRequestChoices())).CustomRoles.ShouldBeEmpty("it is asked for already");
        (await town.Try("user", new RequestAccess(null, CustomRole: "signage-admin"))).ShouldBeOfType<AlreadyRequested>();
        var mine = (await town.Read("user", new ListRequests(Mine: true))).Items.ShouldHaveSingleItem();
        (mine.CustomRole!.Slug, mine.Note, mine.Can["withdraw"].Allowed, mine.Can["approve"].Allowed).ShouldBe(("signage-admin", "For the summer screens.", true, false));
        mine.Deciders.Select(person => person.Name).ShouldContain("Cora Admin");

        (await town.Try("orgadmin", new ApproveRoleRequest(asked))).ShouldBeOfType<NotAllowed>();
        (await town.Try("orgadmin", new ApproveRequest(asked))).ShouldBeOfType<NotFound>("it is no request for a level");
        await town.Do("customeradmin", new ApproveRoleRequest(asked, new(Until: town.Now.AddDays(5))));
        (await Configures(town, "user")).ShouldBeTrue();
        var done = (await town.Read("user", new ListRequests(Mine: true))).Items.ShouldHaveSingleItem();
        (done.State, done.DecidedBy!.Name).ShouldBe((RequestState.Approved, "Cora Admin"));
        done.Answer!.ShouldStartWith("the custom role Signage Admin until");
        (await town.Read("customeradmin", new ViewUser(town["user"]))).Ends.ShouldHaveSingleItem().Slug.ShouldBe("signage-admin");
        (await town.Rows<Usher.Platform.Jobs.Job>()).ShouldContain(job => job.Payload.Contains(DirectoryNotices.EndsSoon) && job.FirstDue == town.Now.AddDays(2));

        town.Clock.Move(TimeSpan.FromDays(5) - TimeSpan.FromTicks(10));
        (await Configures(town, "user")).ShouldBeTrue();
        town.Clock.Move(TimeSpan.FromTicks(10));
        (await Configures(town, "user")).ShouldBeFalse();
        var after = await town.Read("customeradmin", new ViewUser(town["user"]));
        (after.CustomRoles.Count, after.Ends.Count).ShouldBe((0, 0));
        (await town.Read("customeradmin", new ViewCustomRole("signage-admin"))).Holders.ShouldBe(1, "whose role has ended does not have it");
        (await town.Read("user", new ViewRequestChoices())).CustomRoles.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Neither_requester_nor_subject_approves_by_whichever_key_they_come()
    {
        await using var town = await Town.Open();
        var asked = await town.Do("customeradmin", new RequestAccess(town["user"], Role: ConnectRole.CustomerAdmin));
        (await town.Try("customeradmin", new ApproveRoleRequest(asked))).ShouldBeOfType<YourOwnRequest>();
        var key = town.As("customeradmin") with { Door = Door.Api };
        (await town.Try(key, new ApproveRoleRequest(asked))).ShouldBeOfType<YourOwnRequest>();
        (await town.Try("user", new ApproveRoleRequest(asked))).ShouldBeOfType<NotAllowed>();
        await town.Do("customeradmin2", new ApproveRoleRequest(asked));
        (await town.Facts("user")).ConnectRole(town.Now).ShouldBe(ConnectRole.CustomerAdmin);
        var other = await town.Do("subject", new RequestAccess(null, CustomRole: "signage-admin"));
        await town.Do("user", new ApproveRoleRequest(other));

        // The subject holds the permission by now, and does not decide about themselves.
        var own = await town.Do("customeradmin", new RequestAccess(town["user"], CustomRole: "signage-admin"));
        (await town.Try("user", new ApproveRoleRequest(own))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Oneself);
    }

    [Fact]
    public async Task Tenants_are_the_vendors_to_give_and_staff_do_not_approve_their_own_request()
    {
        await using var town = await Town.Open();
        foreach (var who in new[] { "user", "default" }) await town.Do("support", new AssignTenants(town[who], ["north"]));
        (await town.Read("user", new ViewRequestChoices())).Tenants.Select(tenant => tenant.Slug).ShouldBe(["south"]);
        var asked = await town.Do("user", new RequestAccess(null, Tenants: ["south"]));
        (await town.Try("customeradmin", new ApproveTenantRequest(asked))).ShouldBeOfType<NotAllowed>();
        (await town.Read(town.As("support", Guid.Empty), new ListWhatNeedsMe())).Items.ShouldContain(n => n.Kind == "tenant-requests" && n.Slug == "harbor");
        await town.Do("support", new ApproveTenantRequest(asked));
        (await town.Facts("user")).User!.Tenants.ShouldContain(town["south"]);

        var own = await town.Do("support", new RequestAccess(town["default"], Tenants: ["south"], Until: town.Now.AddDays(3)));
        (await town.Try("support", new ApproveTenantRequest(own))).ShouldBeOfType<YourOwnRequest>();
        await town.Do(town.As("support") with { Id = town["second"] }, new ApproveTenantRequest(own, new(Tenants: ["south"], Until: town.Now.AddDays(1))));
        (await town.Try("user", new RequestAccess(town["default"], Tenants: ["south"]))).ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task A_request_is_approved_narrower_and_never_wider()
    {
        await using var town = await Town.Open();
        var asked = await town.Do("user", new RequestAccess(null, InsightsRole.OrganizationAdmin, town.Now.AddDays(9)));
        Task<Refusal?> Try(Narrower less) => town.Try("orgadmin", new ApproveRequest(asked, less));
        (await Try(new(Until: town.Now.AddDays(10)))).ShouldBe(new WiderThanAsked("/until"));
        (await Try(new(InsightsRole.DefaultUser))).ShouldBe(new WiderThanAsked("/level"));
        (await Try(new(Teams: ["sales"]))).ShouldBeOfType<TeamsAreForEditors>();
        (await Try(new(InsightsRole.Editor, ["none"]))).ShouldBeOfType<NotOfThisCustomer>();
        (await Try(new(Tenants: ["south"]))).ShouldBe(new WiderThanAsked("/tenants"));
        (await Try(new(Until: town.Now))).ShouldBeOfType<EndsInThePast>();
        (await Try(new(InsightsRole.Editor, ["sales"], Until: town.Now.AddDays(1)))).ShouldBeNull();
        var facts = (await town.Facts("user")).User!;
        (facts.Insights, facts.EditorOf!.Single(), facts.InsightsUntil).ShouldBe((InsightsRole.Editor, town["sales"], town.Now.AddDays(1)));

        var teams = await town.Do("default", new RequestAccess(null, InsightsRole.Editor, null, ["sales"]));
        (await town.Try("orgadmin", new ApproveRequest(teams, new(Teams: ["support-desk"])))).ShouldBe(new WiderThanAsked("/teams"));
        (await town.Try("orgadmin", new ApproveRequest(teams, new(InsightsRole.OrganizationAdmin)))).ShouldBe(new WiderThanAsked("/level"));
        (await town.Try("orgadmin", new ApproveRequest(teams, new(InsightsRole.UserAdmin)))).ShouldBe(new WiderThanAsked("/level"), "User Admin is no part of Editor");
    }

    [Fact]
    public async Task What_is_asked_for_is_declined_with_a_reason_or_withdrawn()
    {
        await using var town = await Town.Open();
        var asked = await town.Do("user", new RequestAccess(null, Role: ConnectRole.CustomerAdmin));
        (await town.Try("customeradmin", new DeclineRoleRequest(asked, " "))).ShouldBeOfType<Invalid>();
        await town.Do("customeradmin", new DeclineRoleRequest(asked, "Ask again in spring."));
        (await town.NewsTo("user")).ShouldContain(news => news.What == DirectoryNotices.RequestDeclined && news.Words!.EndsWith("Ask again in spring."));
        (await town.Try("customeradmin", new ApproveRoleRequest(asked))).ShouldBeOfType<RequestDecided>();

        var again = await town.Do("user", new RequestAccess(null, Role: ConnectRole.CustomerAdmin));
        (await town.Try("default", new WithdrawRequest(again))).ShouldBeOfType<NotFound>();
        await town.Do("user", new WithdrawRequest(again));
        (await town.Try("user", new WithdrawRequest(again))).ShouldBeOfType<RequestDecided>();
        (await town.Try("customeradmin", new ApproveRoleRequest(again))).ShouldBeOfType<RequestDecided>();
        (await town.Read("user", new ListRequests(RequestState.Withdrawn))).Items.ShouldHaveSingleItem().Id.ShouldBe(again);
    }

    [Fact]
    public async Task What_cannot_be_asked_for_is_refused()
    {
        await using var town = await Town.Open();
        Task<Refusal?> Try(RequestAccess request) => town.Try("user", request);
        (await Try(new(null))).ShouldBeOfType<Invalid>();
        (await Try(new(null, InsightsRole.Editor, CustomRole: "signage-admin"))).ShouldBeOfType<Invalid>();
        (await Try(new(null, Role: ConnectRole.User))).ShouldBeOfType<Invalid>();
        (await Try(new(null, CustomRole: "none"))).ShouldBe(new NotOfThisCustomer("custom role"));
        (await Try(new(null, Tenants: ["none"]))).ShouldBe(new NotOfThisCustomer("tenant"));
        (await Try(new(null, Tenants: []))).ShouldBeOfType<Invalid>();
        (await Try(new(null, Tenants: ["north"]))).ShouldBeOfType<NothingToAsk>();
        (await Try(new(null, CustomRole: "signage-admin", Until: town.Now))).ShouldBeOfType<EndsInThePast>();
        (await Try(new(town["default"], CustomRole: "signage-admin"))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.NotOwn);
        (await Try(new(Guid.NewGuid(), CustomRole: "signage-admin"))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.NotOwn);
        (await town.Try("custom", new RequestAccess(null, CustomRole: "signage-admin"))).ShouldBeOfType<NothingToAsk>();
    }

    [Fact]
    public async Task Whoever_decides_sees_the_requests_of_their_kinds_and_no_others()
    {
        await using var town = await Town.Open();
        var level = town["request"];
        await town.Do("support", new AssignTenants(town["user"], ["north"]));
        var role = await town.Do("user", new RequestAccess(null, CustomRole: "signage-admin"));
        var tenants = await town.Do("user", new RequestAccess(null, Tenants: ["south"]));
        async Task<IEnumerable<Guid>> Seen(string who) => (await town.Read(who, new ListRequests())).Items.Select(request => request.Id);
        (await Seen("orgadmin")).ShouldBe([level]);
        (await Seen("customeradmin")).ShouldBe([role]);
        (await Seen("support")).ShouldBe([tenants, role], ignoreOrder: true);
        (await Seen("user")).ShouldBe([tenants, role], ignoreOrder: true);
        (await Seen("default")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_says_what_may_be_asked_for_against_it()
    {
        await using var town = await Town.Open();
        await town.Do("support", new AssignTenants(town["user"], ["north"]));
        async Task<AskFor?> Ask(string who, string person, string permission, string? id = null, string? tenant = null) =>
            (await town.Read(who, new ExplainDecision(new($"{person}@harbor.example", permission, id, tenant)))).Ask;
        var configure = (await Ask("user", "user", "app/configure", "signage"))!;
        (configure.Role, configure.CustomRoles!.Single().Slug, configure.User).ShouldBe((ConnectRole.CustomerAdmin, "signage-admin", null));
        (await Ask("user", "user", "app/configure", "menu"))!.CustomRoles.ShouldBeNull("no custom role picks it");
        (await Ask("custom", "custom", "app/configure", "menu"))!.Role.ShouldBe(ConnectRole.CustomerAdmin);
        (await Ask("user", "user", "tenant/view", "south"))!.Tenant!.Slug.ShouldBe("south");
        (await Ask("user", "user", "user/add")).ShouldBeNull("that is for staff");
        // Who could give it does so; who only manages the person asks for them.
        (await Ask("customeradmin", "user", "app/configure", "signage")).ShouldBeNull();
        (await Ask("customeradmin", "user", "tenant/view", "south"))!.User.ShouldBe(town["user"]);
    }

    [Fact]
    public async Task Giving_again_what_ends_extends_it_and_an_end_that_is_not_named_stays()
    {
        await using var town = await Town.Open();
        var soon = town.Now.AddDays(1);
        await town.Do("customeradmin", new AssignCustomRoles(town["user"], ["signage-admin"], new Dictionary<string, DateTimeOffset?> { ["signage-admin"] = soon }));
        await town.Do("customeradmin", new AssignCustomRoles(town["user"], ["signage-admin"]));
        (await town.Facts("user")).User!.Ends.ShouldHaveSingleItem().At.ShouldBe(soon);
        await town.Do("customeradmin", new AssignCustomRoles(town["user"], ["signage-admin"], new Dictionary<string, DateTimeOffset?> { ["signage-admin"] = soon.AddDays(30) }));
        town.Clock.Move(TimeSpan.FromDays(2));
        (await Configures(town, "user")).ShouldBeTrue();
        (await town.Read("customeradmin2", new ListWhatNeedsMe())).Items.ShouldNotContain(need => need.Kind == "access-ends");
        town.Clock.Move(TimeSpan.FromDays(25));
        (await town.Read("customeradmin2", new ListWhatNeedsMe())).Items.ShouldContain(need => need.Kind == "access-ends" && need.Id == town["user"]);
        (await town.Try("customeradmin", new AssignCustomRoles(town["user"], [], new Dictionary<string, DateTimeOffset?> { ["signage-admin"] = null }))).ShouldBeOfType<Invalid>();
        (await town.Try("support", new AssignTenants(town["user"], ["north"], new Dictionary<string, DateTimeOffset?> { ["north"] = town.Now }))).ShouldBeOfType<EndsInThePast>();
    }

    [Fact]
    public async Task What_was_given_without_an_end_is_not_shortened_by_an_approval()
    {
        await using var town = await Town.Open();
        var asked = await town.Do("user", new RequestAccess(null, CustomRole: "signage-admin", Until: town.Now.AddDays(1)));
        await town.Do("customeradmin", new AssignCustomRoles(town["user"], ["signage-admin"]));
        await town.Do("customeradmin", new ApproveRoleRequest(asked));
        (await town.Facts("user")).User!.Ends.ShouldBeEmpty();
    }

    private static async Task<bool> Configures(Town town, string who)
    {
        var customer = (await town.Snapshots.Customer(Town.Harbor, default))!;
        return Authorizer.Decide(customer.User(town[who])!, Permission.AppConfigure, Target.Of(customer) with { App = customer.App("signage") }, town.Now).Allowed;
    }
}
