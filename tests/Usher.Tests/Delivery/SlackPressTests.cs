using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Delivery;
using Usher.Delivery.Slack;
using Usher.Directory;

namespace Usher.Tests.Delivery;

/// <summary>The buttons of notes in Slack: each does for who presses it what the console would, and shows them what they may see (rules 12, 15, 26).</summary>
public class SlackPressTests : IAsyncLifetime
{
    private readonly TestSlack _slack = new TestSlack().With("ana").With("bo").With("cy").With("ed").With("olga").With("guest", guest: true)
        .With("stranger", email: "stranger@elsewhere.example").Channel("CDEALS", "ana", "cy");

    private DeliveryWorld _world = null!;
    private SlackDesk _desk = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await DeliveryWorld.New(_slack);
        _desk = new(_world);
        await _world.Calls.Person("ed", InsightsRole.Editor);
        await _world.Connect();
        await _world.Channel("CDEALS", messageOwner: true);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_note_tells_title_facts_points_with_their_moments_and_next_steps_and_has_buttons()
    {
        await _world.Calls.Call("1", "ana", "Ana: We decided to ship the <!channel> & kiosks on Friday.\nBo: I will send the contract by Monday.", account: "Globex");
        await _world.Work();

        var (_, note, _, _) = Channel();
        var blocks = JsonNode.Parse(note.Blocks)!.AsArray();
        blocks[0]!["text"]!["text"]!.GetValue<string>().ShouldBe("Call 1");
        var words = SlackDesk.Words(note.Blocks);
        foreach (var said in new[] { "Ana Test", "Globex", "<!channel> & kiosks", "Next steps", "send the contract by Monday" }) words.ShouldContain(said);
        Buttons(note).ShouldBe(["Ask", "Only me", "Open", "Not useful"]);
        Buttons(Direct("ana")).ShouldBe(["Ask", "Open", "Not useful"], "in a direct message every answer is for one person");
        note.Blocks.ShouldNotContain("mrkdwn", customMessage: "whatever was said is no markup");
        note.Text.ShouldBe("New call: Call 1");
    }

    [Fact]
    public async Task A_note_keeps_to_the_limits_of_Slack_however_long_what_was_said()
    {
        var words = string.Concat(Enumerable.Repeat("we agreed on the price of ten thousand and will ship ", 300));
        await _world.Calls.Call("1", "ana", $"Ana: We decided that {words}.\nBo: I will send {words} by Friday.", account: new string('A', 200));
        await _world.Work();

        var blocks = JsonNode.Parse(Channel().Message.Blocks)!.AsArray();
        blocks.Count.ShouldBeLessThanOrEqualTo(50);
        foreach (var block in blocks) SlackDesk.Words(block!.ToJsonString()).Length.ShouldBeLessThanOrEqualTo(3_000);
    }

    [Fact]
    public async Task Ask_opens_a_window_and_its_question_is_answered_below_the_note_for_all_who_read_it()
    {
        var first = await Call("1", "Ana: The renewal price is twelve thousand a year.");
        await Call("2", "Ana: The renewal price is fifty thousand a year.");
        var note = Channel(first);
        (await _desk.Press("cy", NoteButton.Ask, note.Delivery, "CDEALS", note.Ts)).IsGenuine.ShouldBeTrue();
        SlackDesk.Words(_slack.Windows.ShouldHaveSingleItem().View).ShouldContain("Everyone in this channel reads the answer");

        (await _desk.Submit("cy", _slack, "What is the renewal price?")).Json.ShouldBeNull();
        for (var again = 0; again < 3; again++) await _desk.Submit("cy", _slack, "What is the renewal price?");

        var answer = _slack.Messages.Where(m => _slack.Threads.GetValueOrDefault(m.Ts) == note.Ts).ShouldHaveSingleItem();
        answer.Conversation.ShouldBe("CDEALS");
        SlackDesk.Words(answer.Message.Blocks).ShouldContain("twelve thousand");
        SlackDesk.Words(answer.Message.Blocks).ShouldNotContain("fifty");
    }

    [Fact]
    public async Task Only_me_answers_by_direct_message_from_what_the_asker_may_see()
    {
        await _world.Calls.Change(db => db.Customers.Single().Transcripts = TranscriptAudience.OwnerOnly);
        await Call("1", "Ana: We decided to ship the kiosks on Friday.\nBo: My cousin breeds alpacas near the lake.\nAna: I will send the contract by Monday.");
        var note = Channel();
        _slack.Messages.RemoveAll(m => m.Conversation.StartsWith('D'));
        foreach (var who in new[] { "ana", "cy" })
        {
            await _desk.Press(who, NoteButton.AskAlone, note.Delivery, "CDEALS", note.Ts);
            await _desk.Submit(who, _slack, "Who breeds alpacas?", $"V{who}");
        }

        SlackDesk.Words(_slack.Messages.Single(m => m.Conversation == "DUana").Message.Blocks).ShouldContain("alpacas");
        SlackDesk.Words(_slack.Messages.Single(m => m.Conversation == "DUcy").Message.Blocks).ShouldBe("Nothing in the calls that you may see answers this.");
        _slack.Messages.Count(m => m.Conversation == "CDEALS").ShouldBe(1, "the note");
    }

    [Fact]
    public async Task An_answer_to_one_person_goes_with_its_call()
    {
        var id = await Call("1", "Ana: The renewal price is twelve thousand a year.");
        var note = Channel();
        await _desk.Press("cy", NoteButton.AskAlone, note.Delivery, "CDEALS", note.Ts);
        await _desk.Submit("cy", _slack, "What is the renewal price?");
        _slack.Messages.ShouldContain(m => m.Conversation == "DUcy");

        await _world.Gate.Run(_world.Calls.As("ana"), new DeleteCall(id));
        await _world.Work();
        _slack.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "Enter a question.")]
    [InlineData("  <https://x.example>  ", "Enter a question.")]
    [InlineData(null, "Ask in at most 1,000 characters")]
    public async Task A_question_that_is_none_or_too_long_is_refused_in_the_window(string? text, string why)
    {
        await Call("1");
        var note = Channel();
        await _desk.Press("ana", NoteButton.Ask, note.Delivery, "CDEALS", note.Ts);
        var answered = JsonNode.Parse((await _desk.Submit("ana", _slack, text ?? new string('x', 1_001))).Json!)!;
        answered["response_action"]!.GetValue<string>().ShouldBe("errors");
        answered["errors"]!["text"]!.GetValue<string>().ShouldContain(why);
    }

    [Fact]
    public async Task Not_useful_is_kept_once_for_each_person_and_counted_without_content_from_five_people_on()
    {
        await Call("1");
        var note = Channel();
        _slack.Channel("CDEALS", "ana", "cy", "p1", "p2", "p3", "p4");
        for (var i = 1; i <= 4; i++)
        {
            await _world.Calls.Person($"p{i}");
            _slack.With($"p{i}");
        }

        _world.Calls.Clock.Move(RefreshChannels.Every);
        await _world.Work();
        foreach (var who in new[] { "cy", "p1", "p2", "p3" })
            for (var again = 0; again < 3; again++) await _desk.Press(who, NoteButton.NotUseful, note.Delivery, "CDEALS", note.Ts);
        (await Feedback("ed")).Value!.NotUseful.ShouldBeNull("of fewer than five people nothing is told");

        await _desk.Press("p4", NoteButton.NotUseful, note.Delivery, "CDEALS", note.Ts);
        (await Feedback("ed")).Value!.NotUseful.ShouldBe(1);
        (await Feedback("ana")).Refused.ShouldBeOfType<NotAllowed>();
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        (await db.Set<NoteMark>().CountAsync()).ShouldBe(5);
        _slack.Whispers.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("bo")]
    [InlineData("stranger")]
    [InlineData("guest")]
    public async Task Who_does_not_see_the_call_or_is_no_user_here_marks_nothing_and_alone_reads_why(string who)
    {
        await Call("1");
        var note = Channel();
        await _world.Calls.Change(db => { db.RemoveRange(db.Set<TeamMember>().Where(m => m.UserId == _world.Calls["bo"])); return 0; });
        await _desk.Press(who, NoteButton.NotUseful, note.Delivery, "CDEALS", note.Ts);

        _slack.Whispers.ShouldHaveSingleItem().Person.ShouldBe($"U{who}");
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        (await db.Set<NoteMark>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Cards_that_name_nothing_open_for_each_reader_by_what_they_may_see()
    {
        (await _world.Gate.Run(_world.Calls.As("olga"), new SetSlackCards(Nameless: true))).Refused.ShouldBeNull();
        (await _world.Gate.Run(_world.Calls.As("ed"), new SetSlackCards(Nameless: false))).Refused.ShouldBeOfType<NotAllowed>();
        await Call("1", "Ana: We decided to ship the kiosks on Friday.");
        var note = Channel();
        foreach (var (_, message, _, _) in _slack.Messages)
            (message.Text + message.Blocks).ShouldSatisfyAllConditions(m => m.ShouldNotContain("Call 1"), m => m.ShouldNotContain("kiosks"), m => m.ShouldNotContain("Ana"));

        await _desk.Press("cy", NoteButton.Show, note.Delivery, "CDEALS", note.Ts);
        (_slack.Whispers[^1].Conversation, _slack.Whispers[^1].Person).ShouldBe(("CDEALS", "Ucy"), "a window would be shown to whoever says that they are cy");
        Shown().ShouldSatisfyAllConditions(w => w.ShouldContain("Call 1"), w => w.ShouldContain("kiosks"));
        foreach (var who in new[] { "olga", "stranger" })
        {
            await _desk.Press(who, NoteButton.Show, note.Delivery, "CDEALS", note.Ts);
            Shown().ShouldSatisfyAllConditions(w => w.ShouldNotContain("Call 1"), w => w.ShouldNotContain("kiosks"));
        }

        await _desk.Press("olga", NoteButton.Show, Guid.CreateVersion7(), "CDEALS", note.Ts);
        Shown().ShouldBe(_slack.Whispers[^3].Message.Text + _slack.Whispers[^3].Message.Blocks, "an invisible note and one that does not exist answer alike");

        string Shown() => _slack.Whispers[^1].Message.Text + _slack.Whispers[^1].Message.Blocks;
    }

    [Fact]
    public async Task Whatever_else_is_sent_does_nothing()
    {
        await Call("1");
        var note = Channel();
        var heard = new List<SlackHeard>();
        foreach (var forge in new Action<JsonObject>[]
        {
            p => p["team"] = new JsonObject { ["id"] = "T2" },
            p => p.Remove("user"),
            p => p["user"] = new JsonObject { ["id"] = "U<!channel>" },
            p => p["actions"] = new JsonArray(),
            p => p["actions"] = "none",
            p => p["actions"]![0]!["value"] = "no id",
            p => p["actions"]![0]!["action_id"] = "something_else",
            p => p["actions"]![0]!["action_ts"] = "' OR 1=1",
            p => p["container"] = "none",
            p => p["type"] = "shortcut",
            p => p["type"] = 7,
        })
            heard.Add(await _desk.Press("cy", NoteButton.NotUseful, note.Delivery, "CDEALS", note.Ts, forge: forge));
        heard.ShouldAllBe(h => h.IsGenuine && h.Json == null);
        foreach (var body in new[] { "", "{", "[]", "null", "7" }) await _desk.Send(body);

        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        (await db.Set<SlackPress>().CountAsync(), await db.Set<NoteMark>().CountAsync(), _slack.Windows.Count, _slack.Whispers.Count).ShouldBe((0, 0, 0, 0));
    }

    [Fact]
    public async Task A_window_that_was_tampered_with_asks_only_what_its_sender_may()
    {
        await Call("1", "Ana: The renewal price is twelve thousand a year.");
        var note = Channel();
        await _desk.Press("stranger", NoteButton.Ask, note.Delivery, "CDEALS", note.Ts);
        _slack.Messages.Clear();
        foreach (var (kept, place) in new[] { ("DUana 1.0 Direct", 0), ("CDEALS 1.0 Shown", 1), ("CDEALS 1.0 7", 2), ("CDEALS", 3), ("C<x> 1.0 Channel", 4), ($"CDEALS {note.Ts} Channel", 5) })
            await _desk.Submit("stranger", _slack, "What is the renewal price?", $"V{place}", p => p["view"]!["private_metadata"] = kept);
        _slack.Messages.ShouldAllBe(m => m.Conversation == "DUstranger" && !m.Message.Blocks.Contains("twelve"));
        _slack.Whispers.ShouldAllBe(w => !w.Message.Blocks.Contains("twelve") && w.Person == "Ustranger");
    }

    [Fact]
    public async Task Slack_that_takes_no_window_any_more_is_no_fault_of_who_pressed()
    {
        await Call("1");
        var note = Channel();
        _slack.Before = method =>
        {
            if (method == "views.open") throw new SlackRefused("expired_trigger_id");
        };
        (await _desk.Press("cy", NoteButton.Ask, note.Delivery, "CDEALS", note.Ts)).IsGenuine.ShouldBeTrue();
    }

    private Task<Usher.Platform.Outcome<NoteFeedback>> Feedback(string who) => _world.Gate.Run(_world.Calls.As(who), new ViewNoteFeedback(_world.Calls["sales"]));

    private async Task<Guid> Call(string id, string turns = "Ana: Hello there.")
    {
        var call = await _world.Calls.Call(id, "ana", turns);
        await _world.Work();
        return call;
    }

    private (string Conversation, SlackMessage Message, Guid Delivery, string Ts) Channel(Guid? call = null) =>
        _slack.Messages.Single(m => m.Conversation == "CDEALS" && (call is null || m.Message.Blocks.Contains($"{call}")));

    private SlackMessage Direct(string who) => _slack.Messages.Single(m => m.Conversation == $"DU{who}").Message;

    private static IEnumerable<string> Buttons(SlackMessage message) => JsonNode.Parse(message.Blocks)!.AsArray()
        .Single(b => b!["type"]!.GetValue<string>() == "actions")!["elements"]!.AsArray().Select(b => b!["text"]!["text"]!.GetValue<string>());
}
