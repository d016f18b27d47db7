using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Usher.Access;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.SystemTests.Web;
using Usher.Tests;
using Usher.Tests.Calls;
using Usher.Tests.Stores;
using Usher.Web.Hosting;

namespace Usher.SystemTests.Stores;

/// <summary>
/// Twenty calls a second for 100 teams, each with a private channel and an owner who gets a direct message, against a Slack that limits how often it is asked: every call
/// comes to both, once. How long it took is measured, and not judged.
/// </summary>
[Whole]
public sealed class BusyHourTests
{
    private const int Teams = 100;
    private const int EachSecond = 20;

    /// <summary>How many come before, two a second: a server that has just started compiles what it does first, and each channel is read for the first time.</summary>
    private const int Before = 100;

    [Fact]
    public async Task On_postgres_each_call_comes_to_its_channel_and_its_owner_once()
    {
        var calls = Before + (Scale.Of(10) * EachSecond);
        var connectionString = await PostgresDatabases.Empty();
        await using var world = await CallWorld.New(connectionString);
        await using var slack = await SlackDesk.Start();
        slack.Limits = new();
        var key = await Arrange(world, slack);
        var folder = House.NewFolder();
        var settings = new UsherSettings(Path.Combine(folder, "data"), connectionString, Path.Combine(folder, "audit.key"), IsDemo: false) { PrivateHosts = ["127.0.0.1"], IsOneOfMany = true };
        await using (var usher = new ServiceCollection().AddLogging().AddUsher(settings).BuildServiceProvider())
            (await usher.GetRequiredService<SlackConnections>().Connect(world.Customer, slack.Api, "xoxb-test", null, default)).Refused.ShouldBeNull();
        await using var server = await UsherProcess.ServeOn(settings.DataFolder, ("ConnectionStrings__Usher", connectionString), ("Usher__PrivateHosts", "127.0.0.1"), ("Audit__Nodes", "many"));
        using var http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(1) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        var pushed = new DateTimeOffset[calls];
        var memory = new List<long>();
        var pushing = new List<Task>();
        var again = 0;
        using (var tick = new PeriodicTimer(TimeSpan.FromSeconds(0.5)))
        {
            for (var call = 0; call < calls; call++)
            {
                if (call == Before) tick.Period = TimeSpan.FromSeconds(1.0 / EachSecond);
                await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
                pushing.Add(Push(call));
                if (call % (EachSecond * 10) == 0) memory.Add(Process.GetProcessById(server.Id).WorkingSet64 >> 20);
            }
        }

        await Task.WhenAll(pushing);
        Say($"{slack.Arrived.Count} of {2 * calls} notes had come when the last call was taken, {(TimeProvider.System.GetUtcNow() - pushed[0]).TotalSeconds:F0} s after the first was pushed");
        await Eventually.Until(() => Task.FromResult(slack.Arrived.Count >= 2 * calls), TimeSpan.FromMinutes(20));
        slack.Posted.Distinct().Count().ShouldBe(2 * calls);
        slack.Arrived.Count.ShouldBe(2 * calls);
        slack.Arrived.Select(message => message.Channel[0]).CountBy(kind => kind).ToDictionary().ShouldBe(new Dictionary<char, int> { ['C'] = calls, ['D'] = calls }, ignoreOrder: true);
        foreach (var (kind, isBefore) in new[] { ('C', true), ('D', true), ('C', false), ('D', false) })
        {
            var took = slack.Arrived.Where(message => message.Channel[0] == kind && Number(message.Text) < Before == isBefore)
                .Select(message => (message.At - pushed[Number(message.Text)]).TotalMilliseconds).Order().ToList();
            Say(string.Create(CultureInfo.InvariantCulture, $"{(kind == 'C' ? "channel" : "direct")}, {took.Count} calls at {(isBefore ? 2 : EachSecond)} a second: p50 {
                took[took.Count / 2]:F0} ms, p95 {took[took.Count * 95 / 100]:F0} ms, p99 {took[took.Count * 99 / 100]:F0} ms, most {took[^1]:F0} ms"));
        }

        Say($"{again} pushes were asked to come again");
        Say($"memory every ten seconds, MB: {string.Join(' ', memory)}");
        Say(string.Join(", ", slack.Counts.OrderBy(count => count.Key).Select(count => $"{count.Key} {count.Value.Asked} ({count.Value.Refused} refused)")));

        async Task Push(int call)
        {
            pushed[call] = TimeProvider.System.GetUtcNow();
            var body = new
            {
                recorderId = $"{call}",
                title = $"Call {call}.",
                start = pushed[call],
                host = $"p{call % Teams}@harbor.example",
                turns = new[] { new { speaker = "Ana", at = 0, text = "The renewal is twelve thousand a year." }, new { speaker = "Bo", at = 9, text = "I will send the contract by Friday." } },
            };
            // A recorder that is asked to come again does: under the same id.
            while (true)
            {
                using var answer = await http.PostAsJsonAsync("/api/calls", body);
                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    answer.EnsureSuccessStatusCode();
                    return;
                }

                Interlocked.Increment(ref again);
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
            }
        }
    }

    private static async Task<string> Arrange(CallWorld world, SlackDesk slack)
    {
        await world.Person("olga", InsightsRole.OrganizationAdmin);
        await world.Recorder("olga");
        for (var i = 0; i < Teams; i++)
        {
            string[] members = [$"p{i}", $"q{i}", $"r{i}"];
            foreach (var member in members) await world.Person(member);
            var team = await world.Team($"team-{i}", members);
            slack.Members[$"C{i}"] = [.. members.Select(name => $"{name}@harbor.example")];
            await world.Change(db =>
            {
                var channel = new Channel { Id = Guid.CreateVersion7(), TeamId = team, SlackId = $"C{i}", Name = $"deals-{i}" };
                db.Add(channel);
                db.Teams.Single(t => t.Id == team).DestinationChannelId = channel.Id;
                db.Teams.Single(t => t.Id == team).MessageOwner = true;
                return 0;
            });
        }

        return await world.Key("recorder");
    }

    private static int Number(string text) => int.Parse(text.Split("Call ")[1].Split('.')[0], CultureInfo.InvariantCulture);

    private static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
