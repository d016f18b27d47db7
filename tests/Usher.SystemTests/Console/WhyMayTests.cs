using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>Why, asked from a user's page, and the links that lead back to its forms.</summary>
[Whole]
public class WhyMayTests(ConsoleWorld world)
{
    private const string Admin = "customeradmin@harbor.example";

    [Fact]
    public async Task From_a_users_page_one_chooses_what_they_may_do_or_not_and_reads_why()
    {
        await using var admin = await Opened(Admin);
        await admin.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Explain access") }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Combobox).FillAsync("user edit");
        await admin.Page.Keyboard.PressAsync("Enter");
        var page = admin.Page.GetByRole(AriaRole.Main);
        await Assertions.Expect(page).ToContainTextAsync("Omar Khoury can't edit a user's first and last name: only Customer Admins can do this. They're a User.");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Give Customer Admin" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Contact your vendor's support.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Ruth Abernathy")).ToHaveCountAsync(0);
        await admin.Picture("why-asked-1280-light");
        (await admin.Barriers()).ShouldBeEmpty();
        admin.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Admin, "act=connect&give=customer-admin", "Change Connect role")]
    [InlineData(Admin, "act=deactivate", null)]
    [InlineData(Admin, "act=tenants&give=north", null)]
    [InlineData(Admin, "act=toString", null)]
    [InlineData("useradmin@harbor.example", "act=connect&give=customer-admin", null)]
    public async Task A_link_opens_a_form_only_for_those_who_may_use_it(string email, string link, string? form)
    {
        await using var visitor = await Opened(email);
        await visitor.Page.GotoAsync($"{new Uri(visitor.Page.Url).AbsolutePath}?{link}");
        await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("Omar Khoury");
        var dialogs = visitor.Page.GetByRole(AriaRole.Dialog);
        if (form is null) await Assertions.Expect(dialogs).ToHaveCountAsync(0);
        else
        {
            var drawer = visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = form });
            await Assertions.Expect(drawer.GetByLabel("Customer Admin")).ToBeCheckedAsync();
            await drawer.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
            await Assertions.Expect(visitor.Page).Not.ToHaveURLAsync(new Regex("act="));
        }

        visitor.Complaints.ShouldBeEmpty();
    }

    private async Task<Visitor> Opened(string email)
    {
        var visitor = await world.Visit(email, "/customers/harbor/users?query=khoury");
        await visitor.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("Omar Khoury") }).ClickAsync();
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("Omar Khoury");
        return visitor;
    }
}
