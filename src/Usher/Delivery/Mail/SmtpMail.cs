using System.Globalization;
using System.Net;
using System.Net.Mail;

namespace Usher.Delivery.Mail;

/// <summary>
/// Mail by SMTP. A server that is slow or dead holds up little: a letter has <see cref="Patience"/>, and no more than <see cref="AtOnce"/> wait for the server at a time,
/// so that most of the jobs' hands stay free for other work.
/// </summary>
/// <param name="host">The server.</param>
/// <param name="port">Its port.</param>
/// <param name="from">The sender's address.</param>
/// <param name="user">The account; null: none.</param>
/// <param name="password">The account's password.</param>
public sealed class SmtpMail(string host, int port, string from, string? user, string? password) : IMail
{
    /// <summary>How many letters are with the server at a time.</summary>
    public const int AtOnce = 2;

    private static readonly TimeSpan ForTurn = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _turns = new(AtOnce);

    /// <summary>How long the server may take over one letter, from connecting to accepting it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a letter is handed over only to a server that takes it encrypted (STARTTLS): links in letters open accounts.</summary>
    public bool Encrypts { get; init; } = true;

    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"SMTP {host}:{port}");

    /// <inheritdoc/>
    public async Task Send(Letter letter, CancellationToken ct)
    {
        using var message = new MailMessage(from, letter.To, letter.Subject, letter.Text.ReplaceLineEndings("\r\n"));
        message.Headers.Add("Message-ID", $"<{letter.Id:N}@usher>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (!await _turns.WaitAsync(ForTurn, ct)) throw new MailUnwell("busy");
        try
        {
            await HandOver(message, ct);
        }
        catch (Exception fault) when (fault is SmtpException or IOException)
        {
            throw new MailUnwell("refused", fault);
        }
        catch (Exception fault) when (fault is TimeoutException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            throw new MailUnwell("late", fault);
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task HandOver(MailMessage message, CancellationToken ct)
    {
        using var client = new SmtpClient(host, port) { EnableSsl = Encrypts };
        if (user is not null) client.Credentials = new NetworkCredential(user, password);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        // The client's own Timeout does not count for what is sent asynchronously; and a client that does not heed the token is left behind.
        await client.SendMailAsync(message, patience.Token).WaitAsync(patience.Token);
    }
}
