using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.Ingest;
using Usher.Data;
using Usher.Delivery;
using Usher.Delivery.Inbox;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;
using Usher.Web.Hosting;
using Usher.SystemTests.Calls;
using Usher.SystemTests.Web;
using Usher.Tests;
using Usher.Tests.Calls;
using Usher.Tests.Stores;
using Usher.Tests.Web;

namespace Usher.SystemTests.Stores;

/// <summary>
/// The main job as it is served: a recorder pushes calls of Ana's over HTTP into a process of its own, which tells Ana and Bo, who are in one team, and posts to Ana
/// in Slack. The process may be killed and started again; the database, its folder and Slack stay.
/// </summary>
public sealed class MainJob : IAsyncDisposable
{
    private readonly string _folder = House.NewFolder();
    private readonly UsherSettings _settings;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(1) };
    private CallWorld _world = null!;
    private SlackDesk _slack = null!;
    private string _key = "";

    private MainJob(string connectionString) =>
        _settings = new UsherSettings(Path.Combine(_folder, "data"), connectionString, Path.Combine(_folder, "audit.key"), IsDemo: false) { PrivateHosts = ["127.0.0.1"], IsOneOfMany = true };

    /// <summary>The server, once it was started.</summary>
    public UsherProcess Server { get; private set; } = null!;

    /// <summary>The calls whose pusher heard that they were taken.</summary>
    public ConcurrentDictionary<string, bool> Taken { get; } = new(StringComparer.Ordinal);

    public static async Task<MainJob> New(string connectionString)
    {
        var job = new MainJob(connectionString);
        job._world = await CallWorld.New(connectionString);
        foreach (var name in new[] { "ana", "bo" }) await job._world.Person(name);
        await job._world.Person("olga", InsightsRole.OrganizationAdmin);
        await job._world.Team("sales", "ana", "bo");
        await job._world.Change(db => db.Teams.Single(t => t.Slug == "sales").MessageOwner = true);
        await job._world.Recorder("olga");
        job._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await job._world.Key("recorder"));
        job._key = await job._world.Key("ana");
        job._slack = await SlackDesk.Start();
        await using var usher = job.Usher();
        (await usher.GetRequiredService<SlackConnections>().Connect(job._world.Customer, job._slack.Api, "xoxb-test", null, default)).Refused.ShouldBeNull();
        return job;
    }

    /// <summary>Where SQLite keeps what was written last.</summary>
    public string Wal => Databases.Path(_settings.ConnectionString) + "-wal";

    /// <summary>Starts the server, on what is there.</summary>
    public async Task Start()
    {
        if (Server is not null) await Server.DisposeAsync();
        Server = await UsherProcess.ServeOn(_settings.DataFolder, ("ConnectionStrings__Usher", _settings.ConnectionString), ("Usher__PrivateHosts", "127.0.0.1"), ("Audit__Nodes", "many"));
    }

    /// <summary>Pushes a call under a recorder's id, and notes when it was taken.</summary>
    public async Task<HttpResponseMessage> Push(string id)
    {
        var answer = await _http.PostAsJsonAsync(new Uri(Server.Address, "/api/calls"), new
        {
            recorderId = id,
            title = $"Call {id}",
            start = DateTimeOffset.UnixEpoch.AddYears(55),
            host = "ana@harbor.example",
            turns = new[] { new { speaker = "Ana", at = 0, text = "The renewal is twelve thousand a year." }, new { speaker = "Rosa", at = 9, text = "I will send the contract by Friday." } },
        });
        if (answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK) Taken[id] = true;
        return answer;
    }

    /// <summary>Reads the list of calls as Ana does.</summary>
    public async Task<JsonArray> List()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Server.Address, "/api/calls"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        using var answer = await _http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["items"]!.AsArray();
    }

    /// <summary>With no server running: what was taken is there, once; and the log is sound.</summary>
    public async Task NothingIsLost()
    {
        await using var db = _world.Store.Context(_world.Customer);
        var there = await db.Set<Call>().Select(c => c.Title).ToListAsync();
        there.Count.ShouldBe(there.Distinct(StringComparer.Ordinal).Count());
        Taken.Keys.Select(id => $"Call {id}").Except(there, StringComparer.Ordinal).ShouldBeEmpty();
        await using var usher = Usher();
        (await new AuditVerifier(_world.Store, usher.GetRequiredService<TreeHeads>()).Verify(_world.Customer)).Findings
            .ShouldNotContain(finding => !finding.Kind.StartsWith("fact ", StringComparison.Ordinal), "the world of the test was laid past the gate, and its rows are told by no entry");
    }

    /// <summary>With no server running: when the work that was left behind is done, each call has one note for each reader and one message to its owner.</summary>
    public async Task NothingIsDoubled()
    {
        await using var usher = Usher();
        await using var db = _world.Store.Context(_world.Customer);
        await db.Database.ExecuteSqlAsync($"UPDATE jobs SET due = 0, leased_until = NULL WHERE kind <> {nameof(RefreshChannels)}");
        // What was begun has landed: this Slack answers at once.
        await db.Database.ExecuteSqlAsync($"UPDATE call_deliveries SET last_tried = NULL");
        var runner = usher.GetRequiredService<JobRunner>();
        while (await runner.Turn() > 0)
        {
        }

        (await db.Set<Job>().CountAsync(j => j.Kind != nameof(RefreshChannels))).ShouldBe(0);
        var calls = await db.Set<Call>().Select(c => c.Id).Order().ToListAsync();
        var notes = await db.Set<Note>().Select(n => new { n.UserId, n.CallId }).ToListAsync();
        foreach (var reader in new[] { "ana", "bo" })
            notes.Where(n => n.UserId == _world[reader]).Select(n => n.CallId!.Value).Order().ShouldBe(calls);
        notes.Count.ShouldBe(2 * calls.Count);
        var deliveries = await db.Set<CallDelivery>().ToListAsync();
        deliveries.ShouldAllBe(d => d.State == DeliveryState.Sent);
        deliveries.Select(d => d.CallId).Order().ShouldBe(calls);
        _slack.Posted.Order().ShouldBe(deliveries.Select(d => d.Id).Order());
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null) await Server.DisposeAsync();
        _http.Dispose();
        await _slack.DisposeAsync();
        await _world.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What the server is made of, in this process.</summary>
    private ServiceProvider Usher() => new ServiceCollection().AddLogging().AddUsher(_settings).BuildServiceProvider();
}
