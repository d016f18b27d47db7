using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>Search and commands: each finds what is for them, and nothing else.</summary>
[Whole]
public class PaletteTests(ConsoleWorld world)
{
    [Fact]
    public async Task A_person_is_found_by_name_and_their_page_opened_by_key()
    {
        await using var visitor = await world.Visit("customeradmin@harbor.example", "/roles");
        var search = await Open(visitor);
        await search.PressSequentiallyAsync("lindq");
        var found = Group(visitor, "People").GetByRole(AriaRole.Option);
        await Assertions.Expect(found).ToHaveCountAsync(1);
        (await visitor.Barriers()).ShouldBeEmpty();
        await Look(visitor, "palette-people");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("Maya Lindqvist");
        await Assertions.Expect(search).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_call_is_found_with_its_account_and_date()
    {
        var id = await world.Push("user@harbor.example", "Quartzite for the winter", "Kalahari Stone", ("Host", "We talk of quartzite today."));
        await using var visitor = await world.Visit("user@harbor.example", "/roles");
        await (await Open(visitor)).FillAsync("quartzite");
        var call = Group(visitor, "Calls").GetByRole(AriaRole.Option, new() { NameRegex = new("Quartzite for the winter Kalahari Stone · ") });
        await call.ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex($"/calls/{id}$"));
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_asked_before_two_letters_and_nothing_that_is_not_for_the_one_who_types()
    {
        await using var visitor = await world.Visit("default@harbor.example", "/roles");
        var asked = new List<string>();
        visitor.Page.Request += (_, request) => asked.Add(request.Url);
        var search = await Open(visitor);
        await search.FillAsync("m");
        await Assertions.Expect(Group(visitor, "Search").GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        asked.ShouldNotContain(url => Regex.IsMatch(url, "[?&](text|query)="));
        var answer = visitor.Page.WaitForResponseAsync(new Regex("/api/calls\\?text=maya$"));
        await search.FillAsync("maya");
        await answer;
        // Apps are for everyone; people and customers are not for this one.
        asked.ShouldNotContain(url => Regex.IsMatch(url, "(/users|/api/customers)\\?query="));
        await Assertions.Expect(Group(visitor, "People")).ToHaveCountAsync(0);
        await search.FillAsync("user");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Option, new() { NameRegex = new("^(Add user|Invite|Create)") })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_refused_question_gives_no_people_and_no_fault()
    {
        await using var visitor = await world.Visit("customeradmin@harbor.example", "/roles");
        await visitor.Page.RouteAsync(new Regex("/users\\?query="), route => route.FulfillAsync(new() { Status = 403, ContentType = "application/problem+json", Body = """{"status":403,"title":"No"}""" }));
        var search = await Open(visitor);
        var answer = visitor.Page.WaitForResponseAsync(new Regex("/users\\?query=maya$"));
        await search.FillAsync("maya");
        await answer;
        await Assertions.Expect(Group(visitor, "Search")).ToBeVisibleAsync();
        await Assertions.Expect(Group(visitor, "People")).ToHaveCountAsync(0);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("super@usher.example", "create customer", "Create customer", "Create customer")]
    [InlineData("super@usher.example", "add user", "Add user", "Add user")]
    [InlineData("useradmin@harbor.example", "invite", "Invite", "Invite user")]
    [InlineData("useradmin@harbor.example", "give", "Give level", "Give level")]
    [InlineData("orgadmin@harbor.example", "create team", "Create team", "Create team")]
    [InlineData("orgadmin@harbor.example", "create integration", "Create integration user", "Create integration user")]
    [InlineData("user@harbor.example", "personal", "Create a personal key", "Create a personal key")]
    [InlineData("super@usher.example", "support user", "Add Support User", "Add Support User")]
    [InlineData("user@harbor.example", "shortcuts", "Keyboard shortcuts", "Keyboard shortcuts")]
    public async Task An_act_leads_to_its_page_with_the_drawer_open_and_closes_to_the_page(string email, string typed, string act, string drawer)
    {
        await using var visitor = await world.Visit(email, email.EndsWith("usher.example", StringComparison.Ordinal) ? "/customers/harbor/users" : "/roles");
        await (await Open(visitor)).FillAsync(typed);
        await Group(visitor, "Actions").GetByRole(AriaRole.Option, new() { NameRegex = new($"^{act}") }).ClickAsync();
        var opened = visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = drawer });
        await Assertions.Expect(opened).ToBeVisibleAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(opened).ToBeHiddenAsync();
        visitor.Page.Url.ShouldNotContain("act=");
    }

    [Fact]
    public async Task Staff_find_customers_and_inside_one_its_people()
    {
        await using var visitor = await world.Visit("support@usher.example", "/customers");
        var search = await Open(visitor);
        await search.FillAsync("lake");
        await Group(visitor, "Customers").GetByRole(AriaRole.Option, new() { NameRegex = new("^Lakeside") }).ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("/customers/lakeside$"));
        await (await Open(visitor)).FillAsync("useradmin");
        await Assertions.Expect(Group(visitor, "People").GetByRole(AriaRole.Option).First).ToContainTextAsync("useradmin@lakeside.example");
    }

    [Fact]
    public async Task A_page_that_comes_while_one_types_leaves_the_line_to_the_typist()
    {
        await using var visitor = await world.Visit("support@usher.example", "/customers");
        await visitor.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Lakeside") }).First.ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("/customers/lakeside$"));
        var search = await Open(visitor);
        await visitor.Page.GoBackAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("/customers$"));
        await visitor.Page.Keyboard.TypeAsync("harbor");
        await Assertions.Expect(search).ToHaveValueAsync("harbor");
    }

    [Fact]
    public async Task The_dress_and_the_way_out_are_acts_too()
    {
        await using var visitor = await world.Visit("user@lakeside.example", "/roles");
        await (await Open(visitor)).FillAsync("dark");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Look(visitor, "palette-closed");
        await Open(visitor);
        (await visitor.Barriers()).ShouldBeEmpty();
        await Look(visitor, "palette");
        await visitor.Page.Keyboard.TypeAsync("sign out");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("/sign-in$"));
    }

    private static async Task<ILocator> Open(Visitor visitor)
    {
        var search = visitor.Page.GetByRole(AriaRole.Combobox, new() { Name = "Go to a page or search" });
        // One that is going still stands for a moment.
        await Assertions.Expect(search).ToHaveCountAsync(0);
        await visitor.Page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(search).ToBeFocusedAsync();
        return search;
    }

    private static ILocator Group(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Group, new() { Name = name, Exact = true });

    private static async Task Look(Visitor visitor, string name)
    {
        foreach (var width in new[] { 1280, 360 })
        {
            await visitor.Page.SetViewportSizeAsync(width, width < 600 ? 740 : 860);
            await visitor.Picture($"{name}-{width}");
        }
    }
}
