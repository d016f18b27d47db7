using Usher.Delivery.Slack;
using Usher.Tests.Stores;

namespace Usher.Tests.Delivery;

/// <summary>Whoever Slack asks to wait comes back when it is their turn, and not for nothing.</summary>
public sealed class SlackWaitsTests
{
    private static readonly SlackAccess Harbor = new(new("https://slack.example/api/"), "xoxb-1");
    private static readonly SlackLimit Members = new(Harbor, "conversations.members", "");

    private readonly TestClock _clock = new();
    private readonly SlackWaits _waits;

    public SlackWaitsTests() => _waits = new(_clock);

    [Fact]
    public void Before_Slack_asks_to_wait_nobody_does()
    {
        for (var i = 0; i < 1000; i++) _waits.Left(Members, $"C{i}").ShouldBeNull();
    }

    [Fact]
    public void Each_gets_a_turn_as_far_from_the_one_before_as_Slack_counts()
    {
        _waits.Begin(Members, "C0", TimeSpan.FromSeconds(3)).After.ShouldBe(TimeSpan.FromSeconds(3));
        for (var i = 0; i < 5; i++) _waits.Left(Members, $"C{i}").ShouldBe(TimeSpan.FromSeconds(3 + (i * 0.6)));
        for (var i = 0; i < 5; i++) _waits.Left(Members, $"C{i}").ShouldBe(TimeSpan.FromSeconds(3 + (i * 0.6)), "whoever asks again keeps their turn");
        _clock.Move(TimeSpan.FromSeconds(3));
        _waits.Left(Members, "C1").ShouldBe(TimeSpan.FromSeconds(0.6));
        _waits.Left(Members, "C0").ShouldBeNull();
        _waits.Left(Members, "C0").ShouldBe(TimeSpan.FromSeconds(3), "the next time is another turn, the last");
    }

    [Fact]
    public void Other_methods_workspaces_and_channels_do_not_wait()
    {
        _waits.Begin(Members, "C0", TimeSpan.FromSeconds(3));
        _waits.Left(Members with { Method = "users.info" }, "C0").ShouldBeNull();
        _waits.Left(Members with { Channel = "C1" }, "C0").ShouldBeNull();
        _waits.Left(Members with { Access = Harbor with { Token = "xoxb-2" } }, "C0").ShouldBeNull();
    }

    [Fact]
    public void Refused_at_their_turn_they_are_the_next_and_all_others_come_later()
    {
        _waits.Begin(Members, "C0", TimeSpan.FromSeconds(1));
        _waits.Left(Members, "C1").ShouldBe(TimeSpan.FromSeconds(1.6));
        _clock.Move(TimeSpan.FromSeconds(1));
        _waits.Left(Members, "C0").ShouldBeNull();
        _waits.Begin(Members, "C0", TimeSpan.FromSeconds(30));
        _waits.Left(Members, "C0").ShouldBe(TimeSpan.FromSeconds(30));
        _waits.Left(Members, "C1").ShouldBe(TimeSpan.FromSeconds(30.6));
    }

    [Fact]
    public void Several_that_are_refused_together_wait_as_one_would()
    {
        for (var i = 0; i < 8; i++)
        {
            _waits.Begin(Members, $"C{i}", TimeSpan.FromSeconds(1));
            _clock.Move(TimeSpan.FromMilliseconds(3));
        }

        var turns = Enumerable.Range(0, 8).Select(i => _waits.Left(Members, $"C{i}")!.Value).Order().ToList();
        for (var i = 1; i < 8; i++) (turns[i] - turns[i - 1]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(0.59));
        turns[^1].ShouldBeLessThan(TimeSpan.FromSeconds(5.5));
    }

    [Fact]
    public void Whoever_does_not_come_back_keeps_nobody_waiting_for_ever()
    {
        _waits.Begin(Members, "C0", TimeSpan.FromSeconds(1));
        _clock.Move(TimeSpan.FromSeconds(20));
        _waits.Left(Members, "C1").ShouldBeNull();
    }

    [Fact]
    public void As_much_is_asked_for_as_Slack_lets_and_hardly_more()
    {
        // A Slack that lets a hundred be asked for in a minute, a hundred at once, and says how long to wait in whole seconds.
        var (left, served, refused, start) = (100.0, 0, 0, _clock.GetUtcNow());
        var due = Enumerable.Range(0, 1000).ToDictionary(i => i, _ => _clock.GetUtcNow());
        for (var step = 0; step < 5000 && due.Count > 0; step++)
        {
            foreach (var (i, _) in due.Where(d => d.Value <= _clock.GetUtcNow()).OrderBy(d => d.Value).ToList())
            {
                if (_waits.Left(Members, $"C{i}") is { } wait) due[i] = _clock.GetUtcNow() + wait;
                else if (left >= 1)
                {
                    left--;
                    served++;
                    due.Remove(i);
                }
                else
                {
                    refused++;
                    due[i] = _clock.GetUtcNow() + _waits.Begin(Members, $"C{i}", TimeSpan.FromSeconds(1)).After;
                }
            }

            _clock.Move(TimeSpan.FromSeconds(0.25));
            left = Math.Min(100, left + (0.25 * 100 / 60));
        }

        served.ShouldBe(1000);
        refused.ShouldBeLessThan(60);
        (_clock.GetUtcNow() - start).ShouldBeLessThan(TimeSpan.FromMinutes(9.9));
    }
}
