using System.Text.Json.Nodes;
using System.Web;
using Microsoft.Playwright;
using Usher.SystemTests.Delivery;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>An Organization Admin connects the organization's own app through the pages of another's Slack, and disconnects it.</summary>
[Whole]
public class SlackPagesTests
{
    [Fact]
    public async Task An_Organization_Admin_makes_the_app_enters_its_secrets_allows_it_in_Slack_and_disconnects_it()
    {
        Peer.Chromium.Need();
        using var slack = await SlackPeer.Start();
        var reached = $"http://127.0.0.1:{FreePort.Find()}";
        await using var world = new ConsoleWorld(new Dictionary<string, string> { ["Slack__Url"] = slack.Api.ToString(), ["Usher__PublicUrl"] = reached });
        await using var admin = await world.Visit("orgadmin@lakeside.example", "/customers/lakeside/settings");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Connect to Slack" }).ClickAsync();
        var main = admin.Page.GetByRole(AriaRole.Main);
        await Assertions.Expect(main).ToContainTextAsync("Not connected");
        await admin.Judge("slack-none");

        // The app is made from a manifest that leads back here.
        var create = new Uri((await main.GetByRole(AriaRole.Link, new() { Name = "Create the app" }).GetAttributeAsync("href"))!);
        create.Host.ShouldBe("api.slack.com");
        Manifest(create)["settings"]!["event_subscriptions"]!["request_url"]!.GetValue<string>().ShouldBe($"{reached}/slack/lakeside/events");
        await main.GetByRole(AriaRole.Switch).ClickAsync();
        create = new Uri((await main.GetByRole(AriaRole.Link, new() { Name = "Create the app" }).GetAttributeAsync("href"))!);
        Manifest(create)["settings"]!["socket_mode_enabled"]!.GetValue<bool>().ShouldBeTrue();
        await Assertions.Expect(main.GetByRole(AriaRole.Button, new() { Name = "Connect to Slack" })).ToBeDisabledAsync();

        await main.GetByRole(AriaRole.Button, new() { Name = "Enter credentials" }).ClickAsync();
        var drawer = admin.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("Client ID").FillAsync("111.222");
        await drawer.GetByLabel("Client secret").FillAsync("client-canary");
        await admin.Judge("slack-credentials");
        await admin.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(drawer).ToContainTextAsync("Enter the app’s signing secret.");
        await drawer.GetByLabel("Signing secret").FillAsync("signing-canary");
        await admin.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(drawer).ToBeHiddenAsync();
        await Assertions.Expect(main).ToContainTextAsync("111.222");
        (await admin.Page.ContentAsync()).ShouldNotContain("canary");

        await main.GetByRole(AriaRole.Button, new() { Name = "Connect to Slack" }).ClickAsync();
        await drawer.GetByLabel("Reason").FillAsync("Sales lives in Slack.");
        await admin.Pictures("slack-install");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Continue to Slack" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("ana") }).First.ClickAsync();
        await Assertions.Expect(main).ToContainTextAsync("Connected to Harbor");
        admin.Page.Url.ShouldEndWith("/customers/lakeside/settings/slack");
        await admin.Judge("slack-connected");

        // Back from somewhere else, there is nothing to finish.
        await admin.Open("/connections/slack?state=forged&code=1");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not started here");
        await admin.Pictures("slack-forged");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Back to Slack settings" }).ClickAsync();

        await main.GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();
        await admin.Pictures("slack-disconnect");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();
        await Assertions.Expect(main).ToContainTextAsync("Not connected");
        admin.Complaints.ShouldBeEmpty();

        await using var other = await world.Visit("useradmin@lakeside.example", "/customers/lakeside/settings/slack");
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Organization Admin");
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Button, new() { Name = "Connect to Slack" })).ToHaveCountAsync(0);
    }

    private static JsonNode Manifest(Uri create) => JsonNode.Parse(HttpUtility.ParseQueryString(create.Query)["manifest_json"]!)!;
}
