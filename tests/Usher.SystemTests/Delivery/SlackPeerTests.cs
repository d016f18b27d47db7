using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Usher.Delivery;
using Usher.Delivery.Slack;
using Usher.Platform;
using Usher.Tests.Delivery;

namespace Usher.SystemTests.Delivery;

/// <summary>Our client and deliveries against another's emulation of Slack's Web API, on loopback.</summary>
public sealed class SlackPeerTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private SlackPeer? _peer;
    private DeliveryWorld _world = null!;
    private string _channel = "";

    public async ValueTask InitializeAsync()
    {
        _peer = await SlackPeer.Start();
        _http.BaseAddress = _peer.Api;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "xoxb-test");
        _world = await DeliveryWorld.New(new SlackClient(new OutboundHosts(["127.0.0.1"]).Client(), TimeSpan.FromSeconds(20), TimeProvider.System));
        (await _world.Connections.Connect(_world.Calls.Customer, _http.BaseAddress, "xoxb-test", null, default)).Value.ShouldBe("Harbor");
        _channel = (await Ask("conversations.create", ("name", "deals"), ("is_private", "true")))["channel"]!["id"]!.GetValue<string>();
        foreach (var name in new[] { "ana", "bo" }) await Invite(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_world is not null) await _world.DisposeAsync();
        _http.Dispose();
        _peer?.Dispose();
    }

    [Fact]
    public async Task A_call_goes_to_the_owner_and_the_channel_once_and_never_to_a_channel_with_an_outsider()
    {
        await _world.Channel(_channel, messageOwner: true);
        var id = await _world.Calls.Call("1", "ana", "Ana: The renewal is twelve thousand a year.\nBo: I will send the contract by Friday.");
        await _world.Work();

        var deliveries = await _world.Deliveries();
        deliveries.Select(d => d.State).ShouldBe([DeliveryState.Sent, DeliveryState.Sent], string.Join(' ', deliveries.Select(d => d.Reason)));
        var posted = (await Messages(_channel)).ShouldHaveSingleItem()!;
        posted["metadata"]!["event_type"]!.GetValue<string>().ShouldBe("usher_note");
        posted["metadata"]!["event_payload"]!["delivery"]!.GetValue<Guid>().ShouldBe(deliveries.Single(d => d.To == DeliveryTo.Channel).Id);
        posted["blocks"]!.AsArray().Count.ShouldBeGreaterThan(2);
        posted["blocks"]!.ToJsonString().ShouldContain($"/calls/{id}");
        (await Messages(deliveries.Single(d => d.To == DeliveryTo.Owner).SlackConversation!)).Count.ShouldBe(1);

        // As if the process had ended between the post and our note of it.
        await _world.Calls.Change(db =>
        {
            var sent = db.Set<CallDelivery>().Single(d => d.To == DeliveryTo.Channel);
            sent.State = DeliveryState.Failed;
            sent.SlackMessage = null;
            return true;
        });
        (await _world.Gate.Run(_world.Calls.As("olga"), new RetryDelivery(deliveries.Single(d => d.To == DeliveryTo.Channel).Id))).Refused.ShouldBeNull();
        await _world.Work();
        (await Messages(_channel)).Count.ShouldBe(1);
        (await _world.Deliveries()).ShouldAllBe(d => d.State == DeliveryState.Sent);

        await Invite("outsider");
        _world.Calls.Clock.Move(TimeSpan.FromMinutes(2));
        await _world.Calls.Call("2", "ana");
        await _world.Work();
        _world.Calls.Clock.Move(ReadChannel.Gathers);
        await _world.Work();
        (await Messages(_channel)).ShouldBeEmpty("the outsider would read them");
        (await _world.Deliveries()).Where(d => d.To == DeliveryTo.Channel).Select(d => (d.State, d.Reason))
            .ShouldBe([(DeliveryState.Withdrawn, "channel-has-unmapped"), (DeliveryState.Failed, "channel-has-unmapped")]);

        await Ask("conversations.kick", ("channel", _channel), ("user", await Id("outsider")));
        _world.Calls.Clock.Move(RefreshChannels.Every);
        await _world.Work();
        (await Messages(_channel)).Count.ShouldBe(2, "both are news still, each once");

        await _world.Gate.Run(_world.Calls.As("ana"), new Usher.Calls.DeleteCall(id));
        await _world.Work();
        (await Messages(_channel)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_question_in_a_channel_is_answered_once_below_it()
    {
        (await _world.Connections.Connect(_world.Calls.Customer, _http.BaseAddress!, "xoxb-test", "signing", default)).Value.ShouldBe("Harbor");
        await _world.Channel(_channel);
        await _world.Calls.Call("1", "ana", "Ana: The renewal price is twelve thousand a year.");
        await _world.Work();
        var asked = (await Ask("chat.postMessage", ("channel", _channel), ("text", "What is the renewal price?")))["ts"]!.GetValue<string>();
        var team = (await Ask("auth.test"))["team_id"]!.GetValue<string>();
        var body = System.Text.Encoding.UTF8.GetBytes(new JsonObject
        {
            ["type"] = "event_callback",
            ["team_id"] = team,
            ["event"] = new JsonObject { ["type"] = "app_mention", ["channel"] = _channel, ["user"] = await Id("ana"), ["ts"] = asked, ["text"] = "What is the renewal price?" },
        }.ToJsonString());
        for (var again = 0; again < 3; again++)
        {
            var timestamp = $"{_world.Calls.Clock.GetUtcNow().ToUnixTimeSeconds() + again}";
            (await _world.Events.Hear("harbor", timestamp, SlackSignature.Of("signing", timestamp, body), body, default)).IsGenuine.ShouldBeTrue();
            await _world.Work();
        }

        var replies = (await Ask("conversations.replies", ("channel", _channel), ("ts", asked)))["messages"]!.AsArray().Where(m => m!["ts"]!.GetValue<string>() != asked).ToList();
        replies.ShouldHaveSingleItem()!["blocks"]!.ToJsonString().ShouldContain("twelve thousand");
    }

    private async Task Invite(string name) => await Ask("conversations.invite", ("channel", _channel), ("users", await Id(name)));

    private async Task<string> Id(string name) =>
        (await Ask("users.list"))["members"]!.AsArray().Single(p => p!["name"]!.GetValue<string>() == name)!["id"]!.GetValue<string>();

    private async Task<JsonArray> Messages(string conversation) =>
        [.. (await Ask("conversations.history", ("channel", conversation), ("include_all_metadata", "true")))["messages"]!.AsArray().Where(m => m!["subtype"] is null).Select(m => m!.DeepClone())];

    private async Task<JsonNode> Ask(string method, params (string Name, string Value)[] input)
    {
        using var answer = await _http.PostAsync(method, new FormUrlEncodedContent(input.Select(i => KeyValuePair.Create(i.Name, i.Value))));
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        json["ok"]!.GetValue<bool>().ShouldBeTrue(json.ToJsonString());
        return json;
    }
}
