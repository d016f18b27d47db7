using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Usher.Tests;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Stores;

/// <summary>As much of Slack's Web API as a message to an owner takes, in this process: it outlives the servers that are killed, and keeps every message it was given.</summary>
public sealed class SlackDesk : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Channel, JsonObject Message)> _messages = [];
    private readonly ConcurrentBag<Task> _landing = [];
    private readonly ConcurrentQueue<(string Channel, string Text, DateTimeOffset At)> _arrived = [];
    private int _clock;

    private SlackDesk(WebApplication app) => _app = app;

    /// <summary>The address of the Web API.</summary>
    public Uri Api => new(_app.Urls.First() + "/api/");

    /// <summary>What goes wrong with a request; null: nothing ever does.</summary>
    public Func<SlackMishap>? Chance { get; set; }

    /// <summary>How long what lands late takes: 30 seconds at most.</summary>
    public Func<TimeSpan> Late { get; set; } = () => TimeSpan.Zero;

    /// <summary>What was asked and is still to land.</summary>
    public Task Landing => Task.WhenAll(_landing);

    /// <summary>Asks to wait whoever asks more than Slack lets them; null: nobody is.</summary>
    public SlackLimits? Limits { get; set; }

    /// <summary>Who is in which channel, by address; everybody else is in none.</summary>
    public Dictionary<string, string[]> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>What each message says to those who do not see its blocks, where it is, and when it came.</summary>
    public IReadOnlyList<(string Channel, string Text, DateTimeOffset At)> Arrived => [.. _arrived];

    /// <summary>How often each method was asked, and how often it asked to wait.</summary>
    public ConcurrentDictionary<string, (int Asked, int Refused)> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>The delivery that each message says it is of, doubles too.</summary>
    public IReadOnlyList<Guid> Posted => [.. _messages.Select(m => m.Message["metadata"]!["event_payload"]!["delivery"]!.GetValue<Guid>())];

    public static async Task<SlackDesk> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var desk = new SlackDesk(app);
        app.MapPost("/api/{method}", async (string method, HttpContext http) => await desk.Serve(method, await http.Request.ReadFormAsync(), http));
        await app.StartAsync();
        return desk;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> Serve(string method, IFormCollection form, HttpContext http)
    {
        switch (Chance?.Invoke() ?? SlackMishap.None)
        {
            case SlackMishap.Busy:
                http.Response.Headers.RetryAfter = "1";
                return Results.StatusCode(StatusCodes.Status429TooManyRequests);
            case SlackMishap.Fails:
                return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
            case SlackMishap.Slow:
                await Task.Delay(TimeSpan.FromSeconds(2));
                break;
            case SlackMishap.Forgets:
                Answer(method, form);
                http.Abort();
                return Results.Empty;
            case SlackMishap.LandsLate:
                // The request is over, and its form with it: what lands is kept apart.
                var kept = new FormCollection(form.ToDictionary());
                _landing.Add(Task.Delay(Late()).ContinueWith(_ => Answer(method, kept), TaskScheduler.Default));
                http.Abort();
                return Results.Empty;
        }

        var wait = Limits?.Take(method, $"{form["channel"]}");
        Counts.AddOrUpdate(method, _ => (1, wait is null ? 0 : 1), (_, was) => (was.Asked + 1, was.Refused + (wait is null ? 0 : 1)));
        if (wait is { } seconds)
        {
            http.Response.Headers.RetryAfter = $"{seconds}";
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        return Results.Text(Answer(method, form).ToJsonString(), "application/json");
    }

    private JsonObject Answer(string method, IFormCollection form) => method switch
    {
        "auth.test" => new() { ["ok"] = true, ["team_id"] = "T1", ["user_id"] = "UBOT", ["team"] = "Harbor" },
        "users.lookupByEmail" => new() { ["ok"] = true, ["user"] = Person($"{form["email"]}") },
        "users.info" => new() { ["ok"] = true, ["user"] = Person($"{form["user"]}"[1..]) },
        "users.list" => new() { ["ok"] = true, ["members"] = new JsonArray([.. Members.Values.SelectMany(m => m).Distinct().Select(Person)]) },
        "conversations.info" => new() { ["ok"] = true, ["channel"] = Channel($"{form["channel"]}") },
        "conversations.list" => new() { ["ok"] = true, ["channels"] = new JsonArray([.. Members.Keys.Select(Channel)]) },
        "conversations.members" => new() { ["ok"] = true, ["members"] = new JsonArray([.. Members[$"{form["channel"]}"].Select(m => (JsonNode)$"U{m}")]) },
        "conversations.open" => new() { ["ok"] = true, ["channel"] = new JsonObject { ["id"] = $"D{form["users"]}" } },
        "conversations.history" => new()
        {
            ["ok"] = true,
            ["messages"] = new JsonArray([.. _messages.Where(m => m.Channel == form["channel"] && At(m.Message) >= At(form)).Select(m => m.Message.DeepClone())]),
        },
        "chat.postMessage" => Post(form),
        _ => new() { ["ok"] = false, ["error"] = "unknown_method" },
    };

    private static JsonObject Person(string address) =>
        new() { ["id"] = $"U{address}", ["team_id"] = "T1", ["profile"] = new JsonObject { ["email"] = address } };

    private static JsonObject Channel(string id) => new() { ["id"] = id, ["name"] = id.ToLowerInvariant(), ["is_private"] = true };

    private JsonObject Post(IFormCollection form)
    {
        var channel = $"{form["channel"]}" is ['U', ..] person ? $"D{person}" : $"{form["channel"]}";
        _arrived.Enqueue((channel, $"{form["text"]}", TimeProvider.System.GetUtcNow()));
        var ts = string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}.{Interlocked.Increment(ref _clock):000000}");
        _messages.Enqueue((channel, new JsonObject { ["ts"] = ts, ["metadata"] = JsonNode.Parse($"{form["metadata"]}") }));
        return new() { ["ok"] = true, ["ts"] = ts, ["channel"] = channel };
    }

    private static double At(JsonObject message) => double.Parse(message["ts"]!.GetValue<string>(), CultureInfo.InvariantCulture);

    private static double At(IFormCollection form) => double.TryParse(form["oldest"], CultureInfo.InvariantCulture, out var oldest) ? oldest : 0;
}

/// <summary>What goes wrong with a request to Slack.</summary>
public enum SlackMishap
{
    None,

    /// <summary>It asks to wait; nothing happened.</summary>
    Busy,

    /// <summary>It is unwell; nothing happened.</summary>
    Fails,

    /// <summary>It takes its time.</summary>
    Slow,

    /// <summary>It happened, and nobody hears of it.</summary>
    Forgets,

    /// <summary>It happens later, and nobody hears of it.</summary>
    LandsLate,
}

/// <summary>
/// How often Slack lets a workspace be asked (docs.slack.dev, Rate limits): each method by its tier, with a minute's worth at once; messages
/// once a second in each channel, with three at once.
/// </summary>
public sealed class SlackLimits
{
    private static readonly Dictionary<string, double> PerMinute = new(StringComparer.Ordinal)
    {
        ["users.list"] = 20, ["conversations.list"] = 20, ["users.lookupByEmail"] = 50, ["users.info"] = 100, ["conversations.info"] = 50,
        ["conversations.members"] = 100, ["conversations.open"] = 50, ["conversations.history"] = 50,
    };

    private readonly Dictionary<string, (double Left, DateTimeOffset At)> _buckets = new(StringComparer.Ordinal);

    /// <summary>Takes one request; how many seconds to wait where there is none left, null: it is served.</summary>
    public int? Take(string method, string channel)
    {
        var (perMinute, most, key) = method == "chat.postMessage" ? (60, 3, channel) : (PerMinute.GetValueOrDefault(method, 100), PerMinute.GetValueOrDefault(method, 100), method);
        lock (_buckets)
        {
            var now = TimeProvider.System.GetUtcNow();
            var (left, at) = _buckets.GetValueOrDefault(key, (most, now));
            left = Math.Min(most, left + ((now - at).TotalMinutes * perMinute));
            _buckets[key] = (left >= 1 ? left - 1 : left, now);
            return left >= 1 ? null : (int)Math.Ceiling((1 - left) / perMinute * 60);
        }
    }
}
