using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>Access is asked for where it is lacking, and decided on one page; people come from a table.</summary>
[Whole]
public class RequestPagesTests(ConsoleWorld world)
{
    private const string Requests = "/customers/lakeside/access-requests";

    [Fact]
    public async Task A_custom_role_is_asked_for_on_the_profile_and_a_Customer_Admin_approves_it_with_an_earlier_end()
    {
        await using var visitor = await world.Visit("default@lakeside.example", "/profile");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Request access" }).ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Request access" });
        await drawer.GetByLabel("A custom role").CheckAsync();
        await drawer.GetByRole(AriaRole.Radio, new() { NameRegex = new("configures") }).First.CheckAsync();
        await drawer.GetByLabel("Reason").FillAsync("For the summer screens.");
        await visitor.Judge("request-access");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Request", Exact = true }).ClickAsync();
        var mine = visitor.Page.GetByRole(AriaRole.List, new() { Name = "My requests" }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "custom role" });
        await Assertions.Expect(mine.First).ToContainTextAsync("can decide.");
        await visitor.Judge("my-requests");

        await using var admin = await world.Visit("customeradmin@lakeside.example", $"{Requests}?state=open");
        var line = admin.Page.GetByRole(AriaRole.List, new() { Name = "Requests" }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Jun Takahashi" }).First;
        await Assertions.Expect(line).ToContainTextAsync("For the summer screens.");
        await admin.Judge("access-requests");
        await line.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        var decision = admin.Page.GetByRole(AriaRole.Dialog);
        var last = TimeProvider.System.GetUtcNow().AddDays(5);
        await decision.GetByLabel("Until the end of").FillAsync(last.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await Assertions.Expect(decision.GetByRole(AriaRole.Region, new() { Name = "Gain access" })).ToBeVisibleAsync();
        await admin.Judge("approve-custom-role");
        await decision.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByText("Approved. Jun Takahashi is notified.")).ToBeVisibleAsync();

        await admin.Open("/customers/lakeside/users?query=default@lakeside.example");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Jun Takahashi" }).ClickAsync();
        var extend = admin.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Extend 30 days") });
        await Assertions.Expect(extend.First).ToBeVisibleAsync();
        await admin.Judge("user-with-an-end");
        await extend.First.ClickAsync();
        await Assertions.Expect(admin.Page.GetByText(new Regex("^Extended until"))).ToBeVisibleAsync();
        visitor.Complaints.ShouldBeEmpty();
        admin.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_offers_what_may_be_asked_for_and_the_request_can_be_withdrawn()
    {
        await using var visitor = await world.Visit("user@lakeside.example", "/customers/lakeside/custom-roles");
        var ask = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Ask for it" });
        await visitor.Judge("why-ask");
        await ask.GetByRole(AriaRole.Button, new() { Name = "Request Customer Admin" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Requested." })).ToBeVisibleAsync();
        await visitor.Open("/profile");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).First.ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Request withdrawn.")).ToBeVisibleAsync();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_table_of_people_is_imported_after_its_dry_run()
    {
        await using var staff = await world.Visit("support@usher.example", "/customers/lakeside/users");
        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();
        var drawer = staff.Page.GetByRole(AriaRole.Dialog, new() { Name = "Import users" });
        var email = $"nia{Guid.NewGuid():N}@lakeside.example";
        await drawer.GetByLabel("CSV file").SetInputFilesAsync(new FilePayload
        {
            Name = "people.csv", MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes($"\uFEFFe-mail;first name;last name\r\n{email};Nia;Berg\r\nbo@lakeside.example;=HYPERLINK(1);\r\nuser@lakeside.example;User;\r\n"),
        });
        var rows = drawer.GetByLabel("What happens to each row");
        await Assertions.Expect(rows).ToContainTextAsync("Added as User, and invited by e-mail.");
        await Assertions.Expect(rows).ToContainTextAsync("A cell begins like a formula");
        await Assertions.Expect(drawer.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true })).ToBeDisabledAsync();
        await drawer.GetByLabel("Leave them out and import the others").CheckAsync();
        await staff.Judge("import-users");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Import 1 person" }).ClickAsync();
        await Assertions.Expect(staff.Page.GetByText("1 user added. Invitation sent.")).ToBeVisibleAsync();
        await staff.Judge("users-with-import");
        staff.Complaints.ShouldBeEmpty();
    }
}
