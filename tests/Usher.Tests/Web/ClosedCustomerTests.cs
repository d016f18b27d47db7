using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;
using Usher.Tests.Directory;

namespace Usher.Tests.Web;

/// <summary>A closed customer over HTTP: whatever way its people and machines come in, they are refused from that moment on.</summary>
public sealed class ClosedCustomerTests
{
    private const string Harbor = "/api/customers/harbor";

    [Fact]
    public async Task Sessions_keys_decisions_and_open_streams_end_at_once_and_are_back_when_it_is_reopened()
    {
        string? machine = null, platform = null;
        await using var server = await TownServer.Open(async town =>
        {
            await town.Do("orgadmin2", new GiveSeat(town["orgadmin"]));
            machine = (await town.Do("orgadmin", new MakeKey(town["recorder"], "all", 30, null))).Text;
            platform = (await town.Do(Caller.PlatformTeam(Guid.Empty), new MakePlatformKey("asks", ["decision/ask"], 30))).Text;
        });
        var made = await server.Send("user", "POST", "/api/me/keys", HttpStatusCode.Created, new { name = "all", permissions = new[] { "profile/edit", "app/view" }, days = 30 });
        using var personal = Bearer(server, made!["key"]!.GetValue<string>());
        using var recorder = Bearer(server, machine!);
        using var asks = Bearer(server, platform!);
        foreach (var who in new[] { "user", "customeradmin" }) await server.As(who);
        var editor = await server.As("editor");
        using var stream = await editor.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var events = SseParser.Create(await stream.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)).EnumerateAsync().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        (await events.MoveNextAsync()).ShouldBeTrue();
        (await personal.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Decides(asks)).ShouldBeTrue();

        using var close = new HttpRequestMessage(HttpMethod.Post, $"{Harbor}/close");
        close.Headers.Add("Usher-Note", Uri.EscapeDataString("The contract ended."));
        (await (await server.As("super")).SendAsync(close)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        foreach (var who in new[] { "editor", "user", "customeradmin" })
            (await (await server.As(who)).GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, who);
        foreach (var address in new[] { "/api/me", $"{Harbor}/apps", "/api/inbox", "/api/events" })
            (await Code(await personal.GetAsync(address))).ShouldBe("NotAllowed", address);
        (await Code(await recorder.PostAsJsonAsync("/api/calls", Call(server)))).ShouldBe("NotAllowed");
        (await recorder.PostAsJsonAsync("/access/v1/evaluation", Question())).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Decides(asks)).ShouldBeFalse();
        var kind = "";
        while (await events.MoveNextAsync()) kind = events.Current.EventType;
        kind.ShouldBe("ended");
        await server.Get("support", Harbor, HttpStatusCode.Forbidden);
        (await server.Get("super", Harbor))!["closed"]!.GetValue<bool>().ShouldBeTrue();

        await server.Send("super", "POST", $"{Harbor}/reopen", HttpStatusCode.NoContent);
        (await personal.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK, "a key is as it was");
        (await Decides(asks)).ShouldBeTrue();
        (await recorder.PostAsJsonAsync("/api/calls", Call(server))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_right_password_is_answered_with_why_nobody_can_sign_in()
    {
        await using var server = await TownServer.Open(async town =>
        {
            await town.Accept("user");
            await town.Do(town.As("super") with { Note = "The contract ended." }, new CloseCustomer());
        });
        using var browser = server.Browser();
        var right = await browser.PostAsJsonAsync("/api/session", new { email = "user@harbor.example", password = Town.Password });
        (right.StatusCode, await Code(right)).ShouldBe((HttpStatusCode.Conflict, "OrganizationClosed"));
        var wrong = await browser.PostAsJsonAsync("/api/session", new { email = "user@harbor.example", password = "not that at all" });
        (wrong.StatusCode, await Code(wrong)).ShouldBe((HttpStatusCode.Unauthorized, "SignInRefused"));
    }

    [Fact]
    public async Task An_edit_is_made_of_what_the_page_saw()
    {
        await using var server = await TownServer.Open();
        var support = await server.As("support");
        var seen = (await support.GetAsync(Harbor)).Headers.ETag!;
        (await Patch(support, seen, new { name = "Harbor Goods", domains = new[] { "harbor.example" } })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Patch(support, seen, new { name = "Harbor Two" })).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        var wrong = await Patch(support, null, new { domains = new[] { "gmail.com" } });
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await wrong.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!["/domains/0"].ShouldNotBeNull();
    }

    private static Task<HttpResponseMessage> Patch(HttpClient client, EntityTagHeaderValue? seen, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, Harbor) { Content = JsonContent.Create(body) };
        if (seen is not null) request.Headers.IfMatch.Add(seen);
        return client.SendAsync(request);
    }

    private static HttpClient Bearer(TownServer server, string key)
    {
        var client = server.Browser();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    private static async Task<string?> Code(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"]?.GetValue<string>();

    private static async Task<bool> Decides(HttpClient asks) =>
        (await (await asks.PostAsJsonAsync("/access/v1/evaluation", Question())).Content.ReadFromJsonAsync<JsonObject>())!["decision"]!.GetValue<bool>();

    private static object Question() => new
    {
        subject = new { type = "user", id = "orgadmin@harbor.example" },
        action = new { name = "manage" },
        resource = new { type = "team", id = "harbor", properties = new { customer = "harbor" } },
    };

    private static object Call(TownServer server) => new
    {
        recorderId = "closing-1",
        title = "Renewal",
        start = server.Town.Now - TimeSpan.FromHours(2),
        durationSeconds = 60,
        host = "orgadmin@harbor.example",
        turns = new[] { new { speaker = "Rosa", at = 0, text = "We want twelve percent off the annual price." } },
    };
}
