using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>What products report, by the vendor's people: what is held, and tenants that no customer has.</summary>
[Whole]
public class UpstreamPagesTests(ConsoleWorld world)
{
    [Fact]
    public async Task A_held_deactivation_is_previewed_and_dismissed_by_staff()
    {
        await using var staff = await world.Visit("support@usher.example", "/upstream");
        await staff.Page.GetByRole(AriaRole.Link, new() { Name = "Held" }).ClickAsync();
        var drawer = staff.Page.GetByRole(AriaRole.Dialog);
        await staff.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Release the deactivation of gita") }).ClickAsync();
        await Assertions.Expect(drawer.GetByRole(AriaRole.Status, new() { Name = "What changes" })).ToContainTextAsync("Gita Locum");
        await staff.Page.Keyboard.PressAsync("Escape");
        await staff.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Dismiss the deactivation of gita") }).ClickAsync();
        await staff.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(drawer).ToBeHiddenAsync();
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("of gita") })).ToHaveCountAsync(0);
        (await staff.Barriers()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_orphan_is_linked_to_a_customer_that_is_found_and_unlinked_again_with_a_reason()
    {
        await using var super = await world.Visit("super@usher.example", "/orphans");
        var drawer = super.Page.GetByRole(AriaRole.Dialog);
        await super.Page.GetByRole(AriaRole.Button, new() { Name = "Link Meadow Bakeries" }).ClickAsync();
        await Assertions.Expect(drawer.GetByLabel("Name of the tenant")).ToHaveValueAsync("Meadow Bakeries");
        await super.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(drawer).ToContainTextAsync("Choose a customer.");
        await drawer.GetByPlaceholder("Find another customer").FillAsync("harbor");
        await drawer.GetByRole(AriaRole.Radio, new() { Name = "Harbor Foods" }).CheckAsync();
        await Assertions.Expect(drawer.GetByRole(AriaRole.Status, new() { Name = "What changes" })).ToBeVisibleAsync();
        await Assertions.Expect(drawer).ToContainTextAsync("The report that was refused so far will be processed once the tenant is linked");
        await super.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(super.Page).ToHaveURLAsync(new Regex("/customers/harbor$"));
        // Their sign-in was refused while nobody had the tenant.
        await super.Open("/customers/harbor/users?query=jens");
        await Assertions.Expect(super.Page.GetByRole(AriaRole.Link, new() { Name = "Jens Holm" })).ToBeVisibleAsync();
        await super.Open("/customers/harbor");
        var tenants = super.Page.GetByRole(AriaRole.Table, new() { Name = "Tenants" });
        await Assertions.Expect(tenants).ToContainTextAsync("Meadow Bakeries");

        await tenants.GetByRole(AriaRole.Button, new() { Name = "Unlink Meadow Bakeries" }).ClickAsync();
        await Assertions.Expect(drawer).ToContainTextAsync("1 user loses the tenant: Jens Holm");
        await Assertions.Expect(drawer.GetByRole(AriaRole.Region, new() { Name = "Lose access" })).ToBeVisibleAsync();
        await super.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(drawer.GetByLabel("Reason")).ToHaveAccessibleDescriptionAsync("Say why the tenant leaves this customer.");
        await drawer.GetByLabel("Reason").FillAsync("It was linked by mistake.");
        await super.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(super.Page).ToHaveURLAsync(new Regex(@"/orphans\?link="));
        await Assertions.Expect(drawer).ToContainTextAsync("Link Meadow Bakeries");
    }
}
