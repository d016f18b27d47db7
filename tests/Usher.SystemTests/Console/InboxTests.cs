using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

[Whole]
public class InboxTests(ConsoleWorld world)
{
    [Fact]
    public async Task A_new_note_leads_to_its_call_and_is_read_then_and_the_bell_counts_one_less()
    {
        await using var visitor = await world.Visit("useradmin@lakeside.example", "/inbox");
        var before = await Waiting(visitor);
        before.ShouldBeGreaterThan(0);
        await visitor.Page.GetByRole(AriaRole.Row).Filter(new() { Has = visitor.Page.GetByText("New", new() { Exact = true }) }).Locator("a[href^='/calls/']").First.ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("/calls/[0-9a-f-]{36}$"));
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { NameRegex = new("^Inbox") }))
            .ToHaveAccessibleNameAsync(before == 1 ? "Inbox, nothing new" : $"Inbox, {before - 1} new");
    }

    [Fact]
    public async Task Everything_can_be_marked_as_read()
    {
        await using var visitor = await world.Visit("editor@lakeside.example", "/inbox");
        (await Waiting(visitor)).ShouldBeGreaterThan(0);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Mark all as read" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = "Inbox, nothing new" })).ToBeVisibleAsync();
        await visitor.Open("/inbox");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Row).Filter(new() { Has = visitor.Page.GetByText("New", new() { Exact = true }) })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Staff_find_who_reminds_them_of_a_request_there_and_no_word_of_calls()
    {
        await using var visitor = await world.Visit("support@usher.example", "/inbox");
        await Assertions.Expect(visitor.Page.GetByText("Dylan Adebayo reminds you of the request for Loyalty in Harbor North").First).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("call");
        (await visitor.Barriers()).ShouldBeEmpty();
    }

    private static async Task<int> Waiting(Visitor visitor)
    {
        var bell = visitor.Page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { NameRegex = new("^Inbox, [0-9]+ new$") });
        await Assertions.Expect(bell).ToBeVisibleAsync();
        return int.Parse(Regex.Match((await bell.GetAttributeAsync("aria-label"))!, "[0-9]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Value, System.Globalization.CultureInfo.InvariantCulture);
    }
}
