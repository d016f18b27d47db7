using Microsoft.Playwright;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>Requests for apps decided at once, apps configured, and apps with pictures. Whoever has an app of the demo keeps it as it is.</summary>
[Whole]
public class MarketplacePagesTests(ConsoleWorld world)
{
    private const string Lakeside = "/api/customers/lakeside/apps";
    private const string SignageWest = "/customers/lakeside/apps/signage/tenants/west/configure";

    [Fact]
    public async Task Several_requests_are_approved_at_once_after_ten_seconds_in_which_it_can_be_undone()
    {
        await using var asker = await world.Visit("user@lakeside.example", "/profile");
        foreach (var app in new[] { "training", "bookings" })
            (await asker.Send("POST", $"{Lakeside}/{app}/tenants/east/request", """{"for":"The summer course"}""")).ShouldBe(204);

        await using var visitor = await world.Visit("support@usher.example", "/app-requests");
        ILocator Choice(string app) => visitor.Page.GetByLabel($"Choose {app} for Lakeside Clinics, Lakeside East");
        await Choose();
        await Button(visitor, "Approve 2 chosen").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Approved: 2 requests, without optional scopes.")).ToBeVisibleAsync();
        await Button(visitor, "Undo").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Undone.")).ToBeVisibleAsync();
        await visitor.Open("/app-requests");
        await Choose();
        await visitor.Picture("app-requests-chosen");
        await Button(visitor, "Approve 2 chosen").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("2 of 2 approved.")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(Choice("Training")).ToHaveCountAsync(0);
        await visitor.Open("/customers/lakeside/apps/training");
        await Assertions.Expect(visitor.Page.GetByText("Approved").First).ToBeVisibleAsync();
        visitor.Complaints.ShouldBeEmpty();

        async Task Choose()
        {
            await Choice("Training").CheckAsync();
            await Choice("Bookings").CheckAsync();
        }
    }

    [Fact]
    public async Task A_configuration_is_copied_from_another_tenant_into_the_form_and_into_nothing_else()
    {
        await using var visitor = await world.Visit("customeradmin@lakeside.example", SignageWest);
        var words = visitor.Page.GetByLabel("Words on a screen that waits");
        await Assertions.Expect(words).ToHaveValueAsync("Please take a seat");
        await words.FillAsync("Something else");
        await Button(visitor, "Lakeside East").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Filled in from Lakeside East. Nothing changes until you save.")).ToBeVisibleAsync();
        await Assertions.Expect(words).ToHaveValueAsync("Please take a seat");
        await visitor.Judge("configuration-copied");
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hosts_are_tested_as_they_are_entered_and_each_answer_says_what_came_of_it()
    {
        await using var visitor = await world.Visit("customeradmin@lakeside.example", SignageWest);
        var test = Button(visitor, "Test connection");
        await test.ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Enter an address that begins with https:// first.")).ToBeVisibleAsync();
        var server = visitor.Page.GetByLabel("Address of the screens' server");
        await server.FillAsync("https://screens.invalid/api");
        await test.ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("(screens.invalid): There is no host of this name.")).ToBeVisibleAsync();
        await server.FillAsync("https://10.0.0.1/api");
        await test.ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("(10.0.0.1): This host is in a private address range.")).ToBeVisibleAsync();
        await visitor.Judge("connection-tested");
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_app_is_published_with_pictures_that_can_be_looked_at_larger_by_keyboard()
    {
        await using var visitor = await world.Visit("customeradmin@lakeside.example", "/customers/lakeside/apps");
        await Button(visitor, "Publish your own app").ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("Pictures").SetInputFilesAsync([File("board.png", 1200, 800, 0x1f), File("list.png", 800, 800, 0x5f)]);
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Publish app" }).ClickAsync();
        await Assertions.Expect(drawer.GetByText("Describe what is to be seen.").First).ToBeVisibleAsync();
        await drawer.GetByLabel("What board.png shows").FillAsync("The board of a ward");
        await drawer.GetByLabel("What list.png shows").FillAsync("The list of beds");
        await visitor.Judge("app-publish-pictures");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Publish app" }).ClickAsync();
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("My App");

        foreach (var width in new[] { 360, 1280 })
        {
            await visitor.Page.SetViewportSizeAsync(width, 800);
            await visitor.Open("/customers/lakeside/apps/my-app");
            var pictures = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Pictures" }).GetByRole(AriaRole.Button);
            await Assertions.Expect(pictures).ToHaveCountAsync(2);
            (await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('ul[aria-label=Pictures] img')).aspectRatio")).ShouldBe("1200 / 800");
            if (width == 1280) await visitor.Judge("app-pictures");
            await pictures.First.FocusAsync();
            await visitor.Page.Keyboard.PressAsync("Enter");
            var larger = visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "The board of a ward" });
            await Assertions.Expect(larger).ToBeVisibleAsync();
            if (width == 1280) await visitor.Judge("app-picture-larger");
            await visitor.Page.Keyboard.PressAsync("ArrowRight");
            await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "The list of beds" })).ToBeVisibleAsync();
            await visitor.Page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            await Assertions.Expect(pictures.First).ToBeFocusedAsync();
            (await visitor.Overflow()).ShouldBeEmpty();
        }

        visitor.Complaints.ShouldBeEmpty();
    }

    private static FilePayload File(string name, int width, int height, byte shade)
    {
        using var picture = new Image<Rgba32>(width, height, new Rgba32(shade, 0x80, 0x78));
        using var file = new MemoryStream();
        picture.SaveAsPng(file);
        return new() { Name = name, MimeType = "image/png", Buffer = file.ToArray() };
    }

    private static ILocator Button(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}

