using MimeKit;
using MimeKit.Utils;

namespace Usher.Delivery.Mail;

/// <summary>
/// Who Usher's e-mails are from, and how one is written (RFC 5322, MIME): every header field encoded, the text in quoted-printable, lines
/// ended by CRLF. Nothing in a name, a subject or an address begins a header field of its own.
/// </summary>
public sealed class MailSender
{
    /// <summary>How a message is laid out in bytes: for a file and for a server alike.</summary>
    internal static readonly FormatOptions Format = Layout();

    private static readonly ParserOptions OneAddress = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
        AllowUnquotedCommasInAddresses = false,
    };

    private readonly MailboxAddress _from;

    /// <summary>Reads the sender's address.</summary>
    /// <param name="from">An address, with a name before it or without: <c>Usher &lt;usher@vendor.example&gt;</c>.</param>
    /// <exception cref="FormatException">It is no address.</exception>
    public MailSender(string from)
    {
        _from = Address(from);
        if (_from.Name is not { Length: > 0 }) _from.Name = "Usher";
    }

    /// <summary>The message as it goes out.</summary>
    /// <param name="message">The message and its recipient.</param>
    /// <param name="now">Its date.</param>
    /// <exception cref="FormatException">The recipient's address is none that mail can be sent to.</exception>
    internal MimeMessage Write(MailMessage message, DateTimeOffset now)
    {
        MimeEntity text = message.Html is { } html
            ? new MultipartAlternative { Part("plain", message.Text), Part("html", html) }
            : Part("plain", message.Text);
        var mime = new MimeMessage
        {
            Date = now,
            MessageId = $"{message.Id:N}@{_from.Domain}",
            Subject = OneLine(message.Subject),
            Body = message.File is { } file ? new Multipart("mixed") { text, Attached(file) } : text,
        };
        mime.From.Add(_from);
        mime.To.Add(new MailboxAddress(null, Address(message.To).Address));
        // No machine answers a machine (RFC 3834).
        mime.Headers.Add("Auto-Submitted", "auto-generated");
        if (message.Unsubscribe is { } address)
        {
            mime.Headers.Add(HeaderId.ListUnsubscribe, $"<{address}>");
            mime.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        return mime;
    }

    private static TextPart Part(string subtype, string text) =>
        new(subtype) { Text = text.ReplaceLineEndings("\r\n"), ContentTransferEncoding = ContentEncoding.QuotedPrintable };

    private static MimePart Attached(MailFile file) => new(ContentType.Parse(file.Type))
    {
        Content = new MimeContent(new MemoryStream(file.Content.ToArray(), writable: false)),
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
        ContentTransferEncoding = ContentEncoding.Base64,
        FileName = file.Name,
    };

    private static MailboxAddress Address(string text) =>
        !text.Any(char.IsControl) && MailboxAddress.TryParse(OneAddress, text, out var address) && address.Domain.Length > 0
            ? address
            : throw new FormatException("This isn't an e-mail address.");

    private static string OneLine(string text) =>
        string.Join(' ',
            text.Split([.. text.Where(c => char.IsControl(c) || c is '\u2028' or '\u2029').Distinct()],
            StringSplitOptions.RemoveEmptyEntries));

    private static FormatOptions Layout()
    {
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        return options;
    }
}
