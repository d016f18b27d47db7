using System.Text;
using System.Text.Encodings.Web;
using Usher.Platform;

namespace Usher.Delivery.Mail;

/// <summary>
/// What an e-mail says, written once: as plain text and as HTML. Names that people chose are text in both: they are escaped, and nothing in
/// them turns the direction of writing.
/// </summary>
internal sealed class MailText
{
    private const string Paragraph = "<p dir=\"ltr\" style=\"margin:0 0 16px;white-space:pre-line\">";

    private readonly StringBuilder _plain = new();
    private readonly StringBuilder _html = new();

    /// <summary>All of it in plain text.</summary>
    public string Plain => _plain.ToString().TrimEnd('\n');

    /// <summary>All of it as a page that loads nothing.</summary>
    public string Html => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>
        <body style="font:15px/1.5 system-ui,sans-serif;max-width:36em;margin:24px auto;padding:0 16px">
        {_html}</body>
        </html>
        """;

    /// <summary>Adds paragraphs; their lines stay lines.</summary>
    public MailText Say(params IEnumerable<string> paragraphs)
    {
        foreach (var text in paragraphs.Select(Clean))
        {
            _plain.Append(text).Append("\n\n");
            _html.Append(Paragraph).Append(HtmlEncoder.Default.Encode(text)).Append("</p>\n");
        }

        return this;
    }

    /// <summary>Adds a link under its words.</summary>
    public MailText Link(string words, string address)
    {
        _plain.Append(words).Append(":\n").Append(address).Append("\n\n");
        _html.Append(Paragraph).Append("<a href=\"").Append(HtmlEncoder.Default.Encode(address)).Append("\">").Append(HtmlEncoder.Default.Encode(words))
            .Append("</a></p>\n");
        return this;
    }

    /// <summary>Without what turns the direction of writing, or is no character of a text.</summary>
    internal static string Clean(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").EnumerateRunes().Where(rune => rune.Value == '\n' || !PlainText.IsSteering(rune)));
}
