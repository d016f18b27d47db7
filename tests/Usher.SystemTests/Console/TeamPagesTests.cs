using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>Teams: who is in them, their channels, and where their notes go.</summary>
[Whole]
public class TeamPagesTests(ConsoleWorld world)
{
    private const string Admin = "orgadmin@lakeside.example";

    [Fact]
    public async Task A_team_is_created_filled_given_a_channel_and_a_destination_and_renamed()
    {
        await using var visitor = await world.Visit(Admin, "/customers/lakeside/teams");
        await Button(visitor, "Create team").ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Create team" }).ClickAsync();
        await Assertions.Expect(drawer.GetByText("Enter a name.")).ToBeVisibleAsync();
        await drawer.GetByLabel("Name", new() { Exact = true }).FillAsync("Sales");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Create team" }).ClickAsync();
        await Assertions.Expect(drawer.GetByText("This name is already in use.")).ToBeVisibleAsync();
        await drawer.GetByLabel("Name", new() { Exact = true }).FillAsync("Field desk");
        await drawer.GetByLabel("Name", new() { Exact = true }).PressAsync("Control+Enter");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("Field desk");
        await Assertions.Expect(visitor.Page.GetByText("No members yet.")).ToBeVisibleAsync();

        await Button(visitor, "Add a member").ClickAsync();
        await drawer.GetByRole(AriaRole.Searchbox).FillAsync("abelson");
        await drawer.GetByRole(AriaRole.Radio, new() { NameRegex = new("^Ruth Abelson") }).ClickAsync();
        await Assertions.Expect(drawer.GetByRole(AriaRole.Region, new() { Name = "Gain access" })).ToContainTextAsync("See the calls of Field desk");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Add Ruth Abelson" }).ClickAsync();
        var members = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Members" });
        await Assertions.Expect(members).ToContainTextAsync("Ruth Abelson");
        await Assertions.Expect(drawer).ToBeHiddenAsync();

        await Button(visitor, "Connect a channel").ClickAsync();
        await drawer.GetByLabel("Channel in Slack").FillAsync("not an id");
        await drawer.GetByLabel("Channel name").FillAsync("#field-desk");
        await Button(visitor, "Connect channel").ClickAsync();
        await Assertions.Expect(drawer.GetByText("capital letters and digits")).ToBeVisibleAsync();
        await drawer.GetByLabel("Channel in Slack").FillAsync("https://lakeside.slack.com/archives/C0FIELD");
        await Button(visitor, "Connect channel").ClickAsync();
        var channels = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Slack channels" });
        await Assertions.Expect(channels).ToContainTextAsync("#field-desk");
        await Assertions.Expect(channels).ToContainTextAsync("Connected, not in use");
        await Assertions.Expect(drawer).ToBeHiddenAsync();

        await Button(visitor, "Change destination").ClickAsync();
        await drawer.GetByLabel("Message the call’s owner in Slack").UncheckAsync();
        await drawer.GetByLabel("#field-desk").CheckAsync();
        await Button(visitor, "Set destination").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Notifications are posted to #field-desk.")).ToBeVisibleAsync();
        await Assertions.Expect(drawer).ToBeHiddenAsync();

        await Button(visitor, "Disconnect #field-desk").ClickAsync();
        await Assertions.Expect(drawer).ToContainTextAsync("It is the team’s destination");
        await Button(visitor, "Disconnect channel").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Nothing is posted to a channel.")).ToBeVisibleAsync();
        await Assertions.Expect(drawer).ToBeHiddenAsync();
        await Undo(visitor);
        await Assertions.Expect(channels).ToContainTextAsync("#field-desk");
        await Assertions.Expect(visitor.Page.GetByText("Notifications are posted to #field-desk.")).ToBeVisibleAsync();

        await Button(visitor, "Rename").ClickAsync();
        await drawer.GetByLabel("Name", new() { Exact = true }).FillAsync("Visits desk");
        await Button(visitor, "Rename team").ClickAsync();
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("Visits desk");
        await Undo(visitor);
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("Field desk");

        var here = "/api/customers/lakeside/teams/" + visitor.Page.Url.Split('/')[^1];
        await Button(visitor, "Rename").ClickAsync();
        await drawer.GetByLabel("Name", new() { Exact = true }).FillAsync("Visits desk");
        (await visitor.Send("PATCH", here, """{"name":"Outside desk"}""")).ShouldBe(204);
        await Button(visitor, "Rename team").ClickAsync();
        await Assertions.Expect(drawer.GetByRole(AriaRole.Alert)).ToContainTextAsync("Someone changed this after you opened it.");
        await Button(visitor, "Keep mine").ClickAsync();
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("Visits desk");
        await Assertions.Expect(drawer).ToBeHiddenAsync();

        // What archiving takes with it, undoing brings back.
        await Button(visitor, "More").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new("^Archive team") }).ClickAsync();
        await Assertions.Expect(drawer).ToContainTextAsync("#field-desk is disconnected");
        (await visitor.Send("PATCH", here, """{"name":"Visits"}""")).ShouldBe(204);
        await Button(visitor, "Archive team").ClickAsync();
        await Button(visitor, "Show current version").ClickAsync();
        await Assertions.Expect(drawer.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await Button(visitor, "Archive team").ClickAsync();
        await Assertions.Expect(drawer).ToBeHiddenAsync();
        await Assertions.Expect(visitor.Page.GetByText("Archived", new() { Exact = true })).ToBeVisibleAsync();
        await Undo(visitor);
        await Assertions.Expect(channels).ToContainTextAsync("#field-desk");
        await Assertions.Expect(visitor.Page.GetByText("Notifications are posted to #field-desk.")).ToBeVisibleAsync();

        await Button(visitor, "Remove Ruth Abelson").ClickAsync();
        await Assertions.Expect(drawer.GetByRole(AriaRole.Region, new() { Name = "Lose access" })).ToContainTextAsync("See the calls of Visits");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Remove Ruth Abelson" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("No members yet.")).ToBeVisibleAsync();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_team_is_archived_found_among_the_archived_and_restored()
    {
        await using var visitor = await world.Visit(Admin, "/customers/lakeside/teams");
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await Button(visitor, "Create team").ClickAsync();
        await drawer.GetByLabel("Name", new() { Exact = true }).FillAsync("Pilot desk");
        await drawer.GetByLabel("Name", new() { Exact = true }).PressAsync("Control+Enter");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("Pilot desk");
        await Button(visitor, "More").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new("^Archive team") }).ClickAsync();
        await Assertions.Expect(drawer).ToContainTextAsync("Nobody loses access");
        await Button(visitor, "Archive team").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Pilot desk archived.")).ToBeVisibleAsync();
        await Assertions.Expect(drawer).ToBeHiddenAsync();
        await Assertions.Expect(Button(visitor, "Add a member")).ToHaveCountAsync(0);
        await visitor.Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Teams" }).First.ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Support", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Pilot desk" })).ToHaveCountAsync(0);
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^State") }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Option, new() { Name = "archived" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Pilot desk" }).ClickAsync();
        await Button(visitor, "More").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Restore team" }).ClickAsync();
        await Button(visitor, "Restore team").ClickAsync();
        await Assertions.Expect(Button(visitor, "Add a member")).ToBeVisibleAsync();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_note_is_shown_as_it_would_be_posted_on_a_call_that_one_sees()
    {
        await using var visitor = await world.Visit("editor@lakeside.example", "/customers/lakeside/teams");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Support", Exact = true }).ClickAsync();
        await Button(visitor, "Change destination").ClickAsync();
        var look = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Notification preview" });
        await Assertions.Expect(look.GetByText("The preview needs a call of this team that you can see. There is none.").Or(look.GetByRole(AriaRole.Link, new() { Name = "Open the call" }))).ToBeVisibleAsync();
        (await visitor.Barriers()).ShouldBeEmpty();
    }

    /// <summary>Slack itself is tried elsewhere; here it is how what it reported looks.</summary>
    [Fact]
    public async Task Channels_say_who_is_in_them_and_why_one_gets_nothing()
    {
        await using var visitor = await world.Visit(Admin, "/customers/lakeside/teams");
        await visitor.Page.RouteAsync(new Regex("/api/customers/lakeside/teams/[0-9a-f-]+$"), async route =>
        {
            var answer = await route.FetchAsync();
            var team = System.Text.Json.Nodes.JsonNode.Parse(await answer.TextAsync())!;
            System.Text.Json.Nodes.JsonObject Channel(string name, int guests) => new()
            {
                ["id"] = Guid.CreateVersion7(), ["slackId"] = "C0", ["name"] = name, ["guests"] = guests, ["membersReadAt"] = TimeProvider.System.GetUtcNow().AddMinutes(-7).ToString("O"),
                ["size"] = 2,
                ["problem"] = guests > 0 ? "has-unmapped" : null,
                ["why"] = guests > 0 ? "A person or app in the channel is not an active user here. Add them as a user, or remove them from it in Slack." : null,
            };
            team["channels"] = new System.Text.Json.Nodes.JsonArray(Channel("renewals-and-everything-else-that-has-a-long-name", 0), Channel("with-guests", 2));
            team["destinationChannel"] = team["channels"]![0]!["id"]!.GetValue<Guid>();
            await route.FulfillAsync(new() { Response = answer, Body = team.ToJsonString() });
        });
        await visitor.Page.RouteAsync(new Regex("/channels/[0-9a-f-]+/members$"), route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = $$"""{"items":[{"id":"{{Guid.CreateVersion7()}}","name":"Ruth Abelson"},{"id":"{{Guid.CreateVersion7()}}","name":"Callum Drysdale"}]}""",
        }));
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Support", Exact = true }).ClickAsync();
        var channels = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Slack channels" });
        await Assertions.Expect(channels).ToContainTextAsync("In use");
        await Assertions.Expect(channels).ToContainTextAsync("Connected, not in use");
        await Assertions.Expect(channels).ToContainTextAsync("Nothing is posted. A person or app in the channel is not an active user here. Add them as a user, or remove them from it in Slack. There are 2 of them.");
        await Assertions.Expect(channels).ToContainTextAsync("Members: Ruth Abelson, Callum Drysdale.");
        foreach (var width in new[] { 1280, 360 })
        {
            await visitor.Page.SetViewportSizeAsync(width, 800);
            await visitor.Picture($"team-channels-{width}");
            (await visitor.Barriers()).ShouldBeEmpty();
            (await visitor.Overflow()).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Nobody_adds_themselves_and_the_reason_stands_beside_their_name()
    {
        await using var visitor = await world.Visit(Admin, "/customers/lakeside/teams");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Renewals" }).ClickAsync();
        await Button(visitor, "Add a member").ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByRole(AriaRole.Searchbox).FillAsync("finch");
        var me = drawer.GetByRole(AriaRole.Radio, new() { NameRegex = new("^Margaret Finch-Adeyemi") });
        await Assertions.Expect(me).ToBeDisabledAsync();
        await Button(visitor, "Add member").ClickAsync();
        await Assertions.Expect(drawer.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Choose a person.");
    }

    [Fact]
    public async Task A_team_that_never_was_is_gone_and_who_manages_no_teams_reads_why()
    {
        await using var visitor = await world.Visit(Admin, "/customers/lakeside/teams/0192f3c4-5a6b-7c8d-9e0f-112233445566");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("Team not found, or not visible to you");
        await using var other = await world.Visit("default@lakeside.example", "/customers/lakeside/teams");
        await Assertions.Expect(other.Title).ToHaveTextAsync("You don’t have access to this page");
        await Assertions.Expect(other.Page.GetByText("Organization Admin").First).ToBeVisibleAsync();
        (await other.Barriers()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_Editor_decides_where_notes_go_and_reads_why_the_rest_is_not_theirs()
    {
        await using var visitor = await world.Visit("editor@lakeside.example", "/customers/lakeside/teams");
        await Button(visitor, "Create team").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Why?" })).ToContainTextAsync("Organization Admin");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Support", Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Members" })).ToHaveCountAsync(0);
        await Button(visitor, "Change destination").ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Destination of Support" });
        foreach (var wanted in new[] { false, true })
        {
            await drawer.GetByLabel("Message the call’s owner in Slack").SetCheckedAsync(wanted);
            await Button(visitor, "Set destination").ClickAsync();
            await Assertions.Expect(visitor.Page.GetByText(wanted ? "The owner of a call gets a direct message in Slack." : "The owner of a call gets no direct message.")).ToBeVisibleAsync();
            await Assertions.Expect(drawer).ToBeHiddenAsync();
            if (!wanted) await Button(visitor, "Change destination").ClickAsync();
        }

        (await visitor.Barriers()).ShouldBeEmpty();
        visitor.Complaints.ShouldBeEmpty();
    }

    private static async Task Undo(Visitor visitor)
    {
        await Button(visitor, "Undo").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Undone.")).ToBeVisibleAsync();
    }

    private static ILocator Button(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
