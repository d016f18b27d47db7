using System.Globalization;
using System.Net.Mail;

namespace Usher.Delivery.Mail;

/// <summary>A message to one person.</summary>
/// <param name="Id">Its own id, the same at every attempt: stands as Message-ID, so that a repeated one is known as such.</param>
/// <param name="To">The address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
public sealed record Letter(Guid Id, string To, string Subject, string Text);

/// <summary>Sends mail.</summary>
public interface IMail
{
    /// <summary>What a status page says of it.</summary>
    string Name { get; }

    /// <summary>Sends a letter; returns when it is accepted.</summary>
    /// <exception cref="SmtpException">It was not accepted; try later.</exception>
    /// <exception cref="IOException">It could not be laid down.</exception>
    Task Send(Letter letter, CancellationToken ct);
}

/// <summary>Without a mail server: letters are laid into a folder, one file each (RFC 5322), for whoever runs the server to pass on.</summary>
/// <param name="folder">Readable by the server's own account only.</param>
public sealed class MailDrop(string folder) : IMail
{
    /// <inheritdoc/>
    public string Name => "files";

    /// <inheritdoc/>
    public async Task Send(Letter letter, CancellationToken ct)
    {
        System.IO.Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var path = Path.Combine(folder, $"{letter.Id:N}.eml");
        await using (var file = new StreamWriter(path + ".part", options))
        {
            file.NewLine = "\r\n";
            await file.WriteLineAsync($"Message-ID: <{letter.Id:N}@usher>");
            await file.WriteLineAsync($"To: {letter.To}");
            await file.WriteLineAsync($"Subject: {letter.Subject}");
            await file.WriteLineAsync("Content-Type: text/plain; charset=utf-8");
            await file.WriteLineAsync();
            await file.WriteLineAsync(letter.Text.AsMemory(), ct);
        }

        File.Move(path + ".part", path, overwrite: true);
    }
}

/// <summary>Mail by SMTP.</summary>
/// <param name="host">The server.</param>
/// <param name="port">Its port.</param>
/// <param name="from">The sender's address.</param>
/// <param name="user">The account; null: none.</param>
/// <param name="password">The account's password.</param>
public sealed class SmtpMail(string host, int port, string from, string? user, string? password) : IMail
{
    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"SMTP {host}:{port}");

    /// <inheritdoc/>
    public async Task Send(Letter letter, CancellationToken ct)
    {
        using var client = new SmtpClient(host, port) { EnableSsl = user is not null, Timeout = 10_000 };
        if (user is not null) client.Credentials = new System.Net.NetworkCredential(user, password);
        using var message = new MailMessage(from, letter.To, letter.Subject, letter.Text);
        message.Headers.Add("Message-ID", $"<{letter.Id:N}@usher>");
        await client.SendMailAsync(message, ct);
    }
}
