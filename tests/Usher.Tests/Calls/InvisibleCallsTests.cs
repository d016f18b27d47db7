using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Usher.Access;
using Usher.Platform.Jobs;
using Usher.Tests.Stores;
using Usher.Web.Hosting;

namespace Usher.Tests.Calls;

/// <summary>
/// Rule 12 at the doors: however many calls come that one does not see, with the same words, account, attendees and times as those one sees,
/// no answer one gets changes by a byte. In full: <c>bench/run invisible</c>.
/// </summary>
public abstract partial class InvisibleCallsSuite : IAsyncLifetime
{
    private static readonly string[] People = ["ana", "eve", "fay", "bo", "olga", "recorder"];

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("usher-test-").FullName;
    private readonly Dictionary<string, HttpClient> _clients = [];
    private CallWorld _world = null!;
    private WebApplication? _app;

    public async ValueTask InitializeAsync()
    {
        var database = await NewDatabase();
        _world = await CallWorld.New(database);
        foreach (var name in new[] { "ana", "bo", "cy" }) await _world.Person(name);
        await _world.Person("eve", InsightsRole.Editor);
        await _world.Person("fay", InsightsRole.UserAdmin);
        await _world.Person("olga", InsightsRole.OrganizationAdmin);
        await _world.Team("sales", "ana", "eve", "cy");
        await _world.Team("support", "bo", "fay");
        await _world.Recorder("olga");
        var keys = new Dictionary<string, string>();
        foreach (var name in People) keys[name] = await _world.Key(name);

        // Jobs are run by the test, so that it knows when what a call sets in motion has come to rest.
        _app = UsherHost.Build(new UsherSettings(_folder, database, Path.Combine(_folder, "audit.key"), IsDemo: false) { IsOneOfMany = true }, ["http://127.0.0.1:0"],
            host =>
            {
                host.Logging.ClearProviders();
                host.Services.Remove(host.Services.Single(s => s.ImplementationType == typeof(Background)));
            });
        await _app.StartAsync(Token);
        foreach (var (name, key) in keys)
        {
            _clients[name] = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
            _clients[name].DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var client in _clients.Values) client.Dispose();
        if (_app is not null)
        {
            // Stopped before it is disposed, as what runs beside the requests writes into the folder until then.
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        if (_world is not null) await _world.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    protected abstract Task<string> NewDatabase();

    [Fact]
    public async Task Calls_that_one_does_not_see_change_no_byte_of_any_answer()
    {
        var visible = new List<Guid>();
        for (var i = 0; i < 7; i++) visible.Add(await Push($"a{i}", i % 2 == 0 ? "ana" : "cy", i));
        await Push("b", "bo", 3);
        await Rest();
        var before = await Answers(visible);
        before["ana /api/calls"].ShouldContain("\"count\":\"7\"");
        before["ana /api/calls?text=discount%20friday&limit=2 page 2"].ShouldContain("\"highlights\":[{");
        before["ana /api/inbox"].ShouldContain(visible[1].ToString());
        before.Where(a => a.Key.StartsWith("ana ask", StringComparison.Ordinal)).ShouldAllBe(a => a.Value.Contains("\"none\":false"));

        var more = Scale.Of(30, 100);
        for (var i = 0; i < more; i++) await Push($"c{i}", "bo", i);
        await Rest();

        var after = await Answers(visible);
        foreach (var (asked, answer) in before) after[asked].ShouldBe(answer, asked);
        after.Count.ShouldBe(before.Count);
        (await Get("bo", "/api/calls")).ShouldContain($"\"count\":\"{(more + 1 > 1000 ? "1,000+" : more + 1)}\"");
    }

    /// <summary>What those who are not in support are answered, wherever calls are listed, counted, searched, asked about or told of.</summary>
    private async Task<Dictionary<string, string>> Answers(List<Guid> visible)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var who in new[] { "ana", "eve", "olga" })
        {
            foreach (var path in new[]
            {
                "/api/calls", "/api/calls?limit=2", "/api/calls?mine=true", "/api/calls?team=sales", "/api/calls?team=support", "/api/calls?person=ana@harbor.example",
                "/api/calls?person=bo@harbor.example", "/api/calls?person=rosa@brackwater.example", "/api/calls?account=Brackwater", "/api/calls?account=Other",
                "/api/calls?from=2026-01-03T00:00:00Z&to=2026-01-05T00:00:00Z", "/api/calls?text=discount", "/api/calls?text=discount%20friday&limit=2",
                "/api/calls?text=zebra", "/api/calls?text=never-said", "/api/calls?text=rosa&account=brackwater&team=sales&mine=true&limit=1",
                "/api/inbox", "/api/inbox/unread", "/api/me", "/api/me/preferences", "/api/me/preferences/call-mail", "/api/me/notification-choices", "/api/customers/harbor/teams",
                $"/api/calls/{visible[0]}", $"/api/calls/{visible[1]}/transcript",
            })
            {
                answers[$"{who} {path}"] = await Get(who, path);
                for (var page = 2; Cursor(answers, $"{who} {path}", page) is { } cursor; page++)
                    answers[$"{who} {path} page {page}"] = await Get(who, $"{path}{(path.Contains('?') ? '&' : '?')}cursor={cursor}");
            }

            foreach (var (question, call) in new (string, Guid?)[] { ("What discount did we promise to Brackwater?", null), ("Who said Friday?", null), ("What discount did we promise?", visible[0]) })
                answers[$"{who} ask {question} {call}"] = await Raw(await _clients[who].PostAsJsonAsync("/api/ask", new { question, call }, Token));
        }

        // Whoever looks after deliveries sees failed ones by opaque id; one whose grant names other teams, or none, does not.
        foreach (var who in new[] { "ana", "fay" }) answers[$"{who} deliveries"] = await Get(who, "/api/deliveries");
        return answers;

        static string? Cursor(Dictionary<string, string> answers, string asked, int page)
        {
            var body = answers[page == 2 ? asked : $"{asked} page {page - 1}"];
            return Next().Match(body) is { Success: true } next ? next.Groups["cursor"].Value : null;
        }
    }

    private async Task<Guid> Push(string id, string host, int number)
    {
        var call = new
        {
            recorderId = id,
            title = $"Brackwater renewal {number % 5}",
            start = new DateTimeOffset(2026, 1, 1, 9, 0, 0, TimeSpan.Zero).AddHours(number % 7 * 20),
            durationSeconds = 600,
            host = $"{host}@harbor.example",
            account = "Brackwater",
            attendees = new[] { new { name = "Ana Test", email = "ana@harbor.example" }, new { name = "Rosa", email = "rosa@brackwater.example" } },
            turns = new[]
            {
                new { speaker = "Rosa", at = 0, text = $"We were promised a discount of {number % 20} percent on the annual price, otherwise we look at Corvane." },
                new { speaker = host, at = 9, text = $"I will send you the new offer with the discount by Friday{(host == "bo" ? ", zebra, zebra, zebra" : "")}." },
            },
        };
        var pushed = await _clients["recorder"].PostAsJsonAsync("/api/calls", call, Token);
        pushed.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await pushed.Content.ReadFromJsonAsync<JsonObject>(Token))!["id"]!.GetValue<Guid>();
    }

    /// <summary>Runs what is due until nothing is.</summary>
    private async Task Rest()
    {
        var jobs = _app!.Services.GetRequiredService<JobRunner>();
        while (await jobs.Turn(Token) > 0)
        {
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<string> Get(string who, string path) => await Raw(await _clients[who].GetAsync(path, Token));

    /// <summary>Status, headers and body, without the date and the trace.</summary>
    private static async Task<string> Raw(HttpResponseMessage answer)
    {
        using (answer)
        {
            var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Date").Select(h => $"{h.Key}: {string.Join(',', h.Value)}");
            return $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{Trace().Replace(await answer.Content.ReadAsStringAsync(Token), "")}";
        }
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Trace();

    [GeneratedRegex("\"next\":\"(?<cursor>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Next();
}

public sealed class InvisibleCallsOnSqliteTests : InvisibleCallsSuite
{
    protected override Task<string> NewDatabase() => WorldDatabases.Current.New();
}
