using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Usher.Access;
using Usher.Directory;
using Usher.Identity;
using Usher.Web.Api;
using Usher.Web.Hosting;

namespace Usher.Tests.Directory;

/// <summary>The town behind the real host and its doors, at the town's time.</summary>
public sealed class TownServer : IAsyncDisposable
{
    private readonly Dictionary<string, HttpClient> _clients = new(StringComparer.Ordinal);
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("usher-test-").FullName;

    private TownServer(Town town, Func<UsherSettings, UsherSettings>? set)
    {
        Town = town;
        var settings = new UsherSettings(_folder, town.Database, Path.Combine(_folder, "audit.key"), IsDemo: false);
        App = UsherHost.Build(
            set?.Invoke(settings) ?? settings, ["http://127.0.0.1:0"],
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<TimeProvider>(town.Clock);
                builder.Services.AddSingleton(town.Heads);
            });
    }

    public Town Town { get; }

    public WebApplication App { get; }

    public Uri Address => new(App.Urls.First());

    /// <param name="prepare">What happens in the town before the server starts.</param>
    /// <param name="set">What the operator set besides.</param>
    public static async Task<TownServer> Open(Func<Town, Task>? prepare = null, Func<UsherSettings, UsherSettings>? set = null)
    {
        var town = await Town.Open();
        if (prepare is not null) await prepare(town);
        var server = new TownServer(town, set);
        await server.App.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>A browser in which nobody is signed in.</summary>
    public HttpClient Browser() => new() { BaseAddress = Address };

    /// <summary>A browser in which somebody of the town is signed in.</summary>
    public async Task<HttpClient> As(string name)
    {
        if (_clients.TryGetValue(name, out var known)) return known;
        var client = Browser();
        client.DefaultRequestHeaders.Add("Cookie", $"{SessionCookie.Plain}={await Cookie(name)}");
        var me = await client.GetFromJsonAsync<JsonObject>("/api/me");
        client.DefaultRequestHeaders.Add(CallerMiddleware.AntiforgeryHeader, me!["antiforgery"]!.GetValue<string>());
        return _clients[name] = client;
    }

    /// <summary>Sends it as somebody, and wants that status.</summary>
    public async Task<JsonNode?> Send(string who, string method, string address, HttpStatusCode status, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null) request.Content = JsonContent.Create(body);
        var answer = await (await As(who)).SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, $"{who}: {method} {address}: {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    public Task<JsonNode?> Get(string who, string address, HttpStatusCode status = HttpStatusCode.OK) => Send(who, "GET", address, status);

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values) client.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        await Town.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The cookie of a new session of somebody of the town.</summary>
    public async Task<string> Cookie(string name)
    {
        var sessions = App.Services.GetRequiredService<Sessions>();
        if (name is "super" or "support") return await sessions.Begin(Town[name], new(ActorKind.Staff, Town[name], Guid.Empty), default);
        var customer = name.EndsWith("@lakeside", StringComparison.Ordinal) ? Town.Lakeside : Town.Harbor;
        await using var db = Town.Store.Context(customer);
        var account = (await db.Users.SingleAsync(u => u.Id == Town[name])).AccountId;
        return await sessions.Begin(account, new(ActorKind.User, Town[name], customer), default);
    }
}
