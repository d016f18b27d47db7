using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Usher.Platform.Audit;

/// <summary>
/// Posts heads to an address, a JSON object for each on a line of its own: any answer of 200 to 299 says that they are kept.
/// </summary>
/// <param name="to">The address.</param>
/// <param name="token">Sent as a bearer token; null: none.</param>
/// <param name="http">Asks.</param>
public sealed class HttpHeads(Uri to, string? token, HttpClient http) : IHeadReceiver
{
    /// <inheritdoc/>
    public string Where => to.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <inheritdoc/>
    public async Task Send(IReadOnlyList<OutsideHead> heads, CancellationToken ct)
    {
        var lines = string.Concat(heads.Select(head => $"{{\"log\":\"{head.Log}\",\"head\":\"{head}\"}}\n"));
        using var request = new HttpRequestMessage(HttpMethod.Post,
            to) { Content = new StringContent(lines, new UTF8Encoding(false), "application/jsonl") };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        answer.EnsureSuccessStatusCode();
    }
}

/// <summary>
/// Sends heads as syslog messages (RFC 5424, facility 13, log audit): over TLS (RFC 5425) or TCP with the length before each, or a datagram
/// each (RFC 5426).
/// </summary>
/// <param name="transport"><c>tls</c>, <c>tcp</c> or <c>udp</c>.</param>
/// <param name="host">The receiver's name.</param>
/// <param name="port">Its port.</param>
public sealed class SyslogHeads(string transport, string host, int port) : IHeadReceiver
{
    /// <summary>Facility 13 (log audit), severity 6 (informational).</summary>
    private const int Priority = (13 * 8) + 6;

    /// <inheritdoc/>
    public string Where => string.Create(CultureInfo.InvariantCulture, $"syslog+{transport}://{host}:{port}");

    /// <inheritdoc/>
    public async Task Send(IReadOnlyList<OutsideHead> heads, CancellationToken ct)
    {
        if (transport == "udp")
        {
            using var datagrams = new UdpClient();
            datagrams.Connect(host, port);
            foreach (var head in heads) await datagrams.SendAsync(Encoding.ASCII.GetBytes(Message(head)), ct);
            return;
        }

        using var connection = new TcpClient();
        await connection.ConnectAsync(host, port, ct);
        await using Stream stream = transport == "tls" ? new SslStream(connection.GetStream()) : connection.GetStream();
        if (stream is SslStream secured)
            await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, ct);
        foreach (var head in heads)
        {
            var message = Message(head);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{message.Length} {message}")),
                ct);
        }

        await stream.FlushAsync(ct);
        if (stream is SslStream closing) await closing.ShutdownAsync();
        else connection.Client.Shutdown(SocketShutdown.Send);

        // Closed by the other side when it has read all: what it answers says nothing.
        var rest = new byte[256];
        while (await stream.ReadAsync(rest, ct) > 0) continue;
    }

    private static string Message(OutsideHead head) => string.Create(
        CultureInfo.InvariantCulture,
        $"<{Priority}>1 {head.At.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffff}Z {HostName()} usher {Environment.ProcessId} head - {head.Log} " +
            $"{head}");

    /// <summary>A host's name has printable ASCII and no blanks (RFC 5424, 6).</summary>
    private static string HostName() =>
        Environment.MachineName is var name && name.All(c => c is > ' ' and < (char)127) && name.Length is > 0 and <= 255 ? name : "-";
}
