using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Usher.Delivery.Mail;

/// <summary>
/// Mail by SMTP. A server that is slow or does not answer holds up little: a message has <see cref="Patience"/>, and no more than <see cref="AtOnce"/> wait for the server
/// at a time, so that most of the jobs' hands stay free for other work.
/// </summary>
/// <param name="host">The server.</param>
/// <param name="port">Its port; at 465 the connection is encrypted from its beginning (RFC 8314).</param>
/// <param name="from">The sender.</param>
/// <param name="user">The account; null: none.</param>
/// <param name="password">The account's password.</param>
public sealed class SmtpMail(string host, int port, MailSender from, string? user, string? password) : IMail
{
    /// <summary>How many messages are with the server at a time.</summary>
    public const int AtOnce = 2;

    private const int EncryptedPort = 465;
    private static readonly TimeSpan ForTurn = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _turns = new(AtOnce);

    /// <summary>How long the server may take over one message, from connecting to accepting it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a message is handed over only to a server that takes it encrypted (TLS): links in messages open accounts.</summary>
    public bool Encrypts { get; init; } = true;

    /// <summary>When a message is written.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"SMTP {host}:{port}");

    /// <inheritdoc/>
    public async Task Send(MailMessage message, CancellationToken ct)
    {
        using var mime = from.Write(message, Clock.GetUtcNow());
        if (!await _turns.WaitAsync(ForTurn, ct)) throw new MailUnwell("busy");
        try
        {
            await HandOver(mime, ct);
        }
        catch (Exception fault) when (fault is TimeoutException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            throw new MailUnwell("late", fault);
        }
        catch (Exception fault) when (fault is CommandException or ProtocolException or AuthenticationException or SslHandshakeException or SocketException or IOException or NotSupportedException)
        {
            // NotSupportedException: it offers no STARTTLS, or no way to sign in that we know.
            throw new MailUnwell("refused", fault);
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task HandOver(MimeMessage message, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        // Whether a certificate was revoked is asked of a third host: a server inside a network without one could never be reached.
        using var client = new SmtpClient { CheckCertificateRevocation = false };
        var security = !Encrypts ? SecureSocketOptions.None : port == EncryptedPort ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls;
        await client.ConnectAsync(host, port, security, patience.Token);
        if (user is not null) await client.AuthenticateAsync(user, password ?? "", patience.Token);
        // It is the server's from here: what goes wrong in parting is no reason to send it again, so the connection is only closed.
        await client.SendAsync(MailSender.Format, message, patience.Token);
    }
}
