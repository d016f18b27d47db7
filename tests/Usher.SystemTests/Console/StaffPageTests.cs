using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

[Whole]
public class StaffPageTests(ConsoleWorld world)
{
    [Fact]
    public async Task A_super_user_makes_a_support_user_and_ends_the_role()
    {
        await using var visitor = await world.Visit("super@usher.example", "/staff");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Add Support User" }).ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("Name").FillAsync("Ines Faro");
        await drawer.GetByLabel("E-mail address").FillAsync("user@harbor.example");
        await visitor.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(drawer.GetByRole(AriaRole.Alert)).ToContainTextAsync("it can't become staff");
        await drawer.GetByLabel("E-mail address").FillAsync(" ines@usher.example ");
        await visitor.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(drawer).ToBeHiddenAsync();
        var row = visitor.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Ines Faro" });
        await Assertions.Expect(row).ToContainTextAsync("Support User");

        await row.GetByRole(AriaRole.Button).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "End role" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("Deactivated");
        await Assertions.Expect(row.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "History", Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("Audit trail of staff");
        var ended = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Entries" }).GetByRole(AriaRole.Button, new() { NameRegex = new("ended the staff role of ") }).First;
        await Assertions.Expect(ended).ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex("Ines Faro$"));
        await ended.ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Verify entry" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Verified: this entry is unchanged in the signed log.")).ToBeVisibleAsync();
        (await visitor.Barriers()).ShouldBeEmpty();
        await visitor.Picture("audit-staff-1280-light");
        visitor.Complaints.ShouldNotContain(complaint => complaint.Contains("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_customer_one_is_led_to_its_own_trail()
    {
        await using var visitor = await world.Visit("customeradmin@harbor.example", "/audit");
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/customers/harbor/audit$"));
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("Audit trail");
    }

    [Fact]
    public async Task The_page_is_not_open_to_a_support_user()
    {
        await using var visitor = await world.Visit("support@usher.example", "/staff");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("You don’t have access to this page");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main navigation" })).Not.ToContainTextAsync("Staff");
    }
}
