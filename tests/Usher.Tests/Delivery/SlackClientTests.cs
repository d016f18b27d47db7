using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Usher.Delivery.Slack;
using Usher.Platform;
using Usher.Tests.Stores;

namespace Usher.Tests.Delivery;

/// <summary>A server on loopback that answers every request as it is told.</summary>
public sealed class ScriptedServer : IAsyncLifetime
{
    private WebApplication? _app;

    public Uri Url { get; private set; } = null!;

    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public int Asked { get; set; }

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(http =>
        {
            Asked++;
            return Answer(http);
        });
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Url = new Uri(_app.Urls.First() + "/api/");
    }

    public async ValueTask DisposeAsync() => await _app!.DisposeAsync();
}

public sealed class SlackClientTests : IAsyncLifetime
{
    private readonly ScriptedServer _server = new();
    private readonly TestClock _clock = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(429, "text/plain", "slow down")]
    [InlineData(200, "application/json", """{"ok":false,"error":"ratelimited"}""")]
    public async Task Asking_to_wait_is_heard(int status, string type, string body)
    {
        Say(status, type, body, http => http.Response.Headers.RetryAfter = "41");

        var busy = await Should.ThrowAsync<SlackBusy>(() => Client().WhoAmI(Access, default));

        busy.After.ShouldBe(TimeSpan.FromSeconds(41));
        _server.Asked.ShouldBe(1);
    }

    [Theory]
    [InlineData("41", 41)]
    [InlineData("0", 1)]
    [InlineData("-5", 30)]
    [InlineData("soon", 30)]
    [InlineData(null, 30)]
    [InlineData("7200", 7200)]
    [InlineData("999999999", 86400)]
    [InlineData("Sun, 22 Nov 2026 09:02:00 GMT", 120)]
    [InlineData("Sun, 22 Nov 2026 08:00:00 GMT", 1)]
    public async Task What_slack_asks_for_in_either_form_is_waited_for_a_second_at_least_and_a_day_at_most(string? header, int seconds)
    {
        Say(429, "text/plain", "slow down", http => http.Response.Headers.RetryAfter = header);

        (await Should.ThrowAsync<SlackBusy>(() => Client().WhoAmI(Access, default))).After.ShouldBe(TimeSpan.FromSeconds(seconds), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task A_channel_that_has_to_wait_is_left_alone_until_then_and_others_are_not()
    {
        var (slack, note) = (Client(), Guid.NewGuid());
        Say(429, "text/plain", "slow down", http => http.Response.Headers.RetryAfter = "60");
        await Should.ThrowAsync<SlackBusy>(() => Post("C1"));
        Say(200, "application/json", """{"ok":true,"ts":"1.0"}""");
        _clock.Move(TimeSpan.FromSeconds(20));

        (await Should.ThrowAsync<SlackBusy>(() => Post("C1"))).After.ShouldBe(TimeSpan.FromSeconds(40));
        _server.Asked.ShouldBe(1);
        (await Post("C2")).ShouldBe("1.0");
        (await slack.Post(Access with { Token = "xoxb-other" }, "C1", new("t", "[]"), note, default)).Message.ShouldBe("1.0");

        _clock.Move(TimeSpan.FromSeconds(40));
        (await Post("C1")).ShouldBe("1.0");

        async Task<string> Post(string channel) => (await slack.Post(Access, channel, new("t", "[]"), note, default)).Message;
    }

    [Fact]
    public async Task Any_other_method_that_has_to_wait_is_left_alone_whatever_it_is_asked_about()
    {
        var slack = Client();
        Say(429, "text/plain", "slow down", http => http.Response.Headers.RetryAfter = "60");
        await Should.ThrowAsync<SlackBusy>(() => slack.Person(Access, "U1", default));
        Say(200, "application/json", """{"ok":true,"user":{"id":"U2"},"ts":"1.0"}""");

        await Should.ThrowAsync<SlackBusy>(() => slack.Person(Access, "U2", default));
        _server.Asked.ShouldBe(1);
        (await slack.Post(Access, "C1", new("t", "[]"), Guid.NewGuid(), default)).Message.ShouldBe("1.0");
    }

    [Fact]
    public async Task Posted_to_a_person_it_is_in_the_conversation_that_Slack_names()
    {
        Say(200, "application/json", """{"ok":true,"ts":"1.0","channel":"D1"}""");
        (await Client().Post(Access, "U1", new("t", "[]"), Guid.NewGuid(), default)).ShouldBe(new SlackPosted("D1", "1.0"));
    }

    [Theory]
    [InlineData(500, "text/plain", "oops")]
    [InlineData(200, "text/html", "<html><body>Sign in to the hotel's network</body></html>")]
    [InlineData(200, "application/json", "")]
    [InlineData(200, "application/json", "null")]
    [InlineData(200, "application/json", "[1,2,3]")]
    [InlineData(200, "application/json", """{"ok":true}""")]
    [InlineData(200, "application/json", """{"ok":"yes","team_id":"T"}""")]
    [InlineData(200, "application/json", """{"ok":true,"team_id":7,"user_id":[],"team":{}}""")]
    [InlineData(302, "text/plain", "elsewhere")]
    public async Task What_is_not_slacks_answer_is_slack_not_reached(int status, string type, string body)
    {
        Say(status, type, body, http => http.Response.Headers.Location = "http://127.0.0.1:1/");

        var fault = await Should.ThrowAsync<SlackUnreachable>(() => Client().WhoAmI(Access, default));

        fault.ToString().ShouldNotContain("canary");
        fault.ToString().ShouldNotContain("hotel");
    }

    [Fact]
    public async Task A_read_is_repeated_and_a_post_is_not()
    {
        Say(500, "text/plain", "oops");
        await Should.ThrowAsync<SlackUnreachable>(() => Client().Person(Access, "U1", default));
        _server.Asked.ShouldBe(3);

        _server.Asked = 0;
        await Should.ThrowAsync<SlackUnreachable>(() => Client().Post(Access, "C1", new("t", "[]"), Guid.NewGuid(), default));
        _server.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_not_waited_for()
    {
        var never = new TaskCompletionSource();
        _server.Answer = _ => never.Task;

        await Should.ThrowAsync<SlackUnreachable>(() => Client(TimeSpan.FromMilliseconds(150)).Post(Access, "C1", new("t", "[]"), Guid.NewGuid(), default));

        never.SetResult();
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        _server.Answer = async http =>
        {
            var lot = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));
            for (var i = 0; i < 200 && !http.RequestAborted.IsCancellationRequested; i++) await http.Response.Body.WriteAsync(lot, http.RequestAborted);
        };

        await Should.ThrowAsync<SlackUnreachable>(() => Client().Post(Access, "C1", new("t", "[]"), Guid.NewGuid(), default));
    }

    [Fact]
    public async Task A_refusal_keeps_slacks_code_and_nothing_else()
    {
        Say(200, "application/json", """{"ok":false,"error":"channel_not_found"}""");
        (await Should.ThrowAsync<SlackRefused>(() => Client().Channel(Access, "C1", default))).Code.ShouldBe("channel_not_found");

        Say(200, "application/json", """{"ok":false,"error":"<script>alert(1)</script>"}""");
        (await Should.ThrowAsync<SlackRefused>(() => Client().Channel(Access, "C1", default))).Code.ShouldBe("unknown_error");
    }

    [Fact]
    public async Task Nobody_under_an_address_is_nobody()
    {
        Say(200, "application/json", """{"ok":false,"error":"users_not_found"}""");
        (await Client().PersonByEmail(Access, "a@harbor.example", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Guests_strangers_and_unconfirmed_addresses_are_told_apart()
    {
        Say(200, "application/json", """{"ok":true,"user":{"id":"U1","team_id":"T1","is_ultra_restricted":true,"profile":{"email":"A@Harbor.example"}}}""");
        (await Client().Person(Access, "U1", default)).ShouldBe(new SlackPerson("U1", "a@harbor.example", "T1", true, false, false));

        Say(200, "application/json", """{"ok":true,"user":{"id":"U1","is_email_confirmed":false,"profile":{"email":"a@harbor.example"}}}""");
        (await Client().Person(Access, "U1", default)).Email.ShouldBeNull();
    }

    [Fact]
    public async Task A_cursor_that_never_ends_does()
    {
        Say(200, "application/json", """{"ok":true,"members":["U1"],"response_metadata":{"next_cursor":"again"}}""");
        (await Client().Members(Access, "C1", 500, default)).ShouldBeNull();

        Say(200, "application/json", """{"ok":true,"messages":[{"ts":"1.0"}],"response_metadata":{"next_cursor":"again"}}""");
        (await Should.ThrowAsync<SlackRefused>(() => Client().Find(Access, "C1", Guid.NewGuid(), DateTimeOffset.UnixEpoch, default))).Code.ShouldBe("history_too_long");
    }

    [Fact]
    public async Task A_host_in_a_private_range_is_not_connected_to()
    {
        Say(200, "application/json", """{"ok":true,"team_id":"T1","user_id":"U1","team":"Harbor"}""");
        var careful = new SlackClient(new OutboundHosts([]).Client(), TimeSpan.FromSeconds(5), TimeProvider.System);

        await Should.ThrowAsync<SlackUnreachable>(() => careful.Post(Access, "C1", new("t", "[]"), Guid.NewGuid(), default));

        _server.Asked.ShouldBe(0);
        (await Client().WhoAmI(Access, default)).ShouldBe(new SlackIdentity("T1", "U1", "Harbor"));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.0.0.1", true)]
    [InlineData("172.16.0.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.1.1", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("::1", true)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("2002:7f00:1::", true)]
    [InlineData("64:ff9b::a00:1", true)]
    [InlineData("64:ff9b:1::a00:1", true)]
    [InlineData("::10.0.0.1", true)]
    [InlineData("::", true)]
    [InlineData("fec0::1", true)]
    [InlineData("ff02::1", true)]
    [InlineData("2001:0:1::1", true)]
    [InlineData("2001:db8::1", true)]
    [InlineData("224.0.0.1", true)]
    [InlineData("255.255.255.255", true)]
    [InlineData("198.18.0.1", true)]
    [InlineData("168.63.129.16", true)]
    [InlineData("192.0.0.8", true)]
    [InlineData("::ffff:8.8.8.8", false)]
    [InlineData("2606:4700::1111", false)]
    [InlineData("2001:4860:4860::8888", false)]
    public void Private_addresses_are_known(string address, bool isPrivate) => OutboundHosts.IsPrivate(IPAddress.Parse(address)).ShouldBe(isPrivate);

    [Fact]
    public async Task What_the_operator_allowed_is_allowed()
    {
        (await new OutboundHosts(["10.1.0.0/16"]).Refuse(new Uri("http://10.1.2.3/api/"), default)).ShouldBeNull();
        (await new OutboundHosts(["10.1.0.0/16"]).Refuse(new Uri("http://10.2.2.3/api/"), default)).ShouldBe(new HostNotAllowed());
        (await new OutboundHosts([]).Refuse(new Uri("https://user:password@8.8.8.8/"), default)).ShouldBe(new AddressUnusable());
        (await new OutboundHosts([]).Refuse(new Uri("http://8.8.8.8/"), default)).ShouldBe(new AddressUnusable());
    }

    private SlackAccess Access => new(_server.Url, "xoxb-canary");

    private SlackClient Client(TimeSpan? patience = null) => new(new OutboundHosts(["127.0.0.0/8"]).Client(), patience ?? TimeSpan.FromSeconds(10), _clock);

    private void Say(int status, string type, string body, Action<HttpContext>? more = null) => _server.Answer = async http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        more?.Invoke(http);
        await http.Response.WriteAsync(body);
    };
}
