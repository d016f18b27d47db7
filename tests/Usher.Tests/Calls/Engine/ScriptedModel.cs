using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Usher.Calls.Engine;

namespace Usher.Tests.Calls.Engine;

/// <summary>Speaks chat completions on loopback and says what the test wrote for it.</summary>
internal sealed class ScriptedModel : IAsyncDisposable
{
    private readonly WebApplication app;
    private int requests;

    private ScriptedModel(WebApplication app) => this.app = app;

    public ConcurrentQueue<(string System, string User)> Prompts { get; } = new();

    public ConcurrentQueue<string> Keys { get; } = new();

    public int Requests => requests;

    public static Task<ScriptedModel> Start(Func<string, string> says) => Start(user => Task.FromResult(says(user)));

    public static Task<ScriptedModel> Start(Func<string, Task<string>> says) => Start(async (model, context) =>
    {
        var body = (await JsonDocument.ParseAsync(context.Request.Body)).RootElement;
        var messages = body.GetProperty("messages");
        var user = Text(messages[1]);
        model.Prompts.Enqueue((Text(messages[0]), user));
        model.Keys.Enqueue(context.Request.Headers.Authorization.ToString());
        await context.Response.WriteAsJsonAsync(new
        {
            id = "c1",
            @object = "chat.completion",
            created = 1,
            model = body.GetProperty("model").GetString(),
            choices = new[] { new { index = 0, message = new { role = "assistant", content = await says(user) }, finish_reason = "stop" } },
        });
    });

    public static Task<ScriptedModel> Start(Func<HttpContext, Task> handler) => Start((_, context) => handler(context));

    /// <summary>Its base address.</summary>
    public Uri Address => new(app.Urls.Single() + "/v1");

    public ModelEngine Engine(TimeProvider? clock = null) =>
        new(new OpenAiChat(Address, "secret", "tiny"), "tiny", clock ?? new HandClock(), TimeSpan.FromSeconds(20));

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static async Task<ScriptedModel> Start(Func<ScriptedModel, HttpContext, Task> handler)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var model = new ScriptedModel(server);
        server.MapPost("/v1/chat/completions", context =>
        {
            Interlocked.Increment(ref model.requests);
            return handler(model, context);
        });
        await server.StartAsync();
        return model;
    }

    private static string Text(JsonElement message) =>
        message.GetProperty("content") is { ValueKind: JsonValueKind.String } text ? text.GetString()!
            : string.Concat(message.GetProperty("content").EnumerateArray().Select(p => p.GetProperty("text").GetString()));
}

/// <summary>A clock whose timers ring when the test says so; from then on every timer rings at once.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly Lock turn = new();
    private List<(TimerCallback Callback, object? State)>? waiting = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (turn)
            if (waiting is not null)
            {
                waiting.Add((callback, state));
                return new Silent();
            }

        callback(state);
        return new Silent();
    }

    public void Ring()
    {
        List<(TimerCallback Callback, object? State)> rung;
        lock (turn)
            (rung, waiting) = (waiting ?? [], null);
        rung.ForEach(t => t.Callback(t.State));
    }

    private sealed class Silent : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;
        public void Dispose() { }
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
