using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Delivery;
using Usher.Delivery.Slack;
using Usher.Directory;

namespace Usher.Tests.Delivery;

/// <summary>What Slack was asked to post and did not answer may land up to half a minute later: it is there once all the same.</summary>
public class LateEffectTests : IAsyncLifetime
{
    private readonly TestSlack _slack = new TestSlack().With("ana").With("olga");
    private DeliveryWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await DeliveryWorld.New(_slack);
        await _world.Connect();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_note_that_lands_after_half_a_minute_is_not_posted_again()
    {
        var asked = 0;
        _slack.Before = method =>
        {
            if (method == "chat.postMessage" && asked++ == 0) throw new SlackUnreachable("no answer in time");
        };
        await _world.Calls.Call("1", "ana");
        await Pass(5);
        await Pass(15);
        _slack.Messages.ShouldBeEmpty();
        (await _world.Deliveries()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Due);

        // It lands.
        await _slack.Post(new(new("https://slack.example/api/"), "xoxb-canary"), "DUana", new("New call", "[]"), (await _world.Deliveries())[0].Id, default);
        await Pass(30);
        _slack.Messages.Count.ShouldBe(1);
        (await _world.Deliveries()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Sent);
    }

    [Fact]
    public async Task A_note_that_never_lands_is_posted_once_it_can_land_no_more()
    {
        var asked = 0;
        _slack.Before = method =>
        {
            if (method == "chat.postMessage" && asked++ == 0) throw new SlackUnreachable("no answer in time");
        };
        await _world.Calls.Call("1", "ana");
        await Pass(39);
        _slack.Messages.ShouldBeEmpty();
        await Pass(2);
        _slack.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_Slack_says_that_it_did_not_post_nothing_is_waited_for()
    {
        var asked = 0;
        _slack.Before = method =>
        {
            if (method == "chat.postMessage" && asked++ == 0) throw new SlackBusy(TimeSpan.FromSeconds(2));
        };
        await _world.Calls.Call("1", "ana");
        await Pass(3);
        _slack.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_it_cannot_be_known_a_person_decides()
    {
        var asked = 0;
        _slack.Before = method =>
        {
            if (method == "chat.postMessage" && asked++ == 0) throw new SlackUnreachable("no answer in time");
            if (method == "conversations.history") throw new SlackRefused("history_too_long");
        };
        await _world.Calls.Call("1", "ana");
        await Pass(41);
        await Pass(41);
        var delivery = (await _world.Deliveries()).ShouldHaveSingleItem();
        (delivery.State, delivery.Reason).ShouldBe((DeliveryState.Failed, DeliveryReason.Uncertain));
        DeliveryReason.Sentence(delivery.Reason).ShouldStartWith("It is uncertain whether the notification arrived");
        _slack.Messages.ShouldBeEmpty();

        (await _world.Gate.Run(_world.Calls.As("ana"), new RetryDelivery(delivery.Id))).Refused.ShouldNotBeNull();
        (await _world.Gate.Run(_world.Calls.As("olga"), new RetryDelivery(delivery.Id))).Refused.ShouldBeNull();
        await _world.Work();
        _slack.Messages.Count.ShouldBe(1);
    }

    private async Task Pass(int seconds)
    {
        await _world.Work();
        _world.Calls.Clock.Move(TimeSpan.FromSeconds(seconds));
        await _world.Work();
    }
}
