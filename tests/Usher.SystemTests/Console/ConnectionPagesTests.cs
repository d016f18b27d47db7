using System.Text.Json;
using Microsoft.Playwright;
using Usher.SystemTests.Marketplace;
using Usher.Tests;
using Usher.Tests.ConsolePages;
using Usher.Tests.Marketplace;

namespace Usher.SystemTests.ConsolePages;

/// <summary>An app is connected through the pages of another's authorization server, and disconnected again.</summary>
[Whole]
public class ConnectionPagesTests(ConsoleWorld world)
{
    [Fact]
    public async Task An_app_is_connected_through_the_provider_s_pages_and_its_access_revoked_when_it_is_disabled()
    {
        Peer.Chromium.Need();
        await using var provider = await AuthorizationServer.Start(new Uri((await world.Server).Url, "/connections/return").ToString());
        await using var admin = await world.Visit("customeradmin@harbor.example", "/");
        await using var support = await world.Visit("support@usher.example", "/customers");
        var (app, place) = await Approved(provider, admin, support);

        await admin.Open($"/customers/harbor/apps/{app}");
        var connection = Connection(admin);
        await Assertions.Expect(connection).ToContainTextAsync("Not connected");
        await admin.Pictures("connection-none");
        (await admin.Barriers()).ShouldBeEmpty();

        // Who declines is led back, and nothing changed.
        await connection.GetByRole(AriaRole.Button, new() { Name = "Connect to Mailbox" }).ClickAsync();
        await admin.Page.GetByPlaceholder("Enter any login").WaitForAsync();
        await admin.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("Cancel", System.Text.RegularExpressions.RegexOptions.IgnoreCase) }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Access was declined at Mailbox. Nothing was changed.");
        admin.Page.Url.ShouldEndWith("/connections/return");
        await admin.Pictures("connection-declined");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Back to the app" }).ClickAsync();

        await Connect(admin, app, "Connect to Mailbox");
        await Assertions.Expect(connection).ToContainTextAsync("Connected");
        await Assertions.Expect(connection).ToContainTextAsync("mail.read");
        await admin.Pictures("connection-made");
        (await admin.Barriers()).ShouldBeEmpty();

        // Its tokens are short-lived there: Usher renews them.
        await Eventually.Until(() => Task.FromResult(provider.Said.Contains("grant refresh_token")), TimeSpan.FromSeconds(30));
        (await support.Send("POST", place + "/disable", "{}")).ShouldBe(204);
        await Eventually.Until(() => Task.FromResult(provider.Said.Contains("revoked")), TimeSpan.FromSeconds(30));
        admin.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_provider_that_ended_the_connection_or_does_not_answer_is_said_to_and_so_is_who_can_connect_again()
    {
        Peer.Chromium.Need();
        await using var provider = await AuthorizationServer.Start(new Uri((await world.Server).Url, "/connections/return").ToString());
        await using var admin = await world.Visit("customeradmin@harbor.example", "/");
        await using var support = await world.Visit("support@usher.example", "/customers");
        var (app, _) = await Approved(provider, admin, support);
        var connection = Connection(admin);
        await admin.Open($"/customers/harbor/apps/{app}");
        await Connect(admin, app, "Connect to Mailbox");
        await provider.Begin();
        await Becomes("ended");
        await admin.Open($"/customers/harbor/apps/{app}");
        await Assertions.Expect(connection).ToContainTextAsync("Mailbox ended this connection");
        await admin.Pictures("connection-ended");
        (await admin.Barriers()).ShouldBeEmpty();
        await using (var user = await world.Visit("user@harbor.example", $"/customers/harbor/apps/{app}"))
        {
            await Assertions.Expect(Connection(user)).ToContainTextAsync("can connect it.");
            await user.Pictures("connection-ended-user");
        }

        await Connect(admin, app, "Connect to Mailbox again");
        await provider.Stop();
        await Becomes("failing");
        await admin.Open($"/customers/harbor/apps/{app}");
        await Assertions.Expect(connection).ToContainTextAsync("Mailbox doesn’t answer.");
        await Assertions.Expect(connection).ToContainTextAsync("Usher tries again");
        await admin.Pictures("connection-failing");
        await connection.GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();
        await admin.Pictures("connection-disconnect");
        await admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Disconnect", Exact = true }).ClickAsync();
        await Assertions.Expect(connection).ToContainTextAsync("Not connected");

        Task Becomes(string state) => Eventually.Until(() => admin.Page.EvaluateAsync<bool>("""
            async ([app, state]) => (await (await fetch(`/api/customers/harbor/apps/${app}`)).json()).tenants.some((place) => place.connection?.state === state)
            """, new[] { app, state }), TimeSpan.FromSeconds(40));
    }

    private static ILocator Connection(Visitor visitor) => visitor.Page.GetByRole(AriaRole.Group, new() { NameRegex = new("^Connection to Mailbox") }).First;

    /// <summary>An app that connects to the provider, approved in a tenant: its slug, and its address there.</summary>
    private async Task<(string App, string Place)> Approved(AuthorizationServer provider, Visitor admin, Visitor support)
    {
        var app = "mailer-" + Guid.NewGuid().ToString("N")[..6];
        var tenant = await admin.Page.EvaluateAsync<string>("""
            async () => (await (await fetch('/api/customers/harbor/apps/signage')).json()).tenants[0].tenant.slug
            """);
        var place = $"/api/customers/harbor/apps/{app}/tenants/{tenant}";
        await using (var super = await world.Visit("super@usher.example", "/app-requests"))
        {
            await super.Page.GetByRole(AriaRole.Button, new() { Name = "Publish an app" }).ClickAsync();
            var drawer = super.Page.GetByRole(AriaRole.Dialog);
            await Assertions.Expect(drawer.GetByRole(AriaRole.Group, new() { Name = "Client secret" })).ToHaveCountAsync(0);
            await drawer.GetByLabel("Manifest").FillAsync(JsonSerializer.Serialize(
                OAuthTown.Manifest(provider.Provider) with { Slug = app, Name = "Mailer" }, Manifests));
            await drawer.GetByRole(AriaRole.Group, new() { Name = "Client secret" }).GetByRole(AriaRole.Button, new() { Name = "Replace" }).ClickAsync();
            await drawer.GetByLabel("Client secret").FillAsync(AuthorizationServer.Secret);
            await super.Pictures("connection-publish");
            (await super.Barriers()).ShouldBeEmpty();
            await super.Page.Keyboard.PressAsync("Control+Enter");
            await Assertions.Expect(drawer).ToBeHiddenAsync();
        }

        (await admin.Send("POST", place + "/request", "{}")).ShouldBe(204);
        (await support.Send("POST", place + "/approve", "{}")).ShouldBe(204);
        return (app, place);
    }

    /// <summary>Goes through the provider's pages and back.</summary>
    private static async Task Connect(Visitor admin, string app, string button)
    {
        await Connection(admin).GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        var login = admin.Page.GetByPlaceholder("Enter any login");
        var consent = admin.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" });
        await login.Or(consent).First.WaitForAsync();
        if (await login.IsVisibleAsync())
        {
            await login.FillAsync("ana");
            await admin.Page.GetByPlaceholder("and password").FillAsync("word");
            await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Sign-in" }).ClickAsync();
        }

        await consent.ClickAsync();
        await Assertions.Expect(admin.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/customers/harbor/apps/{app}$"));
    }

    private static JsonSerializerOptions Manifests { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Pictures in both widths, light and dark.</summary>
}
