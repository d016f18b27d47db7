using Usher.Delivery.Slack;
using Usher.Tests.Stores;

namespace Usher.Tests.Delivery;

/// <summary>What Slack said is used again while it is as young as whoever asks needs it, and no longer.</summary>
public sealed class SlackDirectoryTests : IDisposable
{
    private static readonly SlackAccess Harbor = new(new("https://slack.example/api/"), "xoxb-1");
    private DateTimeOffset Since => _clock.GetUtcNow() - TimeSpan.FromMinutes(1);

    private readonly TestSlack _slack = new();
    private readonly TestClock _clock = new();
    private readonly SlackDirectory _directory;

    public SlackDirectoryTests()
    {
        _directory = new(_slack, _clock);
        for (var i = 0; i < 200; i++) _slack.With($"p{i}").Channel($"C{i}");
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Who_was_asked_for_within_the_time_is_not_asked_for_again()
    {
        var first = await Person("p1");
        _clock.Move(TimeSpan.FromSeconds(59));
        (await Person("p1")).ShouldBe(first, "and it is as old as it is");
        _slack.Asked.Count.ShouldBe(1);
        _clock.Move(TimeSpan.FromSeconds(1));
        (await Person("p1")).At.ShouldBe(_clock.GetUtcNow());
        _slack.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_needs_it_younger_asks_again()
    {
        await Person("p1");
        _clock.Move(TimeSpan.FromSeconds(2));
        _slack.With("p1", guest: true);
        (await _directory.Person(Harbor, "Up1", _clock.GetUtcNow() - TimeSpan.FromSeconds(1), default)).Of.IsGuest.ShouldBeTrue();
    }

    [Fact]
    public async Task Where_many_are_needed_all_are_asked_for_at_once()
    {
        for (var i = 0; i < 200; i++) (await Person($"p{i}")).Of.Name.ShouldBe($"p{i}");
        for (var i = 0; i < 200; i++) (await _directory.PersonByEmail(Harbor, $"p{i}@harbor.example", Since, default))!.Id.ShouldBe($"Up{i}");
        for (var i = 0; i < 200; i++) (await _directory.Channel(Harbor, $"C{i}", Since, default)).Of.Id.ShouldBe($"C{i}");
        _slack.Asked.Count(method => method == "users.list").ShouldBe(1);
        _slack.Asked.Count(method => method == "conversations.list").ShouldBe(1);
        _slack.Asked.Count.ShouldBeLessThan(50);
    }

    [Fact]
    public async Task Who_is_needed_again_a_minute_later_is_listed_again()
    {
        for (var minute = 0; minute < 5; minute++)
        {
            for (var i = 0; i < 200; i++) await _directory.Person(Harbor, $"Up{i}", _clock.GetUtcNow() - TimeSpan.FromSeconds(50), default);
            _clock.Move(TimeSpan.FromSeconds(50));
        }

        _slack.Asked.Count(method => method == "users.info").ShouldBeLessThan(5 * 30);
        _slack.Asked.Count(method => method == "users.list").ShouldBe(5);
    }

    [Fact]
    public async Task Where_there_are_too_many_to_list_they_are_asked_for_one_by_one()
    {
        _slack.IsLarge = true;
        for (var i = 0; i < 100; i++) await Person($"p{i}");
        _slack.Asked.Count(method => method == "users.info").ShouldBe(100);
        _slack.Asked.Count(method => method == "users.list").ShouldBe(1);
    }

    [Fact]
    public async Task Where_Slack_lists_nobody_for_us_they_are_asked_for_one_by_one()
    {
        _slack.Before = method => { if (method == "users.list") throw new SlackRefused("missing_scope"); };
        for (var i = 0; i < 100; i++) (await Person($"p{i}")).Of.Name.ShouldBe($"p{i}");
        _slack.Asked.Count(method => method == "users.list").ShouldBe(1);
    }

    [Fact]
    public async Task Who_is_not_in_the_list_is_asked_for_alone()
    {
        for (var i = 0; i < 30; i++) await Person($"p{i}");
        _slack.With("stranger", workspace: "T9");
        (await Person("stranger")).Of.Workspace.ShouldBe("T9");
    }

    [Fact]
    public async Task Of_nobody_is_more_known_in_another_workspace()
    {
        await Person("p1");
        await _directory.Person(Harbor with { Token = "xoxb-2" }, "Up1", Since, default);
        _slack.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_Slack_refuses_is_refused_and_asked_again()
    {
        await Should.ThrowAsync<KeyNotFoundException>(() => Person("nobody"));
        _slack.With("nobody");
        (await Person("nobody")).Of.Name.ShouldBe("nobody");
    }

    [Fact]
    public async Task That_nobody_has_an_address_is_known_for_as_long()
    {
        (await _directory.PersonByEmail(Harbor, "nobody@harbor.example", Since, default)).ShouldBeNull();
        (await _directory.PersonByEmail(Harbor, "nobody@harbor.example", Since, default)).ShouldBeNull();
        _slack.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Direct_messages_with_somebody_are_opened_once()
    {
        (await _directory.Messages(Harbor, "Up1", default)).ShouldBe("DUp1");
        (await _directory.Messages(Harbor, "Up1", default)).ShouldBe("DUp1");
        _slack.Asked.ShouldBe(["conversations.open"]);
    }

    [Fact]
    public async Task Whoever_is_posted_to_need_not_be_opened_first()
    {
        (await _directory.PostTo(Harbor, "Up1", new("t", "[]"), Guid.NewGuid(), default)).Conversation.ShouldBe("DUp1");
        (await _directory.Messages(Harbor, "Up1", default)).ShouldBe("DUp1");
        _slack.Asked.ShouldBe(["chat.postMessage"]);
    }

    [Fact]
    public async Task Where_a_persons_id_is_no_conversation_theirs_is_opened()
    {
        _slack.TakesPeople = false;
        for (var i = 0; i < 2; i++) (await _directory.PostTo(Harbor, "Up1", new("t", "[]"), Guid.NewGuid(), default)).Conversation.ShouldBe("DUp1");
        _slack.Asked.ShouldBe(["chat.postMessage", "conversations.open", "chat.postMessage", "chat.postMessage"]);
        _slack.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task While_many_are_needed_they_are_listed_again_each_five_seconds_and_what_is_known_is_young()
    {
        for (var second = 0; second < 60; second++)
        {
            for (var i = 0; i < 10; i++)
            {
                var (_, at) = await Person($"p{i}");
                if (second > 10) at.ShouldBeGreaterThan(_clock.GetUtcNow() - TimeSpan.FromSeconds(5));
            }

            _clock.Move(TimeSpan.FromSeconds(1));
        }

        _slack.Asked.Count(method => method == "users.list").ShouldBe(12);
    }

    [Fact]
    public async Task Who_is_in_a_channel_is_asked_once_for_all_that_need_it_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _directory.Members(Harbor, "C1", 500, Since, default)));
        _slack.Asked.ShouldBe(["conversations.members"]);
        await _directory.Members(Harbor, "C2", 500, Since, default);
        await _directory.Members(Harbor, "C1", 500, _clock.GetUtcNow(), default);
        _slack.Asked.Count.ShouldBe(3);
    }

    private Task<Known<SlackPerson>> Person(string name) => _directory.Person(Harbor, $"U{name}", Since, default);
}
