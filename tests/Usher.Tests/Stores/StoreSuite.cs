using System.Text;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Tests.Stores;

/// <summary>What every store must do, run on each database.</summary>
public abstract class StoreSuite : IAsyncLifetime
{
    private string _connectionString = "";

    protected House House { get; private set; } = null!;

    protected Guid Ward { get; private set; }

    protected TestClock Clock { get; } = new();

    protected Caller Team => Caller.PlatformTeam(Ward);

    public async ValueTask InitializeAsync()
    {
        _connectionString = await NewDatabase();
        House = await House.Open(_connectionString, Clock);
        Ward = await House.Found("harbor");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (House is not null) await House.DisposeAsync();
    }

    [Fact]
    public async Task A_change_stands_with_its_entry_and_its_head_outside()
    {
        var thing = await Do(new AddThing("lamp", "under the stairs"));

        await using var db = House.Store.Context(Ward);
        (await db.Set<Thing>().SingleAsync()).Id.ShouldBe(thing);
        var log = await House.Log(Ward);
        log.Select(e => e.Act).ShouldBe(["FoundWard", "AddThing"]);
        Encoding.UTF8.GetString(log[1].Body).ShouldContain("lamp");
        Encoding.UTF8.GetString(log[1].Body).ShouldNotContain("stairs");
        var head = await db.Set<Head>().SingleAsync(h => h.Id == Ward);
        head.LogSize.ShouldBe(2);
        var outside = House.Heads.Chain(Ward)!.Longest!;
        outside.Size.ShouldBe(2);
        outside.Root.ShouldBe(new Frontier(head.Frontier, 2).Root());
        House.Heads.Signed(outside).ShouldBeTrue();
    }

    [Fact]
    public async Task A_refusal_of_the_input_leaves_nothing_but_its_own_entry()
    {
        (await House.Gate.Run(Team, new AddThing(""))).Refused.ShouldBe(new NoName());
        (await House.Gate.Run(Team, new AddThing(""))).Refused.ShouldBe(new NoName());
        await House.Refusals.Flush(default);

        await using var db = House.Store.Context(Ward);
        (await db.Set<Thing>().AnyAsync()).ShouldBeFalse();
        var entry = (await House.Log(Ward))[^1];
        entry.Refusal.ShouldBe("NoName");
        Encoding.UTF8.GetString(entry.Body).ShouldContain("\"count\":2");
    }

    [Fact]
    public async Task Whoever_lacks_the_permission_hears_that_before_their_input_is_looked_at()
    {
        var user = new Caller(ActorKind.User, await Do(new AddMember("ana@harbor.example")), Ward, Door.Api);
        (await House.Gate.Run(user, new AddThing(""))).Refused.ShouldBeOfType<NotAllowed>();
        (await House.Gate.Run(user, new ChangeThing(Guid.NewGuid(), "x"))).Refused.ShouldBeOfType<NotAllowed>();
        (await House.Gate.Run(user, new ChangeThing(await Do(new AddThing("lamp")), "x"))).Refused.ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task Another_customers_thing_answers_like_one_that_does_not_exist()
    {
        var thing = await Do(new AddThing("lamp"));
        var elsewhere = Caller.PlatformTeam(await House.Found("lakeside"));
        var other = (await House.Gate.Run(elsewhere, new ChangeThing(thing, "mine"))).Refused;
        other.ShouldBe((await House.Gate.Run(elsewhere, new ChangeThing(Guid.NewGuid(), "mine"))).Refused);
        other.ShouldBe(new NotFound());
    }

    [Fact]
    public async Task A_user_who_knocks_at_another_customer_hears_the_same_as_at_none()
    {
        var user = new Caller(ActorKind.User, await Do(new AddMember("ana@harbor.example")), Ward, Door.Api);
        var lakeside = await House.Found("lakeside");
        foreach (var customer in new[] { lakeside, Guid.NewGuid(), Guid.Empty })
        {
            (await House.Gate.Run(user with { Customer = customer }, new AddThing("x"))).Refused.ShouldBe(new NotFound());
            (await House.Gate.Run(user with { Customer = customer }, new LookAround())).Refused.ShouldBe(new NotFound());
        }
    }

    [Fact]
    public async Task Another_customers_row_is_neither_seen_nor_written()
    {
        var thing = await Do(new AddThing("lamp"));
        var lakeside = await House.Found("lakeside");
        await using var db = House.Store.Context(lakeside);
        (await db.Set<Thing>().AnyAsync()).ShouldBeFalse();
        db.Add(new Thing { Id = Guid.NewGuid(), CustomerId = Ward, Name = "smuggled" });
        await Should.ThrowAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        db.ChangeTracker.Clear();

        // Even one who made up the row's customer changes nothing: the customer is part of the condition.
        var forged = new Thing { Id = thing, CustomerId = lakeside, Name = "lamp" };
        db.Attach(forged).Property(t => t.Name).CurrentValue = "stolen";
        await Should.ThrowAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task The_same_request_again_is_answered_and_not_done_again()
    {
        var request = Team with { IdempotencyKey = "k1" };
        var first = await House.Gate.Run(request, new AddThing("lamp"));
        var again = await House.Gate.Run(request, new AddThing("lamp"));
        again.Value.ShouldBe(first.Value);
        (await House.Gate.Run(request, new AddThing("table"))).Refused.ShouldBe(new IdempotencyKeyReused());
        (await House.Log(Ward)).Count(e => e.Act == nameof(AddThing)).ShouldBe(1);
    }

    [Fact]
    public async Task A_removal_repeated_by_its_key_has_the_same_answer_though_the_thing_is_gone()
    {
        var thing = await Do(new AddThing("lamp"));
        var request = Team with { IdempotencyKey = "k1" };
        (await House.Gate.Run(request, new RemoveThing(thing))).Value.ShouldBe("lamp");
        (await House.Gate.Run(request, new RemoveThing(thing))).Value.ShouldBe("lamp");
        (await House.Gate.Run(Team, new RemoveThing(thing))).Refused.ShouldBe(new NotFound());
    }

    [Fact]
    public async Task The_same_request_many_times_at_once_is_done_once()
    {
        var request = Team with { IdempotencyKey = "k1" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => House.Gate.Run(request, new AddThing("lamp")))));
        answers.Select(a => a.Value).Distinct().Count().ShouldBe(1);
        await using var db = House.Store.Context(Ward);
        (await db.Set<Thing>().CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_edited_meanwhile_is_not_overwritten_by_one_who_says_what_they_saw()
    {
        var thing = await Do(new AddThing("lamp"));
        (await House.Gate.Run(Team with { IfMatch = 0 }, new ChangeThing(thing, "lantern"))).Refused.ShouldBeNull();
        (await House.Gate.Run(Team with { IfMatch = 0 }, new ChangeThing(thing, "candle"))).Refused.ShouldBe(new SomeoneChangedThis());
        (await House.Gate.Run(Team with { IfMatch = 1 }, new ChangeThing(thing, "candle"))).Refused.ShouldBeNull();
    }

    [Fact]
    public async Task Two_that_want_one_name_get_it_once()
    {
        await Do(new AddMember("ana@harbor.example"));
        (await House.Gate.Run(Team, new AddMember("ana@harbor.example"))).Refused.ShouldBe(new AlreadyThere());
        var slugs = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            var id = Guid.CreateVersion7();
            return (await House.Gate.Run(Caller.PlatformTeam(id), new FoundWard(id, "lakeside"))).Refused;
        })));
        slugs.Count(refusal => refusal is null).ShouldBe(1);
        slugs.Count(refusal => refusal is AlreadyThere).ShouldBe(5);
    }

    [Theory]
    [InlineData('\0')]
    [InlineData('\ud800')]
    [InlineData('\udc00')]
    public async Task Text_that_cannot_be_stored_is_refused_on_every_database(char character)
    {
        var text = $"a {character} b";
        (await House.Gate.Run(Team, new AddThing(text))).Refused.ShouldBe(new TextCannotBeStored());
        (await House.Gate.Run(Team, new AddThing("x", text))).Refused.ShouldBe(new TextCannotBeStored());
        (await House.Gate.Run(Team with { Note = text }, new AddThing("x"))).Refused.ShouldBe(new NoteHidesSomething());
        (await House.Gate.Run(Team with { IdempotencyKey = text }, new AddThing("x"))).Refused.ShouldBe(new TextCannotBeStored());
    }

    [Fact]
    public async Task Names_in_any_script_come_back_as_they_were()
    {
        var name = "Ж 中文 \u202e עברית 👩‍⚕️ é " + new string('x', 10_000);
        var thing = await Do(new AddThing(name));
        await using var db = House.Store.Context(Ward);
        (await db.Set<Thing>().SingleAsync(t => t.Id == thing)).Name.ShouldBe(name);
    }

    [Fact]
    public async Task Instants_come_back_as_they_were_and_sort()
    {
        await Do(new AddThing("first"));
        Clock.Move(TimeSpan.FromTicks(10));
        await Do(new AddThing("second"));
        await using var db = House.Store.Context(Ward);
        var things = await db.Set<Thing>().OrderByDescending(t => t.Seen).ToListAsync();
        things.Select(t => t.Name).ShouldBe(["second", "first"]);
        (things[0].Seen - things[1].Seen).ShouldBe(TimeSpan.FromMicroseconds(1));
    }

    [Fact]
    public async Task Changes_of_many_at_once_are_serial_and_their_log_is_whole()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++) await Do(new AddThing($"thing {w} {i}"));
        })));
        var log = await House.Log(Ward);
        log.Select(e => e.Index).ShouldBe(Enumerable.Range(0, 81).Select(i => (long)i));
        var frontier = new Frontier();
        foreach (var entry in log) frontier.Append(Frontier.LeafHash(entry.Body));
        await using var db = House.Store.Context(Ward);
        (await db.Set<Head>().SingleAsync(h => h.Id == Ward)).Frontier.ShouldBe(frontier.ToBytes());
    }

    [Fact]
    public async Task Only_changes_of_access_raise_the_version_and_a_grouped_one_raises_it_once()
    {
        var before = await Version();
        await Do(new AddThing("lamp"));
        (await Version()).ShouldBe(before);
        await House.Gate.Effect(Ward, "Import", Section.Connect, work =>
        {
            for (var i = 0; i < 20; i++) work.Db.Add(new Member { Id = work.NewId(), Email = $"p{i}@harbor.example" });
            return Task.FromResult(0);
        });
        (await Version()).ShouldBe(before + 1);
    }

    [Fact]
    public async Task An_effect_that_fails_leaves_nothing()
    {
        var size = (await House.Log(Ward)).Count;
        await Should.ThrowAsync<InvalidDataException>(() => House.Gate.Effect<int>(Ward, "Import", Section.Connect, async work =>
        {
            work.Db.Add(new Thing { Id = work.NewId(), Name = "half" });
            await work.Db.Set<Thing>().CountAsync();
            throw new InvalidDataException("in the middle");
        }));
        await using var db = House.Store.Context(Ward);
        (await db.Set<Thing>().AnyAsync()).ShouldBeFalse();
        (await House.Log(Ward)).Count.ShouldBe(size);
    }

    [Fact]
    public async Task A_clock_that_jumps_backward_changes_no_order()
    {
        await Do(new AddThing("first"));
        Clock.Move(-TimeSpan.FromDays(400));
        await Do(new AddThing("second"));
        Clock.Move(TimeSpan.FromDays(800));
        await Do(new AddThing("third"));
        (await House.Log(Ward)).Skip(1).Select(e => Encoding.UTF8.GetString(e.Body)).ShouldBe(
            (await House.Log(Ward)).Skip(1).OrderBy(e => e.Index).Select(e => Encoding.UTF8.GetString(e.Body)));
        House.Heads.Chain(Ward)!.Heads.Select(h => h.Size).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task Preparing_again_changes_nothing()
    {
        await Do(new AddThing("lamp"));
        await using var again = await House.Open(_connectionString, Clock);
        await using var db = again.Store.Context(Ward);
        (await db.Set<Thing>().CountAsync()).ShouldBe(1);
        (await db.Set<Head>().CountAsync()).ShouldBe(2);
    }

    protected abstract Task<string> NewDatabase();

    protected async Task<T> Do<TFound, T>(Change<TFound, T> change)
    {
        var outcome = await House.Gate.Run(Team, change);
        outcome.Refused.ShouldBeNull();
        return outcome.Value!;
    }

    private async Task<long> Version()
    {
        await using var db = House.Store.Context(Ward);
        return (await db.Set<Head>().SingleAsync(h => h.Id == Ward)).Version;
    }
}

public sealed class SqliteStoreTests : StoreSuite
{
    protected override Task<string> NewDatabase() => Databases.Sqlite();
}
