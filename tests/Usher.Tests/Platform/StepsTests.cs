using Microsoft.Extensions.Time.Testing;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Tests.Directory;

namespace Usher.Tests.Platform;

/// <summary>An act in several steps: a team that is renamed to what something outside answers, by the gate's own decisions.</summary>
public class StepsTests : IAsyncLifetime
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _undone = [];
    private Town _town = null!;

    public async ValueTask InitializeAsync() => _town = await Town.Open();

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task What_the_call_got_is_stored_when_it_is_allowed_both_times()
    {
        (await Rename((_, _) => Got("Closers"))).Refused.ShouldBeNull();
        (await Name()).ShouldBe("Closers");
        _undone.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_not_at_first_makes_no_call()
    {
        var called = false;
        var outcome = await Rename((_, _) => { called = true; return Got("Closers"); }, who: "default");
        outcome.Refused.ShouldBeOfType<NotAllowed>();
        called.ShouldBeFalse();
        await NothingHappened();
    }

    [Fact]
    public async Task Who_may_not_any_more_stores_nothing_and_what_was_done_outside_is_undone()
    {
        var outcome = await Rename(async (_, _) =>
        {
            await Demote();
            return "Closers";
        });
        outcome.Refused.ShouldBeOfType<NotAllowed>();
        (await Name()).ShouldBe("sales");
        _undone.ShouldBe(["Closers"]);
    }

    [Fact]
    public async Task What_cannot_be_undone_is_said_with_the_refusal()
    {
        var outcome = await Rename(async (_, _) => { await Demote(); return "Closers"; }, undo: (_, _, _) => throw new IOException());
        outcome.Refused.ShouldBeOfType<NotUndone>().Why.ShouldBeOfType<NotAllowed>();
        (await Name()).ShouldBe("sales");
    }

    [Fact]
    public async Task An_undoing_that_takes_too_long_keeps_nobody_waiting()
    {
        var begun = new TaskCompletionSource();
        var act = Rename(async (_, _) => { await Demote(); return "Closers"; }, undo: (_, _, _) => { begun.SetResult(); return new TaskCompletionSource().Task; });
        await begun.Task;
        _clock.Advance(Within);
        (await act).Refused.ShouldBeOfType<NotUndone>();
    }

    [Fact]
    public async Task The_call_s_own_refusal_ends_the_act()
    {
        (await Rename((_, _) => Task.FromResult<Outcome<string>>(new NotThere()))).Refused.ShouldBe(new NotThere());
        await NothingHappened();
    }

    [Fact]
    public async Task A_port_that_throws_is_a_named_refusal_and_nothing_is_stored()
    {
        (await Rename((_, _) => throw new IOException("at once"))).Refused.ShouldBe(new NotThere());
        (await Rename(async (_, _) => { await Task.Yield(); throw new IOException("later"); })).Refused.ShouldBe(new NotThere());
        await NothingHappened();
    }

    [Fact]
    public async Task A_fault_that_is_not_the_port_s_goes_on()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => Rename((_, _) => throw new InvalidOperationException()));
        await NothingHappened();
    }

    [Fact]
    public async Task A_call_that_takes_too_long_is_a_named_refusal_though_it_does_not_listen()
    {
        var call = new TaskCompletionSource<Outcome<string>>();
        var act = Rename((_, _) => call.Task);
        _clock.Advance(Within - TimeSpan.FromTicks(1));
        act.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromTicks(1));
        (await act).Refused.ShouldBe(new TookTooLong("The name"));
        await NothingHappened();
    }

    [Fact]
    public async Task A_call_that_listens_is_ended_when_its_time_is_over()
    {
        var act = Rename(async (_, ct) => { await Task.Delay(Timeout.Infinite, ct); return "Closers"; });
        _clock.Advance(Within);
        (await act).Refused.ShouldBe(new TookTooLong("The name"));
        await NothingHappened();
    }

    [Fact]
    public async Task A_port_that_throws_because_its_time_is_over_is_late_not_broken()
    {
        var act = Rename(async (_, ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new IOException();
        });
        _clock.Advance(Within);
        (await act).Refused.ShouldBe(new TookTooLong("The name"));
    }

    [Fact]
    public async Task A_call_that_gets_there_after_its_time_is_undone()
    {
        var (call, undone) = (new TaskCompletionSource<Outcome<string>>(), new TaskCompletionSource<string>());
        var act = Rename((_, _) => call.Task, undo: (_, got, _) => { undone.SetResult(got); return Task.CompletedTask; });
        _clock.Advance(Within);
        (await act).Refused.ShouldBe(new TookTooLong("The name"));
        undone.Task.IsCompleted.ShouldBeFalse();
        call.SetResult("Closers");
        (await undone.Task).ShouldBe("Closers");
        (await Name()).ShouldBe("sales");
    }

    [Fact]
    public async Task Who_leaves_during_the_call_stores_nothing_and_what_it_does_then_is_undone()
    {
        var (call, undone) = (new TaskCompletionSource<Outcome<string>>(), new TaskCompletionSource<string>());
        using var left = new CancellationTokenSource();
        var act = Rename((_, _) => call.Task, undo: (_, got, _) => { undone.SetResult(got); return Task.CompletedTask; }, ct: left.Token);
        await left.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => act);
        call.SetResult("Closers");
        (await undone.Task).ShouldBe("Closers");
        (await Name()).ShouldBe("sales");
    }

    [Fact]
    public async Task Who_leaves_after_the_call_has_it_stored()
    {
        using var left = new CancellationTokenSource();
        await Rename((_, _) => { left.Cancel(); return Got("Closers"); }, ct: left.Token);
        (await Name()).ShouldBe("Closers");
        _undone.ShouldBeEmpty();
    }

    private Task<Outcome<Nothing>> Rename(
        Func<string, CancellationToken, Task<Outcome<string>>> call, Func<string, string, CancellationToken, Task>? undo = null, string who = "orgadmin2", CancellationToken ct = default) =>
        new Steps<string, string, Nothing>
        {
            Decide = async ct =>
            {
                var team = await _town.Gate.Run(_town.As(who), new ViewTeam(_town["sales"]), ct);
                return team.Refused is { } no ? no : team.Value!.Slug;
            },
            Call = call,
            Store = (_, name) => _town.Gate.Run(_town.As(who), new RenameTeam(_town["sales"], name)),
            Undo = undo ?? ((_, got, _) => { _undone.Add(got); return Task.CompletedTask; }),
            Within = Within,
            Late = new TookTooLong("The name"),
            Failed = fault => fault is IOException ? new NotThere() : null,
        }.Run(_clock, ct);

    private static Task<Outcome<string>> Got(string name) => Task.FromResult<Outcome<string>>(name);

    private Task<LevelSet> Demote() => _town.Do("orgadmin", new SetLevel(_town["orgadmin2"], InsightsRole.DefaultUser, null, null));

    private async Task<string> Name() => (await _town.Rows<Team>()).Single(t => t.Id == _town["sales"]).Name;

    private async Task NothingHappened()
    {
        (await Name()).ShouldBe("sales");
        _undone.ShouldBeEmpty();
    }

    private sealed record NotThere() : Refusal("It is not there.");
}
