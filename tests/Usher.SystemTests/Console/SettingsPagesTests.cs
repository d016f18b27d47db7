using Microsoft.Playwright;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>Settings of an organization: changed with a note, previewed, restored; whose calls are not stored.</summary>
public class SettingsPagesTests(ConsoleWorld world)
{
    [Fact]
    public async Task A_setting_is_changed_with_its_note_and_restored_from_the_history()
    {
        await using var visitor = await world.Visit("orgadmin@lakeside.example", "/customers/lakeside/settings");
        await Assertions.Expect(visitor.Page.GetByText("More than 10 within 24 hours")).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Change organization settings" }).ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("Seats", new() { Exact = true }).FillAsync("40");
        await drawer.GetByLabel("Reason").FillAsync("A season of hiring.");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Save settings" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("More than 40 within 24 hours")).ToBeVisibleAsync();
        var change = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Changes of settings" }).GetByRole(AriaRole.Listitem).First;
        await Assertions.Expect(change).ToContainTextAsync("Seats of a major change: 10 → 40");
        await Assertions.Expect(change).ToContainTextAsync("A season of hiring.");
        await change.GetByRole(AriaRole.Button, new() { Name = "Restore earlier values" }).ClickAsync();
        await Assertions.Expect(drawer.GetByLabel("Seats", new() { Exact = true })).ToHaveValueAsync("10");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Save settings" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("More than 10 within 24 hours")).ToBeVisibleAsync();
        (await visitor.Barriers()).ShouldBeEmpty();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_reads_transcripts_is_previewed_before_it_changes()
    {
        await using var visitor = await world.Visit("orgadmin@lakeside.example", "/customers/lakeside/settings");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Change security settings" }).ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("Only the owner of a call").CheckAsync();
        await Assertions.Expect(drawer.GetByRole(AriaRole.Status, new() { Name = "What changes" })).ToBeVisibleAsync();
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Save settings" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Main).GetByText("Only the owner of a call", new() { Exact = true })).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Main).GetByText("The owner and the call’s teams", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Retention_is_previewed_before_it_deletes_sooner_and_restored_from_the_history()
    {
        await using var visitor = await world.Visit("orgadmin@lakeside.example", "/customers/lakeside/settings");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Change retention" }).ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(drawer.GetByRole(AriaRole.Button, new() { Name = "Save retention" })).ToBeDisabledAsync();
        await drawer.GetByLabel("Transcripts", new() { Exact = true }).SelectOptionAsync("365");
        var preview = drawer.GetByRole(AriaRole.Region, new() { Name = "What is deleted" });
        await Assertions.Expect(preview).ToContainTextAsync("kept → 1 year");
        await Assertions.Expect(preview).ToContainTextAsync("7 days before the first deletion");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Add " }).First.ClickAsync();
        await Assertions.Expect(drawer.GetByRole(AriaRole.Button, new() { Name = "Use the default for" })).ToHaveCountAsync(1);
        await drawer.GetByLabel("Reason").FillAsync("What we promise our customers.");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Delete transcripts sooner" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Deleted 1 year after a call was stored")).ToBeVisibleAsync();
        var change = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Changes of settings" }).GetByRole(AriaRole.Listitem).First;
        await Assertions.Expect(change).ToContainTextAsync("Transcripts: kept → 1 year");
        await change.GetByRole(AriaRole.Button, new() { Name = "Restore earlier values" }).ClickAsync();
        await Assertions.Expect(drawer.GetByLabel("Transcripts", new() { Exact = true })).ToHaveValueAsync("0");
        await Assertions.Expect(drawer).ToContainTextAsync("No transcript is deleted sooner than before.");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Save retention" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Deleted 1 year after a call was stored")).ToBeHiddenAsync();
        (await visitor.Barriers()).ShouldBeEmpty();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_call_whose_transcript_was_deleted_says_so_where_it_would_be(int width)
    {
        await using var visitor = await world.Visit("orgadmin@lakeside.example", null, width);
        var call = await world.Push("orgadmin@lakeside.example", "Gone", "Larkfield", ("Host", "The renewal price is twelve thousand a year."), ("Guest", "Let's meet on Friday."));
        // A year does not pass in a test: the answer is that of a call whose time is over.
        await visitor.Page.RouteAsync($"**/api/calls/{call}", async route =>
        {
            var answer = await route.FetchAsync();
            var body = System.Text.Json.Nodes.JsonNode.Parse(await answer.TextAsync())!;
            body["transcriptDeleted"] = "2026-03-02T09:00:00Z";
            body["can"]!["transcript"] = new System.Text.Json.Nodes.JsonObject { ["allowed"] = false, ["why"] = "Deleted." };
            await route.FulfillAsync(new() { Response = answer, Body = body.ToJsonString() });
        });
        await visitor.Open($"/calls/{call}?view=transcript#t1");
        await Assertions.Expect(visitor.Page.GetByText("The transcript was deleted on 2 March 2026 by the organization’s retention.")).ToBeVisibleAsync();
        (await visitor.Barriers()).ShouldBeEmpty();
        await visitor.Picture($"transcript-deleted-{width}");
    }

    [Fact]
    public async Task A_domain_is_excluded_tested_removed_and_restored()
    {
        await using var visitor = await world.Visit("orgadmin@lakeside.example", "/customers/lakeside/settings");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Exclude an address or domain" }).ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("E-mail address or domain").FillAsync("outside");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Exclude", Exact = true }).ClickAsync();
        await Assertions.Expect(drawer).ToContainTextAsync("Enter a domain such as");
        await drawer.GetByLabel("E-mail address or domain").FillAsync("outside.example");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Exclude", Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.List, new() { Name = "Excluded" })).ToContainTextAsync("outside.example");
        await visitor.Page.GetByLabel("Test a call").FillAsync("rosa@mail.outside.example, bo@other.example");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Such a call would not be stored.")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByText("rosa@mail.outside.example is excluded by outside.example.")).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Remove: outside.example" }).ClickAsync();
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Remove from the list" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.List, new() { Name = "Removed" })).ToContainTextAsync("outside.example");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Restore: outside.example" }).ClickAsync();
        await Assertions.Expect(drawer.GetByLabel("E-mail address or domain")).ToHaveValueAsync("outside.example");
        visitor.Complaints.Where(one => !one.Contains("400", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_not_configure_reads_why()
    {
        await using var visitor = await world.Visit("useradmin@lakeside.example", "/customers/lakeside/settings");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("You don’t have access to this page");
        (await visitor.Barriers()).ShouldBeEmpty();
    }
}
