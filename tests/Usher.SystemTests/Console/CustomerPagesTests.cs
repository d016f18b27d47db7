using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>A customer's page, by those who look after customers and by its own Customer Admin.</summary>
[Whole]
public class CustomerPagesTests(ConsoleWorld world)
{
    [Fact]
    public async Task A_Super_User_creates_a_customer_names_its_domains_sets_its_seats_closes_it_and_opens_it_again()
    {
        await using var super = await world.Visit("super@usher.example", "/customers");
        await Button(super, "Create customer").ClickAsync();
        var drawer = super.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("Name", new() { Exact = true }).FillAsync("Orchard & Söhne");
        await Assertions.Expect(drawer.GetByLabel("Short name")).ToHaveValueAsync("orchard-sohne");
        await super.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(super.Title).ToHaveTextAsync("Orchard & Söhne");
        await Assertions.Expect(super.Page).ToHaveURLAsync(new Regex("/customers/orchard-sohne$"));
        await Assertions.Expect(super.Page.GetByText("No active Customer Admin.")).ToBeVisibleAsync();
        await Assertions.Expect(super.Page.GetByText("No tenant is linked to this customer yet.")).ToBeVisibleAsync();

        await Button(super, "Edit").ClickAsync();
        var domains = drawer.GetByLabel("E-mail domains");
        await domains.FillAsync("orchard.example\ngmail.com");
        await super.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(domains).ToHaveAccessibleDescriptionAsync(new Regex("Anyone can have an address at gmail.com"));
        await domains.FillAsync("orchard.example\nHARBOR.example");
        await super.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(domains).ToHaveAccessibleDescriptionAsync(new Regex("belongs to Harbor Foods"));
        await domains.FillAsync("ana@orchard.example");
        await drawer.GetByLabel("Salesforce account").FillAsync("001A0000006Vm9r");
        await super.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(drawer).ToBeHiddenAsync();
        var main = super.Page.GetByRole(AriaRole.Main);
        await Assertions.Expect(main).ToContainTextAsync("orchard.example");
        await Assertions.Expect(main).ToContainTextAsync("001A0000006Vm9rIAC");

        await Button(super, "Set seats").ClickAsync();
        await drawer.GetByLabel("Seats bought").FillAsync("12");
        await super.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(drawer).ToBeHiddenAsync();
        await Assertions.Expect(main).ToContainTextAsync("12 seats");

        await Button(super, "More").ClickAsync();
        await super.Page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new("^Close customer") }).ClickAsync();
        await Assertions.Expect(drawer).ToContainTextAsync("0 people can no longer sign in");
        await super.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(drawer.GetByLabel("Reason")).ToHaveAccessibleDescriptionAsync("Say why the customer is closed.");
        await drawer.GetByLabel("Reason").FillAsync("A trial that ended.");
        await super.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(main.GetByText("Closed", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(Button(super, "Edit")).ToHaveCountAsync(0);
        (await super.Barriers()).ShouldBeEmpty();

        await using var support = await world.Visit("support@usher.example", "/customers?query=orchard");
        await Assertions.Expect(support.Page.GetByRole(AriaRole.Table)).ToContainTextAsync("Closed");
        await support.Page.GetByRole(AriaRole.Link, new() { Name = "Orchard & Söhne" }).ClickAsync();
        await Assertions.Expect(support.Title).ToHaveTextAsync("You don’t have access to this page");
        await Assertions.Expect(support.Page.GetByText("customer is closed")).ToBeVisibleAsync();

        await Button(super, "Reopen").ClickAsync();
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Reopen customer" }).ClickAsync();
        await Assertions.Expect(main.GetByText("Closed", new() { Exact = true })).ToHaveCountAsync(0);
        await Assertions.Expect(main.GetByRole(AriaRole.List, new() { Name = "Entries" })).ToContainTextAsync("reopened the customer");
        super.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_Customer_Admin_sees_the_own_customer_without_the_acts_of_staff()
    {
        await using var admin = await world.Visit("customeradmin@harbor.example", "/customers/harbor");
        await Assertions.Expect(admin.Title).ToHaveTextAsync("Harbor Foods");
        var main = admin.Page.GetByRole(AriaRole.Main);
        foreach (var act in new[] { "Edit", "Set seats", "More", "Reopen" }) await Assertions.Expect(Button(admin, act)).ToHaveCountAsync(0);
        await Assertions.Expect(main.GetByRole(AriaRole.Table, new() { Name = "People by role in Connect" })).ToContainTextAsync("Customer Admin1");
        await Assertions.Expect(main.GetByRole(AriaRole.Table, new() { Name = "People by level in Insights" })).ToHaveCountAsync(0);
        var grid = main.GetByRole(AriaRole.Table, new() { Name = "State of each app in each tenant" });
        await Assertions.Expect(grid.GetByRole(AriaRole.Columnheader)).ToHaveTextAsync([new Regex("App"), new Regex("Harbor North.*Enterprise · ENT-40718"), new Regex("Harbor South.*Elite · ELT-22905")]);
        await Assertions.Expect(grid.GetByRole(AriaRole.Row).Filter(new() { HasText = "Insights" })).ToContainTextAsync("Active");
        await Assertions.Expect(main.GetByRole(AriaRole.List, new() { Name = "Entries" })).ToBeVisibleAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Show as table" }).PressAsync("Enter");
        await Assertions.Expect(main.GetByRole(AriaRole.Table, new() { Name = "Requests by week" }).GetByRole(AriaRole.Row)).ToHaveCountAsync(13);
        (await admin.Barriers()).ShouldBeEmpty();
    }

    private static ILocator Button(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
