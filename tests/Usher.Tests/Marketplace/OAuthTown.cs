using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Usher.Access;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.Tests.Acts;
using Usher.Tests.Client;
using Usher.Tests.Directory;

namespace Usher.Tests.Marketplace;

/// <summary>The town with an app that connects by OAuth, and a provider that answers as a test says.</summary>
public sealed class OAuthTown : IAsyncDisposable
{
    public const string App = "mailer";

    private readonly ConcurrentQueue<(string Path, Dictionary<string, string> Form, string? Basic)> _asked = [];
    private readonly Peer _peer;
    private int _given;

    private OAuthTown(Town town, Peer peer, Func<HttpContext, OAuthTown, Task>[] answer)
    {
        (Town, _peer) = (town, peer);
        Connections = new(town.Gate, new OutboundHosts(["127.0.0.1"]), MarketTown.Protection, new PublicAddress("https://usher.example"), town.Clock);
        answer[0] = (http, me) => me.Take(http);
    }

    public Town Town { get; }

    public Connections Connections { get; }

    /// <summary>What the provider was asked for, in order.</summary>
    public IReadOnlyList<(string Path, Dictionary<string, string> Form, string? Basic)> Asked => [.. _asked];

    public IReadOnlyList<Dictionary<string, string>> Grants => [.. _asked.Where(one => one.Path == "/token").Select(one => one.Form)];

    /// <summary>The tokens that it revoked.</summary>
    public IReadOnlyList<string> Revoked => [.. _asked.Where(one => one.Path == "/revoke").Select(one => one.Form["token"])];

    /// <summary>What the provider answers in place of tokens; null: tokens.</summary>
    public Func<HttpContext, Task>? Token { get; set; }

    /// <summary>What it answers when tokens are revoked; null: 200.</summary>
    public Func<HttpContext, Task>? Revocation { get; set; }

    public OAuthProvider Provider => Of(_peer.Address);

    public static async Task<OAuthTown> Open()
    {
        var answer = new Func<HttpContext, OAuthTown, Task>[1];
        OAuthTown? me = null;
        var town = await Town.Open();
        var peer = await Peer.Open(http => answer[0](http, me!));
        me = new(town, peer, answer);
        await me.Publish(me.Provider);
        await town.Do("user", new RequestApp(App, "south"));
        await town.Do("support", new ApproveApp(App, "south"));
        return me;
    }

    public static OAuthProvider Of(Uri peer) => new("Mailbox", "https://mailbox.example", $"{peer}authorize?access_type=offline", $"{peer}token", "usher-client", ["mail.read", "offline_access"], $"{peer}revoke");

    public static AppManifest Manifest(OAuthProvider provider) => MarketplaceSamples.Manifest(App) with { Name = "Mailer", Connection = AppConnection.OAuth, OAuth = provider };

    public Task Publish(OAuthProvider provider, AppManifest? manifest = null) =>
        Town.Do(Town.As("super", Guid.Empty), new PublishApp(manifest is null ? Manifest(provider) : manifest with { OAuth = provider }));

    /// <summary>Somebody in a browser's session; always the same one of the same person unless said otherwise.</summary>
    public Caller In(string who, string session = "") => Town.As(who) with
    {
        Session = new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(who + session)).AsSpan(0, 16)),
    };

    /// <summary>Sends somebody to the provider: what the address asks for.</summary>
    public async Task<Dictionary<string, string>> Start(string who = "customeradmin")
    {
        var started = await Connections.Start(In(who), App, "south");
        started.Refused.ShouldBeNull();
        return QueryHelpers.ParseQuery(new Uri(started.Value!.Address!).Query).ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.Ordinal);
    }

    public Task<Outcome<ConnectionMade>> Finish(string state, string who = "customeradmin", string code = "code-1", string? iss = "https://mailbox.example", string? error = null) =>
        Connections.Finish(In(who), new(state, error is null ? code : null, iss, error), default);

    /// <summary>Connects the app in south, and has it done.</summary>
    public async Task Connect(string who = "customeradmin")
    {
        var done = await Finish((await Start(who))["state"], who);
        done.Refused.ShouldBeNull();
    }

    public async Task<ConnectionView?> Seen(string who = "customeradmin") =>
        (await Town.Read(who, new ViewApp(App))).Tenants.Single(place => place.Tenant.Slug == "south").Connection;

    /// <summary>Does what is due now.</summary>
    public Task Hear() => MarketTown.Hear(Town, Routes);

    public JobRoute[] Routes =>
    [
        JobRoute.To(() => new TokenRefresher(Connections)),
        JobRoute.To(() => new TokenRevoker(Connections), typeof(TokenRevoker)),
    ];

    public static Func<HttpContext, Task> Saying(int status, string body, string type = "application/json", Action<HttpResponse>? with = null) => async http =>
    {
        (http.Response.StatusCode, http.Response.ContentType) = (status, type);
        with?.Invoke(http.Response);
        await http.Response.WriteAsync(body);
    };

    public async ValueTask DisposeAsync()
    {
        Connections.Dispose();
        await _peer.DisposeAsync();
        await Town.DisposeAsync();
    }

    private async Task Take(HttpContext http)
    {
        var form = (await http.Request.ReadFormAsync()).ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.Ordinal);
        _asked.Enqueue((http.Request.Path, form, http.Request.Headers.Authorization.ToString() is { Length: > 0 } basic ? basic : null));
        if (http.Request.Path == "/revoke")
        {
            if (Revocation is { } scripted) await scripted(http);
            return;
        }

        if (Token is { } answer)
        {
            await answer(http);
            return;
        }

        var number = Interlocked.Increment(ref _given);
        await http.Response.WriteAsJsonAsync(new Dictionary<string, object>
        {
            ["access_token"] = $"sesame-access-{number}", ["token_type"] = "bearer", ["expires_in"] = 3600, ["refresh_token"] = $"sesame-refresh-{number}", ["scope"] = "mail.read",
        }, JsonSerializerOptions.Web);
    }
}
