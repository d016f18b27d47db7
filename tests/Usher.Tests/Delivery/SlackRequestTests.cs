using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Delivery;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Tests.Delivery;

/// <summary>Requests for access decided from a message in Slack: by who could decide them in the console, and by nobody else (rules 10, 24, 26).</summary>
public class SlackRequestTests : IAsyncLifetime
{
    private readonly TestSlack _slack = new TestSlack().With("ana").With("bo").With("cy").With("olga").With("omar").With("stranger", email: "stranger@elsewhere.example");
    private DeliveryWorld _world = null!;
    private SlackDesk _desk = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await DeliveryWorld.New(_slack);
        _desk = new(_world);
        await _world.Calls.Person("omar", InsightsRole.OrganizationAdmin);
        await _world.Connect();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Who_can_decide_a_request_gets_it_by_direct_message_with_its_reason_and_nobody_else_does()
    {
        await Asked("ana", "I run the <!channel> desk.");

        _slack.Messages.Select(m => m.Conversation).ShouldBe(["DUolga", "DUomar"], ignoreOrder: true);
        SlackDesk.Words(_slack.Messages[0].Message.Blocks).ShouldSatisfyAllConditions(
            w => w.ShouldContain("Ana Test requested Editor."), w => w.ShouldContain("“I run the <!channel> desk.”"), w => w.ShouldContain("Approve"), w => w.ShouldContain("Decline"));
        _slack.Messages[0].Message.Blocks.ShouldNotContain("mrkdwn");
    }

    [Fact]
    public async Task Approve_is_the_same_act_by_that_person_through_Slack_and_every_message_says_what_came_of_it()
    {
        var request = await Asked("ana");
        await Press("olga", RequestButton.Approve, request);

        (await Level("ana")).ShouldBe(InsightsRole.Editor);
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        var entry = await db.Set<Usher.Platform.Audit.AuditEntry>().Where(e => e.Act == nameof(ApproveRequest)).SingleAsync();
        entry.ActorId.ShouldBe(_world.Calls["olga"]);
        System.Text.Encoding.UTF8.GetString(entry.Body).ShouldContain("\"Slack\"");
        foreach (var (_, message, _, _) in _slack.Messages)
        {
            SlackDesk.Words(message.Blocks).ShouldBe("Ana Test requested Editor. Approved by Olga Test.");
            message.Blocks.ShouldNotContain("button");
        }

        (await db.Set<RequestMessage>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_press_that_comes_again_is_one_and_another_hears_that_it_was_decided()
    {
        var request = await Asked("ana");
        for (var again = 0; again < 4; again++) await Press("olga", RequestButton.Approve, request, "77.7");
        _slack.Whispers.ShouldBeEmpty();

        await Press("omar", RequestButton.Approve, request);
        var told = _slack.Whispers.ShouldHaveSingleItem();
        (told.Person, SlackDesk.Words(told.Message.Blocks)).ShouldBe(("Uomar", new RequestDecided().Sentence));
    }

    [Fact]
    public async Task Decline_asks_why_and_the_requester_reads_it()
    {
        var request = await Asked("ana");
        await Press("olga", RequestButton.Decline, request);
        (await _desk.Submit("olga", _slack, "   ")).Json!.ShouldContain("errors");
        (await _desk.Submit("olga", _slack, "Ask again\nin May.")).Json.ShouldBeNull();

        (await Level("ana")).ShouldBe(InsightsRole.DefaultUser);
        (await _world.Inbox("ana")).ShouldContain(note => note.Text.Contains("declined") && note.Text.Contains("Ask again in May."));
        _slack.Messages.ShouldAllBe(m => SlackDesk.Words(m.Message.Blocks) == "Ana Test requested Editor. Declined by Olga Test.");
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        (await db.Set<SlackPress>().AllAsync(p => p.Text == null && !p.IsOpen)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("ana")]
    [InlineData("bo")]
    [InlineData("stranger")]
    public async Task Who_may_not_decide_it_changes_nothing_and_alone_reads_the_refusal_of_the_console(string who)
    {
        var request = await Asked("ana");
        await Press(who, RequestButton.Approve, request);
        await Press(who, RequestButton.Decline, request);
        await _desk.Submit(who, _slack, "No.");

        (await Level("ana")).ShouldBe(InsightsRole.DefaultUser);
        var console = who == "stranger" ? new NoUserInSlack() : (await _world.Gate.Run(_world.Calls.As(who), new ApproveRequest(request))).Refused!;
        _slack.Whispers.Count.ShouldBe(2);
        _slack.Whispers.ShouldAllBe(w => w.Person == $"U{who}");
        SlackDesk.Words(_slack.Whispers[0].Message.Blocks).ShouldBe(console.Sentence);
        _slack.Messages.ShouldAllBe(m => m.Message.Blocks.Contains("button"));
    }

    [Fact]
    public async Task Whose_level_ended_or_who_was_deactivated_since_decides_nothing_any_more()
    {
        var request = await Asked("ana");
        await _world.Calls.Change(db =>
        {
            db.Users.Single(u => u.Id == _world.Calls["olga"]).Active = false;
            return db.Users.Single(u => u.Id == _world.Calls["omar"]).Insights = InsightsRole.DefaultUser;
        });
        foreach (var who in new[] { "olga", "omar" }) await Press(who, RequestButton.Approve, request);
        (await Level("ana")).ShouldBe(InsightsRole.DefaultUser);
        _slack.Whispers.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_cannot_decide_it_any_more_does_not_read_what_came_of_it()
    {
        var request = await Asked("ana");
        await _world.Calls.Change(db => db.Users.Single(u => u.Id == _world.Calls["omar"]).Active = false);
        (await _world.Gate.Run(_world.Calls.As("olga"), new ApproveRequest(request))).Refused.ShouldBeNull();
        await _world.Work();

        SlackDesk.Words(_slack.Messages.Single(m => m.Conversation == "DUomar").Message.Blocks).ShouldBe("This request is no longer open.");
        SlackDesk.Words(_slack.Messages.Single(m => m.Conversation == "DUolga").Message.Blocks).ShouldContain("Approved by Olga Test");
    }

    [Fact]
    public async Task Of_an_app_that_the_organization_made_itself_nobody_gets_a_Connect_role_by_a_press()
    {
        await _world.Calls.Change(db =>
        {
            db.Set<SlackApp>().Single().ClientId = "1.2";
            db.Users.Single(u => u.Id == _world.Calls["cy"]).Connect = ConnectRole.CustomerAdmin;
            return 0;
        });
        var request = (await _world.Gate.Run(_world.Calls.As("olga"), new RequestAccess(null, Role: ConnectRole.CustomerAdmin))).Value;
        await _world.Work();
        var message = _slack.Messages.Single(m => m.Conversation == "DUcy").Message.Blocks;
        (message.Contains(RequestButton.Approve), message.Contains("access-requests")).ShouldBe((false, true));

        // Whoever made the app knows its secret, and says that cy pressed.
        await Press("cy", RequestButton.Approve, request);
        SlackDesk.Words(_slack.Whispers.ShouldHaveSingleItem().Message.Blocks).ShouldBe(new DecideInConsole().Sentence);
    }

    [Fact]
    public async Task A_request_that_is_not_there_answers_as_in_the_console()
    {
        await Asked("ana");
        await Press("olga", RequestButton.Approve, Guid.CreateVersion7());
        SlackDesk.Words(_slack.Whispers.ShouldHaveSingleItem().Message.Blocks).ShouldBe(new NotFound().Sentence);
    }

    [Fact]
    public async Task Where_a_note_is_required_Slack_says_so()
    {
        await _world.Calls.Change(db => db.Customers.Single().NotesRequired = true);
        var request = await Asked("ana", "Because.");
        await Press("olga", RequestButton.Approve, request);
        SlackDesk.Words(_slack.Whispers.ShouldHaveSingleItem().Message.Blocks).ShouldBe(new NoteRequired().Sentence);
        (await Level("ana")).ShouldBe(InsightsRole.DefaultUser);
    }

    [Fact]
    public async Task A_request_that_is_withdrawn_leaves_no_buttons()
    {
        var request = await Asked("ana");
        (await _world.Gate.Run(_world.Calls.As("ana"), new WithdrawRequest(request))).Refused.ShouldBeNull();
        await _world.Work();
        _slack.Messages.Count.ShouldBe(2);
        _slack.Messages.ShouldAllBe(m => SlackDesk.Words(m.Message.Blocks) == "Ana Test requested Editor. Withdrawn by Ana Test.");
    }

    [Fact]
    public async Task A_message_of_whose_arrival_we_never_heard_is_not_posted_again_and_loses_its_buttons_when_it_is_decided()
    {
        _slack.AfterPost = () => throw new SlackUnreachable("no answer in time");
        var request = await Asked("ana");
        _slack.AfterPost = () => { };
        (await _world.Gate.Run(_world.Calls.As("olga"), new ApproveRequest(request))).Refused.ShouldBeNull();
        _world.Calls.Clock.Move(TimeSpan.FromMinutes(5));
        await _world.Work();

        _slack.Messages.Count.ShouldBe(2);
        _slack.Messages.ShouldAllBe(m => !m.Message.Blocks.Contains("button"));
        _slack.Asked.Count(a => a == "chat.postMessage").ShouldBe(2);
    }

    [Fact]
    public async Task A_request_that_is_decided_while_its_message_is_posted_leaves_no_buttons()
    {
        _slack.AfterNextPost(() =>
        {
            var request = _world.Gate.Run(_world.Calls.As("olga"), new ListRequests(RequestState.Open)).GetAwaiter().GetResult().Value!.Items.Single().Id;
            _world.Gate.Run(_world.Calls.As("olga"), new ApproveRequest(request)).GetAwaiter().GetResult().Refused.ShouldBeNull();
        });
        await Asked("ana");
        _slack.Messages.ShouldAllBe(m => !m.Message.Blocks.Contains("button"));
    }

    [Fact]
    public async Task Who_does_not_want_such_messages_or_is_not_to_be_disturbed_gets_none_now()
    {
        await _world.Gate.Run(_world.Calls.As("olga"), new SetNotificationChoices(new(true, true, true, true, true, DecisionMessages: false)));
        var now = TimeOnly.FromDateTime(_world.Calls.Clock.GetUtcNow().UtcDateTime);
        await _world.Gate.Run(_world.Calls.As("omar"), new SetNotificationChoices(new(true, true, true, true, true, new QuietHours($"{now.AddHours(-1):HH:mm}", $"{now.AddHours(1):HH:mm}", "UTC"))));
        await Asked("ana");
        _slack.Messages.ShouldBeEmpty();

        _world.Calls.Clock.Move(TimeSpan.FromHours(2));
        await _world.Work();
        _slack.Messages.ShouldHaveSingleItem().Conversation.ShouldBe("DUomar");
    }

    private Task<SlackHeard> Press(string who, string action, Guid request, string? when = null) => _desk.Press(who, action, request, $"DU{who}", "1.0", when);

    private async Task<Guid> Asked(string who, string? note = null)
    {
        var asked = await _world.Gate.Run(_world.Calls.As(who) with { Note = note }, new RequestAccess(null, InsightsRole.Editor));
        asked.Refused.ShouldBeNull();
        await _world.Work();
        return asked.Value;
    }

    private async Task<InsightsRole> Level(string who)
    {
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        return await db.Users.Where(u => u.Id == _world.Calls[who]).Select(u => u.Insights).SingleAsync();
    }
}
