using System.Text.Json.Nodes;
using Usher.Delivery.Slack;

namespace Usher.Tests.Delivery;

/// <summary>Slack's assistant view: questions are suggested from what one may see, and answered in its thread.</summary>
public sealed class SlackAssistantTests : IAsyncLifetime
{
    private readonly TestSlack _slack = new TestSlack().With("ana").With("cy").With("guest", guest: true).With("stranger", email: "stranger@elsewhere.example");
    private DeliveryWorld _world = null!;
    private SlackDesk _desk = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await DeliveryWorld.New(_slack);
        _desk = new(_world);
        await _world.Connect();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Questions_are_suggested_about_the_accounts_of_the_latest_calls_that_one_may_see()
    {
        await _world.Calls.Call("1", "ana", account: "Globex");
        await Open("ana", "1.1");
        await Open("cy", "2.1");
        _slack.Prompts["1.1"][0].ShouldBe("What did Globex say about the price?");
        _slack.Prompts["2.1"].ShouldNotBeEmpty();
        _slack.Prompts["2.1"].ShouldAllBe(prompt => !prompt.Contains("Globex"));
        _slack.Prompts["1.1"].Count.ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task Accounts_of_held_calls_are_in_no_suggestion()
    {
        await _world.Calls.HeldCall("held", "ana");
        await Open("ana", "1.1");
        _slack.Prompts["1.1"].Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("guest")]
    [InlineData("stranger")]
    public async Task Who_is_no_active_user_here_gets_no_suggestion(string who)
    {
        await Open(who, "1.1");
        _slack.Prompts.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_in_somebody_elses_direct_messages_by_an_event_gets_no_suggestion()
    {
        await _world.Calls.Call("1", "ana", account: "Globex");
        await Open("ana", "1.1", conversation: "DUcy");
        _slack.Prompts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_Slack_that_does_not_take_suggestions_is_not_asked_again()
    {
        _slack.Before = method => { if (method.StartsWith("assistant", StringComparison.Ordinal)) throw new SlackBusy(TimeSpan.FromHours(1)); };
        await Open("ana", "1.1");
        _slack.Asked.Count(method => method == "assistant.threads.setSuggestedPrompts").ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_question_there_is_said_to_be_worked_on_and_answered_in_its_thread_whether_or_not_Slack_takes_that(bool refused)
    {
        if (refused) _slack.Before = method => { if (method == "assistant.threads.setStatus") throw new SlackRefused("invalid_thread_ts"); };
        await _world.Calls.Call("1", "ana", "Ana: The renewal price is twelve thousand a year.");
        await _world.Work();
        _slack.Messages.Clear();
        await _desk.Event(new JsonObject
        {
            ["type"] = "message", ["channel_type"] = "im", ["channel"] = "DUana", ["user"] = "Uana", ["ts"] = "9.2", ["thread_ts"] = "9.1",
            ["text"] = "What is the renewal price?",
        });
        var answer = _slack.Messages.ShouldHaveSingleItem();
        (answer.Conversation, _slack.Threads[answer.Ts]).ShouldBe(("DUana", "9.1"));
        answer.Message.Blocks.ShouldContain("twelve thousand");
        _slack.Asked.ShouldContain("assistant.threads.setStatus");
    }

    [Fact]
    public async Task Outside_a_thread_there_is_no_view_to_say_anything_in()
    {
        await _desk.Event(new JsonObject { ["type"] = "message", ["channel_type"] = "im", ["channel"] = "DUana", ["user"] = "Uana", ["ts"] = "9.2", ["text"] = "What is the price?" });
        _slack.Asked.ShouldNotContain("assistant.threads.setStatus");
        _slack.Messages.ShouldHaveSingleItem();
    }

    private Task Open(string who, string thread, string? conversation = null) => _desk.Event(new JsonObject
    {
        ["type"] = "assistant_thread_started",
        ["assistant_thread"] = new JsonObject
        {
            ["user_id"] = $"U{who}", ["channel_id"] = conversation ?? $"DU{who}", ["thread_ts"] = thread, ["context"] = new JsonObject { ["channel_id"] = "CDEALS" },
        },
    });
}
