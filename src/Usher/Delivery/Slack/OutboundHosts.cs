using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using Usher.Access;

namespace Usher.Delivery.Slack;

/// <summary>The host is inside private address ranges, and the operator has not allowed it (rule 18).</summary>
public sealed record HostNotAllowed() : Refusal("This host is inside a private address range. The operator can allow it: Usher__PrivateHosts.");

/// <summary>The address cannot be used.</summary>
public sealed record AddressUnusable() : Refusal("An https address of the Web API is needed, such as https://slack.com/api/.");

/// <summary>
/// Which hosts Usher connects to on somebody's word: none inside private address ranges unless the operator allowed it. Asked when an address is given,
/// and again for the very address that is connected to, because a name may mean another host by then.
/// </summary>
/// <param name="allowed">Host names, addresses and networks (<c>10.1.0.0/16</c>) inside private ranges that the operator allowed.</param>
public sealed class OutboundHosts(IReadOnlyList<string> allowed)
{
    private readonly IPNetwork[] _networks = [.. allowed.Select(a => IPNetwork.TryParse(a, out var network) ? network : IPAddress.TryParse(a, out var one) ? new IPNetwork(one, one.GetAddressBytes().Length * 8) : (IPNetwork?)null).OfType<IPNetwork>()];

    /// <summary>Why an address cannot be connected to; null when it can.</summary>
    public async Task<Refusal?> Refuse(Uri address, CancellationToken ct)
    {
        if (!address.IsAbsoluteUri || address.UserInfo.Length > 0 || address.Scheme is not ("https" or "http")) return new AddressUnusable();
        try
        {
            var found = await Dns.GetHostAddressesAsync(address.IdnHost, ct);
            if (found.Length == 0 || (address.Scheme == Uri.UriSchemeHttp && !found.All(IsPrivate))) return new AddressUnusable();
            return found.All(a => MayConnect(address.IdnHost, a)) ? null : new HostNotAllowed();
        }
        catch (SocketException)
        {
            return new AddressUnusable();
        }
    }

    /// <summary>A client that connects to allowed hosts only, follows no redirect, and reads no more than a megabyte of an answer.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = Connect,
    })
    {
        MaxResponseContentBufferSize = 1 << 20,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Whether an address is not one of the public internet: loopback, link-local, private, shared, multicast, or an IPv4 one inside IPv6 that is.</summary>
    public static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            Span<byte> v6 = stackalloc byte[16];
            address.TryWriteBytes(v6, out _);
            return IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6Multicast || address.IsIPv6UniqueLocal || address.IsIPv6Teredo
                || address.Equals(IPAddress.IPv6Any)
                || (v6[0] == 0x20 && v6[1] == 0x02) // 6to4 carries an IPv4 address
                || (v6[0] == 0x00 && v6[1] == 0x64 && v6[2] == 0xff && v6[3] == 0x9b); // so does NAT64
        }

        Span<byte> v4 = stackalloc byte[4];
        address.TryWriteBytes(v4, out _);
        return v4[0] is 0 or 10 or 127 or >= 224
            || (v4[0] == 100 && v4[1] is >= 64 and <= 127)
            || (v4[0] == 169 && v4[1] == 254)
            || (v4[0] == 172 && v4[1] is >= 16 and <= 31)
            || (v4[0] == 192 && v4[1] == 168)
            || (v4[0] == 192 && v4[1] == 0 && v4[2] is 0 or 2)
            || (v4[0] == 198 && v4[1] is 18 or 19)
            || (v4[0] == 198 && v4[1] == 51 && v4[2] == 100)
            || (v4[0] == 203 && v4[1] == 0 && v4[2] == 113);
    }

    private bool MayConnect(string host, IPAddress address) =>
        !IsPrivate(address) || allowed.Contains(host, StringComparer.OrdinalIgnoreCase) || _networks.Any(n => n.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        IPAddress[] may = [.. addresses.Where(a => MayConnect(context.DnsEndPoint.Host, a))];
        if (may.Length == 0) throw new HttpRequestException("The host is not allowed.");
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
