using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Usher.Identity;
using Usher.Tests.Directory;
using Usher.Web.Api;
using Usher.Web.Hosting;

namespace Usher.Tests.Identity;

/// <summary>The doors of sign-in over HTTP: cookies, proxies, and asking to wait.</summary>
public sealed class DoorTests
{
    private const string Email = "orgadmin@harbor.example";

    [Theory]
    [InlineData(null, "usher-session", false)]
    [InlineData("http://127.0.0.1:5070", "usher-session", false)]
    [InlineData("https://usher.example", "__Host-usher-session", true)]
    [InlineData("HTTPS://USHER.EXAMPLE", "__Host-usher-session", true)]
    public async Task Where_people_reach_the_server_by_https_the_cookie_goes_by_https_alone_and_is_this_hosts(string? publicUrl, string name, bool secure)
    {
        await using var server = await TownServer.Open(set: settings => settings with { PublicUrl = publicUrl });
        using var browser = Browser(server);
        var cookie = (await SignIn(browser)).Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        var parts = cookie.Split(';', StringSplitOptions.TrimEntries);

        parts[0].ShouldStartWith(name + "=");
        parts.Contains("secure").ShouldBe(secure);
        parts.ShouldContain("httponly");
        parts.ShouldContain("samesite=strict");
        parts.ShouldContain("path=/");
        parts.ShouldNotContain(part => part.StartsWith("domain", StringComparison.OrdinalIgnoreCase));

        // Under the other name it counts for nothing, and signing out takes it away in the same way.
        (await Me(browser, parts[0])).ShouldBe(HttpStatusCode.OK);
        var value = parts[0][(name.Length + 1)..];
        (await Me(browser, $"{(secure ? SessionCookie.Plain : SessionCookie.Secure)}={value}")).ShouldBe(HttpStatusCode.Unauthorized);
        using var leave = new HttpRequestMessage(HttpMethod.Delete, "/api/session");
        leave.Headers.Add("Cookie", parts[0]);
        leave.Headers.Add(CallerMiddleware.AntiforgeryHeader, Usher.Directory.SecretToken.Parse(value)!.Value.Antiforgery());
        var gone = (await browser.SendAsync(leave)).Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        gone.ShouldStartWith(name + "=;");
        gone.Contains("secure", StringComparison.Ordinal).ShouldBe(secure);
    }

    [Fact]
    public async Task Too_many_attempts_are_answered_alike_with_the_time_to_wait_and_who_comes_from_elsewhere_is_not()
    {
        await using var server = await TownServer.Open(set: settings => settings with { Proxies = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8")] });
        using var browser = Browser(server);
        for (var i = 0; i < 5; i++) (await SignIn(browser, "a wrong password", "198.51.100.7")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var answers = new List<string>();
        foreach (var password in new[] { "a wrong password", Town.Password })
        {
            var answer = await SignIn(browser, password, "198.51.100.7");
            answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
            var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
            problem["code"]!.GetValue<string>().ShouldBe(nameof(TooManyAttempts));
            problem.Remove("traceId");
            answers.Add(problem.ToJsonString());
        }

        answers.Distinct().Count().ShouldBe(1);
        (await SignIn(browser, Town.Password, "198.51.100.8")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        // What the client itself claims to stand before it is not heard: the last that is no proxy counts.
        (await SignIn(browser, Town.Password, "198.51.100.8, 198.51.100.7, 10.0.0.4")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Whom_nobody_named_as_a_proxy_is_not_believed()
    {
        await using var server = await TownServer.Open(set: settings => settings with { Proxies = [IPNetwork.Parse("10.0.0.0/8")] });
        using var browser = Browser(server);
        for (var i = 0; i < 5; i++) await SignIn(browser, "a wrong password", $"198.51.100.{i}");
        (await SignIn(browser, Town.Password, "198.51.100.9")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        await using var open = await TownServer.Open();
        using var other = Browser(open);
        for (var i = 0; i < 5; i++) await SignIn(other, "a wrong password", $"198.51.100.{i}");
        (await SignIn(other, Town.Password, "198.51.100.9")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var cookie = (await SignIn(other, Town.Password, null, "editor@harbor.example")).Headers;
        cookie.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task A_named_proxy_says_that_the_client_came_by_https()
    {
        await using var server = await TownServer.Open(set: settings => settings with { Proxies = [IPNetwork.Parse("127.0.0.1/32")] });
        using var browser = Browser(server);
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        (await SignIn(browser, from: "198.51.100.8")).Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldStartWith("__Host-");
    }

    [Theory]
    [InlineData("10.0.0.7", "10.0.0.7/32")]
    [InlineData("10.0.0.0/24, 2001:db8::/32", "10.0.0.0/24 2001:db8::/32")]
    [InlineData("", "")]
    public void Proxies_are_named_by_address_or_network(string set, string read) => string.Join(' ', Settings(set).Proxies).ShouldBe(read);

    [Theory]
    [InlineData("*")]
    [InlineData("proxy.example")]
    [InlineData("10.0.0.1/240")]
    public void What_is_neither_is_refused_at_the_start(string set) => Should.Throw<InvalidDataException>(() => Settings(set));

    [Fact]
    public async Task Keys_that_go_on_are_asked_for_in_the_very_act()
    {
        await using var server = await TownServer.Open();
        foreach (var (keys, left) in new[] { ("keep", 1), ("revoke", 0) })
        {
            if (keys == "keep") await server.Send("orgadmin", "POST", "/api/me/keys", HttpStatusCode.Created, new { name = "script", permissions = new[] { "profile/edit" }, days = 30 });
            var (former, next) = keys == "keep" ? (Town.Password, "another quiet lighthouse") : ("another quiet lighthouse", "a third quiet lighthouse");
            await server.Send("orgadmin", "POST", "/api/me/password", HttpStatusCode.NoContent, new { former, password = next, keys });
            (await server.Get("orgadmin", "/api/me/keys"))!["items"]!.AsArray().Count.ShouldBe(left);
        }

        await server.Send("orgadmin", "POST", "/api/me/password", HttpStatusCode.BadRequest, new { former = "a third quiet lighthouse", password = "a fourth quiet lighthouse", keys = "perhaps" });
        await server.Send("orgadmin", "DELETE", "/api/session/all?keys=perhaps", HttpStatusCode.UnprocessableEntity);
        await server.Send("orgadmin", "DELETE", "/api/session/all?keys=keep", HttpStatusCode.NoContent);
    }

    private static UsherSettings Settings(string proxies) => UsherSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Usher:Proxies", (string?)proxies)]).Build(), isDemo: true);

    private static HttpClient Browser(TownServer server) => new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Address };

    private static async Task<HttpResponseMessage> SignIn(HttpClient browser, string password = Town.Password, string? from = null, string email = Email)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/session") { Content = JsonContent.Create(new { email, password }) };
        if (from is not null) request.Headers.Add("X-Forwarded-For", from);
        return await browser.SendAsync(request);
    }

    private static async Task<HttpStatusCode> Me(HttpClient browser, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me");
        request.Headers.Add("Cookie", cookie);
        return (await browser.SendAsync(request)).StatusCode;
    }
}
