using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Usher.Tests;
using Usher.Tests.Web;

namespace Usher.SystemTests.Web;

/// <summary>A collector that keeps what OTLP sends it.</summary>
public sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _sent = [];

    private Collector(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>All that came, byte for character.</summary>
    public string Sent => string.Concat(_sent);

    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new Collector(app);
        app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            collector._sent.Enqueue($"{http.Request.Path}\n{Encoding.Latin1.GetString(body.ToArray())}\n");
        });
        await app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

public sealed class WhatLeavesTheServerTests : IDisposable
{
    private const string Canary = "canary-9d41";
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("usher-test-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task No_log_carries_the_key()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("usher-test-").FullName;
        try
        {
            var made = await UsherProcess.Run(folder, "key", "make", "gateway", "--scope", "decision/ask", "--json");
            made.Code.ShouldBe(0, made.Error);
            var key = JsonNode.Parse(made.Answer)!["key"]!.GetValue<string>();
            await using var usher = await UsherProcess.ServeOn(folder, ("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__Microsoft.AspNetCore", "Trace"));
            using var client = new HttpClient { BaseAddress = usher.Address };
            (await client.GetAsync($"/api/customers?key={key}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
            (await client.GetAsync("/api/customers")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            var (lines, code) = await usher.Stop();
            code.ShouldBe(0);
            lines.ShouldContain("400");
            lines.ShouldNotContain(key[4..]);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task Logs_and_telemetry_of_a_busy_run_carry_nothing_that_people_sent(string logs)
    {
        await using var collector = await Collector.Start();
        var data = Path.Combine(_folder, "data");
        var made = await UsherProcess.Run(data, "customer", "create", "acme", "--name", $"{Canary} Foods", "--tenant", $"main:Enterprise:{Canary}", "--insights", "--customer-admin", $"{Canary}@acme.example");
        made.Code.ShouldBe(0, made.Error);
        await using var usher = await UsherProcess.Serve(
            ("Usher__Data", data),
            ("Audit__KeyFile", Path.Combine(_folder, "audit.key")),
            ("Usher__Logs", logs),
            ("Logging__LogLevel__Default", "Trace"),
            ("Logging__LogLevel__Microsoft.AspNetCore", "Trace"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "200"));
        using var client = new HttpClient { BaseAddress = usher.Address };
        await Knock(client);
        await Letter(Path.Combine(data, "outbox"));
        var (lines, code) = await usher.Stop();

        code.ShouldBe(0);
        lines.ShouldNotContain(Canary);
        lines.ShouldContain("POST /api/session 401");
        Around(collector.Sent).ShouldBeEmpty();
        collector.Sent.ShouldContain("http.server.request.duration");
        collector.Sent.ShouldContain("POST /api/session");
        collector.Sent.ShouldContain("usher.audit.appends");
        collector.Sent.ShouldContain("usher.job.lag");
        if (logs == "json")
            foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)) JsonNode.Parse(line)!["message"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    /// <summary>Waits until the server has written to the customer's admin: a job was done, an entry made.</summary>
    private static async Task Letter(string outbox)
    {
        System.IO.Directory.CreateDirectory(outbox);
        var there = new TaskCompletionSource();
        using var watch = new FileSystemWatcher(outbox, "*.eml") { EnableRaisingEvents = true };
        watch.Created += (_, _) => there.TrySetResult();
        watch.Renamed += (_, _) => there.TrySetResult();
        if (System.IO.Directory.EnumerateFiles(outbox, "*.eml").Any()) return;
        await there.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    private static string Around(string text)
    {
        var at = text.IndexOf(Canary, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? "" : string.Concat(text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 50)].Select(c => c is >= ' ' and <= '~' ? c : '.'));
    }

    /// <summary>What strangers send: canaries wherever text can stand.</summary>
    private static async Task Knock(HttpClient client)
    {
        await client.PostAsJsonAsync("/api/session", new { email = $"{Canary}@harbor.example", password = $"{Canary}-password" });
        await client.PostAsync("/api/session", new StringContent($"{{\"email\": {Canary}", Encoding.UTF8, "application/json"));
        await client.PostAsync("/api/session", new StringContent($"{{\"{Canary}\": 1, \"email\": [\"{Canary}\"]}}", Encoding.UTF8, "application/json"));
        await client.PostAsync("/api/session", new StringContent(Canary, Encoding.UTF8, $"text/{Canary}"));
        await client.GetAsync($"/api/customers/{Canary}/users/{Canary}?query={Canary}");
        await client.GetAsync($"/{Canary}?{Canary}");
        await client.SendAsync(new HttpRequestMessage(new HttpMethod(Canary.ToUpperInvariant()), $"/api/{Canary}"));
        foreach (var address in new[] { "/access/v1/evaluation", "/api/calls", "/api/me", "/.well-known/authzen-configuration" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(new { subject = new { type = "user", id = Canary }, title = Canary }) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"ush_{Canary}");
            request.Headers.UserAgent.ParseAdd(Canary);
            request.Headers.TryAddWithoutValidation("X-Request-ID", Canary);
            request.Headers.TryAddWithoutValidation("Cookie", $"usher-session={Canary}");
            request.Headers.TryAddWithoutValidation("Usher-Note", Canary);
            request.Headers.TryAddWithoutValidation("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            request.Headers.TryAddWithoutValidation("tracestate", $"vendor={Canary}");
            request.Headers.TryAddWithoutValidation("baggage", $"who={Canary}");
            await client.SendAsync(request);
        }
    }
}
