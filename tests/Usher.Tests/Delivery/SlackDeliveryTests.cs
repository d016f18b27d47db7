using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Delivery;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Tests.Delivery;

public class SlackDeliveryTests : IAsyncLifetime
{
    private readonly TestSlack _slack = new TestSlack().With("ana").With("bo").With("cy").With("olga").Channel("CDEALS", "ana", "bo");
    private DeliveryWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await DeliveryWorld.New(_slack);
        await _world.Connect();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task The_owner_gets_a_direct_message_when_the_team_wants_it()
    {
        var id = await _world.Calls.Call("1", "ana", "Ana: The price is twelve thousand a year.\nBo: I will send the contract to <!channel> by Friday & more.");
        await _world.Work();

        var posted = _slack.Messages.ShouldHaveSingleItem();
        posted.Conversation.ShouldBe("DUana");
        var blocks = JsonNode.Parse(posted.Message.Blocks)!.AsArray();
        blocks[0]!["text"]!["text"]!.GetValue<string>().ShouldBe("Call 1");
        blocks.Select(b => b!["text"]?["type"]?.GetValue<string>()).OfType<string>().ShouldAllBe(t => t == "plain_text");
        posted.Message.Blocks.ShouldContain($"https://usher.harbor.example/calls/{id}");
        (await _world.Deliveries()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Sent);
    }

    [Fact]
    public async Task An_owner_who_does_not_want_messages_gets_none()
    {
        await _world.Gate.Run(_world.Calls.As("ana"), new SetPreferences(new(true, true, true, SlackMessages: false)));
        await _world.Calls.Call("1", "ana");
        await _world.Work();

        _slack.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_channel_of_which_nothing_is_known_yet_is_read_and_gets_its_note_at_once()
    {
        await _world.Channel("CDEALS");
        await _world.Work();
        await _world.Calls.Change(db => { db.RemoveRange(db.Set<ChannelReading>()); return 0; });
        await _world.Calls.Call("1", "ana");
        // The job that is begun first posts; one that came again at once would keep this going.
        for (var turn = 0; turn < 10 && await _world.Jobs.Turn() > 0; turn++)
        {
        }

        _slack.Messages.ShouldHaveSingleItem().Conversation.ShouldBe("CDEALS");
    }

    [Fact]
    public async Task A_bound_channel_gets_the_call_and_its_members_see_it_from_then_on()
    {
        _slack.Channel("CDEALS", "ana", "cy");
        await _world.Channel("CDEALS");
        var id = await _world.Calls.Call("1", "ana");
        (await Sees("cy", id)).ShouldBeFalse();

        await _world.Work();

        _slack.Messages.ShouldHaveSingleItem().Conversation.ShouldBe("CDEALS");
        (await Sees("cy", id)).ShouldBeTrue();
        (await _world.Gate.Run(_world.Calls.As("cy"), new ViewCall(id))).Value!.Readers.Single(r => r.Name == "Cy Test").Why.ShouldBe("#deals channel");

        _slack.Channel("CDEALS", "ana");
        _world.Calls.Clock.Move(RefreshChannels.Every);
        await _world.Work();
        (await Sees("cy", id)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("guest", "channel-has-guest")]
    [InlineData("stranger", "channel-has-guest")]
    [InlineData("unmapped", "channel-has-unmapped")]
    [InlineData("nameless", "channel-has-unmapped")]
    [InlineData("app", "channel-has-unmapped")]
    [InlineData("former", "channel-has-unmapped")]
    [InlineData("public", "channel-public")]
    [InlineData("shared", "channel-shared")]
    public async Task A_channel_with_somebody_who_may_not_see_gets_nothing_and_it_is_said_why(string who, string reason)
    {
        _slack.With("guest", guest: true).With("stranger", workspace: "T2").With("unmapped", email: "unmapped@elsewhere.example").With("nameless", email: null).With("app", bot: true, email: null).With("former", email: "cy@harbor.example");
        if (who == "former") await _world.Calls.Change(db => db.Users.Single(u => u.Id == _world.Calls["cy"]).Active = false);
        if (who == "public") _slack.IsPrivate = false;
        else if (who == "shared") _slack.IsShared = true;
        else _slack.Channel("CDEALS", "ana", who);
        await _world.Channel("CDEALS");
        var id = await _world.Calls.Call("1", "ana");

        await _world.Work();

        _slack.Messages.ShouldBeEmpty();
        var failed = (await _world.Gate.Run(_world.Calls.As("olga"), new ListDeliveries())).Value!.Items.ShouldHaveSingleItem();
        failed.ShouldSatisfyAllConditions(d => d.Reason.ShouldBe(reason), d => d.Sentence.ShouldNotBeEmpty(), d => d.Channel.ShouldBe("deals"), d => d.Call.ShouldBe(id));
        (await Sees("cy", id)).ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_bound_a_channel_gets_no_sight_by_it_so_a_channel_they_are_in_gets_nothing()
    {
        _slack.Channel("CDEALS", "ana", "olga");
        await _world.Channel("CDEALS", configuredBy: "olga");
        await _world.Calls.Call("1", "ana");
        await _world.Work();

        _slack.Messages.ShouldBeEmpty();
        (await _world.Deliveries()).ShouldHaveSingleItem().Reason.ShouldBe("channel-has-configurer");

        await _world.Calls.Change(db => { db.Add(new TeamMember { TeamId = _world.Calls["sales"], UserId = _world.Calls["olga"] }); return 0; });
        await _world.Gate.Run(_world.Calls.As("olga"), new RetryDelivery((await _world.Deliveries())[0].Id));
        await _world.Work();
        _slack.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_channel_that_was_unbound_meanwhile_gets_nothing()
    {
        var channel = await _world.Channel("CDEALS");
        await _world.Calls.Call("1", "ana");
        _slack.Before = method =>
        {
            if (method == "conversations.members") _world.Calls.Change(db => db.Channels.Single(c => c.Id == channel).TeamId = null).GetAwaiter().GetResult();
        };

        await _world.Work();

        _slack.Messages.ShouldBeEmpty();
        (await _world.Deliveries()).ShouldHaveSingleItem().Reason.ShouldBe(DeliveryReason.ChannelNotBound);
    }

    [Fact]
    public async Task What_was_read_a_minute_ago_is_read_again_before_anything_is_posted()
    {
        await _world.Channel("CDEALS");
        var slow = true;
        _slack.Before = method =>
        {
            if (method != "conversations.members" || !slow) return;
            slow = false;
            _world.Calls.Clock.Move(TimeSpan.FromSeconds(70));
        };
        await _world.Calls.Call("1", "ana");
        await _world.Work();
        _slack.Asked.Count(a => a == "conversations.members").ShouldBe(2);
        _slack.Messages.Count(m => m.Conversation == "CDEALS").ShouldBe(1);
    }

    [Fact]
    public async Task Membership_is_asked_again_before_it_is_a_minute_old_and_not_each_time()
    {
        await _world.Channel("CDEALS");
        await _world.Calls.Call("1", "ana");
        await _world.Work();
        var asked = _slack.Asked.Count(a => a == "conversations.members");
        _world.Calls.Clock.Move(TimeSpan.FromSeconds(50));
        await _world.Calls.Call("2", "ana");
        await _world.Work();
        _slack.Asked.Count(a => a == "conversations.members").ShouldBe(asked);

        // From 57 seconds on: three are left for the post.
        _slack.With("guest", guest: true).Channel("CDEALS", "ana", "guest");
        _world.Calls.Clock.Move(TimeSpan.FromSeconds(8));
        await _world.Calls.Call("3", "ana");
        await _world.Work();
        _world.Calls.Clock.Move(ReadChannel.Gathers);
        await _world.Work();

        _slack.Messages.ShouldBeEmpty("a guest might read them");
        (await _world.Deliveries()).Select(d => (d.State, d.Reason)).ShouldBe([(DeliveryState.Withdrawn, "channel-has-guest"),
            (DeliveryState.Withdrawn, "channel-has-guest"), (DeliveryState.Failed, "channel-has-guest")]);
    }

    [Fact]
    public async Task A_post_of_which_we_never_heard_is_looked_for_and_not_repeated()
    {
        await _world.Channel("CDEALS");
        await _world.Calls.Call("1", "ana");
        _slack.AfterPost = () => throw new SlackUnreachable("cut off");
        await _world.Work();
        (await _world.Deliveries()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Due);

        _slack.AfterPost = () => { };
        _world.Calls.Clock.Move(TimeSpan.FromMinutes(10));
        await _world.Work();

        _slack.Messages.Count.ShouldBe(1);
        (await _world.Deliveries()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.State.ShouldBe(DeliveryState.Sent), d => d.Attempts.ShouldBe(1));
    }

    [Fact]
    public async Task Slack_that_asks_to_wait_is_left_alone_that_long()
    {
        await _world.Calls.Call("1", "ana");
        _slack.Before = _ => throw new SlackBusy(TimeSpan.FromMinutes(7));
        await _world.Work();
        var asked = _slack.Asked.Count;
        _world.Calls.Clock.Move(TimeSpan.FromMinutes(4));
        await _world.Work();
        _slack.Asked.Count(a => a == "users.lookupByEmail").ShouldBe(1);
        asked.ShouldBeGreaterThan(0);

        _slack.Before = _ => { };
        _world.Calls.Clock.Move(TimeSpan.FromMinutes(4));
        await _world.Work();

        _slack.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Slack_that_never_answers_makes_a_failed_delivery_that_can_be_tried_again()
    {
        await _world.Calls.Call("1", "ana");
        _slack.Before = _ => throw new SlackUnreachable("no answer in time");
        for (var i = 0; i < 40; i++)
        {
            await _world.Work();
            _world.Calls.Clock.Move(TimeSpan.FromHours(1));
        }

        var failed = (await _world.Gate.Run(_world.Calls.As("olga"), new ListDeliveries())).Value!.Items.ShouldHaveSingleItem();
        failed.ShouldSatisfyAllConditions(d => d.Reason.ShouldBe(DeliveryReason.SlackUnreachable), d => d.CanRetry.ShouldBeTrue());
        (await _world.Gate.Run(_world.Calls.As("bo"), new RetryDelivery(failed.Id))).Refused.ShouldBeOfType<NotAllowed>();

        _slack.Before = _ => { };
        (await _world.Gate.Run(_world.Calls.As("olga"), new RetryDelivery(failed.Id))).Refused.ShouldBeNull();
        (await _world.Gate.Run(_world.Calls.As("olga"), new RetryDelivery(failed.Id))).Refused.ShouldBe(new DeliveryNotFailed());
        await _world.Work();
        _slack.Messages.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("busy", DeliveryReason.SlackBusy)]
    [InlineData("unreachable", DeliveryReason.SlackUnreachable)]
    [InlineData("own fault", null)]
    public async Task However_quickly_it_fails_a_delivery_is_tried_for_a_day_and_is_in_view_all_the_time(string fault, string? reason)
    {
        await _world.Channel("CDEALS");
        await _world.Calls.Call("1", "ana");
        _slack.Before = _ => throw (fault switch
        {
            "busy" => new SlackBusy(TimeSpan.FromSeconds(1)),
            "unreachable" => new SlackUnreachable("no connection"),
            _ => new InvalidOperationException("something of our own"),
        });
        for (var turn = 0; turn < 40; turn++)
        {
            await _world.Work();
            _world.Calls.Clock.Move(TimeSpan.FromSeconds(2));
        }

        var due = (await Listed(DeliveryState.Due)).ShouldHaveSingleItem();
        due.ShouldSatisfyAllConditions(d => d.Reason.ShouldBe(reason), d => d.Sentence.ShouldNotBeEmpty(), d => d.CanRetry.ShouldBeFalse());
        (await Listed(DeliveryState.Failed)).ShouldBeEmpty();
        for (var hour = 0; hour < 22; hour++)
        {
            _world.Calls.Clock.Move(TimeSpan.FromHours(1));
            await _world.Work();
        }

        (await Listed(DeliveryState.Failed)).ShouldBeEmpty();
        for (var hour = 0; hour < 20; hour++)
        {
            _world.Calls.Clock.Move(TimeSpan.FromHours(1));
            await _world.Work();
        }

        (await Listed(DeliveryState.Due)).ShouldBeEmpty();
        var failed = (await Listed(DeliveryState.Failed)).ShouldHaveSingleItem();
        failed.ShouldSatisfyAllConditions(d => d.Reason.ShouldBe(reason ?? DeliveryReason.Fault), d => d.CanRetry.ShouldBeTrue());
    }

    [Fact]
    public async Task Who_is_in_a_channel_is_read_again_whatever_went_wrong_before()
    {
        _slack.Channel("CDEALS", "ana", "cy");
        await _world.Channel("CDEALS");
        var id = await _world.Calls.Call("1", "ana");
        await _world.Work();
        (await Sees("cy", id)).ShouldBeTrue();

        _slack.Channel("CDEALS", "ana");
        _slack.Before = _ => throw new InvalidOperationException("something of our own");
        for (var turn = 0; turn < 60; turn++)
        {
            _world.Calls.Clock.Move(RefreshChannels.Every * 2);
            await _world.Work();
        }

        _slack.Before = _ => { };
        _world.Calls.Clock.Move(RefreshChannels.Every * 2);
        await _world.Work();
        (await Sees("cy", id)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_slack_refuses_is_not_tried_again_by_itself()
    {
        await _world.Channel("CGONE");
        await _world.Calls.Call("1", "ana");
        await _world.Work();

        (await _world.Deliveries()).ShouldHaveSingleItem().Reason.ShouldBe("channel-not-found");
    }

    [Fact]
    public async Task A_channel_renamed_in_Slack_is_called_so_here_and_an_archived_one_gets_nothing()
    {
        var channel = await _world.Channel("CDEALS");
        _slack.ChannelName = "field-deals";
        await _world.Calls.Call("1", "ana");
        await _world.Work();
        _slack.Messages.Count.ShouldBe(1);
        (await _world.Calls.Change(db => db.Channels.Single(c => c.Id == channel).Name)).ShouldBe("field-deals");

        _slack.IsArchived = true;
        _world.Calls.Clock.Move(TimeSpan.FromMinutes(2));
        await _world.Calls.Call("2", "ana");
        await _world.Work();
        _world.Calls.Clock.Move(ReadChannel.Gathers);
        await _world.Work();
        _slack.Messages.ShouldBeEmpty();
        (await _world.Deliveries()).ShouldContain(d => d.Reason == "channel-archived");
    }

    [Fact]
    public async Task A_deleted_call_is_taken_back()
    {
        var id = await _world.Calls.Call("1", "ana");
        await _world.Work();
        _slack.Messages.Count.ShouldBe(1);

        await _world.Gate.Run(_world.Calls.As("ana"), new DeleteCall(id));
        await _world.Work();

        _slack.Messages.ShouldBeEmpty();
        (await _world.Deliveries()).ShouldBeEmpty();
        (await _world.Inbox("bo")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_deleted_while_it_is_posted_is_taken_back()
    {
        var id = await _world.Calls.Call("1", "ana");
        _slack.AfterPost = () => _world.Gate.Run(_world.Calls.As("ana"), new DeleteCall(id)).GetAwaiter().GetResult().Refused.ShouldBeNull();

        await _world.Work();

        _slack.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_editor_of_a_team_looks_after_its_deliveries_alone()
    {
        await _world.Calls.Person("ed", InsightsRole.Editor);
        await _world.Calls.Team("support", "cy");
        await _world.Calls.Change(db => { db.Users.Single(u => u.Id == _world.Calls["ed"]).EditorOfTeams = true; db.Add(new EditorTeam { UserId = _world.Calls["ed"], TeamId = _world.Calls["support"] }); return 0; });
        _slack.Before = _ => throw new SlackRefused("account_inactive");
        await _world.Calls.Call("1", "ana");
        await _world.Calls.Call("2", "cy");
        await _world.Work();

        var all = (await _world.Gate.Run(_world.Calls.As("olga"), new ListDeliveries())).Value!.Items;
        all.Count.ShouldBe(2);
        var seen = (await _world.Gate.Run(_world.Calls.As("ed"), new ListDeliveries())).Value!.Items.ShouldHaveSingleItem();
        var other = all.Single(d => d.Id != seen.Id);
        (await _world.Gate.Run(_world.Calls.As("ed"), new RetryDelivery(other.Id))).Refused.ShouldBe(new NotFound());
        (await _world.Gate.Run(_world.Calls.As("ed"), new RetryDelivery(seen.Id))).Refused.ShouldBeNull();
        (await _world.Gate.Run(_world.Calls.As("ana"), new ListDeliveries())).Refused.ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task Connecting_asks_slack_itself_and_keeps_the_token_sealed()
    {
        (await _world.Connections.Connect(_world.Calls.Customer, new Uri("https://10.1.2.3/api/"), "xoxb-1", null, default)).Refused.ShouldBe(new HostNotAllowed());
        (await _world.Connections.Connect(_world.Calls.Customer, new Uri("ftp://127.0.0.1/"), "xoxb-1", null, default)).Refused.ShouldBe(new AddressUnusable());
        _slack.Before = _ => throw new SlackRefused("invalid_auth");
        (await _world.Connections.Connect(_world.Calls.Customer, new Uri("http://127.0.0.1:1/api"), "xoxb-1", null, default)).Refused.ShouldBe(new SlackSaysNo("invalid_auth"));
        _slack.Before = _ => { };
        (await _world.Connections.Connect(_world.Calls.Customer, new Uri("http://127.0.0.1:1/api"), "xoxb-canary-2", null, default)).Value.ShouldBe("Harbor");

        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        var connection = await db.Set<SlackConnection>().SingleAsync();
        connection.SealedToken.ShouldNotContain("canary");
        _world.Connections.Open(connection).Token.ShouldBe("xoxb-canary-2");
        foreach (var entry in await db.Set<Usher.Platform.Audit.AuditEntry>().ToListAsync())
            System.Text.Encoding.UTF8.GetString(entry.Body).ShouldNotContain("canary");
    }

    private async Task<IReadOnlyList<DeliveryView>> Listed(DeliveryState state) => (await _world.Gate.Run(_world.Calls.As("olga"), new ListDeliveries(state))).Value!.Items;

    private async Task<bool> Sees(string name, Guid call) => (await _world.Gate.Run(_world.Calls.As(name), new ViewCall(call))).Refused is null;
}
