using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Usher.Platform;

namespace Usher.Delivery.Mail;

/// <summary>
/// Mail by SMTP. A server that is slow or does not answer holds up little: a message has <see cref="Patience"/>, and no more than
/// <see cref="AtOnce"/> wait for the server at a time, so that most of the jobs' hands stay free for other work.
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
        catch (Exception fault) when (fault is CommandException or ProtocolException or AuthenticationException or SslHandshakeException
            or SocketException or IOException or NotSupportedException)
        {
            // NotSupportedException: it offers no STARTTLS, or no way to sign in that we know.
            throw new MailUnwell("refused", fault);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<Finding> Look(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using (await Greet(patience.Token))
            {
                return Encrypts
                    ? new("mail", Standing.Good, $"{Name} answers{(user is null ? "" : " and accepts the account")}")
                    : new("mail", Standing.Bad, $"{Name}, unencrypted: sign-in links can be read in transit; set Mail__Tls=required");
            }
        }
        catch (Exception fault) when (Why(fault) is not null && !ct.IsCancellationRequested)
        {
            return new("mail", Standing.Bad, $"{Name} {Why(fault)}; e-mails wait for a day");
        }
    }

    /// <summary>What a fault says of the server, never in its own words: they may tell what was sent.</summary>
    private static string? Why(Exception fault) => fault switch
    {
        AuthenticationException => "refuses Mail__User with Mail__Password",
        SslHandshakeException => "has a certificate that this host does not trust for its name",
        NotSupportedException => "offers no encryption (STARTTLS), or no sign-in method that Usher supports",
        TimeoutException or OperationCanceledException => "does not answer in time",
        SocketException => "cannot be reached",
        CommandException or ProtocolException or IOException => "refuses the connection, or is not a mail server",
        _ => null,
    };

    /// <summary>Connects, says EHLO, encrypts and signs in as is set. The caller disposes it.</summary>
    private async Task<SmtpClient> Greet(CancellationToken ct)
    {
        // Whether a certificate was revoked is asked of a third host: a server inside a network without one could never be reached.
        var client = new SmtpClient { CheckCertificateRevocation = false };
        try
        {
            var security = !Encrypts
                ? SecureSocketOptions.None
                : port == EncryptedPort ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls;
            await client.ConnectAsync(host, port, security, ct);
            if (user is not null) await client.AuthenticateAsync(user, password ?? "", ct);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private async Task HandOver(MimeMessage message, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        using var client = await Greet(patience.Token);
        // It is the server's from here: what goes wrong in parting is no reason to send it again, so the connection is only closed.
        await client.SendAsync(MailSender.Format, message, patience.Token);
    }
}
