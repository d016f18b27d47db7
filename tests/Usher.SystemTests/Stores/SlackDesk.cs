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
    private int _clock;

    private SlackDesk(WebApplication app) => _app = app;

    /// <summary>The address of the Web API.</summary>
    public Uri Api => new(_app.Urls.First() + "/api/");

    /// <summary>The delivery that each message says it is of, doubles too.</summary>
    public IReadOnlyList<Guid> Posted => [.. _messages.Select(m => m.Message["metadata"]!["event_payload"]!["delivery"]!.GetValue<Guid>())];

    public static async Task<SlackDesk> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var desk = new SlackDesk(app);
        app.MapPost("/api/{method}", async (string method, HttpRequest request) => Results.Text(desk.Answer(method, await request.ReadFormAsync()).ToJsonString(), "application/json"));
        await app.StartAsync();
        return desk;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private JsonObject Answer(string method, IFormCollection form) => method switch
    {
        "auth.test" => new() { ["ok"] = true, ["team_id"] = "T1", ["user_id"] = "UBOT", ["team"] = "Harbor" },
        "users.lookupByEmail" => new()
        {
            ["ok"] = true,
            ["user"] = new JsonObject { ["id"] = $"U{form["email"]}", ["team_id"] = "T1", ["profile"] = new JsonObject { ["email"] = $"{form["email"]}" } },
        },
        "conversations.open" => new() { ["ok"] = true, ["channel"] = new JsonObject { ["id"] = $"D{form["users"]}" } },
        "conversations.history" => new() { ["ok"] = true, ["messages"] = new JsonArray([.. _messages.Where(m => m.Channel == form["channel"]).Select(m => m.Message.DeepClone())]) },
        "chat.postMessage" => Post(form),
        _ => new() { ["ok"] = false, ["error"] = "unknown_method" },
    };

    private JsonObject Post(IFormCollection form)
    {
        var ts = Interlocked.Increment(ref _clock).ToString(CultureInfo.InvariantCulture);
        _messages.Enqueue(($"{form["channel"]}", new JsonObject { ["ts"] = ts, ["metadata"] = JsonNode.Parse($"{form["metadata"]}") }));
        return new() { ["ok"] = true, ["ts"] = ts };
    }
}
