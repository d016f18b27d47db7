using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Usher.Access;
using Usher.Calls;
using Usher.Data;
using Usher.Delivery;
using Usher.Delivery.Slack;
using Usher.Platform.Jobs;
using Usher.Web.Hosting;
using Usher.SystemTests.Web;
using Usher.Tests;
using Usher.Tests.Calls;
using Usher.Tests.Delivery;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Stores;

/// <summary>
/// A day on which a fifth of what Slack and the mail server answer is late, an error, or lost after it was done, while the server is killed again and again. A recorder
/// pushes calls of many people, each of whom gets a direct message and an e-mail of their own. The database, Slack and the mail server stay.
/// </summary>
public sealed class FailingDay : IAsyncDisposable
{
    private const int Owners = 25;
    private const double Failing = 0.2;

    private readonly string _folder = House.NewFolder();
    private readonly UsherSettings _settings;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(1) };
    private readonly SmtpPeer _mail = new();
    private readonly Random _random;
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow();
    private readonly Lock _turn = new();
    private CallWorld _world = null!;
    private SlackDesk _slack = null!;

    private FailingDay(string connectionString, int seed)
    {
        _random = new(seed);
        _settings = new UsherSettings(Path.Combine(_folder, "data"), connectionString, Path.Combine(_folder, "audit.key"), IsDemo: false) { PrivateHosts = ["127.0.0.1"], IsOneOfMany = true };
    }

    /// <summary>The server, once it was started.</summary>
    public UsherProcess Server { get; private set; } = null!;

    /// <summary>The calls whose pusher heard that they were taken.</summary>
    public ConcurrentDictionary<string, bool> Taken { get; } = new(StringComparer.Ordinal);

    public static async Task<FailingDay> New(string connectionString, int seed)
    {
        var day = new FailingDay(connectionString, seed);
        day._world = await CallWorld.New(connectionString);
        for (var i = 0; i < Owners; i++) await day._world.Person($"p{i}");
        await day._world.Person("olga", InsightsRole.OrganizationAdmin);
        await day._world.Recorder("olga");
        await day._world.Change(db =>
        {
            for (var i = 0; i < Owners; i++) db.Add(new Preference { UserId = day._world[$"p{i}"], CallMail = true });
            return 0;
        });
        day._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await day._world.Key("recorder"));
        day._slack = await SlackDesk.Start();
        await using var usher = new ServiceCollection().AddLogging().AddUsher(day._settings).BuildServiceProvider();
        (await usher.GetRequiredService<SlackConnections>().Connect(day._world.Customer, day._slack.Api, "xoxb-test", null, default)).Refused.ShouldBeNull();
        day._slack.Late = () => TimeSpan.FromSeconds(day.Dice() * 30);
        day._slack.Chance = () => day.Dice() is var dice && dice >= Failing ? SlackMishap.None : (SlackMishap)(1 + (int)(dice / Failing * 5));
        day._mail.Chance = () => day.Dice() is var dice && dice >= Failing / 2 ? SmtpMishap.None : dice < Failing / 4 ? SmtpMishap.Refuses : SmtpMishap.Forgets;
        return day;
    }

    /// <summary>Starts the server, on what is there.</summary>
    public async Task Start()
    {
        if (Server is not null) await Server.DisposeAsync();
        Server = await UsherProcess.ServeOn(_settings.DataFolder, ("ConnectionStrings__Usher", _settings.ConnectionString), ("Usher__PrivateHosts", "127.0.0.1"), ("Audit__Nodes", "many"),
            ("Mail__Host", "127.0.0.1"), ("Mail__Port", $"{_mail.Port}"), ("Mail__Tls", "off"), ("Mail__From", "usher@harbor.example"));
    }

    /// <summary>Pushes a call under a recorder's id, and notes when it was taken.</summary>
    public async Task<bool> Push(int id)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(Server.Address, "/api/calls"), new
        {
            recorderId = $"{id}",
            title = $"Call {id}.",
            // What began long ago is not mailed.
            start = _start,
            host = $"p{id % Owners}@harbor.example",
            turns = new[] { new { speaker = "Ana", at = 0, text = "The renewal is twelve thousand a year." } },
        });
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) return false;
        answer.EnsureSuccessStatusCode();
        return Taken[$"Call {id}."] = true;
    }

    /// <summary>With the server running and its peers well again: waits until nothing is left to be done, and all has landed.</summary>
    public async Task Rest()
    {
        (_slack.Chance, _mail.Chance) = (null, null);
        await _slack.Landing;
        await Eventually.Until(async () =>
        {
            await using var db = _world.Store.Context(_world.Customer);
            return !await db.Set<Job>().AnyAsync(j => j.Kind != nameof(RefreshChannels));
        }, TimeSpan.FromMinutes(5));
    }

    /// <summary>Each call is there once, with one message in Slack and one e-mail: how many e-mails came again under the id of the first.</summary>
    public async Task<int> NothingIsLostOrDoubled()
    {
        await using var db = _world.Store.Context(_world.Customer);
        var calls = await db.Set<Call>().ToDictionaryAsync(c => c.Id, c => c.Title);
        calls.Values.Order().ShouldBe(Taken.Keys.Order());
        var deliveries = await db.Set<CallDelivery>().ToListAsync();
        deliveries.Select(d => d.CallId).Order().ShouldBe(calls.Keys.Order());
        deliveries.ShouldAllBe(d => d.State == DeliveryState.Sent);
        _slack.Posted.Order().ShouldBe(deliveries.Select(d => d.Id).Order());
        var mails = _mail.Messages.ToList();
        mails.DistinctBy(m => m.MessageId).Select(m => m.Subject!.Replace("Usher at harbor: ", "", StringComparison.Ordinal)).Order().ShouldBe(Taken.Keys.Order());
        return mails.Count - Taken.Count;
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null) await Server.DisposeAsync();
        _http.Dispose();
        await _slack.DisposeAsync();
        await _mail.DisposeAsync();
        await _world.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private double Dice()
    {
        lock (_turn) return _random.NextDouble();
    }
}
