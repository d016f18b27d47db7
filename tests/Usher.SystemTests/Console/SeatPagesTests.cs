using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>Seats: how many there are, who holds one, giving and removing them.</summary>
[Whole]
public class SeatPagesTests(ConsoleWorld world)
{
    private static readonly Regex Used = new("^([0-9]+) of 30 seats used$");

    [Fact]
    public async Task Seats_of_several_are_given_in_one_change_after_its_preview()
    {
        await using var visitor = await world.Visit("useradmin@lakeside.example", "/customers/lakeside/seats?seat=none");
        var bar = visitor.Page.GetByText(Used);
        var before = await Number(bar);
        foreach (var name in new[] { "Callum Drysdale", "Ruth Abelson" })
            await visitor.Page.GetByRole(AriaRole.Checkbox, new() { Name = $"Choose {name}" }).CheckAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Give seats to 2 people" }).ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(drawer).ToContainTextAsync("2 people get a seat");
        await Assertions.Expect(drawer).ToContainTextAsync("Callum Drysdale and Ruth Abelson");
        await Assertions.Expect(drawer).ToContainTextAsync($"Then {before + 2} of 30 seats are used.");
        await drawer.GetByLabel("Reason").FillAsync("Join the programme – 營業");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Give seats to 2 people" }).ClickAsync();
        await Assertions.Expect(bar).ToHaveTextAsync($"{before + 2} of 30 seats used");

        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Idle_seats_are_found_with_the_week_of_last_use()
    {
        await using var visitor = await world.Visit("useradmin@lakeside.example", "/customers/lakeside/seats");
        await Assertions.Expect(visitor.Page.GetByText(new Regex("^Week of ")).First).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Seat:") }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Option, new() { Name = "with an idle seat" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("No users match these filters").Or(visitor.Page.GetByText("Has a seat").First)).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByText(new Regex("^Give seat"))).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_report_is_scheduled_mailed_to_oneself_with_its_file_paused_and_ended()
    {
        await using var visitor = await world.Visit("useradmin@lakeside.example", "/customers/lakeside/seats/reports");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Schedule report" }).ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(drawer.GetByRole(AriaRole.Group, new() { Name = "To" }).GetByRole(AriaRole.Checkbox, new() { Checked = true })).ToHaveCountAsync(1);
        await drawer.GetByLabel("Time", new() { Exact = true }).FillAsync("07:15");
        await drawer.GetByRole(AriaRole.Checkbox, new() { Name = "Thursday" }).CheckAsync();
        await drawer.GetByLabel("Reason").FillAsync("For the monthly review");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Schedule report" }).ClickAsync();
        var line = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Scheduled reports" }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(line).ToContainTextAsync("Workbook (XLSX) at 07:15 (UTC), every Monday and Thursday");
        await Assertions.Expect(line).ToContainTextAsync("Not sent yet.");
        (await visitor.Barriers()).ShouldBeEmpty();

        await line.GetByRole(AriaRole.Button, new() { Name = "Send to me now" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("On its way to your mailbox.")).ToBeVisibleAsync();
        using (var message = await (await world.Server).Message("useradmin@lakeside.example", "scheduled this report"))
        {
            message.Attachments.ShouldHaveSingleItem().ContentDisposition!.FileName!.ShouldMatch(@"^seats-\d{4}-\d\d-\d\d\.xlsx$");
            message.TextBody!.ShouldContain("of 30 seats at Lakeside");
        }

        await line.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Assertions.Expect(line).ToContainTextAsync("Paused");
        await visitor.Picture("seat-reports-some-1280-light");
        await line.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Menuitem, new() { Name = "End schedule" }).ClickAsync();
        await drawer.GetByRole(AriaRole.Button, new() { Name = "End schedule" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("No scheduled reports yet")).ToBeVisibleAsync();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_weeks_are_a_picture_with_a_table_behind_it()
    {
        await using var visitor = await world.Visit("useradmin@lakeside.example", "/customers/lakeside/seats/allocation");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Img, new() { NameRegex = new("^Seats by week: in the week of ") })).ToBeVisibleAsync();
        (await visitor.Barriers()).ShouldBeEmpty();
        await visitor.Picture("seat-weeks-1280-light");
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await visitor.Picture("seat-weeks-1280-dark");
        await visitor.Page.SetViewportSizeAsync(360, 740);
        await visitor.Picture("seat-weeks-360-dark");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show as table" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Seats by week" }).GetByRole(AriaRole.Row)).ToHaveCountAsync(13);
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_major_change_is_requested_and_declined_by_an_organization_admin_with_a_reason()
    {
        await using var visitor = await world.Visit("useradmin@lakeside.example", "/customers/lakeside/seats?query=finch");
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Remove seat: Margaret") }).ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(drawer).ToContainTextAsync("This is a major change. Another Organization Admin must approve it.");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Request this change" }).ClickAsync();
        var line = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Major changes" }).GetByRole(AriaRole.Listitem).First;
        await Assertions.Expect(line).ToContainTextAsync("Remove the seat of Margaret Finch-Adeyemi");
        await Assertions.Expect(line.GetByRole(AriaRole.Button, new() { Name = "Withdraw" })).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Steps", Exact = true }).ClickAsync();
        var steps = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Steps of Remove seats of 1 person" }).First.GetByRole(AriaRole.Listitem);
        await Assertions.Expect(steps).ToHaveCountAsync(3);
        await Assertions.Expect(steps.Nth(0)).ToContainTextAsync("You made this change.");
        await Assertions.Expect(steps.Nth(1)).ToContainTextAsync("Another Organization Admin decides. Margaret Finch-Adeyemi can do this.");
        (await visitor.Barriers()).ShouldBeEmpty();
        await visitor.Picture("seat-set-up-open");

        await using var admin = await world.Visit("orgadmin@lakeside.example", "/customers/lakeside/seats/requests?state=open");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Decline" }).First.ClickAsync();
        drawer = admin.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("Reason").FillAsync("I still take calls.");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Decline" }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByText("No open major changes")).ToBeVisibleAsync();
        await visitor.Open("/customers/lakeside/seats/requests");
        await Assertions.Expect(visitor.Page.GetByText("I still take calls.")).ToBeVisibleAsync();
        visitor.Complaints.ShouldBeEmpty();
        admin.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_sole_organization_admins_own_is_announced_and_can_be_withdrawn()
    {
        await using var admin = await world.Visit("orgadmin@harbor.example", "/customers/harbor/seats?query=thibodeaux");
        await admin.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Remove seat: Marcus") }).ClickAsync();
        var drawer = admin.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(drawer).ToContainTextAsync("You are the only Organization Admin");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Announce this change" }).ClickAsync();
        var line = admin.Page.GetByRole(AriaRole.List, new() { Name = "Major changes" }).GetByRole(AriaRole.Listitem).First;
        await Assertions.Expect(line).ToContainTextAsync("Announced: takes effect");
        await line.GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();
        await Assertions.Expect(line).ToContainTextAsync("Withdrawn");
        admin.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Allocation_is_shown_by_team_and_department_and_the_report_leaves_as_a_file()
    {
        await using var visitor = await world.Visit("useradmin@harbor.example", "/customers/harbor/seats/allocation");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Seats by team" })).ToContainTextAsync(new Regex("Sales[0-9]+ of [0-9]+"));
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Seats by department" })).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Seats" }).GetByRole(AriaRole.Link, new() { Name = "People" }).ClickAsync();
        foreach (var (form, ending) in new[] { ("Table (CSV)", ".csv"), ("Workbook (XLSX)", ".xlsx") })
        {
            await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
            var file = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.GetByRole(AriaRole.Menuitem, new() { Name = form }).ClickAsync());
            file.SuggestedFilename.ShouldEndWith(ending);
        }
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
    public async Task Who_may_not_see_licences_reads_why()
    {
        await using var visitor = await world.Visit("default@lakeside.example", "/customers/lakeside/seats");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("You don’t have access to this page");
        (await visitor.Barriers()).ShouldBeEmpty();
    }

    private static async Task<int> Number(ILocator bar)
    {
        await Assertions.Expect(bar).ToBeVisibleAsync();
        return int.Parse(Used.Match(await bar.InnerTextAsync()).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
    }
}
