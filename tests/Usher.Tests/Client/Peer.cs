using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Usher.Client;

namespace Usher.Tests.Client;

/// <summary>A server that answers as a test says, and a client of it.</summary>
internal sealed class Peer : IAsyncDisposable
{
    public const string Key = "usher_secret-of-the-client";

    private readonly WebApplication _app;

    private Peer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    public static async Task<Peer> Open(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MinResponseDataRate = null);
        var peer = new Peer(builder.Build());
        peer._app.Run(http =>
        {
            peer.Asked++;
            return answer(http);
        });
        await peer._app.StartAsync();
        return peer;
    }

    /// <summary>Answers 200 with this body.</summary>
    public static Task<Peer> Saying(string body, string contentType = "application/json") => Open(async http =>
    {
        http.Response.ContentType = contentType;
        await http.Response.WriteAsync(body);
    });

    public static ServiceProvider Services(Uri address, Action<UsherOptions>? set = null, string key = Key, Action<IServiceCollection>? add = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        add?.Invoke(services);
        services.AddUsher(usher =>
        {
            (usher.Address, usher.Key, usher.Timeout) = (address, key, TimeSpan.FromSeconds(20));
            set?.Invoke(usher);
        });
        return services.BuildServiceProvider();
    }

    public ServiceProvider Services(Action<UsherOptions>? set = null, Action<IServiceCollection>? add = null) => Services(Address, set, add: add);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

/// <summary>Keeps all that is logged, whatever its level.</summary>
internal sealed class Written : ILoggerProvider, ILogger
{
    private readonly List<string> _lines = [];

    public string All
    {
        get
        {
            lock (_lines) return string.Join('\n', _lines);
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Add($"{state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Add($"{formatter(state, exception)} {exception} {(state is IEnumerable<KeyValuePair<string, object?>> parts ? string.Join(' ', parts.Select(part => $"{part.Key}={part.Value}")) : "")}");

    public void Dispose()
    {
    }

    private void Add(string line)
    {
        lock (_lines) _lines.Add(line);
    }
}
