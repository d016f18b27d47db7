using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;
using Usher.Delivery.Mail;

namespace Usher.Tests.Delivery;

/// <summary>A mail server on loopback that does what the test says.</summary>
public sealed class SmtpPeer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<int> _port = new();
    private readonly Task _serving;

    public SmtpPeer()
    {
        var (mailbox, listeners) = (new Mailbox(this), new EndpointListenerFactory());
        listeners.EndpointStarted += (_, started) => _port.SetResult(((IPEndPoint)started.LocalEndPoint).Port);
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add((IMailboxFilter)mailbox);
        services.Add((IMessageStore)mailbox);
        services.Add((IEndpointListenerFactory)listeners);
        var loopback = new IPEndPoint(IPAddress.Loopback, 0);
        var options = new SmtpServerOptionsBuilder().ServerName("peer").Endpoint(endpoint => endpoint.Endpoint(loopback)).Build();
        var server = new SmtpServer.SmtpServer(options, services);
        server.SessionCreated += (_, _) => Interlocked.Increment(ref _connections);
        _serving = server.StartAsync(_stop.Token);
    }

    private int _connections;

    public int Port => _port.Task.GetAwaiter().GetResult();

    /// <summary>What it answers to a recipient; null: it accepts them.</summary>
    public (SmtpReplyCode Code, string Text)? Refuses { get; set; }

    /// <summary>It accepts the sender, and says nothing more.</summary>
    public bool Hangs { get; set; }

    /// <summary>It hangs up after it was given a message, before it says so.</summary>
    public bool ForgetsToAnswer { get; set; }

    /// <summary>What goes wrong next, asked before a recipient is accepted and before a message is stored; null: nothing ever does.</summary>
    public Func<SmtpMishap>? Chance { get; set; }

    public int Connections => _connections;

    /// <summary>What it was given; two may come at a time.</summary>
    public ConcurrentQueue<MimeMessage> Messages { get; } = new();

    /// <summary>The bytes of each message, as they came over the line.</summary>
    public ConcurrentQueue<byte[]> Bytes { get; } = new();

    public SmtpMail Mail(TimeSpan? patience = null) => new("127.0.0.1", Port, new MailSender("usher@harbor.example"), null, null)
    {
        Encrypts = false,
        Patience = patience ?? TimeSpan.FromSeconds(20),
    };

    public async Task Close()
    {
        await _stop.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        _stop.Dispose();
    }

    private sealed class Mailbox(SmtpPeer peer) : MailboxFilter, IMessageStore
    {
        public override async Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken)
        {
            if (peer.Hangs) await Task.Delay(Timeout.Infinite, cancellationToken);
            return true;
        }

        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken)
        {
            if (peer.Refuses is { } no) throw new SmtpResponseException(new SmtpResponse(no.Code, no.Text));
            return peer.Chance?.Invoke() == SmtpMishap.Refuses
                ? throw new SmtpResponseException(new SmtpResponse(SmtpReplyCode.MailboxUnavailable, "greylisted"))
                : Task.FromResult(true);
        }

        public Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            var bytes = buffer.ToArray();
            var mishap = peer.Chance?.Invoke();
            peer.Bytes.Enqueue(bytes);
            peer.Messages.Enqueue(MimeMessage.Load(new MemoryStream(bytes), cancellationToken));
            if (peer.ForgetsToAnswer || mishap == SmtpMishap.Forgets) context.Pipe.Dispose();
            return Task.FromResult(SmtpResponse.Ok);
        }
    }
}

/// <summary>What goes wrong with one message.</summary>
public enum SmtpMishap
{
    None,

    /// <summary>The recipient is refused for now.</summary>
    Refuses,

    /// <summary>The message is stored, and nobody hears of it.</summary>
    Forgets,
}
