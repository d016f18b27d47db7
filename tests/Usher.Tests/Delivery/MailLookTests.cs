using System.Net;
using System.Net.Sockets;
using System.Text;
using Usher.Delivery.Mail;
using Usher.Platform;

namespace Usher.Tests.Delivery;

/// <summary>What <c>usher doctor</c> says of the mail server.</summary>
public sealed class MailLookTests
{
    private const string Secret = "s3cret-canary";

    [Fact]
    public async Task A_server_without_encryption_is_bad_and_is_sent_nothing()
    {
        await using var peer = new SmtpPeer();
        var asked = await new SmtpMail("127.0.0.1", peer.Port, new MailSender("usher@harbor.example"), null, null).Look(Ct);
        asked.ShouldSatisfyAllConditions(f => f.Standing.ShouldBe(Standing.Bad), f => f.Text.ShouldContain("encryption"));
        (await peer.Mail().Look(Ct)).ShouldSatisfyAllConditions(f => f.Standing.ShouldBe(Standing.Bad), f => f.Text.ShouldContain("unencrypted"));
        peer.Connections.ShouldBe(2);
        peer.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("554 no\r\n")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("")]
    public async Task A_server_that_refuses_or_is_none_is_bad(string greeting)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(Ct);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(greeting), Ct);
        }, Ct);
        var found = await Mail(((IPEndPoint)listener.LocalEndpoint).Port).Look(Ct);
        await serving;
        found.Standing.ShouldBe(Standing.Bad);
        found.Text.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_bad()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        (await Mail(port).Look(Ct)).ShouldSatisfyAllConditions(f => f.Standing.ShouldBe(Standing.Bad), f => f.Text.ShouldContain("cannot be reached"), f => f.Text.ShouldNotContain(Secret));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static SmtpMail Mail(int port) => new("127.0.0.1", port, new MailSender("usher@harbor.example"), "usher", Secret);
}
