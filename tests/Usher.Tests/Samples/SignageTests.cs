using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Signage;
using Usher.Tests.Directory;

namespace Usher.Tests.Samples;

/// <summary>The sample, beside a real server: an app's whole life as its customer's people, the vendor's and the app itself see it.</summary>
public sealed class SignageTests : IAsyncLifetime
{
    private const string Here = "/api/customers/harbor/apps/signage";

    private readonly Dictionary<string, HttpClient> _people = new(StringComparer.Ordinal);
    private TownServer _usher = null!;
    private WebApplication _signage = null!;
    private string _secret = "";

    public async ValueTask InitializeAsync()
    {
        // Signatures are as old as the machine's own clock says.
        _usher = await TownServer.Open(town =>
        {
            town.Clock.Move(TimeProvider.System.GetUtcNow() - town.Now);
            return Task.CompletedTask;
        }, settings => settings with { PrivateHosts = ["127.0.0.1"] });
        await _usher.Send("customeradmin", "POST", Here + "/integration-user/own", HttpStatusCode.NoContent);
        var app = await _usher.Send("customeradmin", "POST", Here + "/integration-user/keys", HttpStatusCode.Created, new { name = "Screens", days = 30 });
        var machine = await _usher.Send("orgadmin", "POST", "/api/customers/harbor/integration-users", HttpStatusCode.Created, new { name = "signage-decisions", owner = _usher.Town["orgadmin"], scopes = new[] { "decision/ask" } });
        await _usher.Send("orgadmin2", "POST", $"/api/customers/harbor/integration-users/{machine!["id"]}/approve", HttpStatusCode.NoContent, new { });
        var decisions = await _usher.Send("orgadmin", "POST", $"/api/customers/harbor/integration-users/{machine["id"]}/keys", HttpStatusCode.Created, new { name = "ask", days = 30 });
        _signage = SignageApp.Build(["--urls", "http://127.0.0.1:0", "--environment", "Production", "--Logging:LogLevel:Default", "None"], options =>
        {
            (options.Usher, options.Customer) = (_usher.Address, "harbor");
            (options.AppKey, options.DecisionKey) = (app!["key"]!.GetValue<string>(), decisions!["key"]!.GetValue<string>());
            options.WebhookSecret = "whsec_" + Convert.ToBase64String(new byte[32]);
        });
        await _signage.StartAsync(TestContext.Current.CancellationToken);
        var webhook = await _usher.Send("customeradmin", "PUT", Here + "/integration-user/webhook", HttpStatusCode.OK, new { url = _signage.Urls.Single() + "/usher" });
        _secret = webhook!["secret"]!.GetValue<string>();
        _signage.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<SignageOptions>>().Value.WebhookSecret = _secret;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _people.Values) person.Dispose();
        await _signage.DisposeAsync();
        await _usher.DisposeAsync();
    }

    [Fact]
    public async Task An_app_is_requested_approved_configured_used_disabled_and_refused()
    {
        // North: requested in the town, approved here.
        await _usher.Send("support", "POST", Here + "/tenants/north/approve", HttpStatusCode.NoContent, new { });
        (await Show("custom", "north")).ShouldBe(HttpStatusCode.Conflict, "nobody has configured it");
        await _usher.Send("custom", "PUT", Here + "/tenants/north/configuration", HttpStatusCode.NoContent, new { values = new { welcome = "Fresh from the sea" } });
        await Until(async () => await Waiting("north") == "Fresh from the sea");

        // At its start it finds by itself where it is active.
        _signage.Services.GetRequiredService<Screens>().Forget("north");
        await _signage.Services.GetRequiredService<UsherSide>().ReadAll(TestContext.Current.CancellationToken);
        (await Show("custom", "north")).ShouldBe(HttpStatusCode.NoContent);
        (await Show("user", "north")).ShouldBe(HttpStatusCode.Forbidden, "a user may see it, and not configure it");
        (await Show("nobody", "north")).ShouldBe(HttpStatusCode.Forbidden);
        (await Show(null, "north")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Show("custom", "south")).ShouldBe(HttpStatusCode.Conflict, "approved there, and not active");
        (await Person("user").GetFromJsonAsync<JsonElement>("/tenants/north/screens")).GetProperty("entrance").GetString().ShouldBe("Cod");
        await Until(async () => (await _usher.Get("custom", Here))!["tenants"]!.AsArray().Single(t => t!["tenant"]!["slug"]!.GetValue<string>() == "north")!["health"]?["well"]?.GetValue<bool>() == true);

        // Who loses the custom role is refused with the next request.
        await _usher.Send("customeradmin", "PUT", $"/api/customers/harbor/users/{_usher.Town["custom"]}/custom-roles", HttpStatusCode.NoContent, new { roles = Array.Empty<string>() });
        (await Show("custom", "north")).ShouldBe(HttpStatusCode.Forbidden);
        (await Show("customeradmin", "north")).ShouldBe(HttpStatusCode.NoContent);

        await _usher.Send("support", "POST", Here + "/tenants/north/disable", HttpStatusCode.NoContent, new { });
        await Until(async () => await Show("customeradmin", "north") == HttpStatusCode.Conflict);
        await _usher.Send("support", "POST", Here + "/tenants/north/enable", HttpStatusCode.NoContent, new { });
        await Until(async () => await Waiting("north") == "Fresh from the sea");
    }

    [Fact]
    public async Task What_a_deactivated_user_put_up_is_taken_down()
    {
        await _usher.Send("custom", "PUT", Here + "/tenants/south/configuration", HttpStatusCode.NoContent, new { values = new { welcome = "Hello" } });
        await Until(async () => await Show("custom", "south") == HttpStatusCode.NoContent);
        await _usher.Send("customeradmin", "POST", $"/api/customers/harbor/users/{_usher.Town["custom"]}/deactivate", HttpStatusCode.NoContent, new { });
        await Until(async () => await Waiting("south") == "Hello");
        (await Show("custom", "south")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_message_that_is_not_Ushers_is_refused()
    {
        using var stranger = new HttpClient { BaseAddress = new(_signage.Urls.Single()) };
        const string Body = """{"specversion":"1.0","id":"1","source":"/customers/harbor","type":"usher.app.removed","subject":"south","datacontenttype":"application/json","data":{}}""";
        foreach (var signature in new[] { null, "v1,", "v1," + Convert.ToBase64String(new byte[32]), "v2,x" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/usher") { Content = new StringContent(Body) };
            request.Headers.Add("webhook-id", "1");
            request.Headers.Add("webhook-timestamp", TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (signature is not null) request.Headers.TryAddWithoutValidation("webhook-signature", signature);
            (await stranger.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, signature);
        }
    }

    private async Task<HttpStatusCode> Show(string? who, string tenant)
    {
        using var answer = await Person(who).PutAsJsonAsync($"/tenants/{tenant}/screens/entrance", new { text = "Cod" });
        return answer.StatusCode;
    }

    private async Task<string?> Waiting(string tenant)
    {
        using var answer = await Person("user").GetAsync($"/tenants/{tenant}/screens");
        return answer.IsSuccessStatusCode && (await answer.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("waiting", out var words) ? words.GetString() : null;
    }

    /// <summary>A person as the proxy in front of Signage names them.</summary>
    private HttpClient Person(string? who)
    {
        if (_people.TryGetValue(who ?? "", out var known)) return known;
        var person = new HttpClient { BaseAddress = new(_signage.Urls.Single()) };
        if (who is not null) person.DefaultRequestHeaders.Add("X-Forwarded-Email", $"{who}@harbor.example");
        return _people[who ?? ""] = person;
    }

    private static Task Until(Func<Task<bool>> met) => Eventually.Until(met, TimeSpan.FromSeconds(30));
}
