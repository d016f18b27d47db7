using System.Net.Http.Json;
using Microsoft.Playwright;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>Settings of an organization: changed with a note, previewed, restored; whose calls are not stored.</summary>
[Whole]
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

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_call_is_excluded_by_what_the_CRM_says_of_it(int width)
    {
        await using var visitor = await world.Visit("orgadmin@lakeside.example", "/customers/lakeside/settings", width);
        var kind = $"Rehearsal {width}";
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Exclude by CRM fields" }).ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("CRM field").FillAsync("Opportunity.Type");
        await drawer.GetByLabel("Value").FillAsync(kind);
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Add a condition" }).ClickAsync();
        await drawer.GetByRole(AriaRole.Group, new() { Name = "Condition 2" }).GetByLabel("CRM field").FillAsync("Opportunity.Amount");
        await drawer.GetByRole(AriaRole.Group, new() { Name = "Condition 2" }).GetByLabel("Comparison").SelectOptionAsync("at-least");
        await drawer.GetByRole(AriaRole.Group, new() { Name = "Condition 2" }).GetByLabel("Value").FillAsync("much");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Exclude", Exact = true }).ClickAsync();
        await Assertions.Expect(drawer).ToContainTextAsync("Enter a number such as");
        await visitor.Picture($"exclude-crm-{width}");
        (await visitor.Barriers()).ShouldBeEmpty();
        await drawer.GetByRole(AriaRole.Group, new() { Name = "Condition 2" }).GetByLabel("Value").FillAsync("50000");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Exclude", Exact = true }).ClickAsync();
        var rule = $"Opportunity.Type is “{kind}” and Opportunity.Amount is at least 50000";
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.List, new() { Name = "Excluded" })).ToContainTextAsync(rule);

        await visitor.Page.GetByLabel("CRM fields of the call").FillAsync($"opportunity.type: {kind.ToUpperInvariant()}\nOpportunity.Amount: 60000");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Such a call would not be stored.")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByText($"It is excluded because {rule}.")).ToBeVisibleAsync();
        await visitor.Picture($"exclusions-{width}");
        (await visitor.Barriers()).ShouldBeEmpty();

        async Task<System.Net.HttpStatusCode> Sent(int amount) => (await world.Send("orgadmin@lakeside.example", "Rehearsal", null,
            new Dictionary<string, object> { ["Opportunity.Type"] = kind, ["Opportunity.Amount"] = amount }, null, ("Host", "Let's meet on Friday."))).StatusCode;
        (await Sent(50_000)).ShouldNotBe(System.Net.HttpStatusCode.Created);
        (await Sent(49_999)).ShouldBe(System.Net.HttpStatusCode.Created);

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = $"Remove: {rule}" }).ClickAsync();
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Remove from the list" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = $"Restore: {rule}" }).ClickAsync();
        await Assertions.Expect(drawer.GetByLabel("Value").First).ToHaveValueAsync(kind);
        visitor.Complaints.Where(one => !one.Contains("400", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_host_is_allowed_its_links_are_shown_and_erased_with_it(int width)
    {
        await using var visitor = await world.Visit("orgadmin@lakeside.example", "/customers/lakeside/settings", width);
        var host = $"rec{width}.example";
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Change recorder hosts" }).ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("Allowed hosts").FillAsync("127.0.0.1");
        await Assertions.Expect(drawer).ToContainTextAsync("Enter a host name such as");
        await drawer.GetByLabel("Allowed hosts").FillAsync($"*.{host}");
        await Assertions.Expect(drawer).ToContainTextAsync("No link is erased.");
        await drawer.GetByLabel("Reason").FillAsync("Our recorder.");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Save hosts" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.List, new() { Name = "Allowed recorder hosts" })).ToContainTextAsync($"*.{host}");

        var url = $"https://eu.{host}/calls/7";
        var sent = await world.Send("orgadmin@lakeside.example", "Recorded", "Larkfield", null, url, ("Host", "Let's meet on Friday."));
        var call = (await sent.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonObject>())!["id"]!.GetValue<Guid>();
        await visitor.Open($"/calls/{call}");
        var link = visitor.Page.GetByRole(AriaRole.Link, new() { Name = $"Open recording at eu.{host}" });
        await Assertions.Expect(link).ToHaveAttributeAsync("href", url);
        await Assertions.Expect(link).ToHaveAttributeAsync("rel", "noopener noreferrer");
        await visitor.Picture($"recording-{width}");
        (await visitor.Barriers()).ShouldBeEmpty();

        await visitor.Open("/customers/lakeside/settings");
        var change = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Changes of settings" }).GetByRole(AriaRole.Listitem).First;
        await Assertions.Expect(change).ToContainTextAsync($"→ *.{host}");
        await change.GetByRole(AriaRole.Button, new() { Name = "Restore earlier values" }).ClickAsync();
        await Assertions.Expect(drawer.GetByRole(AriaRole.Region, new() { Name = "What is erased" })).ToContainTextAsync($"*.{host}");
        await visitor.Picture($"recorder-hosts-{width}");
        (await visitor.Barriers()).ShouldBeEmpty();
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Erase links" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText($"*.{host}", new() { Exact = true })).ToBeHiddenAsync();
        await visitor.Open($"/calls/{call}");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("Recorded");
        await Assertions.Expect(link).ToBeHiddenAsync();
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
