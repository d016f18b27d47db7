using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Usher.Directory;
using Usher.Identity;
using Usher.Machines;
using Usher.Platform;
using Usher.Tests.Architecture;

namespace Usher.Tests.Directory;

/// <summary>One's own sessions: seen and ended by their person alone, and by no key.</summary>
public sealed class SessionsTests
{
    private const string Mine = "/api/me/sessions";

    [Fact]
    public async Task A_session_is_ended_from_another_and_only_by_its_own_person()
    {
        await using var server = await TownServer.Open();
        using var other = server.Browser();
        (await other.PostAsJsonAsync("/api/session", new { email = "orgadmin@harbor.example", password = Town.Password })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var listed = (await server.Get("orgadmin", Mine))!["items"]!.AsArray();
        listed.Count.ShouldBe(2);
        listed.Count(one => one!["current"]!.GetValue<bool>()).ShouldBe(1);
        listed[0]!["customer"]!["slug"]!.GetValue<string>().ShouldBe("harbor");
        var elsewhere = listed.Single(one => !one!["current"]!.GetValue<bool>())!["id"]!.GetValue<Guid>();

        await server.Send("editor", "DELETE", $"{Mine}/{elsewhere}", HttpStatusCode.NotFound);
        await server.Send("editor", "DELETE", $"{Mine}/{Guid.CreateVersion7()}", HttpStatusCode.NotFound);
        await server.Send("orgadmin", "DELETE", $"{Mine}/{elsewhere}", HttpStatusCode.NoContent);
        (await other.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await server.Get("orgadmin", Mine))!["items"]!.AsArray().Count.ShouldBe(1);
        (await server.Get("support", Mine))!["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_cookie_stolen_before_sign_out_opens_nothing_after_it_and_no_forged_token_changes_anything()
    {
        await using var server = await TownServer.Open();
        var cookie = await server.Cookie("orgadmin");
        var token = SecretToken.Parse(cookie)!.Value.Antiforgery();
        async Task<HttpStatusCode> Send(string method, string address, string? antiforgery)
        {
            using var browser = server.Browser();
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            request.Headers.Add("Cookie", $"{Usher.Web.Api.SessionCookie.Plain}={cookie}");
            if (antiforgery is not null) request.Headers.Add(Usher.Web.Api.CallerMiddleware.AntiforgeryHeader, antiforgery);
            if (method is "POST" or "PUT") request.Content = JsonContent.Create(new { name = "Forged" });
            return (await browser.SendAsync(request)).StatusCode;
        }

        const string teams = "/api/customers/harbor/teams";
        foreach (var forged in new[] { null, "", "forged", token[..^1], token + "A", SecretToken.Parse(await server.Cookie("orgadmin"))!.Value.Antiforgery() })
            (await Send("POST", teams, forged)).ShouldBe(HttpStatusCode.Unauthorized, forged ?? "none");
        (await Send("POST", teams, token)).ShouldBe(HttpStatusCode.Created);
        (await Send("DELETE", "/api/session", token)).ShouldBe(HttpStatusCode.NoContent);
        (await Send("GET", "/api/me", token)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Send("POST", teams, token)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task No_key_sees_or_ends_sessions()
    {
        await using var server = await TownServer.Open();
        var session = (await server.Get("orgadmin", Mine))!["items"]![0]!["id"]!.GetValue<Guid>();
        var made = await server.Send("orgadmin", "POST", "/api/me/keys", HttpStatusCode.Created, new { name = "script", permissions = new[] { "profile/edit" }, days = 30 });
        var key = made!["key"]!.GetValue<string>();
        using var script = server.Browser();
        script.DefaultRequestHeaders.Authorization = new("Bearer", key);
        (await script.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var answer in new[] { await script.GetAsync(Mine), await script.DeleteAsync($"{Mine}/{session}") })
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task A_key_may_carry_what_its_person_holds_and_nothing_else()
    {
        await using var town = await Town.Open();
        var carried = (await town.Read("default", new ListKeyPermissions())).Items.Select(one => one.Name).ToList();
        carried.ShouldContain("call/view");
        carried.ShouldNotContain("personal-key/manage");
        carried.ShouldNotContain("team/manage");
        (await town.Try("default", new MakePersonalKey("all", carried, 30))).ShouldBeNull();
    }
}
