using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Usher.Access;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;
using Usher.Tests.Client;
using Usher.Tests.Directory;

namespace Usher.Tests.Marketplace;

/// <summary>
/// Messages to apps: CloudEvents 1.0 in JSON, signed as Standard Webhooks says (checked here by hand from its text), sent until the app's server has them, and to no host that Usher may not reach.
/// </summary>
public class WebhookTests : IAsyncLifetime
{
    private static readonly HashSet<string> Headers = new(["webhook-id", "webhook-timestamp", "webhook-signature"], StringComparer.OrdinalIgnoreCase);

    private readonly List<(Dictionary<string, string> Headers, string Body, string? Type)> _received = [];
    private Func<HttpContext, Task> _answer = _ => Task.CompletedTask;
    private Town _town = null!;
    private Peer _peer = null!;
    private AppWebhooks _webhooks = null!;

    private string Url => $"{_peer.Address}hooks";

    public async ValueTask InitializeAsync()
    {
        _town = await Town.Open();
        await _town.Do("customeradmin", new OwnAppIntegrationUser("signage"));
        await MarketTown.Machine(_town);
        _peer = await Peer.Open(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var body = await reader.ReadToEndAsync();
            lock (_received)
                _received.Add((http.Request.Headers.Where(h => Headers.Contains(h.Key)).ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString()), body, http.Request.ContentType));
            await _answer(http);
        });
        _webhooks = new(_town.Gate, new OutboundHosts(["127.0.0.1"]), MarketTown.Protection, _town.Clock);
    }

    public async ValueTask DisposeAsync()
    {
        _webhooks.Dispose();
        await _peer.DisposeAsync();
        await _town.DisposeAsync();
    }

    [Fact]
    public async Task An_app_hears_of_each_step_of_its_own_in_words_that_say_nothing_of_its_configuration()
    {
        var secret = await Set();
        await MarketTown.Configure(_town, "signage", "south", new { server = "https://screens.example/", welcome = "Hello" }, new SecretEntry("/token", "sesame-7f3a91"));
        await MarketTown.Configure(_town, "signage", "south", new { server = "https://screens.example/", welcome = "Good morning" });
        await _town.Do("support", new DisableApp("signage", "south"));
        await _town.Do("support", new EnableApp("signage", "south"));
        await Hear();
        // Jobs are done several at a time: what is sent has its own time, and no order on the way.
        _received.Select(one => Read(one.Body).GetProperty("type").GetString()).Order(StringComparer.Ordinal).ShouldBe(
            ["usher.app.configured", "usher.app.configured", "usher.app.disabled", "usher.app.enabled"]);
        foreach (var (headers, body, type) in _received)
        {
            type.ShouldBe("application/cloudevents+json; charset=utf-8");
            var said = Read(body);
            (said.GetProperty("specversion").GetString(), said.GetProperty("source").GetString(), said.GetProperty("subject").GetString(), said.GetProperty("datacontenttype").GetString())
                .ShouldBe(("1.0", "/customers/harbor", "south", "application/json"));
            said.GetProperty("id").GetString().ShouldBe(headers["webhook-id"]);
            said.GetProperty("data").GetRawText().ShouldBe("""{"app":"signage","tenant":{"slug":"south","name":"South","product":"Elite","externalId":"harbor-2"}}""");
            IsSigned(headers, body, secret).ShouldBeTrue();
            IsSigned(headers, body + " ", secret).ShouldBeFalse();
            headers["webhook-timestamp"].ShouldBe(_town.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            foreach (var hidden in new[] { "sesame", "Hello", "morning", "screens.example" }) body.ShouldNotContain(hidden);
        }

        _received.Select(one => one.Headers["webhook-id"]).Distinct().Count().ShouldBe(4);
        (await Messages()).ShouldAllBe(message => message.State == MessageState.Sent && message.Attempts == 1);
    }

    [Fact]
    public async Task An_app_that_is_removed_everywhere_hears_of_it_last_and_the_next_one_begins_without_a_webhook()
    {
        await Set();
        await _town.Do("support", new RemoveApp("signage", "south"));
        await Hear();
        _received.ShouldHaveSingleItem().Body.ShouldContain("usher.app.removed");
        await _town.Do("user", new RequestApp("signage", "south"));
        await _town.Do("support", new ApproveApp("signage", "south"));
        await MarketTown.Configure(_town, "signage", "south", new { welcome = "Hello" });
        (await _town.Read("customeradmin", new ViewApp("signage"))).IntegrationUser!.Webhook.ShouldBeNull();
    }

    [Fact]
    public async Task An_app_hears_of_a_deactivated_user_only_where_it_is_active_for_them()
    {
        await Set();
        await _town.Do("customeradmin", new DeactivateUser(_town["user"]));
        await Hear();
        _received.ShouldBeEmpty("it is active nowhere");
        await MarketTown.Configure(_town, "signage", "south", new { welcome = "Hello" });
        await Hear();
        _received.Clear();
        await _town.Do("support", new AssignTenants(_town["editor"], ["north"]));
        await _town.Do("customeradmin", new DeactivateUser(_town["editor"]));
        await Hear();
        _received.ShouldBeEmpty("it is active in no tenant of theirs");
        await _town.Do("customeradmin", new DeactivateUser(_town["default"]));
        await Hear();
        Read(_received.ShouldHaveSingleItem().Body).GetProperty("data").GetRawText().ShouldBe($$"""{"id":"{{_town["default"]}}","email":"default@harbor.example"}""");
        _received.Clear();
        await _town.Do("customeradmin", new DeactivateUser(_town["customeradmin2"]));
        await Hear();
        _received.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(500, null, "http-500")]
    [InlineData(404, null, "http-404")]
    [InlineData(302, null, "redirect")]
    [InlineData(200, "text/html", "html")]
    public async Task What_was_not_received_is_sent_again_later_under_the_same_id_until_it_is(int status, string? type, string reason)
    {
        await Set();
        _answer = http =>
        {
            (http.Response.StatusCode, http.Response.ContentType) = (status, type);
            if (status == 302) http.Response.Headers.Location = "http://169.254.169.254/";
            return Task.CompletedTask;
        };
        await Enabled();
        (await Messages()).Single().ShouldSatisfyAllConditions(m => m.State.ShouldBe(MessageState.Due), m => m.Reason.ShouldBe(reason));
        _answer = http => Task.FromResult(http.Response.StatusCode = 204);
        for (var i = 0; i < 3 && (await Messages()).Single().State == MessageState.Due; i++)
        {
            _town.Clock.Move(TimeSpan.FromMinutes(30));
            await Hear();
        }

        (await Messages()).Single().State.ShouldBe(MessageState.Sent);
        _received.Select(one => (one.Headers["webhook-id"], one.Body)).Distinct().ShouldHaveSingleItem();
        _received.Select(one => one.Headers["webhook-timestamp"]).Distinct().Count().ShouldBe(_received.Count);
    }

    [Fact]
    public async Task What_was_given_up_is_shown_told_to_the_owner_and_sent_again_when_they_say_so()
    {
        var secret = await Set();
        _answer = http => Task.FromResult(http.Response.StatusCode = 503);
        await Enabled();
        for (var hour = 0; hour < 60 && (await Messages()).Single().State == MessageState.Due; hour++)
        {
            _town.Clock.Move(TimeSpan.FromHours(1));
            await Hear();
        }

        var failed = (await _town.Read("customeradmin", new ListWebhookMessages("signage", MessageState.Failed))).Items.Single();
        (failed.Reason, failed.Sentence).ShouldBe(("http-503", "The app’s server answered with status 503."));
        (await _town.ToldTo("customeradmin")).ShouldContain(MarketplaceNotices.MessageFailed);
        (await _town.Try("customeradmin2", new ReplayWebhookMessage("signage", Guid.NewGuid()))).ShouldBeOfType<NotFound>();
        _received.Clear();
        _answer = _ => Task.CompletedTask;
        await _town.Do("customeradmin", new ReplayWebhookMessage("signage", failed.Id));
        (await _town.Try("customeradmin", new ReplayWebhookMessage("signage", failed.Id))).ShouldBeOfType<MessageOnItsWay>();
        await Hear();
        var (headers, body, _) = _received.ShouldHaveSingleItem();
        headers["webhook-id"].ShouldBe(failed.Id.ToString());
        IsSigned(headers, body, secret).ShouldBeTrue();
    }

    [Fact]
    public async Task A_server_that_wants_no_more_gets_no_more_until_the_webhook_is_set_again()
    {
        await Set();
        _answer = http => Task.FromResult(http.Response.StatusCode = 410);
        await Enabled();
        (await _town.Read("customeradmin", new ViewApp("signage"))).IntegrationUser!.Webhook!.Gone.ShouldBe(_town.Now);
        (await _town.ToldTo("customeradmin")).ShouldContain(MarketplaceNotices.WebhookGone);
        _received.Clear();
        await _town.Do("support", new DisableApp("signage", "south"));
        await Hear();
        _received.ShouldBeEmpty();
        await Set();
        _answer = _ => Task.CompletedTask;
        await _town.Do("support", new EnableApp("signage", "south"));
        await Hear();
        _received.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_new_secret_signs_beside_the_former_for_a_day_and_alone_when_the_host_is_another()
    {
        var former = await Set();
        var secret = await Set();
        await Enabled();
        var (headers, body, _) = _received.ShouldHaveSingleItem();
        (IsSigned(headers, body, former), IsSigned(headers, body, secret)).ShouldBe((true, true));
        _town.Clock.Move(TimeSpan.FromHours(25));
        await _town.Do("support", new DisableApp("signage", "south"));
        await Hear();
        (headers, body, _) = _received[^1];
        (IsSigned(headers, body, former), IsSigned(headers, body, secret)).ShouldBe((false, true));
        await _town.Do("customeradmin", MarketTown.Webhook("https://screens.example/usher"));
        (await _town.Rows<AppWebhook>()).Single().FormerSealed.ShouldBeNull();
    }

    [Theory]
    [InlineData("http://10.1.2.3/hooks", typeof(HostNotAllowed))]
    [InlineData("http://169.254.169.254/latest", typeof(HostNotAllowed))]
    [InlineData("https://[::1]/hooks", typeof(HostNotAllowed))]
    [InlineData("https://127.0.0.2/", typeof(HostNotAllowed))]
    [InlineData("ftp://127.0.0.1/", typeof(Invalid))]
    [InlineData("http://93.184.216.34/hooks", typeof(Invalid))]
    [InlineData("http://ana:word@127.0.0.1/", typeof(Invalid))]
    [InlineData("http://127.0.0.1/hooks?token=sesame", typeof(Invalid))]
    [InlineData("screens", typeof(Invalid))]
    public async Task An_address_that_Usher_may_not_reach_is_refused(string url, Type refusal)
    {
        (await _webhooks.Set(_town.As("customeradmin"), "signage", url, default)).Refused.ShouldBeOfType(refusal);
        (await _town.Rows<AppWebhook>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_means_a_private_host_by_the_time_of_sending_is_not_reached()
    {
        await Set();
        using var strict = new AppWebhooks(_town.Gate, new OutboundHosts([]), MarketTown.Protection, _town.Clock);
        await Enabled(strict);
        _received.ShouldBeEmpty();
        (await Messages()).Single().Reason.ShouldBe("host-refused");
    }

    [Fact]
    public async Task Only_the_owner_sets_it_by_no_key_and_nobody_reads_the_secret_back()
    {
        (await _webhooks.Set(_town.As("customeradmin2"), "signage", Url, default)).Refused.ShouldBeOfType<NotItsOwner>();
        (await _webhooks.Set(_town.As("support"), "signage", Url, default)).Refused.ShouldBeOfType<NotAllowed>();
        (await _webhooks.Set(_town.As("customeradmin"), "menu", Url, default)).Refused.ShouldBeOfType<NotFound>();
        var secret = await Set();
        secret.ShouldStartWith("whsec_");
        Convert.FromBase64String(secret["whsec_".Length..]).Length.ShouldBeInRange(24, 64);
        var row = (await _town.Rows<AppWebhook>()).Single();
        row.Sealed.ShouldNotContain(secret);
        Encoding.UTF8.GetString((await _town.Rows<AuditEntry>()).Single(e => e.Act == "SetAppWebhook").Body)
            .ShouldSatisfyAllConditions(body => body.ShouldNotContain(secret), body => body.ShouldNotContain("/hooks"), body => body.ShouldNotContain(row.Sealed));
    }

    private async Task<string> Set()
    {
        var set = await _webhooks.Set(_town.As("customeradmin"), "signage", Url, default);
        set.Refused.ShouldBeNull();
        return set.Value!.Secret!;
    }

    /// <summary>Has the app active and one message under way.</summary>
    private async Task Enabled(AppWebhooks? by = null)
    {
        await MarketTown.Configure(_town, "signage", "south", new { welcome = "Hello" });
        await Hear(by);
    }

    private Task Hear(AppWebhooks? by = null) => MarketTown.Hear(_town,
        JobRoute.To(() => new TellAppOfStep(), typeof(TellAppOfStep)),
        JobRoute.To(() => new TellAppsOfDeactivation(), typeof(TellAppsOfDeactivation)),
        JobRoute.To(() => new WebhookMessageSender(by ?? _webhooks)));

    private async Task<IReadOnlyList<WebhookMessage>> Messages() => [.. (await _town.Rows<WebhookMessage>()).OrderBy(m => m.Id)];

    private static JsonElement Read(string body) => JsonDocument.Parse(body).RootElement;

    /// <summary>Standard Webhooks, “Signature scheme”: HMAC-SHA256 over id, timestamp and body with dots between them; several signatures with spaces between them.</summary>
    private static bool IsSigned(Dictionary<string, string> headers, string body, string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var said = Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}");
        return headers["webhook-signature"].Split(' ').Contains("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, said)));
    }
}
