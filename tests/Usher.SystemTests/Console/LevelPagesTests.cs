using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

[Whole]
public class LevelPagesTests(ConsoleWorld world)
{
    private const string Admin = "orgadmin@lakeside.example";
    private const string UserAdmin = "useradmin@lakeside.example";
    private const string Levels = "/customers/lakeside/levels";
    private const string Requests = "/customers/lakeside/access-requests";

    [Fact]
    public async Task The_organization_stands_by_level_with_the_bound_of_its_Organization_Admins_and_a_way_to_each_person()
    {
        await using var visitor = await world.Visit(Admin, Levels);
        var top = Region(visitor, "Organization Admin");
        await Assertions.Expect(top).ToContainTextAsync(new Regex("[1-3] of 3"));
        await Assertions.Expect(top).ToContainTextAsync("Highest");
        await Assertions.Expect(top).ToContainTextAsync("Gives every level");
        await Assertions.Expect(top).ToContainTextAsync("The last one cannot be removed");
        await Assertions.Expect(Region(visitor, "Default User")).ToContainTextAsync("Limited");
        await Region(visitor, "User Admin").GetByRole(AriaRole.Link, new() { Name = "Solveig Aasen" }).ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("/customers/lakeside/users/"));
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("useradmin@lakeside.example");
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_User_Admin_starts_says_that_it_becomes_a_request_and_an_Organization_Admin_finds_and_approves_it()
    {
        await using var starter = await world.Visit(UserAdmin, Levels);
        await Pick(starter, "Carvalho", "Ines Carvalho");
        await starter.Page.GetByLabel("Editor · High").CheckAsync();
        await Assertions.Expect(starter.Page.GetByText("This becomes a request that an Organization Admin approves.")).ToBeVisibleAsync();
        await starter.Page.GetByLabel("Reason").FillAsync("Looks after the sales channel — every day.");
        await starter.Judge("give-level-asks");
        await Button(starter, "Request Editor").ClickAsync();
        await Assertions.Expect(starter.Page.GetByText("Requested. An Organization Admin decides whether Ines Carvalho becomes Editor.")).ToBeVisibleAsync();
        await Assertions.Expect(starter.Page).ToHaveURLAsync(new Regex("access-requests"));
        var own = Request(starter, "Ines Carvalho");
        await Assertions.Expect(own).ToContainTextAsync("Looks after the sales channel — every day.");
        await own.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Assertions.Expect(starter.Page.GetByRole(AriaRole.Dialog, new() { Name = "Why?" })).ToContainTextAsync("Organization Admin");

        await using var admin = await world.Visit(Admin, "/today");
        var line = admin.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "requested Editor for Ines Carvalho" });
        await line.GetByRole(AriaRole.Link, new() { Name = "Review" }).ClickAsync();
        await Request(admin, "Ines Carvalho").GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        var decision = admin.Page.GetByRole(AriaRole.Dialog, new() { Name = "Make Ines Carvalho Editor?" });
        await Assertions.Expect(decision.GetByRole(AriaRole.Region, new() { Name = "Gain access" })).ToContainTextAsync("Decide where call content goes");
        await Assertions.Expect(decision).ToContainTextAsync("Ines Carvalho becomes Editor for the whole organization. Decides where notifications go");
        await Assertions.Expect(decision).ToContainTextAsync("Levels don’t grant access to calls. Ines Carvalho and Solveig Aasen are notified.");
        await admin.Judge("approve-request");
        await Button(admin, "Approve").ClickAsync();
        await Assertions.Expect(admin.Page.GetByText("Ines Carvalho is Editor now.")).ToBeVisibleAsync();
        await admin.Open($"{Requests}?state=approved");
        await Assertions.Expect(Request(admin, "Ines Carvalho")).ToContainTextAsync("Editor, for the whole organization");
        await admin.Open(Levels);
        await Assertions.Expect(Region(admin, "Editor")).ToContainTextAsync("Ines Carvalho");

        // Taken again, directly: that is an Organization Admin's to do.
        await Pick(admin, "Carvalho", "Ines Carvalho");
        await admin.Page.GetByLabel("Default User · Limited").CheckAsync();
        await Button(admin, "Give Default User").ClickAsync();
        await Assertions.Expect(Region(admin, "Default User")).ToContainTextAsync("Ines Carvalho");
        admin.Complaints.ShouldBeEmpty();
        starter.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_Organization_Admin_makes_an_Editor_of_one_team_until_a_day()
    {
        await using var admin = await world.Visit(Admin, Levels);
        await Pick(admin, "thandiwe", "Thandiwe Mokoena");
        await Button(admin, "Give level").ClickAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Choose a level.");
        await admin.Page.GetByLabel("Editor · High").CheckAsync();
        await admin.Page.GetByLabel("Certain teams").CheckAsync();
        await Button(admin, "Give Editor").ClickAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose at least one team");
        await admin.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Sales" }).CheckAsync();
        var last = TimeProvider.System.GetUtcNow().AddDays(30);
        await admin.Page.GetByLabel("Until the end of").FillAsync(last.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await admin.Judge("give-level-editor");
        await Button(admin, "Give Editor").ClickAsync();
        var editors = Region(admin, "Editor").GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Thandiwe Mokoena" });
        await Assertions.Expect(editors).ToContainTextAsync(new Regex($"For Sales, until the end of .*\\b{last.Day}\\b"));
        await admin.Judge("levels-until");

        await Pick(admin, "thandiwe", "Thandiwe Mokoena");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Current level");
        await admin.Page.GetByLabel("Default User · Limited").CheckAsync();
        await Button(admin, "Give Default User").ClickAsync();
        await Assertions.Expect(Region(admin, "Default User")).ToContainTextAsync("Thandiwe Mokoena");
    }

    [Fact]
    public async Task Whoever_asked_for_a_level_reads_on_their_profile_what_became_of_it()
    {
        await using var visitor = await world.Visit("default@lakeside.example", "/profile");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Personal keys" })).ToBeVisibleAsync();
        var status = await visitor.Send("POST", "/api/customers/lakeside/access-requests", """{"level":"editor"}""");
        status.ShouldBeOneOf(201, 409);
        await visitor.Open("/profile");
        var mine = visitor.Page.GetByRole(AriaRole.List, new() { Name = "My requests" });
        await Assertions.Expect(mine).ToContainTextAsync("Editor");
        await Assertions.Expect(mine).ToContainTextAsync(new System.Text.RegularExpressions.Regex("Open|Approved|Declined|Withdrawn"));
        (await visitor.Barriers()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_page_is_asked_for_and_the_request_is_declined_with_a_note()
    {
        await using var visitor = await world.Visit("default@lakeside.example", Levels);
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("You don’t have access to this page");
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Request ") }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Requested." })).ToBeVisibleAsync();
        await visitor.Open(Levels);
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Request ") }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("already requested")).ToBeVisibleAsync();

        await using var admin = await world.Visit(Admin, $"{Requests}?state=open");
        // Another test may ask for Editor for the same person.
        var request = Request(admin, "Jun Takahashi").Filter(new() { HasText = "User Admin" });
        await Assertions.Expect(request).ToContainTextAsync("Requested by themselves");
        await request.GetByRole(AriaRole.Button, new() { Name = "Decline" }).ClickAsync();
        await admin.Page.GetByLabel("Reason").FillAsync("Not before the spring.");
        await admin.Judge("decline-request");
        await Button(admin, "Decline").ClickAsync();
        await Assertions.Expect(admin.Page.GetByText("Declined. Jun Takahashi is notified.")).ToBeVisibleAsync();
        await Assertions.Expect(request).ToHaveCountAsync(0);
        await admin.Open($"{Requests}?state=declined");
        await Assertions.Expect(Request(admin, "Jun Takahashi").First).ToContainTextAsync("Declined");
    }

    [Fact]
    public async Task What_needs_me_now_names_my_held_call_and_nobody_else_s()
    {
        await world.PushHeld("user@lakeside.example");
        await using var owner = await world.Visit("user@lakeside.example", "/today");
        var line = owner.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "A word about Sam" }).First;
        await Assertions.Expect(line).ToContainTextAsync("is held");
        await line.GetByRole(AriaRole.Link, new() { Name = "Review" }).ClickAsync();
        await Assertions.Expect(owner.Page.GetByText("Held: only you can open it")).ToBeVisibleAsync();

        await using var colleague = await world.Visit("custom@lakeside.example", "/today");
        await Assertions.Expect(colleague.Page.GetByText("You’re all caught up")).ToBeVisibleAsync();
        await using var nobody = await world.Visit(null);
        await nobody.Page.GotoAsync("/today");
        await Assertions.Expect(nobody.Title).ToHaveTextAsync("Sign in to Usher");
    }

    private static async Task Pick(Visitor visitor, string typed, string name)
    {
        await Button(visitor, "Give level").ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByRole(AriaRole.Searchbox, new() { Name = "Name or e-mail address" }).FillAsync(typed);
        await drawer.GetByRole(AriaRole.Radio, new() { NameRegex = new(name) }).ClickAsync();
        await Assertions.Expect(drawer.GetByRole(AriaRole.Button, new() { Name = "Choose another" })).ToBeVisibleAsync();
        await Assertions.Expect(drawer.GetByRole(AriaRole.Radio, new() { NameRegex = new("Default User") })).ToBeVisibleAsync();
    }

    private static ILocator Region(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });

    private static ILocator Button(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Request(Visitor visitor, string name) =>
        visitor.Page.GetByRole(AriaRole.List, new() { Name = "Requests" }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = name });
}
