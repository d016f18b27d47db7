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
    /// <exception cref="MailUnwell">It was not accepted; try later.</exception>
    /// <exception cref="FormatException">The address is none that mail can be sent to.</exception>
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
        try
        {
            await LayDown(letter, ct);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new MailUnwell("folder", fault);
        }
    }

    private async Task LayDown(Letter letter, CancellationToken ct)
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

/// <summary>Mail is not taken at this time.</summary>
/// <param name="reason">A word of the code, never an address or content: <c>refused</c>, <c>late</c>, <c>busy</c>, <c>folder</c>.</param>
/// <param name="cause">What went wrong; null: we did not even ask.</param>
public sealed class MailUnwell(string reason, Exception? cause = null) : Exception($"Mail is not taken now: {reason}.", cause)
{
    /// <summary>The word.</summary>
    public string Reason { get; } = reason;
}
