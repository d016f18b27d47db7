using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>While the server cannot be reached, and after.</summary>
[Whole]
public class AwayTests(ConsoleWorld world)
{
    private const string Bar = "The server cannot be reached. This page may be out of date";

    [Fact]
    public async Task While_the_server_is_away_the_page_stays_and_on_its_return_everything_shown_is_asked_again()
    {
        await using var visitor = await world.Visit("user@harbor.example", "/calls");
        var away = true;
        await visitor.Page.RouteAsync("**/api/**", route => away ? route.AbortAsync("connectionrefused") : route.ContinueAsync());
        await visitor.Look();
        await Assertions.Expect(visitor.Page.GetByText(Bar)).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Calls" })).ToBeVisibleAsync();
        (await visitor.Barriers()).ShouldBeEmpty();
        await visitor.Picture("away-1280");
        var again = visitor.Page.WaitForResponseAsync(new Regex("/api/calls$"), new() { Timeout = 30_000 });
        away = false;
        await again;
        await Assertions.Expect(visitor.Page.GetByText(Bar)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task What_was_typed_while_the_server_was_away_is_kept_and_done_once_when_sent_again()
    {
        await using var staff = await world.Visit("support@usher.example", "/customers/lakeside/users");
        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Add user" }).ClickAsync();
        var drawer = staff.Page.GetByRole(AriaRole.Dialog, new() { Name = "Add user" });
        await drawer.GetByLabel("First name").FillAsync("Lena");
        await drawer.GetByLabel("Last name").FillAsync("Lost");
        await drawer.GetByLabel("E-mail address").FillAsync("lena.lost@lakeside.example");
        var keys = new List<string>();
        await staff.Page.RouteAsync("**/api/customers/lakeside/users", async route =>
        {
            if (route.Request.Method != "POST")
            {
                await route.ContinueAsync();
                return;
            }

            keys.Add(route.Request.Headers["idempotency-key"]);
            // It arrives and is done, but the first answer is lost on its way.
            if (keys.Count == 1)
            {
                (await route.FetchAsync()).Status.ShouldBe(201);
                await route.AbortAsync("connectionreset");
            }
            else await route.ContinueAsync();
        });
        var add = drawer.GetByRole(AriaRole.Button, new() { Name = "Add user" });
        await add.ClickAsync();
        await Assertions.Expect(drawer.GetByRole(AriaRole.Alert)).ToContainTextAsync("Your input is kept.");
        await Assertions.Expect(drawer.GetByLabel("Last name")).ToHaveValueAsync("Lost");
        (await staff.Barriers()).ShouldBeEmpty();
        await staff.Picture("away-drawer-1280");
        await add.ClickAsync();
        await Assertions.Expect(staff.Title).ToHaveTextAsync("Lena Lost");
        keys.Count.ShouldBe(2);
        keys[1].ShouldBe(keys[0]);
    }

    [Fact]
    public async Task A_page_opened_without_a_network_says_so_and_comes_when_there_is_one()
    {
        await using var visitor = await world.Visit("user@harbor.example", "/calls");
        await visitor.Page.Context.SetOfflineAsync(true);
        await visitor.Page.GetByRole(AriaRole.Searchbox).FillAsync("price");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The server cannot be reached");
        await visitor.Page.Context.SetOfflineAsync(false);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Calls" })).ToBeVisibleAsync();
    }
}
