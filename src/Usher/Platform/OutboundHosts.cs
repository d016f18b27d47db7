using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Net.WebSockets;
using Microsoft.Security.AntiSSRF;
using Usher.Access;

namespace Usher.Platform;

/// <summary>The host is inside private address ranges, and the operator has not allowed it (rule 18).</summary>
public sealed record HostNotAllowed()
    : Refusal("This host is in a private address range. The operator can allow it with Usher__PrivateHosts.");

/// <summary>A connection was not made: by then the name meant no host that Usher may connect to.</summary>
public sealed class HostRefused() : HttpRequestException("The host is not allowed.")
{
    /// <summary>Whether this is what a client's fault comes from.</summary>
    public static bool Is(Exception fault) => fault is HostRefused || fault.InnerException is HostRefused;
}

/// <summary>The address cannot be used.</summary>
public sealed record AddressUnusable() : Refusal("Enter an https address of the Web API, such as https://slack.com/api/.");

/// <summary>
/// Which hosts Usher connects to on somebody's word: none inside private address ranges unless the operator allowed it. Asked when an
/// address is given, and again for the very address that is connected to, because a name may mean another host by then. Which ranges are
/// not of the public internet, Microsoft.Security.AntiSSRF says. Nothing else in the product makes a client that calls out.
/// </summary>
/// <param name="allowed">Host names, addresses and networks (<c>10.1.0.0/16</c>) inside private ranges that the operator allowed.</param>
public sealed class OutboundHosts(IReadOnlyList<string> allowed)
{
    /// <summary>What the list does not name: IPv4 addresses inside IPv6 as they were written once (RFC 4291, 2.5.5.1).</summary>
    private const string Compatible = "::/96";

    private static readonly TimeSpan Alive = TimeSpan.FromSeconds(15);

    private static readonly IPNetwork[] Private =
        [.. IPAddressRanges.recommendedLatest.Append(Compatible).Select(range => IPNetwork.Parse(range))];

    private readonly IPNetwork[] _networks = [.. allowed.Select(a => IPNetwork.TryParse(a, out var network)
        ? network
        : IPAddress.TryParse(a, out var one) ? new IPNetwork(one, one.GetAddressBytes().Length * 8) : (IPNetwork?)null)
        .OfType<IPNetwork>()];

    /// <summary>Why an address cannot be connected to; null when it can.</summary>
    public async Task<Refusal?> Refuse(Uri address, CancellationToken ct)
    {
        if (!address.IsAbsoluteUri || address.UserInfo.Length > 0 || address.Scheme is not ("https" or "http"))
            return new AddressUnusable();
        try
        {
            var found = await Dns.GetHostAddressesAsync(address.IdnHost, ct);
            if (found.Length == 0 || (address.Scheme == Uri.UriSchemeHttp && !found.All(IsPrivate))) return new AddressUnusable();
            return found.All(a => MayConnect(address.IdnHost, a)) ? null : new HostNotAllowed();
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException)
        {
            // No such name; or an address that means every one, such as 0.0.0.0.
            return new AddressUnusable();
        }
    }

    /// <summary>
    /// A client that connects to allowed hosts only, through no proxy, follows no redirect, and reads no more than a megabyte of an answer.
    /// </summary>
    public HttpClient Client() => new(ToAllowed())
    {
        MaxResponseContentBufferSize = 1 << 20,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>A connection of web sockets (RFC 6455) to an allowed host, which ends when the other side is silent.</summary>
    /// <param name="address">An address that begins with <c>wss:</c>, or <c>ws:</c> for hosts in private ranges.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="HostRefused">The host is not allowed.</exception>
    /// <exception cref="WebSocketException">There is no such connection to be had.</exception>
    public async Task<WebSocket> Open(Uri address, CancellationToken ct)
    {
        var plain = new UriBuilder(address) { Scheme = address.Scheme == Uri.UriSchemeWs ? Uri.UriSchemeHttp : Uri.UriSchemeHttps };
        if (await Refuse(plain.Uri, ct) is not null) throw new HostRefused();
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = Alive;
        socket.Options.KeepAliveTimeout = Alive;
        try
        {
            using var invoker = new HttpMessageInvoker(ToAllowed());
            await socket.ConnectAsync(address, invoker, ct);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private SocketsHttpHandler ToAllowed() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = Connect,
    };

    /// <summary>
    /// Connects to what the operator configured, which is allowed wherever it is, through the proxy that they configured; follows no
    /// redirect, which might lead elsewhere.
    /// </summary>
    public static SocketsHttpHandler ToConfigured() =>
        new() { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };

    /// <summary>
    /// Whether an address is not one of the public internet: loopback, link-local, private, shared, multicast, or an IPv4 one inside IPv6
    /// that may be.
    /// </summary>
    public static bool IsPrivate(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Private.Any(range => range.Contains(plain));
    }

    private bool MayConnect(string host, IPAddress address) =>
        !IsPrivate(address) || allowed.Contains(host, StringComparer.OrdinalIgnoreCase)
            || _networks.Any(n => n.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        IPAddress[] may = [.. addresses.Where(a => MayConnect(context.DnsEndPoint.Host, a))];
        if (may.Length == 0) throw new HostRefused();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(may, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
