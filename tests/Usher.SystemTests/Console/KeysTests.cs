using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>The keys that work everywhere, and where they must not.</summary>
[Whole]
public class KeysTests(ConsoleWorld world)
{
    [Theory]
    [InlineData("user@harbor.example", "c", "/calls$")]
    [InlineData("customeradmin@harbor.example", "u", "/customers/harbor/users$")]
    [InlineData("default@harbor.example", "u", "/roles$")]
    public async Task G_and_a_letter_go_to_a_page_that_is_for_the_one_who_presses(string email, string letter, string where)
    {
        await using var visitor = await world.Visit(email, "/roles");
        await visitor.Page.Keyboard.PressAsync("g");
        await visitor.Page.Keyboard.PressAsync(letter);
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex(where));
        await Assertions.Expect(visitor.Title).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_question_mark_shows_the_keys_of_the_rooms_one_has()
    {
        await using var visitor = await world.Visit("default@harbor.example", "/roles");
        await visitor.Page.Keyboard.PressAsync("?");
        var help = Help(visitor);
        await Assertions.Expect(help).ToBeVisibleAsync();
        (await visitor.Barriers()).ShouldBeEmpty();
        foreach (var width in new[] { 1280, 360 })
        {
            await visitor.Page.SetViewportSizeAsync(width, width < 600 ? 740 : 860);
            await visitor.Picture($"keys-{width}");
        }

        var rooms = help.GetByRole(AriaRole.Region, new() { NameRegex = new("^Go to a page") });
        await Assertions.Expect(rooms).ToContainTextAsync("Calls");
        await Assertions.Expect(rooms).Not.ToContainTextAsync("Users");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(help).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_keys_are_also_behind_me()
    {
        await using var visitor = await world.Visit("default@harbor.example", "/roles");
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Your account:") }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Keyboard shortcuts" }).ClickAsync();
        await Assertions.Expect(Help(visitor)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task No_key_is_taken_from_who_types_chooses_or_holds_another_one()
    {
        await using var visitor = await world.Visit("customeradmin@harbor.example", "/customers/harbor/users");
        var search = visitor.Page.GetByRole(AriaRole.Searchbox);
        await search.PressSequentiallyAsync("g?c/");
        await Assertions.Expect(search).ToHaveValueAsync("g?c/");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await search.FillAsync("");
        await visitor.Page.GetByRole(AriaRole.Main).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Alt+g");
        await visitor.Page.Keyboard.PressAsync("r");
        await visitor.Page.Keyboard.PressAsync("Alt+?");
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Your account:") }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Menuitem).First).ToBeVisibleAsync();
        await visitor.Page.Keyboard.PressAsync("g");
        await visitor.Page.Keyboard.PressAsync("r");
        await Assertions.Expect(Help(visitor)).ToHaveCountAsync(0);
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("/customers/harbor/users"));
    }

    [Fact]
    public async Task Single_keys_can_be_turned_off_and_stay_off()
    {
        await using var visitor = await world.Visit("user@harbor.example", "/roles");
        await visitor.Page.Keyboard.PressAsync("?");
        await Help(visitor).GetByRole(AriaRole.Checkbox, new() { Name = "Single-key shortcuts" }).UncheckAsync();
        await Assertions.Expect(Help(visitor)).Not.ToContainTextAsync("Go to a page");
        await visitor.Open("/roles");
        await visitor.Page.Keyboard.PressAsync("?");
        await visitor.Page.Keyboard.PressAsync("/");
        await visitor.Page.Keyboard.PressAsync("g");
        await visitor.Page.Keyboard.PressAsync("c");
        // What has Control still works; had one of the others, it would stand there or be gone.
        await visitor.Page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await Assertions.Expect(Help(visitor)).ToHaveCountAsync(0);
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("/roles$"));
    }

    private static ILocator Help(Visitor visitor) => visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
}
