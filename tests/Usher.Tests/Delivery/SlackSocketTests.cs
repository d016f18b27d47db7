using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Delivery.Slack;

namespace Usher.Tests.Delivery;

/// <summary>Socket Mode against a server that sends what docs.slack.dev (Using Socket Mode) shows.</summary>
public sealed class SlackSocketTests : IAsyncLifetime
{
    private readonly TestSlack _slack = new();
    private readonly Channel<WebSocket> _connections = Channel.CreateUnbounded<WebSocket>();
    private readonly CancellationTokenSource _stop = new();
    private WebApplication _peer = null!;
    private DeliveryWorld _world = null!;
    private Task _hearing = Task.CompletedTask;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _peer = builder.Build();
        _peer.UseWebSockets();
        _peer.Run(async http =>
        {
            var socket = await http.WebSockets.AcceptWebSocketAsync();
            await _connections.Writer.WriteAsync(socket);
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        await _peer.StartAsync(Ct);
        _slack.With("ana");
        _slack.Socket = new Uri(_peer.Urls.First().Replace("http:", "ws:") + "/link/?ticket=1");
        _world = await DeliveryWorld.New(_slack);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _hearing;
        await _world.DisposeAsync();
        await _peer.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task A_command_is_answered_over_the_connection()
    {
        var slack = await Connected();
        await Send(slack, Command("""{"command":"/usher","text":"help","team_id":"T1","user_id":"UANA","channel_id":"C1","trigger_id":"1.2"}"""));
        var reply = await Read(slack);
        reply["envelope_id"]!.GetValue<string>().ShouldBe("e-1");
        reply["payload"]!["text"]!.GetValue<string>().ShouldContain("/usher ask");
    }

    [Fact]
    public async Task A_question_is_kept_before_it_is_acknowledged()
    {
        var slack = await Connected();
        await Send(slack, Event("T1"));
        (await Read(slack)).ToJsonString().ShouldBe("""{"envelope_id":"e-1"}""");
        (await Questions()).ShouldBe(1);
        await Send(slack, Event("T1"));
        await Read(slack);
        (await Questions()).ShouldBe(1);
    }

    [Fact]
    public async Task What_another_workspace_says_is_acknowledged_and_nothing_to_us()
    {
        var slack = await Connected();
        await Send(slack, Event("T2"));
        (await Read(slack)).ToJsonString().ShouldBe("""{"envelope_id":"e-1"}""");
        (await Questions()).ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"type":"interactive","envelope_id":"e-1","payload":{"team":{"id":"T1"},"user":{"id":"UANA"},"type":"block_actions","actions":3}}""")]
    [InlineData("""{"type":"interactive","envelope_id":"e-1"}""")]
    [InlineData("""{"type":"slash_commands","envelope_id":"e-1","payload":"x"}""")]
    [InlineData("""{"type":"events_api","envelope_id":"e-1","payload":{"type":"event_callback","team_id":"T1","event":{"type":"app_mention","channel":"C1","ts":"1.1","user":"UANA","text":"\ud800"}}}""")]
    [InlineData("""{"type":"something_new","envelope_id":"e-1","payload":{}}""")]
    public async Task What_is_not_as_expected_is_acknowledged_so_that_it_does_not_come_again(string said)
    {
        var slack = await Connected();
        await Send(slack, said);
        (await Read(slack))["envelope_id"]!.GetValue<string>().ShouldBe("e-1");
        (await Questions()).ShouldBe(0);
    }

    [Fact]
    public async Task When_Slack_asks_for_another_connection_there_is_one_at_once()
    {
        var slack = await Connected();
        await Send(slack, """{"type":"disconnect","reason":"refresh_requested"}""");
        var next = await _connections.Reader.ReadAsync(Ct);
        await Send(next, Event("T1"));
        (await Read(next))["envelope_id"]!.GetValue<string>().ShouldBe("e-1");
    }

    [Fact]
    public async Task A_connection_that_breaks_is_made_again_after_a_pause()
    {
        var slack = await Connected();
        slack.Abort();
        var next = await _connections.Reader.ReadAsync(Ct);
        await Send(next, Event("T1"));
        await Read(next);
        (await Questions()).ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_ends_Socket_Mode_ends_the_connection()
    {
        var slack = await Connected();
        (await _world.Installations.SetApp(_world.Calls.As("olga") with { Session = Guid.CreateVersion7() }, new("1.2", null, null, ""))).Refused.ShouldBeNull();
        await Should.ThrowAsync<WebSocketException>(() => Read(slack));
    }

    [Fact]
    public async Task What_comes_after_the_organization_was_disconnected_is_not_heard()
    {
        var slack = await Connected();
        (await _world.Gate.Run(_world.Calls.As("olga"), new DisconnectSlack())).Refused.ShouldBeNull();
        try
        {
            await Send(slack, Event("T1"));
            await Read(slack);
        }
        catch (WebSocketException)
        {
            // By then the connection may have ended too.
        }

        (await Questions()).ShouldBe(0);
    }

    private async Task<WebSocket> Connected()
    {
        await _world.Connect();
        (await _world.Installations.SetApp(_world.Calls.As("olga") with { Session = Guid.CreateVersion7() }, new("1.2", "secret", "signing", "xapp-canary"))).Refused.ShouldBeNull();
        _hearing = _world.Make<SlackSockets>(new HurriedClock(), NullLogger<SlackSockets>.Instance).Run(_stop.Token);
        return await _connections.Reader.ReadAsync(Ct);
    }

    private async Task<int> Questions()
    {
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        return await db.Set<SlackQuestion>().CountAsync(Ct);
    }

    private static string Command(string payload) => $$$"""{"type":"slash_commands","envelope_id":"e-1","accepts_response_payload":true,"payload":{{{payload}}}}""";

    private static string Event(string workspace) => Event(workspace, """{"type":"app_mention","channel":"C1","ts":"1.1","user":"UANA","text":"<@UBOT> What did Globex say?"}""");

    private static string Event(string workspace, string happened) =>
        $$$"""{"type":"events_api","envelope_id":"e-1","payload":{"type":"event_callback","team_id":"{{{workspace}}}","event":{{{happened}}}}}""";

    private static Task Send(WebSocket slack, string said) =>
        slack.SendAsync(Encoding.UTF8.GetBytes(said), WebSocketMessageType.Text, endOfMessage: true, Ct);

    private static async Task<JsonNode> Read(WebSocket slack)
    {
        var buffer = new byte[4_096];
        var read = await slack.ReceiveAsync(new ArraySegment<byte>(buffer), Ct);
        return JsonNode.Parse(buffer.AsSpan(0, read.Count))!;
    }

    /// <summary>Pauses pass a hundred times as fast.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime / 100, period);
    }
}
