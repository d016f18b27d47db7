using Microsoft.EntityFrameworkCore;
using Usher.Delivery;
using Usher.Delivery.Slack;
using Usher.Platform;

namespace Usher.Tests.Delivery;

/// <summary><c>/usher ask …</c>: shown to the asker alone, from what they may see.</summary>
public class SlackCommandTests : IAsyncLifetime
{
    private readonly TestSlack _slack = new TestSlack().With("ana").With("bo").With("cy").With("stranger", email: "stranger@elsewhere.example");
    private DeliveryWorld _world = null!;
    private SlackDesk _desk = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await DeliveryWorld.New(_slack);
        _desk = new(_world);
        await _world.Connect();
        await _world.Calls.Call("1", "ana", "Ana: The renewal price is twelve thousand a year.");
        await _world.Work();
        _slack.Messages.Clear();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("ana", "twelve thousand")]
    [InlineData("cy", "Nothing in the calls that you may see answers this.")]
    [InlineData("stranger", "not that of an active user here")]
    public async Task The_answer_is_shown_to_the_asker_alone_from_what_they_may_see(string who, string says)
    {
        (await _desk.Command(who, "ask What is the renewal price?")).Json!.ShouldContain("ephemeral");

        var shown = _slack.Whispers.ShouldHaveSingleItem();
        (shown.Conversation, shown.Person).ShouldBe(("CDEALS", $"U{who}"));
        SlackDesk.Words(shown.Message.Blocks).ShouldContain(says);
        _slack.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_Usher_is_not_the_answer_is_a_direct_message()
    {
        _slack.Before = method =>
        {
            if (method == "chat.postEphemeral") throw new SlackRefused("not_in_channel");
        };
        await _desk.Command("ana", "ask What is the renewal price?");
        _slack.Messages.ShouldHaveSingleItem().Conversation.ShouldBe("DUana");
    }

    [Fact]
    public async Task A_command_that_comes_again_is_answered_once_and_one_of_which_nobody_knows_whether_it_was_shown_becomes_a_message()
    {
        for (var again = 0; again < 3; again++) await _desk.Command("ana", "ask What is the renewal price?", trigger: "1.2.abc");
        _slack.Whispers.Count.ShouldBe(1);

        _slack.Before = method =>
        {
            if (method == "chat.postEphemeral") throw new SlackUnreachable("no answer in time");
        };
        await _desk.Command("ana", "ask What is the price of the renewal?", trigger: "1.3.abc");
        _world.Calls.Clock.Move(TimeSpan.FromMinutes(1));
        await _world.Work();
        (_slack.Whispers.Count, _slack.Messages.Count).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("help")]
    [InlineData("ask")]
    [InlineData("ask   ")]
    [InlineData("tell everyone")]
    public async Task What_is_no_question_gets_the_usage(string text)
    {
        (await _desk.Command("ana", text)).Json!.ShouldContain("/usher ask");
        (_slack.Whispers.Count, _slack.Messages.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_question_that_is_too_long_gets_a_clear_sentence() =>
        (await _desk.Command("ana", "ask " + new string('x', 1_001))).Json!.ShouldContain("1,000 characters");

    [Fact]
    public async Task Who_asks_without_end_hears_that_earlier_questions_wait()
    {
        _slack.Before = _ => throw new SlackUnreachable("away");
        for (var i = 0; i < 5; i++) (await _desk.Command("ana", $"ask What about {i}?")).Json!.ShouldContain("Looking");
        (await _desk.Command("ana", "ask And this?")).Json!.ShouldContain("earlier questions");
    }

    [Fact]
    public async Task Another_workspace_or_a_forged_form_does_nothing()
    {
        (await _desk.Command("ana", "ask What is the price?", workspace: "T2")).ShouldBe(SlackHeard.Heard);
        (await _desk.Command("ana", "ask What is the price?", conversation: "C<!here>")).ShouldBe(SlackHeard.Heard);
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        (await db.Set<SlackQuestion>().CountAsync()).ShouldBe(0);
    }
}
