using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Usher.Client;
using Usher.Tests.AuthZen;

namespace Usher.Tests.Client;

/// <summary>A product whose routes ask a real server: who is let through, and that nobody is when there is no answer.</summary>
public sealed class AuthorizationTests(AuthZenServer server) : IClassFixture<AuthZenServer>, IAsyncLifetime
{
    private readonly List<WebApplication> _products = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var product in _products) await product.DisposeAsync();
    }

    [Theory]
    [InlineData("/harbor/signage", "custom@harbor.example", HttpStatusCode.OK)]
    [InlineData("/harbor/signage", "user@harbor.example", HttpStatusCode.Forbidden)]
    [InlineData("/harbor/signage", "custom@lakeside.example", HttpStatusCode.Forbidden)]
    [InlineData("/lakeside/signage", "custom@harbor.example", HttpStatusCode.Forbidden)]
    [InlineData("/nowhere/signage", "custom@harbor.example", HttpStatusCode.Forbidden)]
    [InlineData("/harbor/signage", null, HttpStatusCode.Unauthorized)]
    [InlineData("/harbor/signage", "", HttpStatusCode.Forbidden)]
    [InlineData("/harbor/apps/signage", "custom@harbor.example", HttpStatusCode.OK)]
    [InlineData("/harbor/apps/menu", "custom@harbor.example", HttpStatusCode.Forbidden)]
    [InlineData("/harbor/tenants/north", "owner@harbor.example", HttpStatusCode.OK)]
    [InlineData("/harbor/tenants/south", "owner@harbor.example", HttpStatusCode.Forbidden)]
    [InlineData("/harbor/teams/sales", "editor@harbor.example", HttpStatusCode.OK)]
    [InlineData("/harbor/teams/support", "editor@harbor.example", HttpStatusCode.Forbidden)]
    [InlineData("/harbor/misnamed", "customeradmin@harbor.example", HttpStatusCode.Forbidden)]
    [InlineData("/own", "orgadmin@harbor.example", HttpStatusCode.OK)]
    [InlineData("/own", "default@harbor.example", HttpStatusCode.Forbidden)]
    [InlineData("/in-code", "custom@harbor.example", HttpStatusCode.OK)]
    [InlineData("/in-code", "user@harbor.example", HttpStatusCode.Forbidden)]
    public async Task Only_whom_Usher_lets_act_passes(string path, string? email, HttpStatusCode expected) =>
        (await Get(await Product(server.Address, server.Platform), path, email)).ShouldBe(expected);

    [Fact]
    public async Task Without_a_customer_in_the_request_or_the_options_nobody_passes() =>
        (await Get(await Product(server.Address, server.Platform, usher => usher.Customer = _ => null), "/own", "orgadmin@harbor.example")).ShouldBe(HttpStatusCode.Forbidden);

    [Fact]
    public async Task When_Usher_does_not_answer_nobody_passes()
    {
        await using var html = await Peer.Saying("<html>", "text/html");
        await using var text = await Peer.Saying("""{"decision":"true"}""");
        await using var slow = await Peer.Open(http => Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        foreach (var address in new[] { html.Address, text.Address, slow.Address, new Uri("http://127.0.0.1:9") })
        {
            var product = await Product(address, Peer.Key, usher => usher.Timeout = TimeSpan.FromMilliseconds(300));
            (await Get(product, "/harbor/signage", "custom@harbor.example")).ShouldBe(HttpStatusCode.Forbidden, $"{address}");
        }
    }

    private static async Task<HttpStatusCode> Get(WebApplication product, string path, string? email)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(product.Urls.Single()), path));
        if (email is not null) request.Headers.TryAddWithoutValidation("Person", email);
        return (await http.SendAsync(request)).StatusCode;
    }

    private async Task<WebApplication> Product(Uri address, string key, Action<UsherOptions>? set = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, SignedIn>("test", _ => { });
        builder.Services.AddAuthorization();
        builder.Services.AddUsher(usher =>
        {
            (usher.Address, usher.Key, usher.Timeout, usher.Customer) = (address, key, TimeSpan.FromSeconds(20), _ => "harbor");
            set?.Invoke(usher);
        });
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        static string Done() => "done";
        app.MapGet("/{customer}/signage", Done).WithMetadata(new UsherAuthorizeAttribute("app", "configure") { Id = "signage", CustomerFrom = "customer" });
        app.MapGet("/{customer}/apps/{app}", [UsherAuthorize("app", "configure", IdFrom = "app", CustomerFrom = "customer")] () => "done");
        app.MapGet("/{customer}/tenants/{tenant}", [UsherAuthorize("app", "request", CustomerFrom = "customer", TenantFrom = "tenant")] () => "done");
        app.MapGet("/{customer}/teams/{team}", [UsherAuthorize("workflow", "configure", CustomerFrom = "customer", TeamFrom = "team")] () => "done");
        app.MapGet("/{customer}/misnamed", [UsherAuthorize("app", "configure", CustomerFrom = "customer", TenantFrom = "tenent")] () => "done");
        app.MapGet("/own", [UsherAuthorize("team", "manage")] () => "done");
        app.MapGet("/in-code", async (HttpContext http, IAuthorizationService authorization) =>
            (await authorization.AuthorizeAsync(http.User, new Resource("app", "signage", "harbor"), new UsherRequirement("app", "configure"))).Succeeded ? Results.Ok() : Results.StatusCode(403));
        await app.StartAsync();
        _products.Add(app);
        return app;
    }

    /// <summary>Signs in whomever the request names; an empty name: somebody without an address.</summary>
    private sealed class SignedIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (!Request.Headers.TryGetValue("Person", out var person)) return Task.FromResult(AuthenticateResult.NoResult());
            var claims = person.ToString() is { Length: > 0 } email ? new[] { new Claim(ClaimTypes.Email, email) } : [];
            return Task.FromResult(AuthenticateResult.Success(new(new(new ClaimsIdentity(claims, "test")), "test")));
        }
    }
}
