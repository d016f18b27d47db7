using MimeKit;
using Usher.Delivery;
using Usher.Delivery.Mail;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;

namespace Usher.Tests.Delivery;

/// <summary>E-mails about notices as a mail client reads them: RFC 2046, RFC 2369 and RFC 8058.</summary>
public class NoticeMailTests : IAsyncLifetime
{
    private readonly SmtpPeer _peer = new();
    private DeliveryWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await DeliveryWorld.New(new TestSlack(), _peer.Mail());

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _peer.DisposeAsync();
    }

    [Theory]
    [InlineData(DirectoryNotices.Teams, "changes of your access")]
    [InlineData(DirectoryNotices.RequestWaits, "requests that wait for your decision")]
    [InlineData(MarketplaceNotices.AppMoved, "app requests")]
    [InlineData(MarketplaceNotices.AppFails, "problems of apps")]
    [InlineData(CommentNotices.Commented, "comments")]
    public async Task A_client_finds_one_address_in_the_header_the_text_and_the_page_that_stops_such_e_mails(string what, string called)
    {
        await _world.Tell("cy", what);
        await _world.Work();

        var mail = _peer.Messages.ShouldHaveSingleItem();
        mail.Headers.Count(header => header.Id is HeaderId.ListUnsubscribe).ShouldBe(1);
        mail.Headers[HeaderId.ListUnsubscribePost].ShouldBe("List-Unsubscribe=One-Click", "RFC 8058, 3.1");
        var address = mail.Headers[HeaderId.ListUnsubscribe]!.Trim().ShouldStartWithAndEndWith("<", ">");
        new Uri(address).Scheme.ShouldBe("https", "RFC 8058, 3.1");
        address.ShouldStartWith("https://usher.harbor.example/unsubscribe/");
        address.ShouldNotContain("cy@");
        address.ShouldNotContain(_world.Calls["cy"].ToString("N"));
        mail.TextBody!.ReplaceLineEndings("\n").ShouldContain($"Stop e-mails about {called}:\n{address}");
        mail.HtmlBody!.ShouldContain($"<a href=\"{address}\">Stop e-mails about {called}</a>");
    }

    [Fact]
    public async Task What_is_always_sent_says_so_and_offers_no_way_to_stop_it()
    {
        await _world.Tell("cy", DirectoryNotices.ConnectRole);
        await _world.Work();

        var mail = _peer.Messages.ShouldHaveSingleItem();
        mail.Headers.Contains(HeaderId.ListUnsubscribe).ShouldBeFalse();
        mail.Headers.Contains(HeaderId.ListUnsubscribePost).ShouldBeFalse();
        mail.TextBody!.ShouldContain("always sent by e-mail");
        mail.TextBody!.ShouldNotContain("unsubscribe");
        mail.HtmlBody!.ShouldNotContain("unsubscribe");
    }

    [Fact]
    public async Task Both_forms_say_the_same_and_a_name_is_text_in_both_whatever_is_in_it()
    {
        const string name = "<b onmouseover=\"x()\">Ana</b> & \u202Egro.live\u2066 \u05D0\u05D1";
        await _world.Gate.Effect<bool>(_world.Calls.Customer, "Arrange", Usher.Access.Section.Connect, work =>
        {
            work.Tell(_world.Calls["cy"], DirectoryNotices.Teams, null, $"{name} added you to Sales.");
            return Task.FromResult(true);
        });
        await _world.Work();

        var mail = _peer.Messages.ShouldHaveSingleItem();
        mail.Body.ShouldBeOfType<MultipartAlternative>().Select(part => part.ContentType.MimeType).ShouldBe(["text/plain", "text/html"], "RFC 2046, 5.1.4: the plainest first");
        mail.TextBody!.ShouldContain("<b onmouseover=\"x()\">Ana</b> & gro.live \u05D0\u05D1 added you to Sales.");
        mail.HtmlBody!.ShouldNotContain("<b ");
        System.Net.WebUtility.HtmlDecode(mail.HtmlBody!).ShouldContain("<b onmouseover=\"x()\">Ana</b> & gro.live \u05D0\u05D1 added you to Sales.");
        foreach (var turn in new[] { "\u202E", "\u2066" })
        {
            mail.TextBody!.ShouldNotContain(turn);
            mail.HtmlBody!.ShouldNotContain(turn);
        }

        mail.HtmlBody!.ShouldNotContain("src=");
        mail.HtmlBody!.ShouldContain("dir=\"ltr\"");
    }

    [Fact]
    public async Task Who_stopped_one_kind_of_e_mail_gets_every_other_and_all_notes()
    {
        (await _world.Gate.Run(_world.Calls.As("cy"), new SetMailTopic(MailTopic.AppRequests, Wanted: false))).Refused.ShouldBeNull();
        foreach (var what in new[] { MarketplaceNotices.AppMoved, MarketplaceNotices.AppFails, DirectoryNotices.Teams, DirectoryNotices.RequestWaits }) await _world.Tell("cy", what);
        await _world.Work();

        _peer.Messages.Count.ShouldBe(3);
        _peer.Messages.ShouldAllBe(mail => !mail.TextBody!.Contains("app that you requested", StringComparison.Ordinal));
        (await _world.Inbox("cy")).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Where_people_reach_the_server_by_http_or_nobody_said_no_client_is_asked_to_post()
    {
        foreach (var (address, hasLink) in new[] { ("http://usher.harbor.example", true), (null, false) })
        {
            var console = new PublicAddress(address);
            var letters = new NoticeMail(console, new MailLinks(_world.Gate, console, _world.Calls.Clock));
            await _world.Gate.Derive(_world.Calls.Customer, "Write", async work =>
            {
                var mail = await letters.Write(work, Guid.CreateVersion7(), (_world.Calls["cy"], "cy@harbor.example"), Notices.Of(DirectoryNotices.Teams), work.Now, ["Your teams changed."]);
                mail.Unsubscribe.ShouldBeNull();
                mail.Text.Contains("/unsubscribe/", StringComparison.Ordinal).ShouldBe(hasLink);
                return true;
            });
        }
    }
}

internal static class Wrapped
{
    /// <summary>What is between the two.</summary>
    public static string ShouldStartWithAndEndWith(this string text, string first, string last)
    {
        text.ShouldStartWith(first);
        text.ShouldEndWith(last);
        return text[first.Length..^last.Length];
    }
}
