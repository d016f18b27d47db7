using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.DependencyInjection;
using Usher.Access;
using Usher.Calls.Engine;
using Usher.Web.Hosting;
using Usher.Tests.Stores;

namespace Usher.Tests.Calls;

/// <summary>The real host, its doors and a new database: a seller, someone of another team, an Organization Admin, a recorder.</summary>
public sealed class CallsServer : IAsyncLifetime
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("usher-test-").FullName;
    private readonly Dictionary<string, HttpClient> _clients = [];
    private CallWorld? _world;
    private WebApplication? _app;

    public HttpClient this[string name] => _clients[name];

    /// <summary>What is different from a server without settings.</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }

    public ModelSettings? Model { get; init; }

    public string RecorderScopes { get; init; } = "call/ingest";

    public async ValueTask InitializeAsync()
    {
        var database = await WorldDatabases.Current.New();
        _world = await CallWorld.New(database);
        foreach (var name in new[] { "ana", "bo" }) await _world.Person(name);
        await _world.Person("olga", InsightsRole.OrganizationAdmin);
        await _world.Team("sales", "ana");
        await _world.Recorder("olga", RecorderScopes);
        var keys = new Dictionary<string, string>();
        foreach (var name in new[] { "ana", "bo", "olga", "recorder" }) keys[name] = await _world.Key(name);
        _app = UsherHost.Build(new UsherSettings(_folder, database, Path.Combine(_folder, "audit.key"), IsDemo: false) { Model = Model, IsOneOfMany = true }, ["http://127.0.0.1:0"], builder =>
        {
            builder.Logging.ClearProviders();
            Configure?.Invoke(builder);
        });
        await _app.StartAsync(TestContext.Current.CancellationToken);
        foreach (var (name, key) in keys)
        {
            _clients[name] = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
            _clients[name].DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values) client.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await _world!.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }
}

public sealed partial class CallsDoorTests(CallsServer server) : IClassFixture<CallsServer>
{
    [Fact]
    public async Task A_call_pushed_by_key_is_found_read_and_asked_about_by_its_team_and_nobody_else()
    {
        var call = new
        {
            recorderId = "http-1",
            title = "Brackwater renewal",
            start = DateTimeOffset.UnixEpoch.AddYears(55),
            durationSeconds = 1800,
            host = "ana@harbor.example",
            account = "Brackwater",
            attendees = new[] { new { name = "Ana Test", email = "ana@harbor.example" }, new { name = "Rosa", email = "rosa@brackwater.example" } },
            turns = new[]
            {
                new { speaker = "Ana", at = 0, text = "Thank you for the time, Rosa. So what did the finance people say about the renewal?" },
                new { speaker = "Rosa", at = 9, text = "They want twelve percent off the annual price, otherwise they look at Corvane instead." },
                new { speaker = "Ana", at = 21, text = "I will send you the new offer with eight percent by Friday." },
            },
        };

        var pushed = await server["recorder"].PostAsJsonAsync("/api/calls", call, Token);
        pushed.StatusCode.ShouldBe(HttpStatusCode.Created);
        var id = (await pushed.Content.ReadFromJsonAsync<JsonObject>(Token))!["id"]!.GetValue<Guid>();
        pushed.Headers.Location!.ToString().ShouldBe($"/api/calls/{id}");
        (await server["recorder"].PostAsJsonAsync("/api/calls", call, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await server["ana"].PostAsJsonAsync("/api/calls", call, Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var list = await Get("ana", "/api/calls?text=twelve%20percent&account=brackwater");
        list["items"]![0]!["id"]!.GetValue<Guid>().ShouldBe(id);
        list["items"]![0]!["durationSeconds"]!.GetValue<int>().ShouldBe(1800);
        list["items"]![0]!["highlights"]!.AsArray().Count.ShouldBeGreaterThan(0);
        (await Get("bo", "/api/calls?text=twelve"))["items"]!.AsArray().ShouldBeEmpty();

        var view = await Get("ana", $"/api/calls/{id}");
        view["summary"]!["engine"]!.GetValue<string>().ShouldBe("offline");
        view["can"]!["transcript"]!["allowed"]!.GetValue<bool>().ShouldBeTrue();
        (await Get("ana", $"/api/calls/{id}/transcript"))["turns"]!.AsArray().Count.ShouldBe(3);

        var answer = await Ask("ana", "What did finance say about the annual price and the renewal?", id);
        answer["none"]!.GetValue<bool>().ShouldBeFalse();
        string.Join(" ", answer["lines"]!.AsArray().Select(l => l!["text"])).ShouldContain("twelve percent");
        (await Ask("bo", "What did finance say about the annual price and the renewal?", null))["none"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task WebVtt_comes_with_its_header_in_the_query()
    {
        var vtt = new StringContent("WEBVTT\n\n00:00.000 --> 00:04.000\n<v Ana>Hello from the road.\n", Encoding.UTF8, "text/vtt");

        var pushed = await server["recorder"].PostAsync("/api/calls?recorderId=vtt-1&host=ana@harbor.example&start=2026-01-05T10:00:00Z&title=Road", vtt, Token);

        pushed.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("image/png", "x", HttpStatusCode.UnsupportedMediaType, "unsupported-content-type")]
    [InlineData("text/plain", "", HttpStatusCode.UnprocessableEntity, "transcript-empty")]
    [InlineData("application/json", "{\"turns\":[", HttpStatusCode.UnprocessableEntity, "bad-json")]
    [InlineData("text/vtt", "WEBVTT\n\nhello there\nand more", HttpStatusCode.UnprocessableEntity, "bad-vtt")]
    [InlineData("text/plain", "Ana: hello", HttpStatusCode.Conflict, "no-owner")]
    public async Task What_cannot_be_taken_is_refused_by_name(string type, string body, HttpStatusCode status, string problem)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue(type);

        var refused = await server["recorder"].PostAsync("/api/calls?recorderId=bad-1&host=nobody@harbor.example&start=2026-01-05T10:00:00Z", content, Token);

        refused.StatusCode.ShouldBe(status);
        (await refused.Content.ReadFromJsonAsync<JsonObject>(Token))!["type"]!.GetValue<string>().ShouldEndWith(problem);
    }

    [Fact]
    public async Task An_invisible_call_and_a_missing_one_answer_alike_to_the_byte()
    {
        var pushed = await server["recorder"].PostAsync("/api/calls?recorderId=hid-1&host=ana@harbor.example&start=2026-01-05T10:00:00Z",
            new StringContent("Ana: nobody else sees this", Encoding.UTF8, "text/plain"), Token);
        var hidden = (await pushed.Content.ReadFromJsonAsync<JsonObject>(Token))!["id"]!.GetValue<Guid>();

        foreach (var who in new[] { "bo", "olga" })
        {
            foreach (var (method, path, body) in new[]
            {
                ("GET", "/api/calls/{0}", null),
                ("GET", "/api/calls/{0}/transcript", null),
                ("DELETE", "/api/calls/{0}", null),
                ("POST", "/api/calls/{0}/read", null),
                ("POST", "/api/calls/{0}/release", null),
                ("POST", "/api/calls/{0}/share", """{"with":"bo@harbor.example","until":"2030-01-01T00:00:00Z"}"""),
                ("DELETE", "/api/calls/{0}/share/{0}", null),
                ("POST", "/api/ask", """{"question":"What was said?","call":"{0}"}"""),
            })
            {
                var missing = await Raw(who, method, path, body, Guid.CreateVersion7().ToString());
                (await Raw(who, method, path, body, hidden.ToString())).ShouldBe(missing);
                (await Raw(who, method, path, body, "not-an-id")).ShouldBe(missing);
                missing.ShouldContain("\"code\":\"NotFound\"");
            }
        }

        (await Raw("bo", "POST", "/api/calls/{0}/troubleshoot", """{"reason":"Let me have a look"}""", hidden.ToString()))
            .ShouldBe(await Raw("bo", "POST", "/api/calls/{0}/troubleshoot", """{"reason":"Let me have a look"}""", Guid.CreateVersion7().ToString()));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<JsonObject> Get(string who, string path) => (await server[who].GetFromJsonAsync<JsonObject>(path, Token))!;

    private async Task<JsonObject> Ask(string who, string question, Guid? call)
    {
        var answer = await server[who].PostAsJsonAsync("/api/ask", new { question, call }, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Token));
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Token))!;
    }

    /// <summary>Status, headers and body, without the date and the trace.</summary>
    private async Task<string> Raw(string who, string method, string path, string? body, string id)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{0}", id));
        if (body is not null) request.Content = new StringContent(body.Replace("{0}", id), Encoding.UTF8, "application/json");
        using var answer = await server[who].SendAsync(request, Token);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Date").Select(h => $"{h.Key}: {string.Join(',', h.Value)}");
        return $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{Trace().Replace(await answer.Content.ReadAsStringAsync(Token), "")}";
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Trace();
}
