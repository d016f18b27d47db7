using Usher.Platform;

namespace Usher.Delivery.Mail;

/// <summary>An e-mail to one person.</summary>
/// <param name="Id">Its own id, the same at every attempt: part of its Message-ID, so that a repeated one is known as such.</param>
/// <param name="To">The address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
public sealed record MailMessage(Guid Id, string To, string Subject, string Text)
{
    /// <summary>A message whose text is written once and sent as plain text and as HTML.</summary>
    internal MailMessage(Guid id, string to, string subject, MailText text)
        : this(id, to, subject, text.Plain) => Html = text.Html;

    /// <summary>The same as HTML; null: there is only plain text.</summary>
    public string? Html { get; init; }

    /// <summary>A file that goes with it; null: none.</summary>
    public MailFile? File { get; init; }

    /// <summary>Where a mail client ends such e-mails by itself (RFC 8058): by https; null: nobody can.</summary>
    public string? Unsubscribe { get; init; }
}

/// <summary>A file that goes with an e-mail.</summary>
/// <param name="Name">Its name: the code's own, never a person's.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Content">Its bytes.</param>
public sealed record MailFile(string Name, string Type, ReadOnlyMemory<byte> Content);

/// <summary>Sends e-mail.</summary>
public interface IMail
{
    /// <summary>What a status page says of it.</summary>
    string Name { get; }

    /// <summary>Sends a message; returns when it is accepted.</summary>
    /// <exception cref="MailUnwell">It was not accepted; try later.</exception>
    /// <exception cref="FormatException">The address is none that mail can be sent to.</exception>
    Task Send(MailMessage message, CancellationToken ct);

    /// <summary>Its state, for <c>usher doctor</c>; sends nothing.</summary>
    Task<Finding> Look(CancellationToken ct) => Task.FromResult(new Finding("mail", Standing.Good, Name));
}

/// <summary>
/// Without a mail server: each message is a file in a folder (RFC 5322, <c>.eml</c>), for whoever runs the server to pass on.
/// </summary>
/// <param name="folder">Readable by the server's own account only.</param>
/// <param name="from">The sender.</param>
public sealed class MailDrop(string folder, MailSender from) : IMail
{
    /// <inheritdoc/>
    public string Name => "files";

    /// <inheritdoc/>
    public Task<Finding> Look(CancellationToken ct) =>
        Task.FromResult(new Finding("mail", Standing.Note, "no server: e-mails are written as files to the data folder's outbox"));

    /// <summary>When a message is written.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    public async Task Send(MailMessage message, CancellationToken ct)
    {
        using var mime = from.Write(message, Clock.GetUtcNow());
        try
        {
            Platform.OwnerOnly.Folder(folder);
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var path = Path.Combine(folder, $"{message.Id:N}.eml");
            await using (var file = new FileStream(path + ".part", options)) await mime.WriteToAsync(MailSender.Format, file, ct);
            File.Move(path + ".part", path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new MailUnwell("folder", fault);
        }
    }
}

/// <summary>Mail is not accepted at this time.</summary>
/// <param name="reason">A word of the code, never an address or content: <c>refused</c>, <c>late</c>, <c>busy</c>, <c>folder</c>.</param>
/// <param name="cause">What went wrong; null: we did not even ask.</param>
public sealed class MailUnwell(string reason, Exception? cause = null) : Exception($"Mail is not accepted now: {reason}.", cause)
{
    /// <summary>The word.</summary>
    public string Reason { get; } = reason;
}
