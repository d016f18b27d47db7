using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>Integration users: created, approved, given keys, handed over, by whom they are for.</summary>
[Whole]
public class MachinesTests(ConsoleWorld world)
{
    private const string List = "/customers/lakeside/integration-users";

    [Fact]
    public async Task Who_sets_an_integration_up_reads_what_is_left_and_goes_to_where_their_part_is_done()
    {
        await using var visitor = await world.Visit("customeradmin@harbor.example", "/customers/harbor/integration-set-up");
        var steps = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Steps of app-signage" });
        await Assertions.Expect(steps.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(4);
        await steps.GetByRole(AriaRole.Link, new() { Name = "Configure the app" }).ClickAsync();
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("Signage");
        await using var other = await world.Visit("default@harbor.example", "/customers/harbor/integration-set-up");
        await Assertions.Expect(other.Title).ToHaveTextAsync("You don’t have access to this page");
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_Organization_Admin_creates_an_integration_user_approves_it_and_gives_it_a_key()
    {
        await using var admin = await world.Visit("orgadmin@lakeside.example", List);
        await Button(admin, "Create integration user").ClickAsync();
        var drawer = admin.Page.GetByRole(AriaRole.Dialog);
        var create = drawer.GetByRole(AriaRole.Button, new() { Name = "Create integration user" });
        await create.ClickAsync();
        await Assertions.Expect(drawer.GetByText("Enter a name.")).ToBeVisibleAsync();
        await Assertions.Expect(drawer.GetByText("Choose an owner.")).ToBeVisibleAsync();
        await drawer.GetByLabel("Name", new() { Exact = true }).FillAsync("dialler");
        await drawer.GetByLabel("Name or e-mail address").FillAsync("thandiwe");
        await drawer.GetByRole(AriaRole.Radio, new() { NameRegex = new("Thandiwe") }).ClickAsync();
        await drawer.GetByRole(AriaRole.Checkbox, new() { NameRegex = new("^Read calls of certain teams") }).CheckAsync();
        await create.ClickAsync();
        await Assertions.Expect(drawer.GetByText("Choose the teams whose calls it can read.")).ToBeVisibleAsync();
        await drawer.GetByRole(AriaRole.Checkbox, new() { Name = "Renewals" }).CheckAsync();
        await drawer.GetByLabel("Reason").FillAsync("for the new dialler");
        (await admin.Barriers()).ShouldBeEmpty();
        await create.ClickAsync();

        await Assertions.Expect(admin.Title).ToHaveTextAsync("dialler");
        var main = admin.Page.GetByRole(AriaRole.Main);
        await Assertions.Expect(main).ToContainTextAsync("Not approved");
        await Assertions.Expect(main).ToContainTextAsync("Read calls of Renewals");
        await Button(admin, "Approve").ClickAsync();
        await Assertions.Expect(drawer.GetByRole(AriaRole.List, new() { Name = "Permissions" })).ToHaveTextAsync("Read calls of Renewals");
        await Button(admin, "Approve").ClickAsync();
        // It reads calls, and nobody else could approve it: it waits a day after the team was told (rule 18).
        await Assertions.Expect(main).ToContainTextAsync("Approval takes effect");

        await Button(admin, "Create key").ClickAsync();
        await drawer.GetByLabel("Name", new() { Exact = true }).FillAsync("production");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        var key = await Shown(admin);
        (await admin.Barriers()).ShouldBeEmpty();
        await admin.Picture("machine-key-shown-1280-light");
        (await Reads(key)).ShouldBe(HttpStatusCode.Forbidden);
        await Button(admin, "Close without copying").ClickAsync();
        await Assertions.Expect(admin.Page.GetByText(key)).ToHaveCountAsync(0);

        // Rotated: both work until the old one ends.
        await Act(admin, "production", "Rotate key");
        await Button(admin, "Rotate key").ClickAsync();
        var next = await Shown(admin);
        next.ShouldNotBe(key);
        await Button(admin, "Close without copying").ClickAsync();
        await Assertions.Expect(main.GetByText("Replaced")).ToBeVisibleAsync();
        await Assertions.Expect(main.GetByRole(AriaRole.Timer)).ToHaveTextAsync(new Regex("^Ends in (1 day|23 hours)"));
        await admin.Picture("machine-rotated-1280-light");
        (await Reads(key)).ShouldBe(HttpStatusCode.Forbidden);
        (await Reads(next)).ShouldBe(HttpStatusCode.Forbidden);
        await Act(admin, "production", "Revoke key");
        await Assertions.Expect(drawer.GetByRole(AriaRole.List, new() { Name = "What stops" })).ToHaveTextAsync("Read calls of Renewals");
        await Button(admin, "Revoke key").ClickAsync();
        // Behind the open drawer the page is hidden as a whole: only what is said tells that it is done.
        await Assertions.Expect(admin.Page.GetByText("production revoked.")).ToBeVisibleAsync();
        await Assertions.Expect(main.GetByText("Replaced")).ToBeHiddenAsync();
        (await Reads(key)).ShouldBe(HttpStatusCode.Unauthorized);

        // More than was approved: nothing runs until it is approved again.
        await main.GetByRole(AriaRole.Button, new() { Name = "More" }).First.ClickAsync();
        await admin.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Change permissions" }).ClickAsync();
        await drawer.GetByRole(AriaRole.Checkbox, new() { NameRegex = new("^Push calls") }).CheckAsync();
        await Button(admin, "Save permissions").ClickAsync();
        await Assertions.Expect(main).ToContainTextAsync("Not approved");
        (await Reads(next)).ShouldBe(HttpStatusCode.Forbidden);

        // Handed over: its keys end.
        await main.GetByRole(AriaRole.Button, new() { Name = "More" }).First.ClickAsync();
        await admin.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Hand over to another owner" }).ClickAsync();
        await Assertions.Expect(drawer).ToContainTextAsync("Its key stops working at once");
        await drawer.GetByLabel("Name or e-mail address").FillAsync("ines");
        // The list before is clickable until the one that was searched for takes its place.
        await Assertions.Expect(drawer.GetByRole(AriaRole.Radio)).ToHaveCountAsync(1);
        await drawer.GetByRole(AriaRole.Radio, new() { NameRegex = new("Ines") }).ClickAsync();
        await Button(admin, "Hand over and revoke key").ClickAsync();
        await Assertions.Expect(main).ToContainTextAsync("No active key");
        (await Reads(next)).ShouldBe(HttpStatusCode.Unauthorized);

        await main.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.List, new() { Name = "Entries" })).ToContainTextAsync("handed over dialler");
        admin.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task From_the_teams_one_walks_to_the_integrations_and_back()
    {
        await using var admin = await world.Visit("orgadmin@lakeside.example", "/customers/lakeside/teams");
        var rooms = admin.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main navigation" });
        await rooms.GetByRole(AriaRole.Link, new() { Name = "Integrations" }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Read calls of Sales");
        await rooms.GetByRole(AriaRole.Link, new() { Name = "Teams" }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Table)).ToContainTextAsync("Renewals");
        admin.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_that_is_shown_once_does_not_leave_by_accident_and_is_copied()
    {
        await using var person = await world.Visit("custom@lakeside.example", "/profile");
        await person.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Button(person, "Create key").ClickAsync();
        var drawer = person.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        await Assertions.Expect(drawer.GetByText("Choose at least one permission.")).ToBeVisibleAsync();
        await drawer.GetByLabel("Name", new() { Exact = true }).FillAsync("my-script");
        await drawer.GetByRole(AriaRole.Searchbox).FillAsync("call/view");
        await drawer.GetByRole(AriaRole.Checkbox, new() { NameRegex = new("call.view$") }).CheckAsync();
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        var key = await Shown(person);
        await person.Page.Keyboard.PressAsync("Escape");
        await person.Page.Mouse.ClickAsync(5, 400);
        await Assertions.Expect(person.Page.GetByText(key)).ToBeVisibleAsync();
        await person.Page.EvaluateAsync("""
            () => {
              const write = navigator.clipboard.writeText
              navigator.clipboard.writeText = () => { navigator.clipboard.writeText = write; return Promise.reject(new Error('no')) }
            }
            """);
        await Button(person, "Copy the key").ClickAsync();
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("copy it manually");
        await Button(person, "Copy the key").ClickAsync();
        await Assertions.Expect(Button(person, "Copied")).ToBeVisibleAsync();
        (await person.Page.EvaluateAsync<string>("navigator.clipboard.readText()")).ShouldBe(key);
        await Button(person, "Done").ClickAsync();
        (await Reads(key)).ShouldBe(HttpStatusCode.OK);

        await Button(person, "Revoke my-script").ClickAsync();
        await Button(person, "Revoke key").ClickAsync();
        await Assertions.Expect(person.Page.GetByText("No personal keys.")).ToBeVisibleAsync();
        (await Reads(key)).ShouldBe(HttpStatusCode.Unauthorized);
        person.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_whose_answer_was_lost_on_its_way_is_not_shown_as_an_empty_one()
    {
        await using var admin = await world.Visit("orgadmin@lakeside.example", List);
        await admin.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "recorder" }).ClickAsync();
        // The second answer to the same request has no key in it.
        await admin.Page.RouteAsync("**/keys", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = answer, Body = Regex.Replace(await answer.TextAsync(), "\"key\":\"[^\"]*\"", "\"key\":null") });
        });
        await Button(admin, "Create key").ClickAsync();
        var drawer = admin.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("Name", new() { Exact = true }).FillAsync("lost");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        var said = admin.Page.GetByRole(AriaRole.Dialog, new() { Name = "This key cannot be shown" });
        await Assertions.Expect(said).ToContainTextAsync("The key “lost” was created");
        (await admin.Barriers()).ShouldBeEmpty();
        await said.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        // The newest stands first.
        var keys = admin.Page.GetByRole(AriaRole.List, new() { Name = "Keys" }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(keys.First).ToContainTextAsync("lost");
        await keys.First.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Revoke key" }).ClickAsync();
        await Button(admin, "Revoke key").ClickAsync();
        await Assertions.Expect(admin.Page.GetByText("lost revoked.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_person_ends_another_session_of_theirs_and_then_all()
    {
        // A demo of its own: to sign out everywhere would sign out other tests too.
        await using var alone = new ConsoleWorld();
        const string who = "user@lakeside.example";
        await using var phone = await alone.Visit(who, "/profile");
        await using var desk = await alone.Visit(who, "/inbox");
        await desk.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Your account:") }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "My profile" }).ClickAsync();
        await Assertions.Expect(desk.Title).ToHaveTextAsync("My profile");
        var sessions = desk.Page.GetByRole(AriaRole.List, new() { Name = "Sessions" }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(sessions).ToHaveCountAsync(2);
        await Assertions.Expect(sessions.Filter(new() { HasText = "This browser" })).ToHaveCountAsync(1);
        await Button(desk, "End session").ClickAsync();
        await Assertions.Expect(sessions).ToHaveCountAsync(1);
        await phone.Look();
        await Assertions.Expect(phone.Title).ToHaveTextAsync("Sign in to Usher");

        await phone.SignInHere(who, alone);
        await Button(desk, "Sign out everywhere").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        await Assertions.Expect(desk.Title).ToHaveTextAsync("Sign in to Usher");
        await phone.Open("/profile");
        await Assertions.Expect(phone.Title).ToHaveTextAsync("Sign in to Usher");
    }

    [Fact]
    public async Task The_page_is_closed_to_who_manages_no_integration_users_and_says_why()
    {
        await using var visitor = await world.Visit("default@lakeside.example", List);
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("You don’t have access to this page");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Organization Admin");
        await using var admin = await world.Visit("orgadmin@lakeside.example", $"{List}/0192f3c4-5a6b-7c8d-9e0f-112233445566");
        await Assertions.Expect(admin.Title).ToHaveTextAsync("Integration user not found, or not visible to you");
    }

    private static ILocator Button(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The key of the dialog that shows it.</summary>
    private static async Task<string> Shown(Visitor visitor)
    {
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Copy this key now" });
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        return await dialog.GetByText(new Regex("^ush_")).InnerTextAsync();
    }

    /// <summary>Does something with the oldest key of that name.</summary>
    private static async Task Act(Visitor visitor, string key, string act)
    {
        await visitor.Page.GetByRole(AriaRole.List, new() { Name = "Keys" }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = key }).Last
            .GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Menuitem, new() { Name = act }).ClickAsync();
    }

    private async Task<HttpStatusCode> Reads(string key)
    {
        using var machine = new HttpClient { BaseAddress = (await world.Server).Url };
        machine.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return (await machine.GetAsync("/api/calls")).StatusCode;
    }
}
