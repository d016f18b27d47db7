using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

[Whole]
public class DirectoryTests(ConsoleWorld world)
{
    [Fact]
    public async Task Staff_find_a_customer_and_its_users_and_one_user_and_come_back_to_the_list()
    {
        await using var visitor = await world.Visit("support@usher.example", "/customers");
        await visitor.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a customer" }).FillAsync("lake");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Lakeside Clinics" }).ClickAsync();
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("Lakeside Clinics");
        await visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main navigation" }).GetByRole(AriaRole.Link, new() { Name = "Users" }).ClickAsync();
        await Assertions.Expect(visitor.Title).ToContainTextAsync("Users");
        await visitor.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Name or e-mail address" }).FillAsync("editor@lakeside.example");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await visitor.Page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("Rafael Quintanilla");
        var main = visitor.Page.GetByRole(AriaRole.Main);
        await Assertions.Expect(main).ToContainTextAsync("editor@lakeside.example");
        await Assertions.Expect(main).ToContainTextAsync("Editor · High");
        (await visitor.Barriers()).ShouldBeEmpty();
        await visitor.Page.GoBackAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Why_explains_a_refusal_with_the_rule_and_who_can_help()
    {
        await using var visitor = await world.Visit("customeradmin@harbor.example", "/customers/harbor/why");
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Person:") }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Combobox, new() { Name = "Person" }).FillAsync("default@harbor");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Permission:") }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Combobox, new() { Name = "Permission" }).FillAsync("user/view");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Refused")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Who can help" })).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("person=default%40harbor.example&permission=user%2Fview"));
    }

    [Fact]
    public async Task Why_is_asked_about_a_tenant_by_the_name_people_know()
    {
        await using var visitor = await world.Visit("customeradmin@harbor.example", "/customers/harbor/why?person=custom%40harbor.example&permission=app%2Fconfigure");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "For one item, tenant or team" }).ClickAsync();
        await visitor.Page.GetByLabel("Tenant", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await visitor.Picture("why-narrow-1280-light");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("tenant=[a-z]+"));
        (await visitor.Barriers()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_question_without_a_permission_says_what_is_missing()
    {
        await using var visitor = await world.Visit("default@harbor.example", "/customers/harbor/why");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose a person and a permission.");
    }

    [Theory]
    [InlineData("users")]
    [InlineData("audit")]
    public async Task Another_customer_and_one_that_never_was_look_alike(string page)
    {
        await using var visitor = await world.Visit("customeradmin@harbor.example", $"/customers/lakeside/{page}");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new("not found, or not visible to you$") })).ToBeVisibleAsync();
        var seen = await visitor.Page.GetByRole(AriaRole.Main).InnerTextAsync();
        await visitor.Open($"/customers/nowhere/{page}");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new("not found, or not visible to you$") })).ToBeVisibleAsync();
        (await visitor.Page.GetByRole(AriaRole.Main).InnerTextAsync()).ShouldBe(seen);
    }

    [Fact]
    public async Task A_link_to_a_user_who_is_not_there_says_so()
    {
        await using var visitor = await world.Visit("customeradmin@harbor.example");
        await visitor.Open("/customers/harbor/users/0192f3c4-5a6b-7c8d-9e0f-112233445566");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("User not found, or not visible to you");
    }

    [Fact]
    public async Task The_matrix_shows_both_families_with_the_labels_of_the_levels()
    {
        await using var visitor = await world.Visit("default@harbor.example", "/roles");
        var insights = visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Roles of Insights" });
        await Assertions.Expect(insights.GetByRole(AriaRole.Columnheader)).ToHaveTextAsync(
            ["Permission", "Default UserLimited", "User AdminMedium", "EditorHigh", "Organization AdminHighest", "Integration UserSystem"]);
        var row = visitor.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "call/troubleshoot" });
        await Assertions.Expect(row.GetByRole(AriaRole.Cell)).ToHaveTextAsync(["—", "—", "—", "own", "—"]);
        await visitor.Page.GetByRole(AriaRole.Searchbox).FillAsync("audit");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_page_left_open_closes_into_the_reason_when_the_role_is_taken()
    {
        await using var staff = await world.Visit("super@usher.example", "/customers");
        // Not the demo's own Customer Admin, whom others need.
        (await Give("customer-admin")).ShouldBe(204);
        await using var visitor = await world.Visit("custom@lakeside.example", "/customers/lakeside/users?query=custom");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        (await Give("user")).ShouldBe(204);

        // Nobody touches the page.
        var taken = TimeProvider.System.GetTimestamp();
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("You don’t have access to this page");
        TestContext.Current.TestOutputHelper?.WriteLine($"closed {TimeProvider.System.GetElapsedTime(taken).TotalMilliseconds:0} ms after the taking was acknowledged");
        await Assertions.Expect(visitor.Page.GetByText("only Customer Admins can do this")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main navigation" })).Not.ToContainTextAsync("Users");

        Task<int> Give(string role) => staff.Page.EvaluateAsync<int>("""
            async (role) => {
              const me = await (await fetch('/api/me')).json()
              const found = await (await fetch('/api/customers/lakeside/users?query=custom')).json()
              const answer = await fetch(`/api/customers/lakeside/users/${found.items.find((one) => one.email === 'custom@lakeside.example').id}/connect-role`, {
                method: 'PUT',
                headers: { 'Content-Type': 'application/json', 'Usher-Antiforgery': me.antiforgery, 'Usher-Note': 'moves to another team' },
                body: JSON.stringify({ role }),
              })
              return answer.status
            }
            """, role);
    }
}
