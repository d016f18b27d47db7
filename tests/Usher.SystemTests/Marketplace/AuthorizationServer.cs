using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Usher.Marketplace;
using Usher.Tests;

namespace Usher.SystemTests.Marketplace;

/// <summary>Another's authorization server on loopback, the npm package <c>oidc-provider</c>: it says what it gave and what was revoked.</summary>
internal sealed class AuthorizationServer : IAsyncDisposable
{
    public const string Secret = "secret-of-the-client";

    private readonly ConcurrentQueue<string> _said = [];
    private readonly string _returnAddress;
    private Process? _process;

    private AuthorizationServer(Uri address, string returnAddress) => (Address, _returnAddress) = (address, returnAddress);

    public Uri Address { get; }

    /// <summary>What it did, a line each: <c>grant refresh_token</c>, <c>refused invalid_grant</c>, <c>revoked</c>.</summary>
    public IReadOnlyCollection<string> Said => _said;

    public OAuthProvider Provider => new("Mailbox", Address.AbsoluteUri.TrimEnd('/'), $"{Address}auth", $"{Address}token", "usher",
        ["openid", "offline_access", "mail.read"], $"{Address}token/revocation");

    /// <summary>Starts one for a client that is sent back to an address.</summary>
    public static async Task<AuthorizationServer> Start(string returnAddress)
    {
        Peer.Npm("oidc-provider").Need();
        var server = new AuthorizationServer(new($"http://127.0.0.1:{FreePort.Find()}/"), returnAddress);
        await server.Begin();
        return server;
    }

    /// <summary>Begins again where it was: it keeps what it gave in memory, and knows of none of it any more.</summary>
    public async Task Begin()
    {
        await Stop();
        var process = _process = Process.Start(new ProcessStartInfo(
            Peer.Node.Where!, [Path.Combine(Repository.Root, "tests", "peers", "oauth.mjs"), $"{Address.Port}", _returnAddress])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync() is { } line && line != "ready")
        {
        }

        _ = Task.Run(async () =>
        {
            while (await process.StandardOutput.ReadLineAsync() is { } said) _said.Enqueue(said);
        });
    }

    /// <summary>Ends it: nothing answers there.</summary>
    public async Task Stop()
    {
        if (_process is not { } process) return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Signs in and consents on its pages, as a browser would: the address that it sends back to.</summary>
    public static async Task<Uri> Consent(string address)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        var login = await Follow(browser, new(address));
        var consent = await Follow(browser, await Post(browser, login, ("prompt", "login"), ("login", "ana"), ("password", "word")));
        return await Follow(browser, await Post(browser, consent, ("prompt", "consent")));
    }

    public async ValueTask DisposeAsync() => await Stop();

    /// <summary>Goes from redirect to redirect as far as its own page, or away from it.</summary>
    private static async Task<Uri> Follow(HttpClient browser, Uri at)
    {
        var home = at.Authority;
        while (at.Authority == home)
        {
            using var answer = await browser.GetAsync(at);
            if (answer.Headers.Location is not { } next) return at;
            at = new(at, next);
        }

        return at;
    }

    private static async Task<Uri> Post(HttpClient browser, Uri at, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(one => KeyValuePair.Create(one.Name, one.Value)));
        using var answer = await browser.PostAsync(at, content);
        return new(at, answer.Headers.Location!);
    }
}
