using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.Retention;
using Usher.Delivery;
using Usher.Delivery.Slack;
using Usher.Directory;

namespace Usher.Tests.Delivery;

/// <summary>Questions asked in Slack (rule 15): alone, from what the asker may see; in a channel, from what every member may see.</summary>
public class SlackAskTests : IAsyncLifetime
{
    private readonly TestSlack _slack = new TestSlack().With("ana").With("bo").With("cy").With("olga").With("guest", guest: true)
        .With("stranger", email: "stranger@elsewhere.example").Channel("CDEALS", "ana", "cy");

    private DeliveryWorld _world = null!;
    private int _sent;

    public async ValueTask InitializeAsync()
    {
        _world = await DeliveryWorld.New(_slack);
        await _world.Connect();
        await _world.Channel("CDEALS");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Asked_alone_the_answer_comes_from_what_the_asker_may_see()
    {
        await Undelivered("1", "Ana: The renewal price is twelve thousand a year.");
        await Direct("ana", "What is the renewal price?");
        await Direct("cy", "What is the renewal price?");

        var answers = _slack.Messages.Where(m => m.Conversation.StartsWith('D')).ToList();
        Words(answers.Single(m => m.Conversation == "DUana")).ShouldContain("The renewal price is twelve thousand a year.");
        Words(answers.Single(m => m.Conversation == "DUcy")).ShouldBe("Nothing in the calls that you may see answers this.");
    }

    [Fact]
    public async Task In_a_channel_the_answer_comes_from_what_every_member_may_see_and_is_below_the_question()
    {
        await Delivered("1", "Ana: The renewal price is twelve thousand a year.");
        await Undelivered("2", "Ana: The renewal price is ninety thousand for Globex.");
        _slack.Messages.Clear();

        await Mention("ana", "What is the renewal price?", "77.1");

        var answer = _slack.Messages.ShouldHaveSingleItem();
        (answer.Conversation, _slack.Threads[answer.Ts]).ShouldBe(("CDEALS", "77.1"));
        Words(answer).ShouldContain("twelve thousand");
        Words(answer).ShouldNotContain("ninety");
        answer.Message.Blocks.ShouldContain("https://usher.harbor.example/calls/");
    }

    [Fact]
    public async Task Where_somebody_reads_the_summary_only_nothing_else_of_the_transcript_is_quoted()
    {
        await _world.Calls.Change(db => db.Customers.Single().Transcripts = TranscriptAudience.OwnerOnly);
        await Delivered("1", "Ana: We decided to ship the kiosks on Friday.\nBo: My cousin breeds alpacas near the lake.\nAna: I will send the contract by Monday.");
        _slack.Messages.Clear();

        await Mention("ana", "Who breeds alpacas?");
        Words(_slack.Messages.ShouldHaveSingleItem()).ShouldBe("Nothing in the calls that everyone in this channel may see answers this.");
        await Direct("ana", "Who breeds alpacas?");
        Words(_slack.Messages[^1]).ShouldContain("alpacas");
    }

    [Theory]
    [InlineData("guest", "guest")]
    [InlineData("stranger", "not an active user here")]
    [InlineData("public", "public")]
    public async Task A_channel_with_somebody_who_is_no_user_gets_no_answer_and_the_asker_alone_is_told_why(string who, string why)
    {
        await Delivered("1", "Ana: The renewal price is twelve thousand a year.");
        if (who == "public") _slack.IsPrivate = false;
        else _slack.Channel("CDEALS", "ana", "cy", who);
        _slack.Messages.Clear();

        await Mention("ana", "What is the renewal price?");

        _slack.Messages.ShouldBeEmpty();
        var told = _slack.Whispers.ShouldHaveSingleItem();
        (told.Conversation, told.Person).ShouldBe(("CDEALS", "Uana"));
        told.Message.Text.ShouldContain(why);
        told.Message.Blocks.ShouldNotContain("twelve");
    }

    [Fact]
    public async Task Who_is_no_active_user_here_learns_nothing_alone_or_in_a_channel()
    {
        await Delivered("1", "Ana: The renewal price is twelve thousand a year.");
        _slack.Messages.Clear();
        await Direct("stranger", "What is the renewal price?");
        await Mention("stranger", "What is the renewal price?");
        await _world.Calls.Change(db => db.Users.Single(u => u.Id == _world.Calls["bo"]).Active = false);
        await Direct("bo", "What is the renewal price?");

        _slack.Messages.Select(Words).ShouldAllBe(words => words == SlackAnswer.Unknown);
        _slack.Messages.Count.ShouldBe(2);
        _slack.Whispers.ShouldAllBe(w => !w.Message.Blocks.Contains("twelve"));
    }

    [Fact]
    public async Task A_channel_that_no_team_has_gets_no_answer()
    {
        _slack.Channel("COTHER", "ana");
        await _world.Calls.Call("1", "ana", "Ana: The renewal price is twelve thousand a year.");
        await Mention("ana", "What is the renewal price?", channel: "COTHER");
        _slack.Messages.Where(m => m.Conversation == "COTHER").ShouldBeEmpty();
        _slack.Whispers.ShouldHaveSingleItem().Message.Text.ShouldContain("not connected to a team");
    }

    [Fact]
    public async Task A_question_below_a_note_is_about_its_call()
    {
        await Delivered("1", "Ana: The renewal price is twelve thousand a year.");
        var second = await Delivered("2", "Ana: The renewal price is fifty thousand a year.");
        var note = _slack.Messages.Single(m => m.Message.Blocks.Contains($"{second}"));
        _slack.Messages.Clear();

        await Mention("cy", "What is the renewal price?", "99.1", thread: note.Ts);

        var answer = _slack.Messages.ShouldHaveSingleItem();
        _slack.Threads[answer.Ts].ShouldBe(note.Ts);
        Words(answer).ShouldContain("fifty");
        Words(answer).ShouldNotContain("twelve");
    }

    [Fact]
    public async Task A_question_that_comes_eleven_times_is_answered_once_and_not_kept()
    {
        await Delivered("1", "Ana: The renewal price is twelve thousand a year.");
        _slack.Messages.Clear();
        for (var i = 0; i < 11; i++) await Hear(Event("app_mention", "ana", "What is the renewal price?", "5.1"));
        await _world.Work();
        await Hear(Event("app_mention", "ana", "What is the renewal price?", "5.1"));
        await _world.Work();

        _slack.Messages.Count.ShouldBe(1);
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        (await db.Set<SlackQuestion>().SingleAsync()).Text.ShouldBeNull();
    }

    [Fact]
    public async Task An_answer_of_whose_arrival_we_never_heard_is_not_posted_again()
    {
        await Delivered("1", "Ana: The renewal price is twelve thousand a year.");
        _slack.Messages.Clear();
        _slack.AfterPost = () => throw new SlackUnreachable("no answer in time");
        await Mention("ana", "What is the renewal price?");
        _slack.AfterPost = () => { };
        _world.Calls.Clock.Move(TimeSpan.FromMinutes(1));
        await _world.Work();

        _slack.Messages.Count.ShouldBe(1);
        _slack.Asked.ShouldContain("conversations.replies");
    }

    [Fact]
    public async Task An_answer_is_taken_back_when_somebody_comes_who_may_not_see_what_it_quotes()
    {
        await _world.Calls.Change(db => { db.Add(new TeamMember { TeamId = _world.Calls["sales"], UserId = _world.Calls["cy"] }); return 0; });
        await Undelivered("1", "Ana: The renewal price is twelve thousand a year.");
        await Mention("ana", "What is the renewal price?");
        Words(_slack.Messages.Single(m => m.Conversation == "CDEALS")).ShouldContain("twelve");

        await _world.Calls.Person("dee");
        _slack.With("dee").Channel("CDEALS", "ana", "cy", "dee");
        await Hear(Event("member_joined_channel", "dee", null, "0.1"));
        await _world.Work();
        _slack.Messages.ShouldNotContain(m => m.Conversation == "CDEALS");
    }

    [Fact]
    public async Task Somebody_who_comes_while_an_answer_is_posted_reads_it_no_longer_than_the_posting_takes()
    {
        await _world.Calls.Change(db => { db.Add(new TeamMember { TeamId = _world.Calls["sales"], UserId = _world.Calls["cy"] }); return 0; });
        await Undelivered("1", "Ana: The renewal price is twelve thousand a year.");
        await _world.Calls.Person("dee");
        _slack.AfterNextPost(() =>
        {
            _world.Calls.Change(db => { db.Add(new ChannelMember { ChannelId = db.Channels.Single().Id, UserId = _world.Calls["dee"] }); return 0; }).GetAwaiter().GetResult();
        });
        await Mention("ana", "What is the renewal price?");
        _slack.Messages.ShouldNotContain(m => m.Conversation == "CDEALS");
    }

    [Fact]
    public async Task Who_asks_without_end_waits_for_answers_first()
    {
        _slack.Before = _ => throw new SlackUnreachable("away");
        for (var i = 0; i < 20; i++) await Hear(Event("app_mention", "ana", $"What about the price {i}?", $"{i}.5"));
        await Hear(Event("app_mention", "cy", "And mine?", "50.5"));
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        (await db.Set<SlackQuestion>().GroupBy(q => q.Asker).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count))
            .ShouldBe(new Dictionary<string, int> { ["Uana"] = 5, ["Ucy"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public async Task The_answers_that_quote_a_deleted_call_are_taken_back_wherever_they_are()
    {
        var id = await Delivered("1", "Ana: The renewal price is twelve thousand a year.");
        await Mention("ana", "What is the renewal price?");
        await Direct("ana", "What is the renewal price?");
        _slack.Messages.Count(m => Words(m).Contains("twelve")).ShouldBeGreaterThanOrEqualTo(2);

        (await _world.Gate.Run(_world.Calls.As("ana"), new DeleteCall(id))).Refused.ShouldBeNull();
        await _world.Work();
        _slack.Messages.ShouldNotContain(m => Words(m).Contains("twelve"));
    }

    [Fact]
    public async Task Once_a_transcript_was_deleted_the_answers_that_quote_more_than_the_summary_are_taken_back()
    {
        var id = await Delivered("1", "Ana: The wyvernquartz is ready for the zebrafinch on Friday.\nBo: Then let's meet at the boathouse, and I'll send you the papers tomorrow.\n"
            + "Ana: Did the kestrelmoor people answer?\nBo: They talk about the weather all day long and never about the meadowlark.");
        (await _world.Gate.Run(_world.Calls.As("ana"), new ViewCall(id))).Value!.Summary.Parts.SelectMany(p => p.Lines).ShouldAllBe(l => !l.Text.Contains("meadowlark"));
        await Direct("ana", "Who talks about the weather and the meadowlark?");
        _slack.Messages.ShouldContain(m => Words(m).Contains("meadowlark"));
        var notes = _slack.Messages.Count(m => !Words(m).Contains("meadowlark"));

        var preview = await _world.Gate.Run(_world.Calls.As("olga"), new PreviewRetention(30, []));
        (await _world.Gate.Run(_world.Calls.As("olga"), new EditRetention(30, [], preview.Value!.Confirms))).Refused.ShouldBeNull();
        foreach (var days in new[] { 0, 30, 7 })
        {
            _world.Calls.Clock.Move(TimeSpan.FromDays(days));
            await _world.Work();
        }

        _slack.Messages.ShouldNotContain(m => Words(m).Contains("meadowlark"));
        _slack.Messages.Count.ShouldBeGreaterThanOrEqualTo(notes, "what quotes the summary alone stays");
        await Direct("ana", "Who talks about the weather and the meadowlark?");
        _slack.Messages.ShouldNotContain(m => Words(m).Contains("meadowlark"));
    }

    [Fact]
    public async Task A_direct_message_is_the_asker_s_own_whatever_an_event_says()
    {
        await Undelivered("1", "Ana: The renewal price is twelve thousand a year.");
        foreach (var elsewhere in new[] { "DUcy", "CDEALS" })
            await Hear(Event("message", "ana", "What is the renewal price?", $"{elsewhere.Length}.7", elsewhere, extra: ("channel_type", "im")));
        await _world.Work();
        (_slack.Messages.Count(m => m.Conversation is "DUcy" or "CDEALS"), _slack.Whispers.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task An_answer_that_arrived_unheard_is_judged_by_what_it_quotes_when_a_guest_has_come_since()
    {
        await Delivered("1", "Ana: The renewal price is twelve thousand a year.");
        _slack.Messages.Clear();
        _slack.AfterPost = () => throw new SlackUnreachable("no answer in time");
        await Mention("ana", "What is the renewal price?");
        _slack.AfterPost = () => { };
        _slack.Channel("CDEALS", "ana", "cy", "guest");
        await Hear(Event("member_joined_channel", "guest", null, "0.2"));
        await _world.Work();
        _world.Calls.Clock.Move(TimeSpan.FromMinutes(1));
        await _world.Work();
        _slack.Messages.ShouldNotContain(m => m.Conversation == "CDEALS");
    }

    [Fact]
    public async Task What_apps_say_and_what_is_no_question_is_not_answered()
    {
        foreach (var said in new[]
        {
            Event("message", TestSlack.Bot, "What is the price?", "1.1", extra: ("channel_type", "im")),
            Event("message", "ana", "What is the price?", "1.2", extra: ("bot_id", "B1")),
            Event("message", "ana", "What is the price?", "1.3", extra: ("subtype", "message_changed")),
            Event("message", "ana", "What is the price?", "1.4", extra: ("channel_type", "channel")),
            Event("app_mention", "ana", $"<@{TestSlack.Bot}>", "1.5"),
        })
            (await Hear(said)).IsGenuine.ShouldBeTrue();
        await _world.Work();
        (_slack.Messages.Count, _slack.Whispers.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_question_that_is_too_long_gets_a_clear_sentence_and_is_not_kept()
    {
        await Direct("ana", new string('x', 5_000));
        await Mention("ana", new string('x', 1_001));

        Words(_slack.Messages.ShouldHaveSingleItem()).ShouldBe("Ask in at most 1,000 characters: this question is longer.");
        _slack.Whispers.ShouldHaveSingleItem().Message.Text.ShouldBe("Ask in at most 1,000 characters: this question is longer.");
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        (await db.Set<SlackQuestion>().AllAsync(q => q.Text == null)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_direct_answer_whose_call_is_deleted_while_it_is_posted_is_taken_back()
    {
        var id = await Undelivered("1", "Ana: The renewal price is twelve thousand a year.");
        _slack.AfterNextPost(() =>
        {
            _world.Gate.Run(_world.Calls.As("ana"), new DeleteCall(id)).GetAwaiter().GetResult().Refused.ShouldBeNull();
        });
        await Direct("ana", "What is the renewal price?");
        _slack.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_that_arrived_unheard_is_found_and_taken_back_though_Slack_was_away_for_hours()
    {
        var id = await Undelivered("1", "Ana: The renewal price is twelve thousand a year.");
        _slack.AfterPost = () => throw new SlackUnreachable("no answer in time");
        await Direct("ana", "What is the renewal price?");
        _slack.Messages.Count.ShouldBe(1);
        _slack.AfterPost = () => { };
        (await _world.Gate.Run(_world.Calls.As("ana"), new DeleteCall(id))).Refused.ShouldBeNull();
        _world.Calls.Clock.Move(TimeSpan.FromHours(2));
        await _world.Work();
        _slack.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_said_in_a_call_or_asked_mentions_links_or_commands()
    {
        await Delivered("1", "Ana: The renewal price is twelve thousand a year for <!channel> & everyone.");
        _slack.Messages.Clear();
        await Mention("ana", $"<@{TestSlack.Bot}> what is the <https://x.example|renewal> price &amp; <!here>?");

        var answer = _slack.Messages.ShouldHaveSingleItem();
        foreach (var block in JsonNode.Parse(answer.Message.Blocks)!.AsArray()) block!["text"]!["type"]!.GetValue<string>().ShouldBe("plain_text");
        answer.Message.Text.ShouldNotContain("<");
        Words(answer).ShouldContain("The renewal price is twelve thousand a year for <!channel> & everyone.", customMessage: "word for word");
    }

    [Fact]
    public async Task In_random_worlds_an_answer_in_a_channel_depends_on_nothing_that_a_member_may_not_read()
    {
        var random = new Random(7);
        await _world.Calls.Change(db => { db.Add(new TeamMember { TeamId = _world.Calls["sales"], UserId = _world.Calls["cy"] }); return 0; });
        for (var round = 0; round < 6; round++)
        {
            await Undelivered($"c{round}", $"Ana: The renewal price of contract {round} is {round + 3} thousand a year.\nBo: The discount is {round} percent.", "ana");
            var before = await AskedIn($"{round}.1", "What is the renewal price and the discount?");
            // Olga's own calls, which nobody else in the channel sees, with the same words, more or rarer.
            for (var i = 0; i < random.Next(1, 4); i++)
                await Undelivered($"o{round}.{i}", $"Olga: The renewal price is secret {random.Next(100, 999)} and the discount is hidden.\nOlga: The renewal price, the price, the discount.", "olga");
            (await AskedIn($"{round}.2", "What is the renewal price and the discount?")).ShouldBe(before);
        }

        async Task<string> AskedIn(string ts, string question)
        {
            _slack.Channel("CDEALS", "ana", "cy", "olga");
            await _world.Calls.Change(db =>
            {
                if (!db.Set<TeamMember>().Any(m => m.UserId == _world.Calls["olga"]))
                    db.Add(new TeamMember { TeamId = _world.Calls["sales"], UserId = _world.Calls["olga"] });
                return 0;
            });
            _slack.Messages.Clear();
            await Mention("olga", question, ts);
            var answer = _slack.Messages.Single(m => m.Conversation == "CDEALS");
            Words(answer).ShouldNotContain("secret");
            Words(answer).ShouldContain("thousand");
            return answer.Message.Blocks;
        }
    }

    private async Task<Guid> Delivered(string id, string turns)
    {
        var call = await _world.Calls.Call(id, "ana", turns);
        await _world.Work();
        return call;
    }

    /// <summary>A call that went to no channel: of a time when the team had none.</summary>
    private async Task<Guid> Undelivered(string id, string turns, string owner = "ana")
    {
        var channel = await _world.Calls.Change(db =>
        {
            var team = db.Teams.Single(t => t.Slug == "sales");
            var was = team.DestinationChannelId;
            team.DestinationChannelId = null;
            return was;
        });
        var removed = owner == "olga" && await _world.Calls.Change(db =>
        {
            var member = db.Set<TeamMember>().FirstOrDefault(m => m.UserId == _world.Calls["olga"]);
            if (member is not null) db.Remove(member);
            return member is not null;
        });
        var call = await _world.Calls.Call(id, owner, turns);
        await _world.Work();
        await _world.Calls.Change(db =>
        {
            db.Teams.Single(t => t.Slug == "sales").DestinationChannelId = channel;
            if (removed) db.Add(new TeamMember { TeamId = _world.Calls["sales"], UserId = _world.Calls["olga"] });
            return 0;
        });
        return call;
    }

    private async Task Mention(string who, string question, string ts = "10.1", string channel = "CDEALS", string? thread = null)
    {
        (await Hear(Event("app_mention", who, question, ts, channel, thread))).IsGenuine.ShouldBeTrue();
        await _world.Work();
    }

    private async Task Direct(string who, string question)
    {
        (await Hear(Event("message", who, question, $"{_sent}.2", $"DU{who}", extra: ("channel_type", "im")))).IsGenuine.ShouldBeTrue();
        await _world.Work();
    }

    private static string Event(string kind, string who, string? text, string ts, string channel = "CDEALS", string? thread = null, (string Name, string Value)? extra = null)
    {
        var happened = new JsonObject { ["type"] = kind, ["channel"] = channel, ["user"] = who == TestSlack.Bot ? who : $"U{who}", ["ts"] = ts };
        if (text is not null) happened["text"] = text;
        if (thread is not null) happened["thread_ts"] = thread;
        if (extra is var (name, value)) happened[name] = value;
        return new JsonObject { ["type"] = "event_callback", ["team_id"] = TestSlack.Workspace, ["event"] = happened }.ToJsonString();
    }

    private async Task<SlackHeard> Hear(string body)
    {
        var timestamp = (_world.Calls.Clock.GetUtcNow() + TimeSpan.FromSeconds(_sent++ % 200)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var heard = await _world.Events.Hear("harbor", timestamp, SlackSignature.Of(DeliveryWorld.SigningSecret, timestamp, Encoding.UTF8.GetBytes(body)),
            Encoding.UTF8.GetBytes(body), default);
        _world.Calls.Clock.Move(ReadChannel.Gathers);
        return heard;
    }

    /// <summary>What is read in a message, buttons apart.</summary>
    private static string Words((string Conversation, SlackMessage Message, Guid Delivery, string Ts) message) =>
        string.Join('\n', JsonNode.Parse(message.Message.Blocks)!.AsArray().Select(block => block!["text"]?["text"]?.GetValue<string>()).OfType<string>());
}
