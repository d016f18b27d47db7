using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>Seats: how many there are, who holds one, giving and removing them.</summary>
public class SeatPagesTests(ConsoleWorld world)
{
    [Fact]
    public async Task A_seat_is_given_counted_and_taken_again()
    {
        await using var visitor = await world.Visit("useradmin@lakeside.example", "/customers/lakeside/seats?seat=none&query=callum");
        var used = visitor.Page.GetByRole(AriaRole.Main).Locator("dt:text-is('Used') + dd");
        var before = int.Parse(await used.InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
        await Assertions.Expect(visitor.Page.GetByText("Calls not stored")).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Give seat: Callum Drysdale" }).ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(drawer).ToContainTextAsync("are recorded and stored");
        await drawer.GetByLabel("Reason").FillAsync("Joins the programme – 營業");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Give Callum a seat" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Callum Drysdale has a seat.")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByText("No users match these filters")).ToBeVisibleAsync();
        await Assertions.Expect(used).ToHaveTextAsync($"{before + 1}");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(used).ToHaveTextAsync($"{before}");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Give seat: Callum Drysdale" })).ToBeVisibleAsync();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Seats_that_stand_idle_are_counted_and_found()
    {
        await using var visitor = await world.Visit("useradmin@lakeside.example", "/customers/lakeside/seats");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Main).Locator("dt:text-is('Idle') + dd")).ToHaveTextAsync(new Regex("^[0-9]+$"));
        await Assertions.Expect(visitor.Page.GetByText(new Regex("^Week of ")).First).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Seat:") }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Option, new() { Name = "with an idle seat" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("No users match these filters").Or(visitor.Page.GetByText("Has a seat").First)).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByText(new Regex("^Give seat"))).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Rows_are_even_names_are_read_at_every_width_and_a_phone_shows_the_list_below_the_figures()
    {
        await using var visitor = await world.Visit("useradmin@harbor.example", "/customers/harbor/seats");
        // A window that is resized before its page is drawn keeps the styles of the former width.
        await Assertions.Expect(visitor.Page.GetByText("Maya Lindqvist")).ToBeVisibleAsync();
        foreach (var width in new[] { 640, 820, 1280 })
        {
            await visitor.Page.SetViewportSizeAsync(width, 860);
            // The first shares the line below the head. Columns give way a moment after the window does.
            await visitor.Page.WaitForFunctionAsync("() => new Set([...document.querySelectorAll('tbody tr + tr')].map(row => Math.round(row.getBoundingClientRect().height))).size === 1");
            (await visitor.Page.GetByText("Maya Lindqvist").BoundingBoxAsync())!.Width.ShouldBeGreaterThan(80);
        }

        await visitor.Page.SetViewportSizeAsync(360, 740);
        var first = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Seats" }).GetByRole(AriaRole.Listitem).First;
        (await first.BoundingBoxAsync())!.Y.ShouldBeLessThan(450);
    }

    [Fact]
    public async Task A_major_change_is_refused_with_its_reason()
    {
        await using var visitor = await world.Visit("useradmin@lakeside.example", "/customers/lakeside/seats?query=finch");
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Remove seat: Margaret") }).ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Remove Margaret’s seat" }).ClickAsync();
        await Assertions.Expect(drawer.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is a major change of seats");
        await Assertions.Expect(drawer.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Who_may_not_see_licences_reads_why()
    {
        await using var visitor = await world.Visit("default@lakeside.example", "/customers/lakeside/seats");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("You don’t have access to this page");
        (await visitor.Barriers()).ShouldBeEmpty();
    }
}
