using System.Net;
using Usher.Identity;
using Usher.Platform;

namespace Usher.Tests.Identity;

/// <summary>How attempts are counted, and slow hashes worked out.</summary>
public sealed class ThrottlingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 9, 0, 0, TimeSpan.Zero);
    private static readonly Source Here = new("203.0.113.1");

    [Fact]
    public void Of_many_attempts_at_once_no_more_than_five_are_judged()
    {
        var tries = new Tries();
        var begun = 0;
        Parallel.For(0, 100, _ => Interlocked.Add(ref begun, tries.Begin(Here, "a@b.example", Now) is null ? 1 : 0));
        begun.ShouldBe(5);
        tries.Begin(Here, "c@b.example", Now).ShouldBeNull();
        tries.Begin(new("203.0.113.2"), "a@b.example", Now).ShouldBeNull();
    }

    [Fact]
    public void Each_wrong_attempt_waits_longer_than_the_one_before_up_to_a_quarter_of_an_hour_and_after_an_hour_of_quiet_they_are_forgotten()
    {
        var (tries, now) = (new Tries(), Now);
        for (var i = 0; i < 5; i++) tries.Begin(Here, "a@b.example", now).ShouldBeNull();
        foreach (var seconds in new[] { 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900 })
        {
            // However often it is tried in the meantime, the wait grows no longer.
            for (var i = 0; i < 3; i++) tries.Begin(Here, "a@b.example", now).ShouldBe(TimeSpan.FromSeconds(seconds));
            now += TimeSpan.FromSeconds(seconds - 1);
            tries.Begin(Here, "a@b.example", now).ShouldBe(TimeSpan.FromSeconds(1));
            now += TimeSpan.FromSeconds(1);
            tries.Begin(Here, "a@b.example", now).ShouldBeNull();
        }

        now += TimeSpan.FromHours(1);
        for (var i = 0; i < 5; i++) tries.Begin(Here, "a@b.example", now).ShouldBeNull();
    }

    [Fact]
    public void A_right_one_forgets_the_wrong_ones_and_one_that_was_not_judged_does_not_count()
    {
        var tries = new Tries();
        for (var i = 0; i < 20; i++)
        {
            tries.Begin(Here, "a@b.example", Now).ShouldBeNull();
            tries.Undo(Here, "a@b.example");
        }

        for (var i = 0; i < 5; i++) tries.Begin(Here, "a@b.example", Now).ShouldBeNull();
        tries.Begin(Here, "a@b.example", Now).ShouldNotBeNull();
        tries.Forget(Here, "a@b.example");
        tries.Begin(Here, "a@b.example", Now).ShouldBeNull();
    }

    [Fact]
    public void An_allowance_fills_again_one_by_one()
    {
        var allowance = new Allowance(3, TimeSpan.FromSeconds(10));
        for (var i = 0; i < 3; i++) allowance.Take("a", Now).ShouldBeNull();
        allowance.Take("a", Now).ShouldBe(TimeSpan.FromSeconds(10));
        allowance.Take("b", Now).ShouldBeNull();
        allowance.Take("a", Now.AddSeconds(4)).ShouldBe(TimeSpan.FromSeconds(6));
        allowance.Take("a", Now.AddSeconds(10)).ShouldBeNull();
        allowance.Take("a", Now.AddSeconds(10)).ShouldNotBeNull();
        allowance.GiveBack("a");
        allowance.Take("a", Now.AddSeconds(10)).ShouldBeNull();
        for (var i = 0; i < 3; i++) allowance.Take("a", Now.AddDays(-1)).ShouldBeNull("a clock that was ahead is forgotten");
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::")]
    [InlineData("::1", "::")]
    public void A_source_is_an_address_or_the_network_that_a_subscriber_has(string address, string source) => Source.Of(IPAddress.Parse(address)).ShouldBe(new Source(source));

    [Fact]
    public async Task Hashes_are_worked_out_one_after_another_apart_from_the_pool_and_what_finds_no_room_is_refused()
    {
        var hashing = new Hashing(threads: 1, waiting: 4, ofOneSource: 3);
        using var gate = new ManualResetEventSlim();
        var (atOnce, most, onPool) = (0, 0, 0);
        var begun = new TaskCompletionSource();
        int Work()
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            if (Thread.CurrentThread.IsThreadPoolThread) Interlocked.Increment(ref onPool);
            begun.TrySetResult();
            gate.Wait(TestContext.Current.CancellationToken);
            Interlocked.Decrement(ref atOnce);
            return 1;
        }

        using var left = new CancellationTokenSource();
        var taken = new List<Task<Outcome<int>>> { Try(Here) };
        await begun.Task;
        var abandoned = hashing.Try(Here, Work, left.Token);
        taken.Add(Try(Here));
        (await Try(Here)).Refused.ShouldBe(Hashing.NoRoom, "one source has three at most");
        taken.AddRange([Try(new("203.0.113.2")), Try(new("203.0.113.3"))]);
        (await Try(new("203.0.113.4"))).Refused.ShouldBe(Hashing.NoRoom, "four wait at most");

        await left.CancelAsync();
        gate.Set();
        (await Task.WhenAll(taken)).Sum(done => done.Value).ShouldBe(4);
        (await Should.ThrowAsync<OperationCanceledException>(() => abandoned)).CancellationToken.ShouldBe(left.Token, "nobody waits for it any more");
        (most, onPool).ShouldBe((1, 0));
        (await Try(Here)).Value.ShouldBe(1);
        await Should.ThrowAsync<InvalidOperationException>(() => hashing.Try<int>(Here, () => throw new InvalidOperationException(), default));
        (await Try(Here)).Value.ShouldBe(1);

        Task<Outcome<int>> Try(Source source) => hashing.Try(source, Work, default);
    }
}
