using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Delivery;
using Usher.Delivery.Slack;

namespace Usher.Tests.Delivery;

/// <summary>What Slack reports about channels ends and gives sight at once, and takes notes back that somebody may not read (rules 12, 15, 22).</summary>
public class SlackEventTests : IAsyncLifetime
{
    private readonly TestSlack _slack = new TestSlack().With("ana").With("bo").With("cy").With("ed").With("olga").With("guest", guest: true)
        .Channel("CDEALS", "ana", "cy");

    private DeliveryWorld _world = null!;
    private int _sent;

    public async ValueTask InitializeAsync()
    {
        _world = await DeliveryWorld.New(_slack);
        await _world.Calls.Person("ed", InsightsRole.Editor);
        await _world.Connect();
        await _world.Channel("CDEALS");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Who_leaves_a_channel_loses_what_was_delivered_there_as_soon_as_Slack_says_so()
    {
        var id = await Delivered();
        (await Sees("cy", id)).ShouldBeTrue();

        _slack.Channel("CDEALS", "ana");
        await Hear(About("member_left_channel"));
        await _world.Work();

        (await Sees("cy", id)).ShouldBeFalse();
        _slack.Messages.Count.ShouldBe(1, "who is left may see it");
    }

    [Fact]
    public async Task Who_joins_a_channel_sees_what_was_delivered_there_as_soon_as_Slack_says_so()
    {
        _slack.Channel("CDEALS", "ana");
        var id = await Delivered();
        (await Sees("cy", id)).ShouldBeFalse();

        _slack.Channel("CDEALS", "ana", "cy");
        await Hear(About("member_joined_channel"));
        await _world.Work();

        (await Sees("cy", id)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_guest_who_comes_has_the_notes_taken_back_and_they_return_once_the_guest_has_gone()
    {
        var id = await Delivered();
        _slack.Channel("CDEALS", "ana", "cy", "guest");
        await Hear(About("member_joined_channel"));
        await _world.Work();

        _slack.Messages.ShouldBeEmpty();
        (await Sees("cy", id)).ShouldBeFalse();
        (await Sees("ana", id)).ShouldBeTrue("she owns it");
        var listed = (await _world.Gate.Run(_world.Calls.As("olga"), new ListDeliveries(DeliveryState.Withdrawn))).Value!.Items.ShouldHaveSingleItem();
        listed.ShouldSatisfyAllConditions(d => d.Reason.ShouldBe("channel-has-guest"), d => d.CanRetry.ShouldBeFalse(), d => d.Call.ShouldBe(id));
        (await News("ana")).ShouldContain(text => text.Contains("withdrawn from a Slack channel") && !text.Contains("guest"));
        (await News("ed")).ShouldContain(text => text.Contains("#deals") && text.Contains("guest"), "an Editor configures destinations");
        (await News("cy")).ShouldBeEmpty();

        _slack.Channel("CDEALS", "ana", "cy");
        await Hear(About("member_left_channel"));
        await _world.Work();

        _slack.Messages.ShouldHaveSingleItem().Conversation.ShouldBe("CDEALS");
        (await Sees("cy", id)).ShouldBeTrue();
        (await News("ed")).ShouldContain("Notifications are posted to #deals again.");
    }

    [Fact]
    public async Task An_event_that_comes_eleven_times_and_out_of_order_does_what_one_does()
    {
        await Delivered();
        _slack.Channel("CDEALS", "ana", "guest");
        for (var i = 0; i < 11; i++) await Hear(About(i % 2 == 0 ? "member_joined_channel" : "member_left_channel"));
        await _world.Work();
        (_slack.Messages.Count, _slack.Asked.Count(a => a == "chat.delete")).ShouldBe((0, 1));

        _slack.Channel("CDEALS", "ana");
        for (var i = 0; i < 11; i++) await Hear(About("member_left_channel"));
        await _world.Work();
        (_slack.Messages.Count, _slack.Asked.Count(a => a == "chat.postMessage")).ShouldBe((1, 2));
        (await News("ana")).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("public")]
    [InlineData("shared")]
    [InlineData("archived")]
    [InlineData("gone")]
    [InlineData("unmapped")]
    [InlineData("configurer")]
    public async Task Whatever_else_lets_somebody_read_who_may_not_takes_the_notes_back(string how)
    {
        var id = await Delivered();
        var (kind, reason) = how switch
        {
            "public" => ("channel_rename", "channel-public"),
            "shared" => ("channel_shared", "channel-shared"),
            "archived" => ("group_archive", "channel-archived"),
            "gone" => ("group_left", "channel-not-found"),
            "configurer" => ("member_joined_channel", "channel-has-configurer"),
            _ => ("member_joined_channel", "channel-has-unmapped"),
        };
        _slack.IsPrivate = how != "public";
        _slack.IsShared = how == "shared";
        _slack.IsArchived = how == "archived";
        if (how == "gone") _slack.Channels.Remove("CDEALS");
        if (how == "unmapped") _slack.With("elsewhere", email: "who@elsewhere.example").Channel("CDEALS", "ana", "elsewhere");
        if (how == "configurer")
        {
            var channel = (await Channel()).Id;
            await _world.Calls.Change(db => { db.Add(new Usher.Directory.ChannelConfigurer { ChannelId = channel, UserId = _world.Calls["olga"] }); return 0; });
            _slack.Channel("CDEALS", "ana", "olga");
        }

        await Hear(About(kind));
        await _world.Work();

        (await _world.Deliveries()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.State.ShouldBe(DeliveryState.Withdrawn), d => d.Reason.ShouldBe(reason));
        _slack.Messages.Count.ShouldBe(how == "gone" ? 1 : 0, "where Usher is not, it can delete nothing");
        (await Sees("cy", id)).ShouldBeFalse();
        DeliveryReason.Of((await Channel()).Problem!.Value).ShouldBe(reason);
    }

    [Fact]
    public async Task What_Slack_does_not_let_be_deleted_has_its_words_replaced_by_some_that_name_nothing()
    {
        await Delivered();
        _slack.Before = method =>
        {
            if (method == "chat.delete") throw new SlackRefused("cant_delete_message");
        };
        _slack.Channel("CDEALS", "ana", "guest");
        await Hear(About("member_joined_channel"));
        await _world.Work();

        var left = _slack.Messages.ShouldHaveSingleItem().Message;
        (left.Text + left.Blocks).ShouldNotContain("Call 1");
        left.Text.ShouldBe("This notification was withdrawn.");
    }

    [Fact]
    public async Task Slack_that_asks_to_wait_delays_the_taking_back_and_nothing_else()
    {
        var id = await Delivered();
        _slack.Before = method =>
        {
            if (method == "chat.delete") throw new SlackBusy(TimeSpan.FromSeconds(30));
        };
        _slack.Channel("CDEALS", "ana", "cy", "guest");
        await Hear(About("member_joined_channel"));
        await _world.Work();
        (await Sees("cy", id)).ShouldBeFalse();
        _slack.Messages.Count.ShouldBe(1);

        _slack.Before = _ => { };
        _world.Calls.Clock.Move(TimeSpan.FromSeconds(31));
        await _world.Work();
        _slack.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reading_that_finds_nothing_new_is_no_change_of_access()
    {
        await Delivered();
        async Task<(long, DateTimeOffset)> Now()
        {
            await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
            return (await db.Set<Usher.Platform.Audit.Head>().Where(h => h.Id == _world.Calls.Customer).Select(h => h.Version).SingleAsync(),
                await db.Set<Usher.Directory.ChannelReading>().Select(r => r.At).SingleAsync());
        }

        var (version, read) = await Now();
        _world.Calls.Clock.Move(RefreshChannels.Every);
        await _world.Work();
        var (later, again) = await Now();
        (later, again > read).ShouldBe((version, true));

        _slack.Channel("CDEALS", "ana");
        _world.Calls.Clock.Move(RefreshChannels.Every);
        await _world.Work();
        (await Now()).Item1.ShouldBeGreaterThan(version);
    }

    [Fact]
    public async Task What_no_event_told_is_found_by_reading_the_channels_again()
    {
        var id = await Delivered();
        _slack.Channel("CDEALS", "ana", "cy", "guest");
        _world.Calls.Clock.Move(RefreshChannels.Every);
        await _world.Work();

        _slack.Messages.ShouldBeEmpty();
        (await Sees("cy", id)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_note_that_never_came_there_is_posted_once_the_channel_is_right()
    {
        _slack.Channel("CDEALS", "ana", "guest");
        await _world.Calls.Call("1", "ana");
        await _world.Work();
        _slack.Messages.ShouldBeEmpty();

        _slack.Channel("CDEALS", "ana");
        await Hear(About("member_left_channel"));
        await _world.Work();
        _slack.Messages.Count.ShouldBe(1);
        (await _world.Deliveries()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Sent);
    }

    [Fact]
    public async Task A_guest_who_comes_while_a_note_is_posted_reads_it_no_longer_than_the_posting_takes()
    {
        _slack.AfterNextPost(() =>
        {
            _slack.Channel("CDEALS", "ana", "guest");
            // As if the channel had been read again, on another node, before the note was known to be in it.
            _world.Calls.Change(db => { var channel = db.Set<Usher.Directory.Channel>().Single(); (channel.Problem, channel.Guests) = (Usher.Directory.ChannelProblem.HasGuest, 1); return 0; }).GetAwaiter().GetResult();
        });
        var id = await _world.Calls.Call("1", "ana");
        await _world.Work();
        _world.Calls.Clock.Move(ReadChannel.Gathers);
        await _world.Work();

        _slack.Messages.ShouldBeEmpty();
        (await Sees("cy", id)).ShouldBeFalse();
        (await _world.Deliveries()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Withdrawn);
    }

    [Fact]
    public async Task A_note_that_arrived_unheard_is_found_and_taken_back_when_a_guest_has_come_since()
    {
        _slack.AfterPost = () => throw new SlackUnreachable("no answer in time");
        var id = await _world.Calls.Call("1", "ana");
        await _world.Work();
        _slack.Messages.Count.ShouldBe(1);
        _slack.AfterPost = () => { };
        _slack.Channel("CDEALS", "ana", "guest");
        _world.Calls.Clock.Move(TimeSpan.FromMinutes(2));
        await _world.Work();
        _world.Calls.Clock.Move(ReadChannel.Gathers);
        await _world.Work();

        _slack.Messages.ShouldBeEmpty();
        (await Sees("cy", id)).ShouldBeFalse();
        _slack.Asked.Count(a => a == "chat.postMessage").ShouldBe(1);
    }

    [Fact]
    public async Task A_note_that_goes_while_the_channel_becomes_right_again_is_posted_again()
    {
        await Delivered();
        _slack.Channel("CDEALS", "ana", "guest");
        await Hear(About("member_joined_channel"));
        _slack.Before = method =>
        {
            if (method != "chat.delete") return;
            // Another reading finds the channel right again at this moment.
            _slack.Before = _ => { };
            _slack.Channel("CDEALS", "ana");
            _world.Calls.Change(db =>
            {
                var channel = db.Set<Usher.Directory.Channel>().Single();
                (channel.Problem, channel.Guests) = (null, 0);
                db.Set<CallDelivery>().Single().State = DeliveryState.Sent;
                return 0;
            }).GetAwaiter().GetResult();
        };
        await _world.Work();
        (_slack.Messages.Count, (await _world.Deliveries()).Single().State).ShouldBe((1, DeliveryState.Sent));
        (await _world.Deliveries()).Single().SlackMessage.ShouldBe(_slack.Messages.Single().Ts);
    }

    [Fact]
    public async Task Where_the_keys_are_lost_nobody_keeps_access_by_a_channel_and_it_is_said_what_to_do()
    {
        var id = await Delivered();
        await _world.Calls.Change(db => db.Set<SlackConnection>().Single().SealedToken = "sealed by other keys");
        _world.Calls.Clock.Move(RefreshChannels.Every);
        await _world.Work();
        (await Sees("cy", id)).ShouldBeFalse();
        (await Channel()).Problem.ShouldBe(Usher.Directory.ChannelProblem.Refused);
    }

    [Fact]
    public async Task A_flood_of_events_is_one_reading_while_Slack_asks_to_wait()
    {
        await Delivered();
        _slack.Before = method =>
        {
            if (method == "conversations.info") throw new SlackBusy(TimeSpan.FromMinutes(1));
        };
        for (var i = 0; i < 30; i++)
        {
            await Hear(About("member_joined_channel"));
            await _world.Work();
        }

        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        var kind = StoredNames.Of<ReadChannel>();
        (await db.Set<Usher.Platform.Jobs.Job>().CountAsync(j => j.Kind == kind)).ShouldBe(1);
    }

    [Fact]
    public async Task A_note_of_last_week_is_no_news_and_stays_withdrawn()
    {
        await Delivered();
        _slack.Channel("CDEALS", "ana", "guest");
        await Hear(About("member_joined_channel"));
        await _world.Work();
        _world.Calls.Clock.Move(ChannelWatch.ComesBack);
        _slack.Channel("CDEALS", "ana");
        await Hear(About("member_left_channel"));
        await _world.Work();
        _slack.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_deleted_while_its_note_is_withdrawn_does_not_come_back()
    {
        var id = await Delivered();
        _slack.Channel("CDEALS", "ana", "guest");
        await Hear(About("member_joined_channel"));
        await _world.Work();
        (await _world.Gate.Run(_world.Calls.As("ana"), new DeleteCall(id))).Refused.ShouldBeNull();
        await _world.Work();

        _slack.Channel("CDEALS", "ana");
        await Hear(About("member_left_channel"));
        await _world.Work();
        _slack.Messages.ShouldBeEmpty();
        (await _world.Deliveries()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Forged_late_and_replayed_requests_and_those_of_another_workspace_do_nothing()
    {
        var id = await Delivered();
        _slack.Channel("CDEALS", "ana");
        var (timestamp, body) = (Now(), About("member_left_channel"));
        var right = SlackSignature.Of(DeliveryWorld.SigningSecret, timestamp, Encoding.UTF8.GetBytes(body));
        var old = Now(TimeSpan.FromMinutes(-6));
        foreach (var (organization, at, signature) in new[]
        {
            ("harbor", timestamp, right[..^1] + (right[^1] == '0' ? '1' : '0')),
            ("harbor", timestamp, SlackSignature.Of("another secret", timestamp, Encoding.UTF8.GetBytes(body))),
            ("harbor", old, SlackSignature.Of(DeliveryWorld.SigningSecret, old, Encoding.UTF8.GetBytes(body))),
            ("nobody", timestamp, right),
        })
            (await _world.Events.Hear(organization, at, signature, Encoding.UTF8.GetBytes(body), default)).IsGenuine.ShouldBeFalse();
        (await Hear(About("member_left_channel").Replace(TestSlack.Workspace, "T2", StringComparison.Ordinal))).IsGenuine.ShouldBeTrue();
        (await Hear("{\"type\":\"event_callback\",\"team_id\":\"T1\",\"event\":7}")).IsGenuine.ShouldBeTrue();
        (await Hear("nothing of JSON")).IsGenuine.ShouldBeFalse();
        await _world.Work();
        (await Sees("cy", id)).ShouldBeTrue("nobody told");

        (await _world.Events.Hear("harbor", timestamp, right, Encoding.UTF8.GetBytes(body), default)).IsGenuine.ShouldBeTrue();
        (await _world.Events.Hear("harbor", timestamp, right, Encoding.UTF8.GetBytes(body), default)).IsGenuine.ShouldBeFalse("it was here before");
    }

    [Fact]
    public async Task Slack_learns_that_the_address_is_ours_only_where_it_signs()
    {
        const string Asks = """{"type":"url_verification","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"}""";
        (await Hear(Asks)).Challenge.ShouldBe("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P");
        (await _world.Events.Hear("harbor", Now(), "v0=00", Encoding.UTF8.GetBytes(Asks), default)).ShouldBe(SlackHeard.Stranger);
    }

    [Fact]
    public async Task Whoever_became_a_guest_is_seen_to_be_one_in_every_channel()
    {
        await Delivered();
        _slack.With("cy", guest: true);
        await Hear("""{"type":"event_callback","team_id":"T1","event":{"type":"user_change","user":{"id":"Ucy","is_restricted":true}}}""");
        await _world.Work();
        _slack.Messages.ShouldBeEmpty();
    }

    private static string About(string kind) => kind == "channel_rename"
        ? """{"type":"event_callback","team_id":"T1","event":{"type":"channel_rename","channel":{"id":"CDEALS","name":"deals"}}}"""
        : JsonSerializer.Serialize(new
        {
            type = "event_callback",
            team_id = TestSlack.Workspace,
            event_id = Guid.NewGuid(),
            @event = new { type = kind, channel = "CDEALS", user = "Ucy" },
        });

    /// <summary>Each signed at another second, as Slack's own repetitions are.</summary>
    private async Task<SlackHeard> Hear(string body)
    {
        var timestamp = Now(TimeSpan.FromSeconds(_sent++ % 100));
        var heard = await _world.Events.Hear("harbor", timestamp, SlackSignature.Of(DeliveryWorld.SigningSecret, timestamp, Encoding.UTF8.GetBytes(body)),
            Encoding.UTF8.GetBytes(body), default);
        _world.Calls.Clock.Move(ReadChannel.Gathers);
        return heard;
    }

    private string Now(TimeSpan by = default) => (_world.Calls.Clock.GetUtcNow() + by).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private async Task<Guid> Delivered()
    {
        var id = await _world.Calls.Call("1", "ana");
        await _world.Work();
        _slack.Messages.Count.ShouldBe(1);
        return id;
    }

    private async Task<Usher.Directory.Channel> Channel()
    {
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        return await db.Set<Usher.Directory.Channel>().AsNoTracking().SingleAsync();
    }

    private async Task<IReadOnlyList<string>> News(string name) =>
        [.. (await _world.Inbox(name)).Where(note => note.Kind == Usher.Delivery.Inbox.NoteKind.Access).Select(note => note.Text!)];

    private async Task<bool> Sees(string name, Guid call) => (await _world.Gate.Run(_world.Calls.As(name), new ViewCall(call))).Refused is null;
}
