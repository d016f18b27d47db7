using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>Links, clocks and names as people have them.</summary>
[Whole]
public class LinksTests(ConsoleWorld world)
{
    private const string Seller = "user@harbor.example";

    [Fact]
    public async Task A_link_survives_sign_in_with_its_question_and_its_place_in_the_page()
    {
        await using var known = await world.Visit(Seller, "/roles");
        var id = await known.FirstCall("");
        await using var visitor = await world.Visit(null, $"/calls/{id}?view=transcript#t3");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("Sign in to Usher");
        await visitor.SignInHere(Seller, world);
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex($@"/calls/{id}\?view=transcript#t3$"));
        await Assertions.Expect(visitor.Page.Locator("#t3")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_link_to_a_drawer_opens_it_after_sign_in()
    {
        await using var visitor = await world.Visit(null, "/customers/harbor/teams?act=create");
        await visitor.SignInHere("orgadmin@harbor.example", world);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Create team" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("Pacific/Kiritimati", 14, "GMT+14")]
    [InlineData("Pacific/Pago_Pago", -11, "GMT-11")]
    public async Task Moments_and_days_are_the_readers_own(string zone, int offset, string named)
    {
        await world.Push(Seller, "The tide table", null, ("Host", "High water is at noon."));
        await using var visitor = await world.Visit(Seller, "/calls", zone: zone);
        var time = visitor.Page.Locator("time").First;
        var at = DateTimeOffset.Parse((await time.GetAttributeAsync("datetime"))!, CultureInfo.InvariantCulture).ToOffset(TimeSpan.FromHours(offset));
        await time.HoverAsync();
        var exact = visitor.Page.GetByRole(AriaRole.Tooltip);
        await Assertions.Expect(exact).ToContainTextAsync(at.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
        await Assertions.Expect(exact).ToContainTextAsync(named);
        await time.ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("/calls/[0-9a-f-]+$"));

        var asked = visitor.Page.WaitForRequestAsync(new Regex("/api/calls\\?.*from="));
        await visitor.Open("/calls?since=2026-03-01&until=2026-03-01");
        var query = System.Web.HttpUtility.ParseQueryString(new Uri((await asked).Url).Query);
        var dawn = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.FromHours(offset));
        DateTimeOffset.Parse(query["from"]!, CultureInfo.InvariantCulture).ShouldBe(dawn);
        DateTimeOffset.Parse(query["to"]!, CultureInfo.InvariantCulture).ShouldBe(dawn.AddDays(1));
    }

    [Fact]
    public async Task A_person_of_eighty_letters_from_right_to_left_stays_in_their_place()
    {
        await using var admin = await world.Visit("orgadmin@lakeside.example", "/roles");
        await using var staff = await world.Visit("support@usher.example", "/customers");
        var person = await staff.Page.EvaluateAsync<string>("""
            async () => (await (await fetch('/api/customers/lakeside/users?query=abelson')).json()).items[0].id
            """);
        var address = $"/api/customers/lakeside/users/{person}";
        var first = string.Concat(Enumerable.Repeat("אבגדהוזחטי", 4));
        var last = new string('W', 20) + string.Concat(Enumerable.Repeat("كلمنسعفصقر", 2));
        (await staff.Send("PATCH", address, $$"""{"firstName":"{{first}}","lastName":"{{last}}"}""")).ShouldBe(204);
        var team = await admin.Page.EvaluateAsync<string>("""
            async () => (await (await fetch('/api/customers/lakeside/teams')).json()).items[0].id
            """);
        (await admin.Send("PUT", $"/api/customers/lakeside/teams/{team}/members/{person}", "{}")).ShouldBeInRange(200, 299);
        try
        {
            foreach (var (visitor, page) in new[] { (staff, "users"), (staff, $"users/{person}"), (admin, $"teams/{team}"), (admin, "levels") })
            {
                foreach (var width in new[] { 360, 1280 })
                {
                    await visitor.Page.SetViewportSizeAsync(width, 740);
                    await visitor.Open($"/customers/lakeside/{page}");
                    (await visitor.Overflow()).ShouldBeEmpty($"{page} at {width}");
                    await visitor.Picture($"long-name-{page.Split('/')[0]}{page.Count(c => c == '/')}-{width}");
                }
            }

            (await admin.Barriers()).ShouldBeEmpty();
            (await staff.Barriers()).ShouldBeEmpty();
        }
        finally
        {
            await staff.Send("PATCH", address, """{"firstName":"Ruth","lastName":"Abelson"}""");
        }
    }
}
