using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Platform.Audit;
using Usher.Tests.Stores;

namespace Usher.Tests.Platform;

/// <summary>Heads that go off the host.</summary>
public sealed class HeadSenderTests : IDisposable
{
    private static readonly Guid Log = Guid.Parse("0a000000-0000-0000-0000-000000000007");

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string _folder = House.NewFolder();

    [Fact]
    public async Task What_could_not_be_sent_waits_holds_up_nobody_and_is_sent_when_it_can_be()
    {
        using var heads = new TreeHeads(_folder, _key);
        var receiver = new Receiver { IsAway = true };
        var sender = new HeadSender(heads, receiver, TimeProvider.System, NullLogger<HeadSender>.Instance);
        heads.Written = sender.Take;
        heads.Publish(Head(1), DateTimeOffset.UnixEpoch);
        (await sender.Send(default)).ShouldBeFalse();
        sender.IsBehind.ShouldBeTrue();
        heads.Publish(Head(2), DateTimeOffset.UnixEpoch);
        receiver.IsAway = false;
        (await sender.Send(default)).ShouldBeTrue();
        sender.IsBehind.ShouldBeFalse();
        receiver.Received.ShouldHaveSingleItem().ShouldSatisfyAllConditions(head => head.Size.ShouldBe(2), head => head.IsSignedBy(_key).ShouldBeTrue());
    }

    [Fact]
    public async Task Over_http_each_head_is_a_line_of_json_with_the_token()
    {
        using var listener = new HttpListener();
        var port = FreePort();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/heads/");
        listener.Start();
        using var http = new HttpClient();
        var sending = new HttpHeads(new Uri($"http://127.0.0.1:{port}/heads/"), "secret", http).Send([Signed(3)], TestContext.Current.CancellationToken);
        var asked = await listener.GetContextAsync();
        using var reader = new StreamReader(asked.Request.InputStream);
        var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        asked.Request.Headers["Authorization"].ShouldBe("Bearer secret");
        asked.Response.StatusCode = 204;
        asked.Response.Close();
        await sending;
        using var line = System.Text.Json.JsonDocument.Parse(text);
        line.RootElement.GetProperty("log").GetGuid().ShouldBe(Log);
        OutsideHead.Parse(Log, line.RootElement.GetProperty("head").GetString()!)!.IsSignedBy(_key).ShouldBeTrue();
    }

    [Fact]
    public async Task Over_tcp_each_head_is_a_syslog_message_with_its_length_before_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var sending = new SyslogHeads("tcp", "127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port).Send([Signed(3), Signed(4)], TestContext.Current.CancellationToken);
        using (var connection = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken))
        using (var reader = new StreamReader(connection.GetStream(), Encoding.ASCII))
        {
            var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            foreach (var size in new[] { 3, 4 })
            {
                var length = int.Parse(text[..text.IndexOf(' ', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
                var message = text.Substring(text.IndexOf(' ', StringComparison.Ordinal) + 1, length);
                text = text[(length + length.ToString(System.Globalization.CultureInfo.InvariantCulture).Length + 1)..];
                message.ShouldMatch(@"^<110>1 1970-01-01T00:00:00\.000000Z \S+ usher \d+ head - 0a000000-0000-0000-0000-000000000007 " + size + " [0-9a-f]{64} ");
            }

            text.ShouldBeEmpty();
        }

        await sending;
    }

    public void Dispose()
    {
        _key.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private static Head Head(long size)
    {
        var frontier = new Frontier();
        for (var i = 0; i < size; i++) frontier.Append(Frontier.LeafHash([(byte)i]));
        return new() { Id = Log, LogSize = size, Frontier = frontier.ToBytes() };
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private OutsideHead Signed(long size) => OutsideHead.Sign(_key, Log, size, new byte[32], DateTimeOffset.UnixEpoch, OutsideHead.Nothing, isAnnounced: false);

    private sealed class Receiver : IHeadReceiver
    {
        public bool IsAway { get; set; }

        public List<OutsideHead> Received { get; } = [];

        public string Where => "a test";

        public Task Send(IReadOnlyList<OutsideHead> heads, CancellationToken ct)
        {
            if (IsAway) throw new IOException("away");
            Received.AddRange(heads);
            return Task.CompletedTask;
        }
    }
}
