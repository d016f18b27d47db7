using System.Text.Json;
using Microsoft.Playwright;
using Usher.SystemTests.Marketplace;
using Usher.Tests;
using Usher.Tests.ConsolePages;
using Usher.Tests.Marketplace;

namespace Usher.SystemTests.ConsolePages;

/// <summary>An app is connected through the pages of another's authorization server, and disconnected again.</summary>
public class ConnectionPagesTests(ConsoleWorld world)
{
    [Fact]
    public async Task An_app_is_connected_through_the_provider_s_pages_and_its_access_revoked_when_it_is_disabled()
    {
        Peer.Chromium.Need();
        await using var provider = await AuthorizationServer.Start(new Uri((await world.Server).Url, "/connections/return").ToString());
        var app = "mailer-" + Guid.NewGuid().ToString("N")[..6];
        var place = $"/api/customers/harbor/apps/{app}/tenants/{await Tenant()}";
        await using (var super = await world.Visit("super@usher.example", "/customers"))
        {
            (await super.Send("POST", "/api/catalogue", JsonSerializer.Serialize(
                OAuthTown.Manifest(provider.Provider) with { Slug = app, Name = "Mailer" }, Manifests))).ShouldBe(201);
            (await super.Send("PUT", $"/api/catalogue/{app}/client-secret", $$"""{"secret":"{{AuthorizationServer.Secret}}"}""")).ShouldBe(204);
        }

        await using var admin = await world.Visit("customeradmin@harbor.example", "/");
        (await admin.Send("POST", place + "/request", "{}")).ShouldBe(204);
        await using var support = await world.Visit("support@usher.example", "/customers");
        (await support.Send("POST", place + "/approve", "{}")).ShouldBe(204);

        await admin.Open($"/customers/harbor/apps/{app}");
        var connection = admin.Page.GetByRole(AriaRole.Group, new() { NameRegex = new("^Connection to Mailbox") }).First;
        await Assertions.Expect(connection).ToContainTextAsync("Not connected");
        await Pictures(admin, "connection-none");
        (await admin.Barriers()).ShouldBeEmpty();

        // Who declines is led back, and told that nothing changed.
        await connection.GetByRole(AriaRole.Button, new() { Name = "Connect to Mailbox" }).ClickAsync();
        await admin.Page.GetByPlaceholder("Enter any login").WaitForAsync();
        await admin.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("Cancel", System.Text.RegularExpressions.RegexOptions.IgnoreCase) }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Access was declined at Mailbox. Nothing was changed.");
        admin.Page.Url.ShouldEndWith("/connections/return");
        await Pictures(admin, "connection-declined");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Back to the app" }).ClickAsync();

        await connection.GetByRole(AriaRole.Button, new() { Name = "Connect to Mailbox" }).ClickAsync();
        await admin.Page.GetByPlaceholder("Enter any login").FillAsync("ana");
        await admin.Page.GetByPlaceholder("and password").FillAsync("word");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Sign-in" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(admin.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/customers/harbor/apps/{app}$"));
        await Assertions.Expect(connection).ToContainTextAsync("Connected");
        await Assertions.Expect(connection).ToContainTextAsync("mail.read");
        await Pictures(admin, "connection-made");
        (await admin.Barriers()).ShouldBeEmpty();

        // Its tokens are short-lived there: Usher renews them.
        await Eventually.Until(() => Task.FromResult(provider.Said.Contains("grant refresh_token")), TimeSpan.FromSeconds(30));
        (await support.Send("POST", place + "/disable", "{}")).ShouldBe(204);
        await Eventually.Until(() => Task.FromResult(provider.Said.Contains("revoked")), TimeSpan.FromSeconds(30));
        admin.Complaints.ShouldBeEmpty();

        async Task<string> Tenant()
        {
            await using var visitor = await world.Visit("customeradmin@harbor.example", "/");
            return await visitor.Page.EvaluateAsync<string>("""
                async () => (await (await fetch('/api/customers/harbor/apps/signage')).json()).tenants[0].tenant.slug
                """);
        }
    }

    private static JsonSerializerOptions Manifests { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Pictures in both widths, light and dark.</summary>
    private static async Task Pictures(Visitor visitor, string name)
    {
        if (Environment.GetEnvironmentVariable("PICTURES") is null) return;
        var size = visitor.Page.ViewportSize!;
        foreach (var (width, scheme) in new[] { (1280, ColorScheme.Light), (1280, ColorScheme.Dark), (360, ColorScheme.Light), (360, ColorScheme.Dark) })
        {
            await visitor.Page.SetViewportSizeAsync(width, 860);
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await visitor.Picture($"{name}-{width}-{scheme.ToString().ToLowerInvariant()}");
        }

        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await visitor.Page.SetViewportSizeAsync(size.Width, size.Height);
    }
}
