using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>What people come for, done as a newcomer would from where they land, with every click and key counted; the text that is typed is theirs.</summary>
public class TasksTests(ConsoleWorld world)
{
    [Fact]
    public async Task A_user_with_a_tenant_is_added_in_six_clicks_and_keys()
    {
        await using var visitor = await world.Visit("support@usher.example", "/");
        var done = new Steps(visitor);
        await done.Click(AriaRole.Link, "^Lakeside Clinics$");
        await done.Click(AriaRole.Button, "^Add user$");
        await Assertions.Expect(visitor.Page.GetByLabel("First name")).ToBeFocusedAsync();
        await done.Type("Petra");
        await done.Press("Tab");
        await done.Type("Nowak");
        await done.Press("Tab");
        await done.Type("petra.nowak@lakeside.example");
        await done.Click(visitor.Page.GetByRole(AriaRole.Checkbox).First);
        await done.ClickInDrawer("^Add user$");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("Petra Nowak");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Main).Locator("dt:text-is('Tenants') + dd")).Not.ToHaveTextAsync("None");
        done.Taken.ShouldBeLessThanOrEqualTo(Steps.Most);
    }

    [Fact]
    public async Task A_key_is_rotated_in_six_clicks()
    {
        await using var visitor = await world.Visit("orgadmin@lakeside.example", "/");
        var done = new Steps(visitor);
        await done.Click(AriaRole.Link, "^Integrations$");
        await done.Click(AriaRole.Link, "^recorder$");
        await visitor.Page.GetByRole(AriaRole.List, new() { Name = "Keys" }).WaitForAsync();
        await done.Click(visitor.Page.GetByRole(AriaRole.List, new() { Name = "Keys" }).GetByRole(AriaRole.Button, new() { Name = "More" }).First);
        await done.Click(AriaRole.Menuitem, "^Rotate key$");
        await done.ClickInDrawer("^Rotate key$");
        await Assertions.Expect(visitor.Page.GetByText(new Regex("^ush_"))).ToBeVisibleAsync();
        done.Taken.ShouldBeLessThanOrEqualTo(Steps.Most);
    }

    [Fact]
    public async Task A_person_is_moved_between_teams_and_what_they_now_read_is_seen_in_six_clicks()
    {
        await using var visitor = await world.Visit("orgadmin@lakeside.example", "/");
        var done = new Steps(visitor);
        await done.Click(AriaRole.Link, "^Teams$");
        await done.Click(AriaRole.Link, "^Support$");
        await done.Click(visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Move ") }).First);
        await done.Click(AriaRole.Radio, "^Renewals$");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Gain access" })).ToContainTextAsync("See the calls of Renewals");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Lose access" })).ToContainTextAsync("See the calls of Support");
        await done.ClickInDrawer("^Move to Renewals$");
        var reads = visitor.Page.GetByRole(AriaRole.Main).Locator("dt:text-is('Can read') + dd");
        await Assertions.Expect(reads).ToContainTextAsync("Renewals");
        await Assertions.Expect(reads).Not.ToContainTextAsync("Support");
        done.Taken.ShouldBeLessThanOrEqualTo(Steps.Most);
        visitor.Complaints.ShouldBeEmpty();
    }
}
