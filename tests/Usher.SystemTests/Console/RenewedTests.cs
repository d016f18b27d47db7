using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>A tab that was left open over a deployment: its files are gone, and the server has others.</summary>
[Whole]
public class RenewedTests(ConsoleWorld world)
{
    [Fact]
    public async Task A_page_whose_code_is_gone_loads_itself_again_once_and_then_says_that_Usher_was_updated()
    {
        await using var visitor = await world.Visit("user@harbor.example", "/inbox");
        var loads = 0;
        visitor.Page.DOMContentLoaded += (_, _) => loads++;
        await visitor.Page.RouteAsync("**/assets/AskPage*", route => route.FulfillAsync(new() { Status = 404 }));
        await Rooms(visitor).GetByRole(AriaRole.Link, new() { Name = "Ask" }).ClickAsync();
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("Usher was updated");
        loads.ShouldBe(1);
        await Assertions.Expect(visitor.Page.GetByText("Check your connection")).ToHaveCountAsync(0);
        (await visitor.Barriers()).ShouldBeEmpty();
        await visitor.Page.UnrouteAsync("**/assets/AskPage*");
        await visitor.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Reload" }).ClickAsync();
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("Ask");
    }

    [Fact]
    public async Task A_page_without_a_server_is_not_taken_for_an_old_one()
    {
        await using var visitor = await world.Visit("user@harbor.example", "/inbox");
        await visitor.Page.RouteAsync("**/*", route => route.AbortAsync());
        await Rooms(visitor).GetByRole(AriaRole.Link, new() { Name = "Ask" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Check your connection.")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByText("Usher was updated")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task While_something_is_typed_an_old_page_says_so_and_waits_and_then_loads_itself_again()
    {
        await using var visitor = await world.Visit("custom@lakeside.example", "/profile");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("Name", new() { Exact = true }).FillAsync("half a name");
        var loads = 0;
        var loaded = new TaskCompletionSource();
        visitor.Page.DOMContentLoaded += (_, _) =>
        {
            loads++;
            loaded.TrySetResult();
        };
        await visitor.Page.RouteAsync("**/api/me", async route =>
        {
            var answer = await route.FetchAsync();
            var headers = new Dictionary<string, string>(answer.Headers) { ["usher-console"] = "another" };
            await route.FulfillAsync(new() { Response = answer, Headers = headers });
        });
        await visitor.Look();
        await Assertions.Expect(visitor.Page.GetByText("Usher was updated.")).ToBeVisibleAsync();
        await Assertions.Expect(drawer.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("half a name");
        loads.ShouldBe(0);

        await visitor.Page.UnrouteAsync("**/api/me");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await loaded.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Assertions.Expect(visitor.Page.GetByText("Usher was updated.")).ToHaveCountAsync(0);
        loads.ShouldBe(1);
    }

    [Fact]
    public async Task Every_answer_says_the_build_that_its_page_says()
    {
        using var http = new HttpClient { BaseAddress = (await world.Server).Url };
        var page = await http.GetAsync("/");
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var build = (await http.GetAsync("/api/me")).Headers.GetValues("Usher-Console").Single();
        build.ShouldMatch("^[0-9a-f]{16}$");
        (await page.Content.ReadAsStringAsync()).ShouldContain($"content=\"{build}\"");
    }

    [Fact]
    public async Task What_is_typed_before_the_palette_is_there_is_kept()
    {
        await using var visitor = await world.Visit("user@harbor.example", "/inbox");
        var go = new TaskCompletionSource();
        await visitor.Page.RouteAsync("**/assets/Palette*", async route =>
        {
            await go.Task;
            await route.ContinueAsync();
        });
        await visitor.Page.Keyboard.PressAsync("Control+K");
        await visitor.Page.Keyboard.TypeAsync("profixx");
        await visitor.Page.Keyboard.PressAsync("Backspace");
        await visitor.Page.Keyboard.PressAsync("Backspace");
        go.SetResult();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Combobox)).ToHaveValueAsync("profi");
        await visitor.Page.Keyboard.TypeAsync("le");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Combobox)).ToHaveValueAsync("profile");
    }

    [Theory]
    [InlineData(229, false)]
    [InlineData(13, true)]
    public async Task The_Enter_of_an_input_method_chooses_nothing(int code, bool composing)
    {
        await using var visitor = await world.Visit("user@harbor.example", "/inbox");
        await visitor.Page.Keyboard.PressAsync("Control+K");
        var box = visitor.Page.GetByRole(AriaRole.Combobox);
        await box.FillAsync("calls");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Option).First).ToContainTextAsync("Calls");
        // What Safari sends after a composition has ended; others say it in isComposing.
        await box.EvaluateAsync(
            "(field, [keyCode, isComposing]) => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode, isComposing, bubbles: true, cancelable: true }))",
            new object[] { code, composing });
        await Assertions.Expect(box).ToHaveValueAsync("calls");
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/inbox$"));
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^Calls"));
    }

    private static ILocator Rooms(Visitor visitor) => visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main navigation" });
}
