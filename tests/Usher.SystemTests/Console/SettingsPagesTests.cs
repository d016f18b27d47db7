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
