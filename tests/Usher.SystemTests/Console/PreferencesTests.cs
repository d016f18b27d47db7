using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>What one is told, how and when: in the profile, and on the page of a call.</summary>
[Whole]
public class PreferencesTests(ConsoleWorld world)
{
    private const string Who = "editor@harbor.example";

    [Fact]
    public async Task Each_choice_is_saved_at_once_and_is_there_again()
    {
        await using var visitor = await world.Visit(Who, "/profile");
        var told = Told(visitor);
        var teams = told.GetByLabel("My teams’ calls", new() { Exact = true });
        await Assertions.Expect(teams).ToBeCheckedAsync();
        await teams.UncheckAsync();
        await Assertions.Expect(visitor.Page.GetByText("Saved.")).ToBeVisibleAsync();
        await told.GetByLabel("Quiet hours every day").CheckAsync();
        var from = told.GetByLabel("From");
        await Assertions.Expect(from).ToHaveValueAsync("20:00");
        await from.FillAsync("07:00");
        await told.GetByLabel("Time zone").SelectOptionAsync("Europe/Berlin");
        await Assertions.Expect(told.GetByText("The end must differ from the start.")).ToBeVisibleAsync();
        await Told(visitor).ScrollIntoViewIfNeededAsync();
        await visitor.Judge("told-refused");
        await from.FillAsync("21:30");
        var saved = visitor.Page.WaitForResponseAsync(answer => answer.Request.Method == "PUT" && answer.Ok);
        await from.BlurAsync();
        await saved;
        await Assertions.Expect(told.GetByText("The end must differ from the start.")).ToBeHiddenAsync();

        await visitor.Open("/profile");
        await Assertions.Expect(teams).Not.ToBeCheckedAsync();
        await Assertions.Expect(told.GetByLabel("Calls shared with me", new() { Exact = true })).ToBeCheckedAsync();
        await Assertions.Expect(from).ToHaveValueAsync("21:30");
        await Assertions.Expect(told.GetByLabel("Time zone")).ToHaveValueAsync("Europe/Berlin");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Calls_come_by_e_mail_when_one_says_so_and_the_page_says_when_the_next_digest_comes(int width)
    {
        await using var visitor = await world.Visit("default@harbor.example", "/profile", width: width);
        var told = Told(visitor);
        var mailed = told.GetByLabel("E-mail me about new calls");
        await mailed.CheckAsync();
        await Assertions.Expect(told.GetByLabel("My teams’ calls, by e-mail")).ToBeCheckedAsync();
        // The other width was here before.
        await told.GetByLabel("Each call at once").CheckAsync();
        await Assertions.Expect(told.GetByText("Next digest:")).ToBeHiddenAsync();
        await told.GetByLabel("Together, in a digest").CheckAsync();
        await Assertions.Expect(told.GetByText("Next digest:")).ToBeVisibleAsync();
        await told.GetByLabel("Time zone").SelectOptionAsync("Europe/Berlin");
        foreach (var day in new[] { "Tuesday", "Wednesday", "Thursday", "Friday" }) await told.GetByLabel(day).UncheckAsync();
        await Assertions.Expect(told.GetByText("Next digest: Monday")).ToBeVisibleAsync();
        await told.GetByLabel("Monday").UncheckAsync();
        await Assertions.Expect(told.GetByText("Choose at least one day.")).ToBeVisibleAsync();
        await told.GetByLabel("Sunday").CheckAsync();
        await Assertions.Expect(told.GetByText("Next digest: Sunday")).ToBeVisibleAsync();
        await told.GetByText("Next digest:").ScrollIntoViewIfNeededAsync();
        await visitor.Judge($"call-mail-{width}");

        await visitor.Open("/profile");
        await Assertions.Expect(told.GetByText("Next digest: Sunday")).ToBeVisibleAsync();
        await Assertions.Expect(told.GetByLabel("Monday")).Not.ToBeCheckedAsync();
        await mailed.UncheckAsync();
        await Assertions.Expect(told.GetByText("Next digest:")).ToBeHiddenAsync();
        (await visitor.Overflow()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task The_link_in_an_e_mail_opens_a_page_that_stops_such_e_mails_and_undoes_it_without_a_session(int width)
    {
        await using var visitor = await world.Visit(null, width: width);
        var wanted = true;
        var changes = 0;
        // Such links are only in e-mails of a server that knows where people reach it; the demo does not.
        await visitor.Page.RouteAsync("**/api/unsubscribe/*", async route =>
        {
            if (route.Request.Method == "PUT") (wanted, changes) = (route.Request.PostData!.Contains("true", StringComparison.Ordinal), changes + 1);
            await route.FulfillAsync(new() { ContentType = "application/json", Body = $$"""{"topic":"app-requests","wanted":{{(wanted ? "true" : "false")}}}""" });
        });
        await visitor.Open("/unsubscribe/sealed");
        await Assertions.Expect(visitor.Page.GetByText("You get e-mails about app requests.")).ToBeVisibleAsync();
        changes.ShouldBe(0, "what scans e-mails opens links");
        await visitor.Picture($"unsubscribe-{width}");
        (await visitor.Barriers()).ShouldBeEmpty();
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await visitor.Picture($"unsubscribe-dark-{width}");
        (await visitor.Barriers(onlyColours: true)).ShouldBeEmpty();
        await Button(visitor, "Stop these e-mails").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("You get no more e-mails about app requests.")).ToBeVisibleAsync();
        await visitor.Picture($"unsubscribe-stopped-{width}");
        await Button(visitor, "Undo").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("You get e-mails about app requests.")).ToBeVisibleAsync();
        (wanted, changes).ShouldBe((true, 2));
        (await visitor.Overflow()).ShouldBeEmpty();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_account_is_muted_on_a_calls_page_and_unmuted_in_the_profile_each_with_undo()
    {
        var id = await world.Push(Who, "The lease in Orchard Lane", "Orchard Hotels", ("Ana", "The price is twelve thousand a year."));
        await using var visitor = await world.Visit(Who, $"/calls/{id}");
        await Button(visitor, "More").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Mute account" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Orchard Hotels muted: no notifications about its calls.")).ToBeVisibleAsync();
        await Button(visitor, "Undo").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Undone.")).ToBeVisibleAsync();
        await Button(visitor, "More").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Mute account" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Orchard Hotels muted: no notifications about its calls.")).ToBeVisibleAsync();

        await visitor.Open("/profile");
        await Assertions.Expect(Button(visitor, "Unmute Orchard Hotels")).ToBeVisibleAsync();
        await Told(visitor).ScrollIntoViewIfNeededAsync();
        await visitor.Judge("told-muted");
        await Button(visitor, "Unmute Orchard Hotels").ClickAsync();
        await Assertions.Expect(Told(visitor).GetByText("None. To mute an account")).ToBeVisibleAsync();
        await Button(visitor, "Undo").ClickAsync();
        await Assertions.Expect(Button(visitor, "Unmute Orchard Hotels")).ToBeVisibleAsync();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Staff_choose_their_quiet_hours_and_hear_of_no_calls()
    {
        await using var visitor = await world.Visit("super@usher.example", "/profile");
        var told = Told(visitor);
        await told.GetByLabel("Quiet hours every day").CheckAsync();
        await Assertions.Expect(visitor.Page.GetByText("Saved.")).ToBeVisibleAsync();
        await Assertions.Expect(told.GetByText("E-mails wait until quiet hours end")).ToBeVisibleAsync();
        await Assertions.Expect(told.GetByRole(AriaRole.Switch).Or(told.GetByRole(AriaRole.Checkbox))).ToHaveCountAsync(2);
        await Assertions.Expect(told.GetByLabel("Requests that wait for my decision")).ToBeCheckedAsync();
        await Told(visitor).ScrollIntoViewIfNeededAsync();
        await visitor.Judge("told-staff");
        await told.GetByLabel("Quiet hours every day").UncheckAsync();
    }

    private static ILocator Told(Visitor visitor) => visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Notifications" });

    private static ILocator Button(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
