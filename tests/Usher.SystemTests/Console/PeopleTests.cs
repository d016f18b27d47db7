using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>The people of a customer: added, invited, changed, deactivated and let in again, on their own page.</summary>
[Whole]
public class PeopleTests(ConsoleWorld world)
{
    private const string Staff = "support@usher.example";

    [Fact]
    public async Task Staff_add_a_user_and_what_is_wrong_stands_at_its_field()
    {
        await using var staff = await world.Visit(Staff, "/customers/lakeside/users");
        await Button(staff, "Add user").ClickAsync();
        var drawer = staff.Page.GetByRole(AriaRole.Dialog, new() { Name = "Add user" });
        var address = drawer.GetByLabel("E-mail address");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Add user" }).ClickAsync();
        await Assertions.Expect(drawer).ToContainTextAsync("Enter a first name.");
        await drawer.GetByLabel("First name").FillAsync("Mina");
        await drawer.GetByLabel("Last name").FillAsync("Odeh");
        await drawer.GetByLabel("Lakeside East (Enterprise)").CheckAsync();
        foreach (var (typed, fault) in new[]
        {
            ("support@usher.example", "This e-mail address can't become a user here."),
            ("user@lakeside.example", "A user with this e-mail address already exists."),
            ("mina", "e-mail address"),
        })
        {
            await address.FillAsync(typed);
            await address.PressAsync("Control+Enter");
            await Assertions.Expect(address).ToHaveAccessibleDescriptionAsync(new Regex(Regex.Escape(fault)));
            await Assertions.Expect(address).ToBeFocusedAsync();
            await Assertions.Expect(drawer.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        }

        // An address unlike all others is worth a second look.
        await address.FillAsync("mina@elsewhere.example");
        await Assertions.Expect(drawer.GetByText("elsewhere.example is not a domain of this customer.")).ToBeVisibleAsync();
        await address.FillAsync("  Mina.Odeh@lakeside.example ");
        await address.PressAsync("Control+Enter");
        await Assertions.Expect(staff.Title).ToHaveTextAsync("Mina Odeh");
        await Assertions.Expect(staff.Page.GetByText("mina.odeh@lakeside.example")).ToBeVisibleAsync();
        await Assertions.Expect(Held(staff, "Tenants")).ToHaveTextAsync("Lakeside East");
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Mina was invited and has not signed in yet.");
        await Button(staff, "Resend").ClickAsync();
        await Assertions.Expect(staff.Page.GetByText("Invitation sent to mina.odeh@lakeside.example.")).ToBeVisibleAsync();
        staff.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_keeps_the_directory_invites_and_reads_why_they_may_do_no_more()
    {
        await using var keeper = await world.Visit("useradmin@lakeside.example", "/customers/lakeside/users");
        await Button(keeper, "Invite").ClickAsync();
        var drawer = keeper.Page.GetByRole(AriaRole.Dialog, new() { Name = "Invite user" });
        await Assertions.Expect(drawer.GetByRole(AriaRole.Radio)).ToHaveCountAsync(0);
        await drawer.GetByLabel("First name").FillAsync("Noa");
        await drawer.GetByLabel("E-mail address").FillAsync("noa.invited@lakeside.example");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        await Assertions.Expect(keeper.Title).ToHaveTextAsync("Noa");
        await Assertions.Expect(Held(keeper, "Teams")).ToHaveTextAsync("None");
        await Button(keeper, "Change Connect role").ClickAsync();
        await Assertions.Expect(keeper.Page.GetByRole(AriaRole.Dialog, new() { Name = "Why?" })).ToContainTextAsync("Customer Admin");
        await keeper.Page.Keyboard.PressAsync("Escape");
        await keeper.Page.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        await Assertions.Expect(keeper.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Customer Admin");
    }

    [Fact]
    public async Task A_user_is_changed_on_their_page_and_its_history_tells_with_what_note()
    {
        await using var staff = await Opened("Rui", "Almada");
        await More(staff, "Edit name");
        await staff.Page.GetByLabel("Last name").FillAsync("Almada-Reis");
        await Button(staff, "Save name").ClickAsync();
        await Assertions.Expect(staff.Title).ToHaveTextAsync("Rui Almada-Reis");

        await Button(staff, "Change Connect role").ClickAsync();
        await staff.Page.GetByLabel("Customer Admin").CheckAsync();
        await staff.Page.GetByLabel("Until the end of").FillAsync(Day(30));
        await staff.Page.GetByLabel("Reason").FillAsync("Stands in — für Priscilla");
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Region, new() { Name = "Gain access" })).ToContainTextAsync("Configure an approved app of a tenant");
        await Button(staff, "Give Customer Admin").ClickAsync();
        await Assertions.Expect(Held(staff, "Connect role")).ToContainTextAsync(new Regex("^Customer Admin,? until the end of"));

        // Opened again, the form says what is: saved as it stands, the end stays.
        await Button(staff, "Change Connect role").ClickAsync();
        await Assertions.Expect(staff.Page.GetByLabel("Until the end of")).ToHaveValueAsync(Day(30));
        await Button(staff, "Cancel").ClickAsync();
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await Button(staff, "Set custom roles").ClickAsync();
        await staff.Page.GetByLabel("Signage Admin: configures signage").CheckAsync();
        await Button(staff, "Set roles").ClickAsync();
        await Assertions.Expect(Held(staff, "Custom roles")).ToHaveTextAsync("Signage Admin");
        await Button(staff, "Assign tenants").ClickAsync();
        await staff.Page.GetByLabel("Lakeside West (Elite)").CheckAsync();
        // A Customer Admin reaches every tenant already.
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Nobody’s access changes now.");
        await Button(staff, "Assign tenants").ClickAsync();
        await Assertions.Expect(Held(staff, "Tenants")).ToHaveTextAsync("Lakeside West");

        await staff.Page.GetByRole(AriaRole.Link, new() { Name = "Permissions" }).ClickAsync();
        var edit = staff.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "user/edit" });
        await Assertions.Expect(edit).ToContainTextAsync("Customer Admin");
        await staff.Page.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        await staff.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("changed the Connect role of .*: User → Customer Admin") }).ClickAsync();
        var trail = staff.Page.GetByRole(AriaRole.List, new() { Name = "Entries" });
        await Assertions.Expect(trail).ToContainTextAsync("Stands in — für Priscilla");
        await Assertions.Expect(trail.GetByRole(AriaRole.Row).Filter(new() { Has = staff.Page.GetByRole(AriaRole.Rowheader, new() { Name = "Connect", Exact = true }) })).ToContainTextAsync("CustomerAdmin");
        staff.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Deactivating_says_what_stops_and_reactivating_what_comes_back()
    {
        await using var staff = await Opened("Ada", "Lund");
        await More(staff, "Deactivate…");
        var drawer = staff.Page.GetByRole(AriaRole.Dialog, new() { Name = "Deactivate Ada Lund" });
        await Assertions.Expect(drawer).ToContainTextAsync("Their browser sessions end and their personal keys stop working.");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Deactivate Ada" }).ClickAsync();
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Main).GetByText("Deactivated", new() { Exact = true })).ToBeVisibleAsync();
        await Button(staff, "Change Connect role").ClickAsync();
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Dialog, new() { Name = "Why?" })).ToContainTextAsync("deactivated");
        await staff.Page.Keyboard.PressAsync("Escape");
        await Button(staff, "Reactivate").ClickAsync();
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.List, new() { Name = "What happens" })).ToContainTextAsync("They are User and Default User again.");
        await Button(staff, "Reactivate Ada").ClickAsync();
        await Assertions.Expect(staff.Page.GetByText("Ada Lund is active: User and Default User.")).ToBeVisibleAsync();
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Main).GetByText("Invited", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        (await staff.Barriers()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_said_and_shown_before_it_is_overwritten()
    {
        await using var staff = await Opened("Ivo", "Brandt");
        await More(staff, "Edit name");
        await staff.Page.GetByLabel("Last name").FillAsync("Brandt the Elder");
        var here = "/api/customers/lakeside/users/" + staff.Page.Url.Split('/')[^1];
        (await staff.Send("PATCH", here, """{"firstName":"Ivo","lastName":"Brand"}""")).ShouldBe(204);
        await Button(staff, "Save name").ClickAsync();
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Someone changed this after you opened it.");
        (await staff.Barriers()).ShouldBeEmpty();
        await staff.Picture("stale-1280");
        await Button(staff, "Reload").ClickAsync();
        await Assertions.Expect(staff.Page.GetByLabel("Last name")).ToHaveValueAsync("Brand");
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);

        await staff.Page.GetByLabel("Last name").FillAsync("Brandt the Elder");
        (await staff.Send("PATCH", here, """{"firstName":"Ivo","lastName":"Brander"}""")).ShouldBe(204);
        await Button(staff, "Save name").ClickAsync();
        await Button(staff, "Keep mine").ClickAsync();
        await Assertions.Expect(staff.Title).ToHaveTextAsync("Ivo Brandt the Elder");
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Role_custom_roles_and_tenants_are_set_back_within_ten_seconds()
    {
        await using var staff = await Opened("Lia", "Ferro");
        var before = await Held(staff, "Tenants").InnerTextAsync();
        await Button(staff, "Assign tenants").ClickAsync();
        await staff.Page.GetByLabel("Lakeside West (Elite)").CheckAsync();
        await Button(staff, "Assign tenants").ClickAsync();
        await Assertions.Expect(Held(staff, "Tenants")).ToContainTextAsync("Lakeside West");
        await Undo();
        await Assertions.Expect(Held(staff, "Tenants")).ToHaveTextAsync(before);

        await Button(staff, "Set custom roles").ClickAsync();
        await staff.Page.GetByLabel("Signage Admin: configures signage").CheckAsync();
        await Button(staff, "Set roles").ClickAsync();
        await Assertions.Expect(Held(staff, "Custom roles")).ToHaveTextAsync("Signage Admin");
        await Undo();
        await Assertions.Expect(Held(staff, "Custom roles")).ToHaveTextAsync("None");

        await Button(staff, "Change Connect role").ClickAsync();
        await staff.Page.GetByLabel("Customer Admin").CheckAsync();
        await Button(staff, "Give Customer Admin").ClickAsync();
        await Assertions.Expect(Held(staff, "Connect role")).ToHaveTextAsync("Customer Admin");
        await Undo();
        await Assertions.Expect(Held(staff, "Connect role")).ToHaveTextAsync("User");

        async Task Undo()
        {
            await Assertions.Expect(staff.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            await Button(staff, "Undo").ClickAsync();
            await Assertions.Expect(staff.Page.GetByText("Undone.")).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task A_name_is_set_back_by_key_within_ten_seconds_unless_somebody_changed_it_since()
    {
        await using var staff = await Opened("Una", "Storm");
        await Rename(staff, "Sturm");
        await staff.Page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(staff.Page.GetByText("Undone.")).ToBeVisibleAsync();
        await Assertions.Expect(staff.Title).ToHaveTextAsync("Una Storm");

        await Rename(staff, "Gale");
        (await staff.Send("PATCH", "/api/customers/lakeside/users/" + staff.Page.Url.Split('/')[^1], """{"firstName":"Una","lastName":"Breeze"}""")).ShouldBe(204);
        await Button(staff, "Undo").FocusAsync();
        (await staff.Barriers()).ShouldBeEmpty();
        await staff.Picture("undo-1280");
        await staff.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(staff.Page.GetByText("This could not be undone. Someone else has changed it.")).ToBeVisibleAsync();
    }

    private static async Task Rename(Visitor staff, string last)
    {
        await More(staff, "Edit name");
        await staff.Page.GetByLabel("Last name").FillAsync(last);
        await staff.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(staff.Title).ToHaveTextAsync($"Una {last}");
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_person_deactivated_while_their_drawer_is_open_elsewhere_is_not_changed_and_it_is_said_why()
    {
        await using var staff = await Opened("Ada", "Mensah");
        await Button(staff, "Change Connect role").ClickAsync();
        var here = "/api/customers/lakeside/users/" + staff.Page.Url.Split('/')[^1].Split('?')[0];
        await using var other = await world.Visit("super@usher.example", "/customers");
        (await other.Send("POST", here + "/deactivate", "")).ShouldBe(204);
        var drawer = staff.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByRole(AriaRole.Radio, new() { NameRegex = new("^Customer Admin") }).CheckAsync();
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Give Customer Admin" }).ClickAsync();
        await Assertions.Expect(drawer.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await staff.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(staff.Page.GetByText("Deactivated").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_Customer_Admin_reads_why_they_neither_add_users_nor_change_their_own_role()
    {
        await using var admin = await world.Visit("customeradmin@harbor.example", "/customers/harbor/users?query=customeradmin");
        await Button(admin, "Add user").ClickAsync();
        var why = admin.Page.GetByRole(AriaRole.Dialog, new() { Name = "Why?" });
        await Assertions.Expect(why).ToContainTextAsync("only the vendor's staff can do this");
        await admin.Page.Keyboard.PressAsync("Escape");
        await admin.Page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(Held(admin, "Connect role")).ToHaveTextAsync("Customer Admin");
        await Button(admin, "Change Connect role").ClickAsync();
        await Assertions.Expect(why).ToContainTextAsync("nobody can do this to themselves");
    }

    [Fact]
    public async Task The_page_of_a_user_is_not_open_to_whoever_may_not_see_users()
    {
        await using var other = await world.Visit("default@harbor.example", "/customers/harbor/users/0192f3c4-5a6b-7c8d-9e0f-112233445566");
        await Assertions.Expect(other.Title).ToHaveTextAsync("You don’t have access to this page");
        await Assertions.Expect(other.Page.GetByText("only Customer Admins can do this")).ToBeVisibleAsync();
    }

    private static ILocator Button(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Held(Visitor visitor, string name) =>
        visitor.Page.Locator("dl > div").Filter(new() { Has = visitor.Page.GetByText(name, new() { Exact = true }) }).Locator("dd");

    private static string Day(int fromNow) => TimeProvider.System.GetUtcNow().AddDays(fromNow).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task More(Visitor visitor, string act)
    {
        await visitor.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Menuitem, new() { Name = act, Exact = true }).ClickAsync();
    }

    /// <summary>The page of somebody who is new in lakeside, before staff.</summary>
    private async Task<Visitor> Opened(string first, string last)
    {
        var staff = await world.Visit(Staff, "/customers");
        var email = $"{first}.{last}@lakeside.example".ToLowerInvariant();
        (await staff.Send("POST", "/api/customers/lakeside/users", $$"""{"email":"{{email}}","firstName":"{{first}}","lastName":"{{last}}","connect":"user","invite":false}""")).ShouldBe(201);
        await staff.Open($"/customers/lakeside/users?query={email}");
        await staff.Page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(staff.Title).ToHaveTextAsync($"{first} {last}");
        return staff;
    }
}
