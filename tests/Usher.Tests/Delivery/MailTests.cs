using System.Text;
using Microsoft.Extensions.Configuration;
using Usher.Delivery.Mail;
using Usher.Tests.Stores;
using Usher.Web.Hosting;

namespace Usher.Tests.Delivery;

public sealed class MailTests : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private readonly SmtpPeer _peer = new();
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("usher-mail-").FullName;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _peer.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("Your Usher account at Harbor", "Hello,\n\nset your password here:\n\nhttps://usher.example/welcome#abc\n")]
    [InlineData("Your Usher account at 株式会社さくら商事", "こんにちは、\r\nパスワード = 新しい。\r\n")]
    [InlineData("Grüße 👋", "one\rtwo\u2028three\n.\n..\n.dot first\nFrom here on\ntrailing blanks  \n\tand tabs\t\n")]
    [InlineData("A subject of some length, which has to be folded over more than one line because no line may be longer than seventy-eight characters, as far as that can be", "")]
    public async Task A_message_is_the_same_by_smtp_and_as_a_file_and_every_line_of_it_ends_as_the_standards_say(string subject, string text)
    {
        foreach (var bytes in await BothWays(new(Guid.CreateVersion7(), "cy@harbor.example", subject, text)))
        {
            var raw = Encoding.UTF8.GetString(bytes);
            bytes.ShouldAllBe(b => b < 128, "RFC 5322 2.2: a message without SMTPUTF8 is ASCII");
            raw.Replace("\r\n", "", StringComparison.Ordinal).IndexOfAny(['\r', '\n']).ShouldBe(-1, "RFC 5322 2.3: CR and LF stand together only");
            raw.ShouldNotContain("=0D");
            raw.ShouldNotContain("=0A");
            raw.Split("\r\n").ShouldAllBe(line => line.Length <= 78, "RFC 5322 2.1.1");

            using var read = MimeKit.MimeMessage.Load(new MemoryStream(bytes), TestContext.Current.CancellationToken);
            read.Subject.ShouldBe(subject);
            Lines(read.TextBody!).ShouldBe(Lines(text));
            read.Date.ShouldBe(_clock.GetUtcNow(), TimeSpan.FromSeconds(1), "RFC 5322 3.3: whole seconds");
            read.From.ToString().ShouldBe("\"Usher\" <usher@harbor.example>");
            read.Headers[MimeKit.HeaderId.MimeVersion].ShouldBe("1.0");
            read.Body!.Headers[MimeKit.HeaderId.ContentTransferEncoding].ShouldBe("quoted-printable");
            read.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        }
    }

    [Theory]
    [InlineData("Hello\r\nBcc: eve@evil.example")]
    [InlineData("Hello\nBcc: eve@evil.example\n\nAnother text")]
    [InlineData("Hello\rBcc: eve@evil.example")]
    [InlineData("Hello\r\n\r\nAnother text")]
    [InlineData("Hello\u2028Bcc: eve@evil.example")]
    [InlineData("=?utf-8?q?Hello=0D=0ABcc:_eve@evil.example?=")]
    public async Task Nothing_in_a_subject_begins_a_field_of_its_own(string subject)
    {
        foreach (var bytes in await BothWays(new(Guid.CreateVersion7(), "cy@harbor.example", subject, "text")))
        {
            using var read = MimeKit.MimeMessage.Load(new MemoryStream(bytes), TestContext.Current.CancellationToken);
            read.Bcc.ShouldBeEmpty();
            read.To.Mailboxes.Select(m => m.Address).ShouldBe(["cy@harbor.example"]);
            read.TextBody!.Trim().ShouldBe("text");
            read.Headers.Select(h => h.Field).ShouldBe(
                ["Date", "Message-Id", "Subject", "From", "To", "Auto-Submitted", "MIME-Version"], ignoreOrder: true);
        }
    }

    [Theory]
    [InlineData("cy@harbor.example\r\nBcc: eve@evil.example")]
    [InlineData("cy@harbor.example\n")]
    [InlineData("cy@harbor.example, eve@evil.example")]
    [InlineData("cy@harbor.example> RCPT TO:<eve@evil.example")]
    [InlineData("friends: cy@harbor.example, eve@evil.example;")]
    [InlineData("cy")]
    [InlineData("cy@")]
    [InlineData("@harbor.example")]
    [InlineData("")]
    public async Task What_is_not_one_address_is_written_to_in_no_way(string address)
    {
        var message = new MailMessage(Guid.CreateVersion7(), address, "Hello", "text");
        await Should.ThrowAsync<FormatException>(() => _peer.Mail().Send(message, default));
        await Should.ThrowAsync<FormatException>(() => Drop().Send(message, default));

        _peer.Connections.ShouldBe(0);
        System.IO.Directory.GetFiles(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_server_a_message_is_a_file_for_the_servers_own_account_and_a_repeat_is_the_same_file()
    {
        var message = new MailMessage(Guid.CreateVersion7(), "cy@harbor.example", "Usher", "Your teams changed.");
        await Drop().Send(message, default);
        await Drop().Send(message, default);

        var file = System.IO.Directory.GetFiles(_folder).ShouldHaveSingleItem();
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var nowhere = new MailDrop(Path.Combine(file, "outbox"), new MailSender("usher@harbor.example"));
        (await Should.ThrowAsync<MailUnwell>(() => nowhere.Send(message, default))).Reason.ShouldBe("folder");
    }

    [Fact]
    public async Task A_server_that_offers_no_encryption_is_handed_nothing_unless_the_operator_said_so()
    {
        var mail = new SmtpMail("127.0.0.1", _peer.Port, new MailSender("usher@harbor.example"), "usher", "secret");

        (await Should.ThrowAsync<MailUnwell>(() => mail.Send(new(Guid.CreateVersion7(), "cy@harbor.example", "Hello", "text"), default))).Reason.ShouldBe("refused");

        _peer.Messages.ShouldBeEmpty();
        Settings(("Mail:Host", "mail.harbor.example")).Mail.ShouldBeOfType<SmtpMail>().Encrypts.ShouldBeTrue();
        Settings(("Mail:Host", "mail.harbor.example"), ("Mail:Tls", "")).Mail.ShouldBeOfType<SmtpMail>().Encrypts.ShouldBeTrue();
        Settings(("Mail:Host", "mail.harbor.example"), ("Mail:Tls", "off")).Mail.ShouldBeOfType<SmtpMail>().Encrypts.ShouldBeFalse();
        Should.Throw<InvalidDataException>(() => Settings(("Mail:Host", "mail.harbor.example"), ("Mail:Tls", "false")));
        Should.Throw<InvalidDataException>(() => Settings(("Mail:Host", "mail.harbor.example"), ("Mail:From", "usher")));
    }

    private static UsherSettings Settings(params (string Name, string? Value)[] set) => UsherSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(set.Select(s => KeyValuePair.Create(s.Name, s.Value))).Build(), isDemo: true);

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private async Task<IReadOnlyList<byte[]>> BothWays(MailMessage message)
    {
        var mail = new SmtpMail("127.0.0.1", _peer.Port, new MailSender("usher@harbor.example"), null, null) { Encrypts = false, Clock = _clock };
        await mail.Send(message, default);
        await Drop().Send(message, default);
        return [_peer.Bytes.ShouldHaveSingleItem(), await File.ReadAllBytesAsync(System.IO.Directory.GetFiles(_folder).ShouldHaveSingleItem())];
    }

    private MailDrop Drop() => new(_folder, new MailSender("usher@harbor.example")) { Clock = _clock };
}
