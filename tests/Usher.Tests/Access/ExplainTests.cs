using Usher.Access;
using Usher.Directory.Worlds;
using Usher.Tests.Access.Naive;

namespace Usher.Tests.Access;

public class ExplainTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly World World = World.Load("""
        staff: { support@usher.example: support-user }
        customers:
          harbor:
            insights: true
            tenants: [north, south]
            apps: [signage, insights]
            customRoles: { signage-admin: [signage] }
            teams: { sales: [ana@harbor.example, bo@harbor.example], support: [] }
            channels: { deals: { team: sales, members: [cy@harbor.example] } }
            users:
              ana@harbor.example: { name: Ana Ruiz, connect: customer-admin }
              bo@harbor.example: { name: Bo Lind, insights: editor, editorOf: [sales], customRoles: [signage-admin], tenants: [north] }
              cy@harbor.example: { name: Cy Park, insights: organization-admin, until: { insights: "2026-12-01T00:00:00Z" } }
              di@harbor.example: { name: Di Moss, insights: user-admin }
              ex@harbor.example: { name: Ex Was, connect: customer-admin, until: { connect: "2026-01-01T00:00:00Z" } }
              was@harbor.example: { name: Wanda Osei, insights: organization-admin, until: { insights: "2026-01-01T00:00:00Z" } }
              gone@harbor.example: { name: Gone Far, active: false }
            integrationUsers:
              recorder: { owner: ana@harbor.example, scopes: [call/ingest, "call/read:sales"] }
              draft: { owner: ana@harbor.example, approved: false, scopes: [call/ingest] }
            calls:
              c1: { owner: bo@harbor.example, teams: [sales], channels: [deals] }
              held: { owner: bo@harbor.example, teams: [sales], held: true }
          lakeside:
            insights: true
            users: { zoe@lakeside.example: { connect: customer-admin } }
        """);

    private static readonly CustomerSnapshot Harbor = World.Customer("harbor")!;

    [Theory]
    [InlineData("ana", "user/view", "", "You can see the customer's users: you're a Customer Admin.")]
    [InlineData("bo", "app/view", "", "You can browse the marketplace: you're a User, in the tenants assigned to you.")]
    [InlineData("bo", "app/configure", "signage", "You can configure an approved app of a tenant: your custom role signage-admin includes the app signage.")]
    [InlineData("bo", "workflow/configure", "", "You can configure workflows: you're an Editor, for the teams sales.")]
    [InlineData("cy", "team/manage", "", "You can create teams, add people to them, connect channels to them: you're an Organization Admin, until 2026-12-01 00:00 UTC.")]
    [InlineData("bo", "call/view", "c1", "You can read a call's summary and the moments it quotes: you own this call.")]
    [InlineData("ana", "call/view", "c1", "You can read a call's summary and the moments it quotes: you're in the team sales, which the call belongs to.")]
    [InlineData("cy", "call/view", "c1", "You can read a call's summary and the moments it quotes: you're in the channel deals, where the call was posted.")]
    [InlineData("ana", "profile/edit", "", "You can change your own sign-in methods and notification settings: it is your own account.")]
    public void What_is_allowed_says_what_was_given(string who, string permission, string thing, string sentence) =>
        Ask(who, permission, thing).Sentence.ShouldBe(sentence);

    [Theory]
    [InlineData("bo", "user/view", "", "You can't see the customer's users: only Customer Admins can do this. You're a User.", "You need the Customer Admin role.", "Contact Ana Ruiz, or your vendor's support.")]
    [InlineData("ex", "user/view", "", "You can't see the customer's users: your role Customer Admin has ended (2026-01-01 00:00 UTC).", "You need Customer Admin again.", "Contact Ana Ruiz, or your vendor's support.")]
    [InlineData("ana", "user/add", "", "You can't add a user, with role and tenants: only the vendor's staff can do this.", "Your vendor can do it for you.", "Contact your vendor's support.")]
    [InlineData("bo", "team/manage", "", "You can't create teams, add people to them, connect channels to them: only Organization Admins can do this. You're an Editor.", "You need the Organization Admin level.", "Contact Cy Park.")]
    [InlineData("ana", "directory/view", "", "You can't see the user directory: only User Admins and Organization Admins can do this. You're a Default User.", "You need the User Admin level.", "Contact Cy Park, Di Moss.")]
    [InlineData("bo", "workflow/configure", "support", "You can't configure workflows: your Editor level only includes the teams sales.", "The level needs to include the team support, or the whole organization.", "Contact Cy Park.")]
    [InlineData("bo", "app/configure", "insights", "You can't configure an approved app of a tenant: none of your custom roles includes the app insights.", "You need a custom role with the app insights, or the Customer Admin role.", "Contact Ana Ruiz, or your vendor's support.")]
    [InlineData("cy", "app/configure", "signage", "You can't configure an approved app of a tenant: only people with a custom role for the app, and Customer Admins, can do this. You're a User.", "You need a custom role with the app signage, or the Customer Admin role.", "Contact Ana Ruiz, or your vendor's support.")]
    [InlineData("bo", "tenant/view", "south", "You can't see tenants: the tenant south is not assigned to you.", "You need the tenant south.", "Contact your vendor's support.")]
    [InlineData("ana", "role/assign", "ana", "You can't give or remove User, Customer Admin and custom roles: nobody can do this to themselves.", "A colleague with this permission can do it.", "Contact your vendor's support.")]
    [InlineData("di", "access-level/manage", "bo", "You can't give Default User, User Admin, Editor and Organization Admin: User Admins can only change Default Users and User Admins.", "An Organization Admin can do it.", "Contact Cy Park.")]
    [InlineData("cy", "call/transcript", "c1", "You can't read the whole transcript: only the owner and the teams of a call can read its whole transcript.", "An Organization Admin can change who reads whole transcripts.", null)]
    [InlineData("ana", "call/delete", "c1", "You can't delete this call; release or delete this held call: only its owner can.", "The owner of the call can do it.", "Contact Bo Lind.")]
    [InlineData("cy", "call/troubleshoot", "held", "You can't open one call with a written reason, to troubleshoot: the call is held as sensitive, and only its owner can open it.", "The owner of the call can release it.", null)]
    [InlineData("ana", "call/ingest", "", "You can't push or poll call transcripts: only the key of an integration user can do this.", "Use an integration user with this scope.", "Contact Cy Park.")]
    [InlineData("ana", "super-user/grant", "", "You can't give and remove the Super User role: only the Platform Team can do this, on the host.", "The Platform Team can do it.", null)]
    [InlineData("gone", "user/view", "", "You can't see the customer's users: your account is deactivated.", "You need to be reactivated by a user manager.", "Contact your vendor's support.")]
    [InlineData("was", "licence/view", "", "You can't see seat usage, allocation and reports: your role Organization Admin has ended (2026-01-01 00:00 UTC).", "You need Organization Admin again.", "Contact Cy Park.")]
    [InlineData("ana", "profile/edit", "bo", "You can't change someone else's sign-in methods and notification settings: everyone can only do this for themselves.", "They can do it themselves.", null)]
    public void What_is_refused_says_what_is_missing_and_who_can_help(string who, string permission, string thing, string sentence, string? change, string? help)
    {
        var why = Ask(who, permission, thing);

        why.Sentence.ShouldBe(sentence);
        why.Change.ShouldBe(change);
        why.Help.ShouldBe(help);
    }

    [Fact]
    public void An_invisible_call_a_missing_one_and_another_customers_are_explained_alike_and_name_nobody()
    {
        var invisible = Ask("di", "call/view", "c1");
        var missing = Authorizer.Explain(User("di"), Permission.CallView, Target.Of(Harbor) with { Exists = false }, Noon);
        var elsewhere = Authorizer.Explain(User("ana"), Permission.UserView, Target.Of(World.Customer("lakeside")!), Noon);

        missing.ShouldBe(invisible);
        (elsewhere.Sentence, elsewhere.Rule, elsewhere.Change, elsewhere.Help).ShouldBe((invisible.Sentence, null, null, null));
    }

    [Fact]
    public void Names_are_for_active_people_of_the_customer_and_for_no_key()
    {
        var target = Target.Of(Harbor);
        Authorizer.Explain(User("bo"), Permission.UserView, target, Noon, asker: Harbor.IntegrationUser("recorder")).Helpers.ShouldBeEmpty();
        Authorizer.Explain(User("bo"), Permission.UserView, target, Noon, asker: Harbor.IntegrationUser("recorder")).Sentence.ShouldStartWith("This person can't");
        Authorizer.Explain(User("gone"), Permission.UserView, target, Noon).ShouldSatisfyAllConditions(
            why => why.Sentence.ShouldBe("You can't see the customer's users: your account is deactivated."),
            why => why.Helpers.ShouldBeEmpty());
        Authorizer.Explain(User("gone"), Permission.UserView, target, Noon, asker: User("ana")).ShouldSatisfyAllConditions(
            why => why.Sentence.ShouldBe("Gone Far can't see the customer's users: their account is deactivated."),
            why => why.Helpers.ShouldBe([new(User("ana").Id, "Ana Ruiz")]));
    }

    /// <summary>What somebody else's refusal offers to the one who asks about it: acts that they may do, and no others.</summary>
    [Theory]
    [InlineData("ana", "cy", "app/configure", "signage", "CustomRole signage-admin,ConnectRole customer-admin")]
    [InlineData("ana", "cy", "app/configure", "insights", "ConnectRole customer-admin")]
    [InlineData("ana", "cy", "app/configure", "", "CustomRole signage-admin,ConnectRole customer-admin")]
    [InlineData("ana", "bo", "app/configure", "insights", "ConnectRole customer-admin")]
    [InlineData("ana", "bo", "user/view", "", "ConnectRole customer-admin")]
    [InlineData("ana", "ex", "user/view", "", "ConnectRole customer-admin")]
    [InlineData("ana", "gone", "user/view", "", "Reactivation ")]
    [InlineData("ana", "bo", "tenant/view", "south", "")]
    [InlineData("support", "bo", "tenant/view", "south", "Tenant south")]
    [InlineData("support", "bo", "user/view", "", "ConnectRole customer-admin")]
    [InlineData("ana", "bo", "licence/assign", "", "")]
    [InlineData("cy", "bo", "licence/assign", "", "Level user-admin")]
    [InlineData("cy", "bo", "workflow/configure", "support", "Level editor")]
    [InlineData("cy", "di", "team/manage", "", "Level organization-admin")]
    [InlineData("di", "ana", "licence/assign", "", "Level user-admin")]
    [InlineData("di", "ana", "workflow/configure", "", "")]
    [InlineData("cy", "was", "licence/view", "", "Level organization-admin")]
    [InlineData("di", "was", "licence/view", "", "")]
    [InlineData("cy", "bo", "user/view", "", "")]
    [InlineData("bo", "bo", "user/view", "", "")]
    public void Who_asks_about_somebody_else_is_offered_what_they_may_do_about_it(string asker, string who, string permission, string thing, string remedies)
    {
        var by = asker == "support" ? World.Platform.Staff.Single() : User(asker);
        Ask(who, permission, thing, by).Remedies.Select(remedy => $"{remedy.Kind} {remedy.Give}").ShouldBe(remedies.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_key_of_somebody_who_may_give_a_role_is_offered_no_more_than_it_carries()
    {
        var key = User("ana").With(default(PermissionSet).With(Permission.DecisionExplain));
        Ask("bo", "user/view", "", key).Remedies.ShouldBeEmpty();
    }

    /// <summary>Every refusal that tells anything tells what would have to change.</summary>
    [Fact]
    public void No_refusal_that_says_why_leaves_out_what_would_change_it()
    {
        var random = new RandomWorlds(3);
        var world = World.Load(random.World());
        foreach (var customer in world.Customers)
        {
            var everyone = customer.Users.Concat(customer.Facts.IntegrationUsers.Select(machine => customer.IntegrationUser(machine.Id)!)).Concat(world.Platform.Staff).ToList();
            foreach (var (actor, permission) in everyone.SelectMany(_ => Permission.Catalogue, (actor, permission) => (actor, permission)))
            {
                foreach (var target in new[] { Target.Of(customer) }.Concat(customer.Users.Select(user => Target.Of(customer) with { Subject = user.Id })).Concat(customer.Apps.Select(app => Target.Of(customer) with { App = app.Id })))
                {
                    var why = Authorizer.Explain(actor, permission, target, Noon);
                    if (!why.Decision.Allowed && !why.Decision.Hidden) why.Change.ShouldNotBeNull($"{permission}: {why.Sentence}");
                }
            }
        }
    }

    [Fact]
    public void A_machine_hears_which_scope_decided_or_is_missing()
    {
        var recorder = Harbor.IntegrationUser("recorder")!;
        Authorizer.Explain(recorder, Permission.CallRead, Target.Of(Harbor), Noon).Grant!.Name.ShouldBe("call/read:sales");
        Authorizer.Explain(recorder, Permission.SyncRun, Target.Of(Harbor), Noon).Decision.Ground.ShouldBe(Ground.KeyLimit);
        Authorizer.Explain(Harbor.IntegrationUser("draft")!, Permission.CallIngest, Target.Of(Harbor), Noon).Sentence.ShouldEndWith("no Organization Admin has approved it.");
    }

    [Fact]
    public void Every_decision_of_random_worlds_is_explained_as_it_was_decided_and_a_hidden_thing_leaves_no_trace()
    {
        for (var seed = 1; seed <= 8; seed++)
        {
            var random = new RandomWorlds(seed);
            var world = World.Load(random.World());
            var everyone = world.Customers.SelectMany(customer => customer.Users.Concat(customer.Facts.IntegrationUsers.Select(machine => customer.IntegrationUser(machine.Id)!))).Concat(world.Platform.Staff).ToList();
            foreach (var customer in world.Customers)
            {
                var targets = new[] { Target.Of(customer), Target.Missing }
                    .Concat(new[] { "c0", "c1", "c2" }.Select(name => Target.Of(customer) with { Call = world.Call(customer, name) }).Where(target => target.Call is not null))
                    .Concat(customer.Users.Select(user => Target.Of(customer) with { Subject = user.Id }))
                    .Concat(customer.Apps.Select(app => Target.Of(customer) with { App = app.Id }))
                    .Concat(customer.Facts.Teams.Select(team => Target.Of(customer) with { Team = team.Id }));
                foreach (var target in targets)
                {
                    foreach (var actor in everyone)
                    {
                        foreach (var permission in Permission.Catalogue)
                        {
                            var now = random.Now();
                            var why = Authorizer.Explain(actor, permission, target, now);
                            why.Decision.ShouldBe(Authorizer.Decide(actor, permission, target, now));
                            why.Decision.Allowed.ShouldBe(why.Decision.Ground is >= Ground.Role and <= Ground.Platform);
                            why.Sentence.ShouldNotContain("  ");
                            if (why.Decision.Hidden) why.ShouldBe(new Explanation { Decision = why.Decision, Sentence = new NotFound().Sentence });
                        }
                    }
                }
            }
        }
    }

    private static Actor User(string name) => Harbor.User($"{name}@harbor.example")!;

    private static Explanation Ask(string who, string permission, string thing, Actor? asker = null)
    {
        var target = Target.Of(Harbor) with
        {
            Subject = Harbor.User($"{thing}@harbor.example")?.Id,
            App = Harbor.App(thing),
            Tenant = Harbor.Tenant(thing),
            Team = Harbor.Team(thing),
            Call = World.Call(Harbor, thing),
        };
        return Authorizer.Explain(User(who), Permission.Find(permission)!, target, Noon, asker);
    }
}
