using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>The states that a page can be in besides showing what is there.</summary>
[Whole]
public class StatesTests(ConsoleWorld world)
{
    private const string Nothing = """{"items":[],"next":null,"count":"0"}""";

    [Fact]
    public async Task What_takes_its_time_shows_the_shape_of_what_will_come()
    {
        await using var visitor = await world.Visit("user@harbor.example", "/roles");
        var go = new TaskCompletionSource();
        await visitor.Page.RouteAsync(new Regex("/api/calls(\\?|$)"), async route =>
        {
            await go.Task;
            await route.ContinueAsync();
        });
        await visitor.Page.GotoAsync("/calls", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        // The frame loads first and looks alike: the page itself is meant.
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status, new() { Name = "Loading" }).Locator(".MuiSkeleton-root").First).ToBeVisibleAsync();
        (await visitor.Barriers()).ShouldBeEmpty();
        go.SetResult();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Calls" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("user@harbor.example", "/calls", "No calls yet")]
    [InlineData("user@harbor.example", "/inbox", "Your inbox is empty")]
    [InlineData("support@usher.example", "/customers", "No customers yet")]
    [InlineData("customeradmin@harbor.example", "/customers/harbor/users", "No users yet")]
    [InlineData("customeradmin@harbor.example", "/customers/harbor/audit", "No entries yet")]
    public async Task A_list_that_is_empty_yet_says_what_it_is_and_how_it_fills(string email, string address, string title)
    {
        await using var visitor = await world.Visit(email);
        await visitor.Page.RouteAsync(new Regex($"/api{address}(\\?|$)"), route =>
            route.FulfillAsync(new() { Status = 200, ContentType = "application/json", Body = Nothing }));
        await visitor.Open(address);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Clear filters" })).ToHaveCountAsync(0);
        (await visitor.Barriers()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("user@harbor.example", "/calls?team=nowhere", "Calls")]
    [InlineData("support@usher.example", "/customers?query=zyzzyva", "Customers")]
    [InlineData("customeradmin@harbor.example", "/customers/harbor/users?query=zyzzyva", "Users")]
    public async Task A_list_that_the_filters_emptied_gives_them_up_with_one_press(string email, string address, string table)
    {
        await using var visitor = await world.Visit(email, address);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Clear filters" }).Last.ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table, new() { Name = table })).ToBeVisibleAsync();
        visitor.Page.Url.ShouldEndWith(address.Split('?')[0]);
    }

    [Fact]
    public async Task What_cannot_be_brought_up_to_date_stays_and_says_so()
    {
        await using var visitor = await world.Visit("user@harbor.example", "/inbox");
        var failing = true;
        await visitor.Page.RouteAsync(new Regex("/api/inbox(\\?|$|/read-all)"), route => failing ? route.FulfillAsync(new() { Status = 400 }) : route.ContinueAsync());
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Mark all as read" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("This could not be updated and may be out of date.")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Inbox" })).ToBeVisibleAsync();
        (await visitor.Barriers()).ShouldBeEmpty();
        failing = false;
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("This could not be updated and may be out of date.")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task After_a_day_open_the_next_act_is_refused_with_the_reason_and_the_rooms_follow()
    {
        const string who = "day.long@lakeside.example";
        await using var admin = await world.Visit("orgadmin@lakeside.example", "/roles");
        (await admin.Send("POST", "/api/customers/lakeside/users", $$"""{"email":"{{who}}","firstName":"Day","lastName":"Long","connect":"user","invite":true}""")).ShouldBe(201);
        (await admin.Send("PUT", await LevelOf(admin, who), """{"level":"user-admin"}""")).ShouldBe(200);
        await using var visitor = await world.Visit(null);
        // What would tell the page at once is kept away: it is the next act that is refused.
        await visitor.Page.RouteAsync("**/api/events", route => route.AbortAsync());
        await visitor.Open("/welcome" + Regex.Match(await (await world.Server).Letter(who, "/welcome#"), "#[-_A-Za-z0-9]{64}").Value);
        await visitor.Page.GetByLabel("New password").FillAsync("the heron waits at dusk");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Set password and sign in" }).ClickAsync();
        await Assertions.Expect(visitor.Title).ToContainTextAsync("Today");
        await visitor.Open("/customers/lakeside/users");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        (await admin.Send("PUT", await LevelOf(admin, who), """{"level":"default-user"}""")).ShouldBe(200);

        await visitor.Page.GetByRole(AriaRole.Searchbox).FillAsync("anyone");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("You don’t have access to this page");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Who can help" })).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main navigation" })).Not.ToContainTextAsync("Users");

        (await admin.Send("PUT", await LevelOf(admin, who), """{"level":"user-admin"}""")).ShouldBe(200);
        await visitor.Look();
        await Assertions.Expect(visitor.Title).ToContainTextAsync("Users");
    }

    [Fact]
    public async Task After_a_session_ended_the_next_act_leads_to_sign_in_and_back_to_the_very_place()
    {
        await using var visitor = await world.Visit("default@harbor.example", "/calls?mine=1");
        await visitor.Page.Context.ClearCookiesAsync();
        await visitor.Page.GetByRole(AriaRole.Searchbox).FillAsync("price");
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex(@"/sign-in\?to=%2Fcalls%3Fmine%3D1%26text%3Dprice$"));
        await visitor.SignInHere("default@harbor.example", world);
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex(@"/calls\?mine=1&text=price$"));
    }

    [Fact]
    public async Task A_level_that_can_be_asked_for_is_asked_for_from_the_reason_and_a_role_that_cannot_is_not_offered()
    {
        await using var visitor = await world.Visit("custom@lakeside.example", "/staff");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("You don’t have access to this page");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Request ") })).ToHaveCountAsync(0);
        await visitor.Open("/customers/lakeside/why?person=custom%40lakeside.example&permission=licence%2Fassign");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Request User Admin" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Requested. You are notified when it is decided.")).ToBeVisibleAsync();
        await visitor.Open("/customers/lakeside/why?person=custom%40lakeside.example&permission=licence%2Fassign");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Request User Admin" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Names_of_any_length_and_script_stay_in_their_place()
    {
        var title = "\u202e" + string.Concat(Enumerable.Repeat("מכירה גדולה ", 7));
        var id = await world.Push("omar.khoury@harbor.example", title, "شركة الميناء الكبير للأغذية والمشروبات المحدودة",
            (string.Concat(Enumerable.Repeat("A\u0301\u0302\u0303", 40)), "שלום. אני אשלח את ההצעה עד יום שישי."), (new string('W', 80), "We pay four hundred pounds a pallet."));
        await using var visitor = await world.Visit("user@harbor.example");
        foreach (var address in new[] { "/calls", "/inbox", $"/calls/{id}", $"/calls/{id}?view=transcript", $"/calls/{id}?view=beside" })
        {
            foreach (var width in new[] { 360, 1280 })
            {
                await visitor.Page.SetViewportSizeAsync(width, 800);
                await visitor.Open(address);
                (await visitor.Overflow()).ShouldBeEmpty($"{address} at {width}");
            }
        }

        (await visitor.Barriers()).ShouldBeEmpty();
    }

    private static async Task<string> LevelOf(Visitor admin, string email) =>
        await admin.Page.EvaluateAsync<string>($$"""
            async () => {
              const found = await (await fetch('/api/customers/lakeside/users?query={{Uri.EscapeDataString(email)}}')).json()
              return `/api/customers/lakeside/users/${found.items[0].id}/level`
            }
            """);
}
