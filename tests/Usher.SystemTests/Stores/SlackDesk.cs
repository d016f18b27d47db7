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

        return Results.Text(Answer(method, form).ToJsonString(), "application/json");
    }

    private JsonObject Answer(string method, IFormCollection form) => method switch
    {
        "auth.test" => new() { ["ok"] = true, ["team_id"] = "T1", ["user_id"] = "UBOT", ["team"] = "Harbor" },
        "users.lookupByEmail" => new()
        {
            ["ok"] = true,
            ["user"] = new JsonObject { ["id"] = $"U{form["email"]}", ["team_id"] = "T1", ["profile"] = new JsonObject { ["email"] = $"{form["email"]}" } },
        },
        "conversations.open" => new() { ["ok"] = true, ["channel"] = new JsonObject { ["id"] = $"D{form["users"]}" } },
        "conversations.history" => new()
        {
            ["ok"] = true,
            ["messages"] = new JsonArray([.. _messages.Where(m => m.Channel == form["channel"] && At(m.Message) >= At(form)).Select(m => m.Message.DeepClone())]),
        },
        "chat.postMessage" => Post(form),
        _ => new() { ["ok"] = false, ["error"] = "unknown_method" },
    };

    private JsonObject Post(IFormCollection form)
    {
        var ts = string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}.{Interlocked.Increment(ref _clock):000000}");
        _messages.Enqueue(($"{form["channel"]}", new JsonObject { ["ts"] = ts, ["metadata"] = JsonNode.Parse($"{form["metadata"]}") }));
        return new() { ["ok"] = true, ["ts"] = ts };
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
