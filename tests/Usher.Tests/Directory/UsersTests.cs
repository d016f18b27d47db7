using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;
using Usher.Tests.Architecture;

namespace Usher.Tests.Directory;

public class UsersTests
{
    [Fact]
    public async Task Staff_add_a_user_with_role_custom_roles_and_tenants()
    {
        await using var town = await Town.Open();
        var id = town.Call("new", await town.Do("support", new AddUser(new(" New@Harbor.Example", " Nia ", "Okafor"), ConnectRole.CustomerAdmin, ["signage-admin"], ["north"])));
        var user = (await town.Facts("new")).User!;
        (user.Id, user.Email, user.Name, user.Connect, user.Insights).ShouldBe((id, "new@harbor.example", "Nia Okafor", ConnectRole.CustomerAdmin, InsightsRole.DefaultUser));
        user.CustomRoles.Count.ShouldBe(1);
        user.Tenants.ShouldBe([town["north"]]);
        (await town.Rows<Job>()).ShouldContain(j => j.Kind == "InvitePerson/InvitationMail");
    }

    [Fact]
    public async Task Who_came_last_is_first_in_the_order_of_coming_and_each_is_listed_once_across_its_parts()
    {
        await using var town = await Town.Open();
        List<Guid> came = [];
        foreach (var number in Enumerable.Range(0, 60))
        {
            // Several within one instant too.
            if (number % 3 == 0) town.Clock.Move(TimeSpan.FromMinutes(1));
            came.Add(await town.Newcomer($"late{(60 - number):00}"));
        }

        var first = await town.Read("customeradmin", new ListUsers(new("late", Order: "newest")));
        var rest = await town.Read("customeradmin", new ListUsers(new("late", Order: "newest")) { Cursor = first.Next });
        (first.Items.Count, rest.Items.Count, rest.Next).ShouldBe((50, 10, null));
        var listed = first.Items.Concat(rest.Items).Select(user => came.IndexOf(user.Id)).ToList();
        listed.Select(place => place / 3).ShouldBe(listed.Select(place => place / 3).OrderDescending());
        listed.ShouldBeUnique();
        (await town.Try("customeradmin", new ListUsers(new(Order: "oldest")))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/order"]);
    }

    [Fact]
    public async Task What_was_pasted_with_spaces_marks_or_twice_is_one_person_and_what_is_no_address_is_said_at_its_field()
    {
        await using var town = await Town.Open();
        await town.Do("support", new AddUser(new("\u00A0\tNoe.Is.Pasted@Harbor.Example\u00A0", "Noe\u0301", "Lo\u0301pez"), ConnectRole.User, [], []));
        var added = (await town.Read("support", new ListUsers(new("noé")))).Items.ShouldHaveSingleItem();
        (added.Email, added.Name).ShouldBe(("noe.is.pasted@harbor.example", "Noé López"));
        (await town.Read("support", new ListUsers(new("NOE")))).Items.ShouldHaveSingleItem().Id.ShouldBe(added.Id);
        foreach (var twice in new[] { "noe.is.pasted@harbor.example", " NOE.IS.PASTED@HARBOR.EXAMPLE " })
            (await town.Try("support", new AddUser(new(twice, "Again"), ConnectRole.User, [], []))).ShouldNotBeNull().ShouldNotBeOfType<NotAllowed>();
        foreach (var none in new[] { "Noe <noe@harbor.example>", "a@harbor.example, b@harbor.example", "noé@harbor.example", "noe@harbor", "noe@harbor.example\u200B", "mailto:noe@harbor.example x" })
            (await town.Try("support", new AddUser(new(none, "Noe"), ConnectRole.User, [], []))).ShouldBeOfType<Invalid>(none).Errors.Keys.ShouldBe(["/email"]);
        (await town.Try("useradmin", new InviteUser(new("super@usher.example", "Noor")))).ShouldBeOfType<AddressCannotBeUser>();
    }

    [Fact]
    public async Task A_user_is_not_added_with_what_the_customer_does_not_have_or_twice_or_as_staff()
    {
        await using var town = await Town.Open();
        Task<Refusal?> Add(string email, string[] roles, string[] tenants, string name = "Nia") => town.Try("support", new AddUser(new(email, name), ConnectRole.User, roles, tenants));
        (await Add("new@harbor.example", ["menu-admin"], [])).ShouldBeOfType<NotOfThisCustomer>();
        (await Add("new@harbor.example", [], ["east"])).ShouldBeOfType<NotOfThisCustomer>();
        (await Add("USER@harbor.example", [], [])).ShouldBeOfType<UserExists>();
        (await Add("super@usher.example", [], [])).ShouldBeOfType<AddressCannotBeUser>();
        (await Add("new", [], [])).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/email"]);
        (await Add("new@harbor.example", [], [], "\u202Eevil")).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/firstName"]);
    }

    [Fact]
    public async Task One_account_may_be_a_user_of_two_customers()
    {
        await using var town = await Town.Open();
        await town.Do(town.As("support", Town.Lakeside), new AddUser(new("user@harbor.example", "Una"), ConnectRole.User, [], []));
        (await town.Rows<Account>()).Count(a => a.NormalizedEmail == "user@harbor.example").ShouldBe(1);
    }

    [Fact]
    public async Task Of_others_tenants_one_sees_those_one_may_see_oneself_and_an_Editors_teams_only_with_the_directory()
    {
        await using var town = await Town.Open();
        await town.Do("support", new AssignTenants(town["useradmin"], ["north"]));
        await town.Do("orgadmin", new SetLevel(town["editor"], InsightsRole.Editor, null, ["sales"]));
        async Task<UserView> Seen(string by, string who) => await town.Read(by, new ViewUser(town[who]));
        (await Seen("useradmin", "orgadmin")).Tenants.Select(tenant => tenant.Slug).ShouldBe(["north"]);
        (await Seen("customeradmin", "orgadmin")).Tenants.Select(tenant => tenant.Slug).ShouldBe(["north", "south"]);
        (await Seen("support", "orgadmin")).Tenants.Count.ShouldBe(2);
        (await Seen("useradmin", "editor")).EditorOf!.Select(team => team.Slug).ShouldBe(["sales"]);
        (await Seen("customeradmin", "editor")).EditorOf.ShouldBeNull();
        (await Seen("support", "editor")).EditorOf.ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_is_invited_is_user_and_default_user_without_tenant()
    {
        await using var town = await Town.Open();
        town.Call("new", await town.Do("useradmin", new InviteUser(new("new@harbor.example", "Nia"))));
        var user = (await town.Facts("new")).User!;
        (user.Connect, user.Insights, user.Tenants.Count, user.CustomRoles.Count).ShouldBe((ConnectRole.User, InsightsRole.DefaultUser, 0, 0));
        (await town.Try("useradmin", new InviteUser(new("new@harbor.example", "Nia")))).ShouldBeOfType<UserExists>();
        (await town.Try("useradmin", new InviteUser(new("", "")))).ShouldBeOfType<Invalid>().Errors.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_name_is_edited_unless_someone_changed_it_meanwhile()
    {
        await using var town = await Town.Open();
        var seen = (await town.Read("customeradmin", new ViewUser(town["user"]))).Revision;
        var rename = new RenameUser(town["user"], "Ursula", "Vance");
        await town.Do(town.As("customeradmin") with { IfMatch = seen }, rename);
        (await town.Facts("user")).Name.ShouldBe("Ursula Vance");
        (await town.Try(town.As("customeradmin") with { IfMatch = seen }, rename)).ShouldBeOfType<SomeoneChangedThis>();
        (await town.Try("customeradmin", new RenameUser(town["user"], "a\0b", null))).ShouldBeOfType<Invalid>();
        (await town.Try("customeradmin", new RenameUser(town["user"], new string('x', 10_000), null))).ShouldBeOfType<Invalid>();
    }

    [Fact]
    public async Task A_role_is_given_until_an_instant_and_refused_from_then_on()
    {
        await using var town = await Town.Open();
        var ends = town.Now.AddHours(1);
        await town.Do("customeradmin", new AssignConnectRole(town["user"], ConnectRole.CustomerAdmin, ends));
        (await town.May("user", Permission.UserView)).ShouldBeTrue();
        (await town.ToldTo("user")).ShouldContain(DirectoryNotices.ConnectRole);
        town.Clock.Move(TimeSpan.FromHours(1));
        (await town.May("user", Permission.UserView)).ShouldBeFalse();
        (await town.Try("customeradmin", new AssignConnectRole(town["user"], ConnectRole.CustomerAdmin, town.Now))).ShouldBeOfType<EndsInThePast>();
    }

    [Fact]
    public async Task Nobody_changes_their_own_role_and_the_last_customer_admin_stays_unless_staff_act()
    {
        await using var town = await Town.Open();
        (await town.Try("customeradmin", new AssignConnectRole(town["customeradmin"], ConnectRole.User, null))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Oneself);
        await town.Do("customeradmin", new AssignConnectRole(town["customeradmin2"], ConnectRole.CustomerAdmin, town.Now.AddDays(1)));
        (await town.Try("customeradmin2", new AssignConnectRole(town["customeradmin"], ConnectRole.User, null))).ShouldBeOfType<LastCustomerAdmin>();
        await town.Do("support", new AssignConnectRole(town["customeradmin"], ConnectRole.User, null));
        (await town.Facts("customeradmin")).ConnectRole(town.Now).ShouldBe(ConnectRole.User);
    }

    [Fact]
    public async Task Custom_roles_and_tenants_are_set_whole()
    {
        await using var town = await Town.Open();
        var menu = await town.Do("customeradmin", new CreateCustomRole("Menu Admin", ["menu", "loyalty"]));
        menu.ShouldBe("menu-admin");
        await town.Do("customeradmin", new AssignCustomRoles(town["custom"], ["menu-admin"]));
        (await town.Try("custom", new Usher.Marketplace.ConfigureApp("signage", "south"))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.AppNotPicked);
        await town.Do("support", new AssignTenants(town["custom"], ["south"]));
        (await town.Facts("custom")).User!.Tenants.ShouldBe([town["south"]]);
        (await town.ToldTo("custom")).ShouldBe([DirectoryNotices.CustomRoles, DirectoryNotices.Tenants], ignoreOrder: true);

        (await town.Try("customeradmin", new AssignCustomRoles(town["custom"], ["none"]))).ShouldBeOfType<NotOfThisCustomer>();
        (await town.Try("support", new AssignTenants(town["custom"], ["north", "east"]))).ShouldBeOfType<NotOfThisCustomer>();
        (await town.Try("customeradmin", new CreateCustomRole("menu  ADMIN", []))).ShouldBeOfType<NameTaken>();
        (await town.Try("customeradmin", new CreateCustomRole("Other", ["nothing"]))).ShouldBeOfType<NotOfThisCustomer>();
        (await town.Try("customeradmin", new CreateCustomRole("...", []))).ShouldBeOfType<Invalid>();
        (await town.Try("customeradmin", new AssignCustomRoles(town["customeradmin"], []))).ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task Nothing_is_given_to_somebody_deactivated()
    {
        await using var town = await Town.Open();
        await town.Do("customeradmin", new DeactivateUser(town["user"]));
        (await town.Try("customeradmin", new AssignConnectRole(town["user"], ConnectRole.CustomerAdmin, null))).ShouldBeOfType<PersonDeactivated>();
        (await town.Try("customeradmin", new AssignCustomRoles(town["user"], []))).ShouldBeOfType<PersonDeactivated>();
        (await town.Try("support", new AssignTenants(town["user"], []))).ShouldBeOfType<PersonDeactivated>();
        (await town.Try("orgadmin", new SetLevel(town["user"], InsightsRole.Editor, null, null))).ShouldBeOfType<PersonDeactivated>();
        (await town.Try("orgadmin", new GiveSeat(town["user"]))).ShouldBeOfType<PersonDeactivated>();
        (await town.Try("orgadmin", new AddTeamMember(town["sales"], town["user"]))).ShouldBeOfType<PersonDeactivated>();
    }

    [Fact]
    public async Task Lists_find_by_name_role_and_state_and_go_on_where_they_ended()
    {
        await using var town = await Town.Open();
        for (var i = 0; i < 60; i++)
            await town.Do("useradmin", new InviteUser(new($"p{i}@harbor.example", $"Zoë{i:00}", "Müller")));
        var first = await town.Read("customeradmin", new ListUsers(new("muller")));
        first.Items.Count.ShouldBe(50);
        var second = await town.Read("customeradmin", new ListUsers(new("muller")) { Cursor = first.Next });
        (second.Items.Count, second.Next).ShouldBe((10, null));
        first.Items.Concat(second.Items).Select(u => u.Id).Distinct().Count().ShouldBe(60);

        async Task<string[]> Emails(UserFilter filter) => [.. (await town.Read("customeradmin", new ListUsers(filter))).Items.Select(u => u.Email.Split('@')[0]).Order(StringComparer.Ordinal)];
        (await Emails(new(Role: "customer-admin"))).ShouldBe(["customeradmin", "customeradmin2"]);
        (await Emails(new(Role: "organization-admin"))).ShouldBe(["orgadmin", "orgadmin2"]);
        (await Emails(new(Role: "editor"))).ShouldBe(["editor"]);
        (await Emails(new(Role: "signage-admin"))).ShouldBe(["custom"]);
        (await Emails(new("editor@harbor"))).ShouldBe(["editor"]);
        (await Emails(new("100%"))).ShouldBeEmpty();
        await town.Do("customeradmin", new DeactivateUser(town["user"]));
        (await Emails(new(State: "deactivated"))).ShouldBe(["user"]);
    }

    [Fact]
    public async Task A_filter_or_cursor_that_is_none_is_refused()
    {
        await using var town = await Town.Open();
        foreach (var filter in new UserFilter[] { new(Role: "king"), new(State: "asleep"), new(new string('x', 201)) })
            (await town.Try("customeradmin", new ListUsers(filter))).ShouldBeOfType<Invalid>();
        (await town.Try("customeradmin", new ListUsers(new()) { Cursor = "x" })).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/cursor"]);
    }

    [Fact]
    public async Task A_view_says_what_the_caller_may_do_and_why_not()
    {
        await using var town = await Town.Open();
        var toAdmin = await town.Read("customeradmin", new ViewUser(town["user"]));
        toAdmin.Can["edit"].Allowed.ShouldBeTrue();
        toAdmin.Can["setLevel"].Allowed.ShouldBeFalse();
        toAdmin.Can["setLevel"].Why.ShouldNotBeNull().ShouldContain("User Admin");
        toAdmin.Seat.ShouldBeNull();
        var toUserAdmin = await town.Read("useradmin", new ViewUser(town["editor"]));
        (toUserAdmin.Can["edit"].Allowed, toUserAdmin.Can["setLevel"].Allowed, toUserAdmin.Can["assignSeat"].Allowed).ShouldBe((false, false, true));
        (toUserAdmin.Level, toUserAdmin.Seat).ShouldBe(("High", false));
        (await town.Read("customeradmin", new ViewUser(town["customeradmin"]))).Can["assignRole"].Allowed.ShouldBeFalse();
    }

    [Fact]
    public async Task Tenants_and_custom_roles_that_someone_else_set_meanwhile_are_not_overwritten()
    {
        await using var town = await Town.Open();
        var seen = town.As("support") with { IfMatch = (await town.Read("support", new ViewUser(town["user"]))).Revision };
        await town.Do(seen, new AssignTenants(town["user"], []));
        (await town.Try(seen, new AssignTenants(town["user"], ["north"]))).ShouldBeOfType<SomeoneChangedThis>();
        var later = seen with { IfMatch = (await town.Read("support", new ViewUser(town["user"]))).Revision };
        await town.Do(later, new AssignCustomRoles(town["user"], ["signage-admin"]));
        (await town.Try(later, new AssignCustomRoles(town["user"], []))).ShouldBeOfType<SomeoneChangedThis>();
    }

    [Fact]
    public async Task A_view_of_one_says_what_the_acts_would_answer_now_and_a_list_how_others_are_brought_in()
    {
        await using var town = await Town.Open();
        var self = (await town.Read("customeradmin", new ViewUser(town["customeradmin"]))).Can;
        new[] { "deactivate", "assignRole", "reactivate" }.Select(act => self[act].Allowed).ShouldAllBe(allowed => !allowed);
        var active = await town.Read("support", new ViewUser(town["user"]));
        (active.Can["reactivate"].Why, active.Returning, active.Teams).ShouldBe((new PersonActive().Sentence, null, null));
        (await town.Read("useradmin", new ViewUser(town["user"]))).Teams.ShouldNotBeNull();

        await town.Do("support", new DeactivateUser(town["editor"]));
        var gone = await town.Read("customeradmin", new ViewUser(town["editor"]));
        (gone.Can["deactivate"].Why, gone.Can["assignRole"].Why).ShouldBe((new PersonDeactivated().Sentence, new PersonDeactivated().Sentence));
        (gone.Returning!.Connect, gone.Returning.Insights, gone.Returning.Requested, gone.Returning.Withheld).ShouldBe((ConnectRole.User, InsightsRole.DefaultUser, InsightsRole.Editor, null));

        var forStaff = (await town.Read("support", new ListUsers(new()))).Can;
        var forUserAdmin = (await town.Read("useradmin", new ListUsers(new()))).Can;
        (forStaff["add"].Allowed, forStaff["invite"].Allowed, forUserAdmin["add"].Allowed, forUserAdmin["invite"].Allowed).ShouldBe((true, false, false, true));
        forUserAdmin["add"].Why.ShouldNotBeNull();
    }

    [Fact]
    public async Task Where_notes_are_required_a_grant_without_one_is_refused_and_with_one_is_told()
    {
        await using var town = await Town.Open();
        await town.Gate.Effect(Town.Harbor, "RequireNotes", Section.Connect, async work =>
        {
            (await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.FirstAsync(work.Db.Customers, c => c.Id == Town.Harbor)).NotesRequired = true;
            return true;
        });
        (await town.Try("customeradmin", new AssignConnectRole(town["user"], ConnectRole.CustomerAdmin, null))).ShouldBeOfType<NoteRequired>();
        (await town.Try("customeradmin", new DeactivateUser(town["user"]))).ShouldBeOfType<NoteRequired>();
        (await town.Try("orgadmin", new SetLevel(town["user"], InsightsRole.Editor, null, null))).ShouldBeOfType<NoteRequired>();
        (await town.Try("orgadmin", new GiveSeat(town["user"]))).ShouldBeOfType<NoteRequired>();
        (await town.Try("orgadmin", new AddTeamMember(town["sales"], town["user"]))).ShouldBeOfType<NoteRequired>();
        (await town.Try("support", new AssignTenants(town["user"], []))).ShouldBeOfType<NoteRequired>();
        (await town.Try("support", new AddUser(new("new@harbor.example", "Nia"), ConnectRole.User, [], []))).ShouldBeOfType<NoteRequired>();
        await town.Do(town.As("customeradmin") with { Note = "Leaves on Friday" }, new DeactivateUser(town["user"]));
        (await town.Rows<AuditEntry>()).ShouldContain(e => e.Act == nameof(DeactivateUser) && System.Text.Encoding.UTF8.GetString(e.Body).Contains("Leaves on Friday", StringComparison.Ordinal));
    }
}
