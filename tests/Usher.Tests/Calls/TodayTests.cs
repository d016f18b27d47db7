using Usher.Access;
using Usher.Calls;
using Usher.Calls.Accounts;
using Usher.Calls.Comments;
using Usher.Calls.Today;
using Usher.Platform;

namespace Usher.Tests.Calls;

/// <summary>What a day needs, and accounts: of calls that one sees now, and of no other (rule 12).</summary>
public class TodayTests : IAsyncLifetime
{
    private const string Promise = "Ana: We talked about the new contract for the whole fleet today.\nBo: I will send you the new price list by tomorrow.\nAna: Thank you, that helps us a lot with the budget.";

    private CallWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await CallWorld.New();
        foreach (var name in new[] { "ana", "bo", "cy" }) await _world.Person(name);
        await _world.Team("sales", "ana", "bo");
        await _world.Recorder("ana");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task The_latest_calls_that_one_sees_come_first_without_held_ones()
    {
        await _world.Call("1", "ana");
        var held = await _world.HeldCall("2", "ana");
        await _world.Call("3", "cy");
        (await Today("bo")).Calls.Select(c => c.Call.Title).ShouldBe(["Call 1"]);
        (await Today("cy")).Calls.Select(c => c.Call.Title).ShouldBe(["Call 3"]);
        var own = await Today("ana");
        own.Calls.ShouldNotContain(c => c.Call.Id == held);
        own.Calls.Select(c => c.Call.Title).ShouldBe(["Call 1"]);
    }

    [Fact]
    public async Task A_next_step_says_whose_it_is_and_when_it_is_due_and_is_gone_a_week_after()
    {
        var said = DateOnly.FromDateTime(_world.Clock.GetUtcNow().UtcDateTime);
        await _world.Call("1", "ana", Promise.Replace("Bo:", "Bo Test:", StringComparison.Ordinal), "Acme");
        var step = (await Today("bo")).Steps.ShouldHaveSingleItem();
        step.ShouldSatisfyAllConditions(s => s.Line.Text.ShouldContain("price list"), s => s.Due.ShouldBe(said.AddDays(1)), s => s.Mine.ShouldBeTrue(), s => s.Account.ShouldBe("Acme"));
        (await Today("ana")).Steps.ShouldHaveSingleItem().Mine.ShouldBeFalse();
        (await Today("cy")).Steps.ShouldBeEmpty();

        _world.Clock.Move(TimeSpan.FromDays(9));
        (await Today("bo")).Steps.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_comment_waits_for_the_owner_and_who_is_mentioned_until_they_write_something_or_see_the_call_no_more()
    {
        var call = await _world.Call("1", "ana");
        await Run("bo", new AddComment(call, "What did they pay before?", []));
        (await Today("ana")).Comments.ShouldHaveSingleItem().Comment.Text.ShouldBe("What did they pay before?");
        (await Today("bo")).Comments.ShouldBeEmpty();

        _world.Clock.Move(TimeSpan.FromMinutes(5));
        await Run("ana", new ShareCall(call, "cy@harbor.example", _world.Clock.GetUtcNow().AddDays(1)));
        await Run("ana", new AddComment(call, "Cy knows.", [_world["cy"]]));
        (await Today("ana")).Comments.ShouldBeEmpty();
        (await Today("cy")).Comments.ShouldHaveSingleItem().Call.ShouldBe(call);
        await Run("ana", new StopSharing(call, _world["cy"]));
        (await Today("cy")).Comments.ShouldBeEmpty();
    }

    [Fact]
    public async Task Accounts_are_those_of_the_calls_one_sees_the_latest_call_first_and_counted_by_them_alone()
    {
        var now = _world.Clock.GetUtcNow();
        await _world.Call("1", "ana", account: "Acme", start: now.AddHours(-3));
        await _world.Call("2", "cy", account: "Acme", start: now.AddHours(-1));
        await _world.Call("3", "bo", account: "Borealis", start: now.AddHours(-2));
        await _world.Call("4", "bo", account: "ACME", start: now.AddHours(-4));
        await _world.Call("5", "bo");

        (await Accounts("ana")).Select(a => (a.Name, a.Calls, a.Title)).ShouldBe([("Borealis", 1, "Call 3"), ("Acme", 2, "Call 1")]);
        (await Accounts("cy")).Select(a => (a.Name, a.Calls, a.Title)).ShouldBe([("Acme", 1, "Call 2")]);
        (await Accounts("bo", new() { Mine = true })).Select(a => (a.Name, a.Calls)).ShouldBe([("Borealis", 1), ("ACME", 1)]);
        (await Accounts("bo", new() { Text = "CmE" })).Select(a => a.Calls).ShouldBe([2]);
        (await Accounts("bo", new() { Text = "zzz" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Accounts_go_on_where_the_page_ended()
    {
        for (var i = 0; i < 55; i++) await _world.Call($"{i}", "ana", account: $"Account {i:00}", start: _world.Clock.GetUtcNow().AddMinutes(-i));
        var first = await Run("ana", new ListAccounts());
        var rest = await Run("ana", new ListAccounts { Cursor = first.Next });
        first.Items.Concat(rest.Items).Select(a => a.Name).ShouldBe(Enumerable.Range(0, 55).Select(i => $"Account {i:00}"));
        rest.Next.ShouldBeNull();
        (await _world.Gate.Run(_world.As("ana"), new ListAccounts { Mine = true, Cursor = first.Next })).Refused.ShouldBeOfType<Invalid>();
    }

    private async Task<TodayView> Today(string name) => await Run(name, new ViewToday());

    private async Task<IReadOnlyList<AccountItem>> Accounts(string name, ListAccounts? list = null) => (await Run(name, list ?? new ListAccounts())).Items;

    private async Task<TResult> Run<TFound, TResult>(string name, Query<TFound, TResult> query)
    {
        var outcome = await _world.Gate.Run(_world.As(name), query);
        outcome.Refused.ShouldBeNull();
        return outcome.Value!;
    }

    private async Task<TResult> Run<TFound, TResult>(string name, Change<TFound, TResult> change)
    {
        var outcome = await _world.Gate.Run(_world.As(name), change);
        outcome.Refused.ShouldBeNull();
        return outcome.Value!;
    }
}
