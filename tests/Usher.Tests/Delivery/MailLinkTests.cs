using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Usher.Delivery;
using Usher.Delivery.Mail;
using Usher.Directory;
using Usher.Platform;
using Usher.Tests.Directory;

namespace Usher.Tests.Delivery;

/// <summary>What the link in an e-mail does, for a mail client that posts to it (RFC 8058) and for the page that it opens.</summary>
public sealed class MailLinkTests : IAsyncLifetime
{
    private TownServer _server = null!;
    private HttpClient _nobody = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TownServer.Open(set: settings => settings with { PublicUrl = "http://usher.example" });
        _nobody = _server.Browser();
    }

    public ValueTask DisposeAsync()
    {
        _nobody.Dispose();
        return _server.DisposeAsync();
    }

    [Fact]
    public async Task A_mail_client_stops_exactly_those_e_mails_without_a_session_and_a_repeat_changes_nothing_more()
    {
        var link = Link("user", MailTopic.AppRequests);
        (await Post(link)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Is("user", access: true, appRequests: false);
        var entries = await Entries();
        for (var i = 0; i < 30; i++) (await Post(link)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await Is("user", access: true, appRequests: false);
        (await Entries()).ShouldBe(entries);
        var trail = await _server.Get("customeradmin", "/api/customers/harbor/audit?section=connect");
        trail!["items"]!.AsArray().Count(entry => entry!["door"]!.GetValue<string>() == "mail" && entry["act"]!.GetValue<string>() == nameof(SetMailTopic)).ShouldBe(1);
    }

    [Fact]
    public async Task A_client_may_post_as_multipart_too()
    {
        using var form = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } };
        (await _nobody.PostAsync(Path(Link("user", MailTopic.Access)), form, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Is("user", access: false, appRequests: true);
    }

    [Fact]
    public async Task Opening_the_link_changes_nothing_however_it_is_opened()
    {
        var link = Link("user", MailTopic.Access);
        await _server.As("user");
        var entries = await Entries();
        foreach (var address in new[] { Path(link), $"/api/unsubscribe/{Token(link)}" })
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
            {
                using var request = new HttpRequestMessage(method, address);
                (await _nobody.SendAsync(request, Ct)).Headers.Location.ShouldBeNull();
            }
        }

        await Is("user", access: true, appRequests: true);
        (await Entries()).ShouldBe(entries);
    }

    [Fact]
    public async Task Where_it_leads_one_sees_what_is_stopped_stops_it_and_undoes_it()
    {
        var api = $"/api/unsubscribe/{Token(Link("user", MailTopic.AppProblems))}";
        var seen = await _nobody.GetFromJsonAsync<JsonObject>(api, Ct);
        seen!.ToJsonString().ShouldBe("""{"topic":"app-problems","wanted":true}""", "no name and no address");

        foreach (var wanted in new[] { false, true })
        {
            (await _nobody.PutAsJsonAsync(api, new { wanted }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await _server.Get("user", "/api/me/notification-choices"))!["appProblemMail"]!.GetValue<bool>().ShouldBe(wanted);
        }
    }

    [Fact]
    public async Task What_is_no_link_of_somebody_here_and_now_is_refused_alike()
    {
        var good = Token(Link("user", MailTopic.Access));
        await Do(_server.Town.As("customeradmin"), new DeactivateUser(_server.Town["default"]));
        var bad = new Dictionary<string, string>
        {
            ["forged"] = new('A', good.Length),
            ["altered"] = good[..^2] + (good[^2] == 'A' ? 'B' : 'A') + good[^1],
            ["shortened"] = good[..^4],
            ["lengthened"] = good + "AAAA",
            ["nothing like one"] = "x",
            ["very long"] = new('A', 4_000),
            ["of somebody deactivated"] = Token(Link("default", MailTopic.Access)),
            ["of nobody"] = Token(Links.Address(Town.Harbor, Guid.CreateVersion7(), MailTopic.Access, _server.Town.Now)!),
            ["of another customer’s person"] = Token(Links.Address(Town.Lakeside, _server.Town["user"], MailTopic.Access, _server.Town.Now)!),
            ["expired"] = Token(Links.Address(Town.Harbor, _server.Town["user"], MailTopic.Access, _server.Town.Now - MailLinks.Life)!),
        };
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (what, token) in bad)
        {
            var answer = await _nobody.GetAsync($"/api/unsubscribe/{token}", Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.Conflict, what);
            said.Add((await answer.Content.ReadFromJsonAsync<JsonObject>(Ct))!["detail"]!.GetValue<string>());
            _server.Town.Clock.Move(TimeSpan.FromHours(2));
            answer = await Post($"http://usher.example/unsubscribe/{token}");
            answer.StatusCode.ShouldBe(HttpStatusCode.Conflict, what);
            said.Add((await answer.Content.ReadFromJsonAsync<JsonObject>(Ct))!["detail"]!.GetValue<string>());
            _server.Town.Clock.Move(TimeSpan.FromHours(2));
        }

        said.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task In_a_closed_customer_the_link_does_nothing()
    {
        var link = Link("user", MailTopic.Access);
        await Do(_server.Town.As("super") with { Note = "The contract ended." }, new CloseCustomer());
        (await Post(link)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("List-Unsubscribe=Other")]
    [InlineData("")]
    [InlineData("a=b&List-Unsubscribe=One-Click")]
    [InlineData("{}", "application/json")]
    public async Task What_a_client_does_not_send_by_the_standard_stops_nothing(string body, string type = "application/x-www-form-urlencoded")
    {
        using var content = new StringContent(body, Encoding.ASCII, type);
        (await _nobody.PostAsync(Path(Link("user", MailTopic.Access)), content, Ct)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await Is("user", access: true, appRequests: true);
    }

    [Fact]
    public async Task Wrong_links_have_to_wait_after_a_few_and_a_right_one_does_not()
    {
        for (var i = 0; i < 5; i++) (await _nobody.GetAsync("/api/unsubscribe/wrong", Ct)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var late = await _nobody.GetAsync("/api/unsubscribe/wrong", Ct);
        late.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        late.Headers.RetryAfter.ShouldNotBeNull();
        (await Post(Link("user", MailTopic.Access))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nobody_fills_the_trail_by_a_link()
    {
        var api = $"/api/unsubscribe/{Token(Link("user", MailTopic.Access))}";
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 30; i++) statuses.Add((await _nobody.PutAsJsonAsync(api, new { wanted = i % 2 == 1 }, Ct)).StatusCode);
        statuses.Count(status => status == HttpStatusCode.OK).ShouldBeLessThan(26);
        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Staff_stop_theirs_by_a_link_of_the_platform()
    {
        var link = Links.Address(Guid.Empty, _server.Town["support"], MailTopic.Decisions, _server.Town.Now)!;
        (await Post(link)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _server.Get("support", "/api/me/notification-choices"))!["decisionMail"]!.GetValue<bool>().ShouldBeFalse();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private MailLinks Links => _server.App.Services.GetRequiredService<MailLinks>();

    private static string Path(string link) => new Uri(link).AbsolutePath;

    private static string Token(string link) => link[(link.LastIndexOf('/') + 1)..];

    private string Link(string name, MailTopic topic) => Links.Address(Town.Harbor, _server.Town[name], topic, _server.Town.Now)!;

    private Task<HttpResponseMessage> Post(string link) =>
        _nobody.PostAsync(Path(link), new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]), Ct);

    private async Task Is(string name, bool access, bool appRequests)
    {
        var choices = (await _server.Get(name, "/api/me/notification-choices"))!;
        choices["accessMail"]!.GetValue<bool>().ShouldBe(access);
        choices["appRequestMail"]!.GetValue<bool>().ShouldBe(appRequests);
        choices["appProblemMail"]!.GetValue<bool>().ShouldBeTrue();
        choices["decisionMail"]!.GetValue<bool>().ShouldBeTrue();
    }

    /// <summary>How many acts are recorded of the one whose e-mails they are.</summary>
    private async Task<int> Entries()
    {
        var me = _server.Town["user"];
        return (await _server.Town.Rows<Usher.Platform.Audit.AuditEntry>()).Count(entry => entry.ActorId == me);
    }

    /// <summary>Does it behind the server's own gate, which knows it at once.</summary>
    private async Task Do<TFound, TResult>(Caller caller, Change<TFound, TResult> change) =>
        (await _server.App.Services.GetRequiredService<Gate>().Run(caller, change)).Refused.ShouldBeNull();
}
