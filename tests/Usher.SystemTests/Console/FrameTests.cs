using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

[Whole]
public class FrameTests(ConsoleWorld world)
{
    [Theory]
    [InlineData("default@harbor.example", "Today,Inbox,Calls,Ask,Accounts,Marketplace,People,Explain access,Roles")]
    [InlineData("customeradmin@harbor.example", "Today,Inbox,Calls,Ask,Accounts,Dashboard,Marketplace,People,Users,Custom roles,Access requests,Integration set-up,Audit trail,Explain access,Roles")]
    [InlineData("support@usher.example", "Today,Inbox,Customers,App requests,Upstream,Calls opened for you,Roles")]
    public async Task Each_sees_only_their_rooms(string email, string rooms)
    {
        await using var visitor = await world.Visit(email, "/");
        var links = visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main navigation" }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(links).ToHaveTextAsync(rooms.Split(','));
    }

    [Theory]
    [InlineData("Control+k")]
    [InlineData("/")]
    public async Task The_palette_opens_by_key_and_goes_where_one_types(string key)
    {
        await using var visitor = await world.Visit("user@harbor.example", "/calls");
        await Assertions.Expect(visitor.Title).ToBeVisibleAsync();
        await visitor.Page.Keyboard.PressAsync(key);
        var search = visitor.Page.GetByRole(AriaRole.Combobox, new() { Name = "Go to a page or search" });
        await Assertions.Expect(search).ToBeFocusedAsync();
        (await visitor.Barriers()).ShouldBeEmpty();
        await search.FillAsync("rol");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("/roles$"));
        await Assertions.Expect(search).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_keyboard_reaches_the_page_past_the_rooms_and_leaves_a_drawer_where_it_came_from()
    {
        await using var visitor = await world.Visit("customeradmin@harbor.example", "/customers/harbor/users");
        await visitor.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" })).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
        // The page's own acts first, then its search line, its filters and its rows.
        foreach (var _ in Enumerable.Range(0, 3)) await visitor.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        foreach (var _ in Enumerable.Range(0, 4)) await visitor.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link).First).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        var change = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Change Connect role" });
        await change.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(drawer).ToBeVisibleAsync();
        foreach (var _ in Enumerable.Range(0, 8)) await visitor.Page.Keyboard.PressAsync("Tab");
        (await drawer.EvaluateAsync<bool>("drawer => drawer.contains(document.activeElement) || drawer.parentElement.contains(document.activeElement)")).ShouldBeTrue("the focus stays in the drawer");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(drawer).ToBeHiddenAsync();
        await Assertions.Expect(change).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Whoever_wants_no_motion_gets_none()
    {
        await using var visitor = await world.Visit("user@harbor.example", "/calls");
        var moving = await visitor.Page.EvaluateAsync<int>("[...document.querySelectorAll('*')].filter((one) => getComputedStyle(one).transitionDuration !== '0s').length");
        moving.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_typed_in_the_palette_can_be_searched_or_asked()
    {
        await using var visitor = await world.Visit("user@harbor.example", "/roles");
        await visitor.Page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await visitor.Page.Keyboard.TypeAsync("price per drop");
        await visitor.Page.GetByRole(AriaRole.Option, new() { Name = "Search calls for “price per drop”" }).ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex(@"/calls\?text=price(\+|%20)per(\+|%20)drop$"));
    }

    [Fact]
    public async Task On_a_phone_the_rail_is_a_bar_of_at_most_five()
    {
        await using var visitor = await world.Visit("customeradmin@harbor.example", "/calls", 360);
        var bar = visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main navigation" });
        await Assertions.Expect(bar.GetByRole(AriaRole.Link)).ToHaveTextAsync(["Today", "Inbox", "Calls", "Ask"]);
        await bar.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        (await visitor.Barriers()).ShouldBeEmpty();
        await visitor.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Roles", Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Title).ToContainTextAsync("Roles");
    }

    [Fact]
    public async Task The_dress_is_chosen_in_the_menu_and_kept()
    {
        await using var visitor = await world.Visit("user@lakeside.example", "/roles");
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Your account:") }).ClickAsync();
        (await visitor.Barriers()).ShouldBeEmpty();
        await visitor.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Dark" }).ClickAsync();
        await visitor.Open("/calls");
        await Assertions.Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Fact]
    public async Task Staff_switch_between_customers_and_keep_to_the_same_room()
    {
        await using var visitor = await world.Visit("support@usher.example", "/customers/harbor/users");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Harbor Foods: switch customer" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Option, new() { NameRegex = new("Lakeside") }).ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("/customers/lakeside/users$"));
        await Assertions.Expect(visitor.Page.GetByText("Harbor North").First).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_person_of_two_customers_switches_between_them_and_sees_in_each_what_is_theirs_there()
    {
        await using var staff = await world.Visit("support@usher.example", "/customers/lakeside/users");
        (await staff.Send("POST", "/api/customers/lakeside/users", """{"email":"editor@harbor.example","firstName":"Second","tenants":[]}""")).ShouldBeOneOf(201, 409);
        await using var visitor = await world.Visit("editor@harbor.example", "/profile");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Harbor Foods: switch customer" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Option, new() { NameRegex = new("Lakeside") }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Lakeside Clinics: switch customer" })).ToBeVisibleAsync();
        await visitor.Open("/profile");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Default User");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Lakeside Clinics: switch customer" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Option, new() { NameRegex = new("Harbor") }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Harbor Foods: switch customer" })).ToBeVisibleAsync();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_a_switch_is_under_way_an_answer_to_the_former_session_shows_no_sign_in_page(bool askedBefore)
    {
        await using var staff = await world.Visit("support@usher.example", "/customers/lakeside/users");
        (await staff.Send("POST", "/api/customers/lakeside/users", """{"email":"editor@harbor.example","firstName":"Second","tenants":[]}""")).ShouldBeOneOf(201, 409);
        await using var visitor = await world.Visit("editor@harbor.example", "/profile");
        var (asked, moved) = (new TaskCompletionSource(), new TaskCompletionSource());
        var former = true;
        await visitor.Page.RouteAsync("**/api/me", async route =>
        {
            if (!former) await route.ContinueAsync();
            else
            {
                asked.TrySetResult();
                if (askedBefore) await moved.Task;
                await route.FulfillAsync(new() { Status = 401, ContentType = "application/problem+json", Body = """{"status":401,"title":"Not signed in"}""" });
            }
        });
        await visitor.Page.RouteAsync("**/api/session", async route =>
        {
            if (!askedBefore) await visitor.Look();
            var answer = await route.FetchAsync();
            if (!askedBefore) former = false;
            await route.FulfillAsync(new() { Response = answer });
        });
        if (askedBefore)
        {
            await visitor.Look();
            await asked.Task;
        }

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Harbor Foods: switch customer" }).ClickAsync();
        var switched = visitor.Page.WaitForResponseAsync(answer => answer.Request.Method == "PUT" && answer.Ok);
        await visitor.Page.GetByRole(AriaRole.Option, new() { NameRegex = new("Lakeside") }).ClickAsync();
        await switched;
        former = false;
        moved.SetResult();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Lakeside Clinics: switch customer" })).ToBeVisibleAsync();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_network_a_quiet_bar_says_so_and_goes_again()
    {
        await using var visitor = await world.Visit("user@harbor.example", "/roles");
        await visitor.Page.Context.SetOfflineAsync(true);
        await Assertions.Expect(visitor.Page.GetByText("You are offline.")).ToBeVisibleAsync();
        await visitor.Page.Context.SetOfflineAsync(false);
        await Assertions.Expect(visitor.Page.GetByText("You are offline.")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task What_fails_says_what_to_do_with_its_trace_id_and_can_be_tried_again()
    {
        await using var visitor = await world.Visit("user@harbor.example", "/roles");
        var failing = true;
        await visitor.Page.RouteAsync("**/api/calls?*", route => failing
            ? route.FulfillAsync(new() { Status = 503, ContentType = "application/problem+json", Body = """{"status":503,"title":"Try again","detail":"Usher is busy. Nothing was lost; try again in a moment.","traceId":"4bf92f3577b34da6a3ce929d0e0e4736"}""" })
            : route.ContinueAsync());
        await visitor.Page.RouteAsync("**/api/calls", route => failing ? route.FulfillAsync(new() { Status = 503 }) : route.ContinueAsync());
        await visitor.Page.GotoAsync("/calls?text=price");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Usher is busy. Nothing was lost; try again in a moment.");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Copy trace id 4bf9") })).ToBeVisibleAsync();
        (await visitor.Barriers()).ShouldBeEmpty();
        await visitor.Picture("failed-1280-light");
        failing = false;
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Calls" })).ToBeVisibleAsync();
    }
}
