using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>From the page one lands on to the answer, and to what is done about it: every click and key counted, a word typed into a search box as one, and no address typed.</summary>
[Whole]
public class WhyPathTests(ConsoleWorld world)
{
    [Fact]
    public async Task A_Customer_Admin_finds_out_why_somebody_cannot_configure_an_app_and_gives_them_the_role_in_six_steps()
    {
        await using var admin = await world.Visit("customeradmin@harbor.example", "/");
        var steps = new Steps(admin);
        await steps.Click(AriaRole.Link, "^Users");
        await steps.Search("Name or e-mail address", "hiroshi");
        await steps.Click(AriaRole.Link, "^Hiroshi Tanabe");
        await Assertions.Expect(Held(admin, "Configures")).ToContainTextAsync("No app");
        await steps.Click(AriaRole.Link, "^Why\\?$");
        await Assertions.Expect(admin.Page.GetByText("only people with a custom role for the app, and Customer Admins, can do this. They're a User")).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.GetByText("They need a custom role with the app, or the Customer Admin role.")).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Link, new() { Name = "Give Customer Admin" })).ToBeVisibleAsync();
        (await admin.Barriers()).ShouldBeEmpty();
        await steps.Click(AriaRole.Link, "^Give Signage");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new("^Signage", RegexOptions.IgnoreCase) })).ToBeCheckedAsync();
        await steps.Click(AriaRole.Button, "^Set roles$");
        await Assertions.Expect(Held(admin, "Configures")).ToContainTextAsync("The apps picked on");
        await Assertions.Expect(admin.Page).Not.ToHaveURLAsync(new Regex("act="));
        steps.Taken.ShouldBeLessThanOrEqualTo(Steps.Most);
        admin.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_Organization_Admin_finds_who_gave_somebody_Editor_in_six_steps()
    {
        await using var admin = await world.Visit("orgadmin@harbor.example", "/");
        var steps = new Steps(admin);
        await steps.Click(AriaRole.Link, "^Users");
        await steps.Search("Name or e-mail address", "priya");
        await steps.Click(AriaRole.Link, "^Priya Raghunathan");
        await steps.Click(AriaRole.Link, "^History$");
        await steps.Click(AriaRole.Button, "changed the level");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Table, new() { NameRegex = new("^User changed") })).ToContainTextAsync("Editor");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("changed the level") }).First).ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex("^Marcus Thibodeaux"));
        steps.Taken.ShouldBeLessThanOrEqualTo(Steps.Most);
    }

    [Fact]
    public async Task What_an_Organization_Admin_may_do_about_a_missing_level_opens_the_form_with_the_person_and_the_level_in_it()
    {
        await using var admin = await world.Visit("orgadmin@harbor.example", "/customers/harbor/why?person=wei.zhang%40harbor.example&permission=licence%2Fassign");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Give User Admin" }).ClickAsync();
        var form = admin.Page.GetByRole(AriaRole.Dialog, new() { Name = "Give level" });
        await Assertions.Expect(form).ToContainTextAsync("Wei Zhang");
        await Assertions.Expect(form.GetByRole(AriaRole.Radio, new() { NameRegex = new("^User Admin") })).ToBeCheckedAsync();
        await Assertions.Expect(form.GetByRole(AriaRole.Button, new() { Name = "Give User Admin" })).ToBeVisibleAsync();
        (await admin.Barriers()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_do_nothing_about_it_is_offered_nothing_and_hears_who_can()
    {
        await using var other = await world.Visit("default@harbor.example", "/customers/harbor/why?person=default%40harbor.example&permission=app%2Fconfigure&id=signage");
        await Assertions.Expect(other.Page.GetByText("You need a custom role with the app signage, or the Customer Admin role.")).ToBeVisibleAsync();
        await Assertions.Expect(other.Page.GetByText("Ruth Abernathy")).ToBeVisibleAsync();
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Heading, new() { Name = "What you can do" })).ToHaveCountAsync(0);
    }

    private static ILocator Held(Visitor visitor, string name) =>
        visitor.Page.Locator("dl > div").Filter(new() { Has = visitor.Page.GetByText(name, new() { Exact = true }) }).Locator("dd");
}
