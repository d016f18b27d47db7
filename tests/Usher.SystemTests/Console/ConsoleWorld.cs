using System.Net.Http.Json;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

[assembly: AssemblyFixture(typeof(Usher.SystemTests.ConsolePages.ConsoleWorld))]

namespace Usher.SystemTests.ConsolePages;

/// <summary>One demo and one browser for all tests of the console; neither is started before a test asks.</summary>
public sealed class ConsoleWorld : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
        // Pages live for seconds: what is compiled for later costs more than it saves.
        "--js-flags=--single-threaded --no-opt --no-maglev",
    ];

    /// <summary>One for all worlds. It is not closed: to wait for its end has been seen to last for ever, and it ends with this process, when its driver's input does.</summary>
    private static readonly Lazy<Task<IBrowser>> Browser = new(async () =>
    {
        // As long as opening a page may take: on a busy machine a click is no quicker.
        Assertions.SetDefaultExpectTimeout(20_000);
        return await (await Playwright.CreateAsync()).Chromium.LaunchAsync(new() { ExecutablePath = Peer.Chromium.Where, Args = Flags });
    });

    private readonly Lazy<Task<DemoServer>> _server;

    /// <summary>The demo as it is.</summary>
    public ConsoleWorld() : this(null)
    {
    }

    /// <summary>A demo of a test's own, with more settings.</summary>
    internal ConsoleWorld(IReadOnlyDictionary<string, string>? settings) => _server = new(() => DemoServer.Start(settings));

    /// <summary>The demo.</summary>
    public Task<DemoServer> Server => _server.Value;

    /// <summary>A browser of somebody's own, at a size. Skips the test where there is no Chromium, or the console was left out of the build.</summary>
    /// <param name="email">Who is signed in; null: nobody.</param>
    /// <param name="address">The page opened first; null: none yet.</param>
    /// <param name="width">The window's width in pixels.</param>
    /// <param name="zone">The time zone they are in.</param>
    public async Task<Visitor> Visit(string? email, string? address = null, int width = 1280, string zone = "UTC")
    {
        Peer.Chromium.Need();
        Assert.SkipUnless(File.Exists(Path.Combine(AppContext.BaseDirectory, "console", "index.html")), "The console is not part of this build: build without -p:Console=false");
        var server = await Server;
        var context = await (await Browser.Value).NewContextAsync(new()
        {
            BaseURL = server.Url.ToString(),
            ViewportSize = new() { Width = width, Height = width < 600 ? 740 : 860 },
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
            TimezoneId = zone,
        });
        var visitor = new Visitor(context, await context.NewPageAsync());
        if (email is not null) await visitor.SignIn(server.LinkOf(email));
        if (address is not null) await visitor.Open(address);
        return visitor;
    }

    /// <summary>Pushes a call by a customer's recorder, as a machine would: its id.</summary>
    /// <param name="host">The owner's address; it names the customer.</param>
    /// <param name="title">The title.</param>
    /// <param name="account">The account; null: none.</param>
    /// <param name="turns">Who says what, a turn every ten seconds.</param>
    public async Task<Guid> Push(string host, string title, string? account, params (string Speaker, string Text)[] turns)
    {
        var pushed = await Send(host, title, account, null, null, turns);
        pushed.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created, await pushed.Content.ReadAsStringAsync());
        return (await pushed.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonObject>())!["id"]!.GetValue<Guid>();
    }

    /// <summary>Sends a call as a customer's recorder would, with what the CRM says of it and the link to its recording: the answer.</summary>
    public async Task<HttpResponseMessage> Send(string host, string title, string? account, object? crm, string? recording, params (string Speaker, string Text)[] turns)
    {
        var server = await Server;
        using var http = new HttpClient { BaseAddress = server.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", server.Keys[host.Split('@')[1].Split('.')[0] + ".recorder"]);
        return await http.PostAsJsonAsync("/api/calls", new
        {
            recorderId = Guid.NewGuid(),
            title,
            account,
            crm,
            recording,
            host,
            start = TimeProvider.System.GetUtcNow().AddMinutes(-30),
            durationSeconds = turns.Length * 10,
            turns = turns.Select((turn, place) => new { speaker = turn.Speaker, at = place * 10, text = turn.Text }),
        });
    }

    /// <summary>Pushes a call that looks sensitive, and so is held: its id.</summary>
    public Task<Guid> PushHeld(string host) => Push(
        host, "A word about Sam", null,
        ("Host", "This is about the disciplinary hearing, and the performance improvement plan for Sam. Keep this confidential, please."),
        ("Guest", "The grievance came in on Monday. With a written warning we need a severance package."));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated) await (await _server.Value).DisposeAsync();
    }
}
