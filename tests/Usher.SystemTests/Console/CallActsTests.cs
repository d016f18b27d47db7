using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>What can be done with a call: share, delete, release, troubleshoot; and the reason where it cannot.</summary>
[Whole]
public class CallActsTests(ConsoleWorld world)
{
    private const string Owner = "user@harbor.example";

    [Fact]
    public async Task A_call_is_shared_with_one_colleague_and_what_went_wrong_stands_at_its_place()
    {
        var id = await Pushed("The lease in Tidewater Street");
        await using var owner = await world.Visit(Owner, $"/calls/{id}");
        await Button(owner, "Share").ClickAsync();
        var drawer = owner.Page.GetByRole(AriaRole.Dialog, new() { Name = "Share call" });
        var name = drawer.GetByRole(AriaRole.Searchbox, new() { Name = "Name or e-mail address" });
        await Assertions.Expect(name).ToBeFocusedAsync();
        await Assertions.Expect(drawer.GetByRole(AriaRole.Region, new() { Name = "People with access" })).ToContainTextAsync("Dylan");
        await owner.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(drawer.GetByText("Choose a colleague.")).ToBeVisibleAsync();
        await name.FillAsync("nobody at all");
        await Assertions.Expect(drawer.GetByText("No active colleague matches.").Or(drawer.GetByText("Choose a colleague."))).ToBeVisibleAsync();
        await name.FillAsync("raghu");
        await drawer.GetByRole(AriaRole.Radio, new() { NameRegex = new("^Priya Raghunathan") }).ClickAsync();
        (await owner.Barriers()).ShouldBeEmpty();

        // Closed by accident, it keeps what was chosen.
        await owner.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(drawer).ToBeHiddenAsync();
        await Button(owner, "Share").ClickAsync();
        await Assertions.Expect(drawer.GetByText("editor@harbor.example")).ToBeVisibleAsync();
        await owner.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(owner.Page.GetByText("Shared with Priya Raghunathan.")).ToBeVisibleAsync();
        var readers = owner.Page.GetByRole(AriaRole.Region, new() { Name = "People with access" });
        await Button(owner, "Show who and why").ClickAsync();
        await Assertions.Expect(readers).ToContainTextAsync("Shared by the owner, until");

        await using var colleague = await world.Visit("editor@harbor.example", $"/calls/{id}");
        await Assertions.Expect(colleague.Title).ToHaveTextAsync("The lease in Tidewater Street");
        await Button(owner, "Stop sharing with Priya Raghunathan").ClickAsync();
        await Assertions.Expect(readers).Not.ToContainTextAsync("Shared by the owner, until");
        await colleague.Open($"/calls/{id}");
        await Assertions.Expect(colleague.Title).ToHaveTextAsync("Call not found, or not visible to you");
        await Button(owner, "Undo").ClickAsync();
        await Assertions.Expect(readers).ToContainTextAsync("Shared by the owner, until");
        owner.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_only_the_owner_may_is_there_for_the_others_too_and_says_why_not()
    {
        var id = await Pushed("The price of pallets");
        await using var colleague = await world.Visit("default@harbor.example", $"/calls/{id}");
        await Button(colleague, "Share").ClickAsync();
        var why = colleague.Page.GetByRole(AriaRole.Dialog, new() { Name = "Why?" });
        await Assertions.Expect(why).ToContainTextAsync("only its owner can");
        await Assertions.Expect(why.GetByRole(AriaRole.Heading, new() { Name = "The rule" })).ToBeVisibleAsync();
        await Assertions.Expect(why).ToContainTextAsync("Contact Dylan Adebayo.");
        await Assertions.Expect(why.GetByRole(AriaRole.Button, new() { NameRegex = new("^Request ") })).ToHaveCountAsync(0);
        await colleague.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Button(colleague, "Share")).ToBeFocusedAsync();
        await colleague.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        await colleague.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete call for everyone" }).ClickAsync();
        await Assertions.Expect(why).ToContainTextAsync("Contact Dylan Adebayo.");
    }

    [Fact]
    public async Task A_call_is_deleted_after_showing_who_loses_it()
    {
        var id = await Pushed("Wrong number");
        await using var owner = await world.Visit(Owner, $"/calls/{id}");
        await owner.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete call for everyone" }).ClickAsync();
        var losers = owner.Page.GetByRole(AriaRole.Region, new() { Name = "Lose access" });
        await Assertions.Expect(losers).ToContainTextAsync("Maya Lindqvist");
        var people = await losers.GetByRole(AriaRole.Listitem).Filter(new() { HasNotText = "Integration with access" }).CountAsync();
        await owner.Page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^Delete call for {people} people") }).ClickAsync();
        await Assertions.Expect(owner.Page).ToHaveURLAsync(new Regex("/calls$"));
        await Assertions.Expect(owner.Page.GetByText("Call deleted.")).ToBeVisibleAsync();
        await owner.Open($"/calls/{id}");
        await Assertions.Expect(owner.Title).ToHaveTextAsync("Call not found, or not visible to you");
    }

    [Fact]
    public async Task A_held_call_is_released_after_showing_whom_that_opens_it_to()
    {
        var id = await world.PushHeld(Owner);
        await using var owner = await world.Visit(Owner, $"/calls/{id}");
        await Assertions.Expect(owner.Page.GetByText("Held: only you can open it")).ToBeVisibleAsync();
        await Button(owner, "Share").ClickAsync();
        await Assertions.Expect(owner.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Release it before you share it.");
        await owner.Page.Keyboard.PressAsync("Escape");
        await Button(owner, "Release").ClickAsync();
        await Assertions.Expect(owner.Page.GetByRole(AriaRole.Region, new() { Name = "Gain access" })).ToContainTextAsync("Maya Lindqvist");

        // Released meanwhile, in another tab: the page says what is, and shows it.
        await using var elsewhere = await world.Visit(Owner, $"/calls/{id}");
        await Button(elsewhere, "Release").ClickAsync();
        await elsewhere.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Give [0-9]+ people (and 1 integration )?access$") }).ClickAsync();
        await Assertions.Expect(elsewhere.Page.GetByText("Held: only you can open it")).ToBeHiddenAsync();
        await owner.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Give [0-9]+ people (and 1 integration )?access$") }).ClickAsync();
        await Assertions.Expect(owner.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This call isn't held.");
        await Button(owner, "Show current version").ClickAsync();
        await Assertions.Expect(owner.Page.GetByText("Held: only you can open it")).ToBeHiddenAsync();
        await Assertions.Expect(owner.Page.GetByRole(AriaRole.Region, new() { Name = "People with access" })).ToContainTextAsync("Maya Lindqvist");
    }

    [Fact]
    public async Task An_Organization_Admin_opens_a_call_by_its_id_with_a_reason_that_its_owner_reads()
    {
        var id = await Pushed("The note that never came");
        await using var admin = await world.Visit("orgadmin@harbor.example", $"/calls/{id}");
        await Assertions.Expect(admin.Title).ToHaveTextAsync("Call not found, or not visible to you");
        await admin.Page.GetByLabel("Reason").FillAsync("short");
        await Button(admin, "Open for one hour").ClickAsync();
        await Assertions.Expect(admin.Page.GetByText("Write your reason in 10 to 500 characters")).ToBeVisibleAsync();
        (await admin.Barriers()).ShouldBeEmpty();
        await admin.Page.GetByLabel("Reason").FillAsync("The owner says that its note never came.");
        await Button(admin, "Open for one hour").ClickAsync();
        await Assertions.Expect(admin.Title).ToHaveTextAsync("The note that never came");
        await Assertions.Expect(admin.Page.GetByText("You opened this call to troubleshoot")).ToBeVisibleAsync();

        await using var owner = await world.Visit(Owner, $"/calls/{id}");
        await Assertions.Expect(owner.Page.GetByRole(AriaRole.Region, new() { Name = "Opened to troubleshoot" })).ToContainTextAsync("The owner says that its note never came.");
    }

    [Fact]
    public async Task An_Organization_Admin_lets_one_member_of_staff_look_at_a_call_and_ends_it()
    {
        var id = await Pushed("The summary that support looks at");
        await using var admin = await world.Visit("orgadmin@harbor.example", $"/calls/{id}");
        await admin.Page.GetByLabel("Reason").FillAsync("The owner asked support for help.");
        await Button(admin, "Open for one hour").ClickAsync();
        await Button(admin, "More").ClickAsync();
        await admin.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Give support access" }).ClickAsync();
        var drawer = admin.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("E-mail address of the member of support").FillAsync("nobody@usher.example");
        await drawer.GetByLabel("Reason").FillAsync("The summary misses the price.");
        await admin.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(drawer.GetByRole(AriaRole.Alert)).ToContainTextAsync("No active member of your vendor's support has this e-mail address.");
        (await admin.Barriers()).ShouldBeEmpty();
        await admin.Picture("support-give-1280-light");
        await drawer.GetByLabel("E-mail address of the member of support").FillAsync("support@usher.example");
        await admin.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(drawer).ToBeHiddenAsync();

        await using var support = await world.Visit("support@usher.example", "/support-calls");
        await support.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "The summary misses the price." }).GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(support.Title).ToHaveTextAsync("The summary that support looks at");
        await Assertions.Expect(support.Page.GetByText("A customer gave you access to this summary.")).ToBeVisibleAsync();
        await Assertions.Expect(support.Page.GetByRole(AriaRole.Link, new() { Name = "Transcript" })).ToHaveCountAsync(0);
        (await support.Barriers()).ShouldBeEmpty();
        await support.Picture("support-call-1280-light");

        await using var owner = await world.Visit(Owner, $"/calls/{id}");
        var shown = owner.Page.GetByRole(AriaRole.Region, new() { Name = "Open to your vendor’s support" });
        await Assertions.Expect(shown).ToContainTextAsync("The summary misses the price.");
        await Assertions.Expect(shown).Not.ToContainTextAsync("not opened");

        await admin.Open("/support-access");
        await admin.Picture("support-access-1280-light");
        (await admin.Barriers()).ShouldBeEmpty();
        var row = admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "The summary misses the price." });
        await row.GetByRole(AriaRole.Button, new() { NameRegex = new("^End access of ") }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("Ended");
        await support.Open("/support-calls");
        await Assertions.Expect(support.Page.GetByText("The summary misses the price.")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Nothing_tells_who_troubleshoots_whether_there_is_such_a_call_before_they_give_a_reason()
    {
        var id = await Pushed("Not to be learnt of");
        await using var admin = await world.Visit("orgadmin@harbor.example", $"/calls/{id}");
        // The form comes in a piece of its own: seen whole, both times.
        await Assertions.Expect(admin.Page.GetByLabel("Reason")).ToBeVisibleAsync();
        var seen = await admin.Page.GetByRole(AriaRole.Main).InnerTextAsync();
        await admin.Open("/calls/0192f3c4-5a6b-7c8d-9e0f-112233445566");
        await Assertions.Expect(admin.Page.GetByLabel("Reason")).ToBeVisibleAsync();
        (await admin.Page.GetByRole(AriaRole.Main).InnerTextAsync()).ShouldBe(seen);
        await admin.Page.GetByLabel("Reason").FillAsync("The delivery of this one failed.");
        await Button(admin, "Open for one hour").ClickAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Your organization has no call with this id.");
        await using var other = await world.Visit("editor@harbor.example", $"/calls/{id}");
        await Assertions.Expect(other.Page.GetByText("Open to troubleshoot")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_entry_of_the_audit_trail_leads_to_its_call_by_the_opaque_id()
    {
        await Pushed("Told of by its id alone");
        await using var admin = await world.Visit("orgadmin@harbor.example", "/customers/harbor/audit?section=insights&act=IngestCall");
        await admin.Page.GetByRole(AriaRole.List, new() { Name = "Entries" }).GetByRole(AriaRole.Button).First.ClickAsync();
        var link = admin.Page.GetByRole(AriaRole.Main).Locator("a[href^='/calls/']").First;
        await Assertions.Expect(link).ToBeVisibleAsync();
        await link.ClickAsync();
        await Assertions.Expect(admin.Page).ToHaveURLAsync(new Regex("/calls/[0-9a-f-]{36}$"));
    }

    private static ILocator Button(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private Task<Guid> Pushed(string title) => world.Push(Owner, title, "Tidewater", ("Dylan", "I will send you the offer by Friday."), ("Guest", "Is it forty pounds a pallet?"));
}
