using Microsoft.Playwright;
using Usher.Tests;

namespace Usher.SystemTests.ConsolePages;

/// <summary>Who one may know, what the directory says of people, and what is left until a team works.</summary>
[Whole]
public class DirectoryPagesTests(ConsoleWorld world)
{
    /// <summary>A picture of one red pixel.</summary>
    private const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

    [Fact]
    public async Task Everyone_reads_who_is_in_their_teams_and_who_can_grant_what_they_lack()
    {
        await using var visitor = await world.Visit("default@harbor.example", "/people");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Who can grant access" })).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Insights levels" })).ToBeVisibleAsync();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Job_and_manager_are_kept_on_the_users_page()
    {
        await using var visitor = await world.Visit("useradmin@lakeside.example", "/customers/lakeside/users?query=drysdale");
        await visitor.Page.GetByText("Callum Drysdale").First.ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Edit directory entry" }).ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("Job").FillAsync("Head of menus");
        await drawer.GetByLabel("Location").FillAsync("Porto");
        await drawer.GetByLabel("Name or e-mail address").FillAsync("Ruth Abelson");
        await drawer.GetByRole(AriaRole.Radio, new() { NameRegex = new("Ruth Abelson") }).ClickAsync();
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Save entry" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Head of menus").First).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Ruth Abelson" })).ToBeVisibleAsync();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ones_picture_is_set_shown_and_removed()
    {
        await using var visitor = await world.Visit("default@lakeside.example", "/profile");
        await visitor.Page.GetByLabel("Picture", new() { Exact = true })
            .SetInputFilesAsync(new FilePayload { Name = "me.png", MimeType = "image/png", Buffer = Convert.FromBase64String(Pixel) });
        var picture = visitor.Page.Locator("main img[src*='/pictures/']");
        await Assertions.Expect(picture).ToHaveCountAsync(1);
        (await picture.EvaluateAsync<int>("async one => { await one.decode(); return one.naturalWidth }")).ShouldBe(192);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Assertions.Expect(picture).ToHaveCountAsync(0);
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_left_until_a_team_works_says_who_does_it()
    {
        await using var visitor = await world.Visit("useradmin@lakeside.example", "/customers/lakeside/team-set-up");
        var steps = visitor.Page.GetByRole(AriaRole.List, new() { NameRegex = new("^Steps of ") }).First;
        await Assertions.Expect(steps.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(4);
        await Assertions.Expect(steps.GetByText("can do this").First).ToBeVisibleAsync();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_customer_admin_reads_that_there_is_nobody_to_replace()
    {
        await using var visitor = await world.Visit("customeradmin@lakeside.example", "/customers/lakeside/organization-admin");
        await Assertions.Expect(visitor.Page.GetByText("Nothing to replace")).ToBeVisibleAsync();
        visitor.Complaints.ShouldBeEmpty();
    }
}
