using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Tests.Stores;

/// <summary>What was revoked is revoked: at once on the node that took it, elsewhere within what rule 20 allows.</summary>
public abstract class SnapshotSuite : IAsyncLifetime
{
    private const int People = 10;

    /// <summary>The law allows one second, five when a notice was lost; a busy machine of tests gets three. <c>bench/run revoke</c> holds the second.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<Guid> _people = [];
    private string _connectionString = "";

    protected House House { get; private set; } = null!;

    protected Guid Ward { get; private set; }

    public async ValueTask InitializeAsync()
    {
        _connectionString = await NewDatabase();
        House = await House.Open(_connectionString);
        Ward = await House.Found("harbor");
        for (var i = 0; i < People; i++)
            _people.Add((await House.Gate.Run(Caller.PlatformTeam(Ward), new AddMember($"p{i}@harbor.example", ConnectRole.CustomerAdmin))).Value);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (House is not null) await House.DisposeAsync();
    }

    [Fact]
    public async Task No_acknowledged_revoke_is_followed_by_an_allow()
    {
        var revokes = Scale.Of(300);
        using var stop = new CancellationTokenSource();
        var others = Enumerable.Range(0, 3).Select(n => Asking(i => Allowed(House, _people[(n + i) % People]), stop.Token)).ToList();
        var (stale, asked) = (0, 0);
        while (asked < revokes)
        {
            await Set(ConnectRole.CustomerAdmin);
            foreach (var person in _people) (await Allowed(House, person)).ShouldBeTrue();
            await Set(ConnectRole.User);
            foreach (var person in _people)
            {
                asked++;
                if (await Allowed(House, person)) stale++;
            }

            (await House.Gate.Run(new Caller(ActorKind.User, _people[0], Ward, Door.Api), new LookAround())).Refused.ShouldBeOfType<NotAllowed>();
        }

        await stop.CancelAsync();
        await Task.WhenAll(others);
        stale.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_read_before_everything_was_forgotten_is_not_kept()
    {
        using var stop = new CancellationTokenSource();
        var forgetting = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested) House.Snapshots.DropAll();
        });
        for (var i = 0; i < 10; i++)
        {
            await Set(i % 2 == 0 ? ConnectRole.User : ConnectRole.CustomerAdmin);
            (await Allowed(House, _people[0])).ShouldBe(i % 2 == 1);
        }

        await stop.CancelAsync();
        await forgetting;
    }

    [Fact]
    public async Task Another_node_hears_of_a_revoke_by_itself()
    {
        await using var node = await Node();
        (await Allowed(node.House, _people[0])).ShouldBeTrue();
        await Set(ConnectRole.User);
        await Eventually.Until(async () => !await Allowed(node.House, _people[0]), Patience);
    }

    [Fact]
    public async Task What_was_asked_for_longest_ago_gives_way_and_is_read_again_with_what_changed_meanwhile()
    {
        await using var node = await House.Open(_connectionString, budget: 60_000);
        (await Allowed(node, _people[0])).ShouldBeTrue();
        var wards = new List<Guid>();
        for (var i = 0; i < 12; i++) wards.Add(await House.Found($"ward-{i}"));
        await Set(ConnectRole.User);
        foreach (var ward in wards) (await node.Snapshots.Customer(ward, default)).ShouldNotBeNull();
        node.Snapshots.Held().ShouldNotContain(Ward);
        node.Snapshots.Held().ShouldContain(wards[^1]);
        node.Snapshots.InMemory("harbor").ShouldBeNull();
        node.Snapshots.InMemory("ward-0").ShouldBeNull();
        (await node.Snapshots.Customer("harbor", default)).ShouldNotBeNull();
        (await Allowed(node, _people[0])).ShouldBeFalse();
        node.Snapshots.InMemory("harbor").ShouldNotBeNull();
    }

    [Fact]
    public async Task No_acknowledged_revoke_is_followed_by_an_allow_while_memory_is_too_small_for_what_is_asked()
    {
        await using var node = await House.Open(await NewDatabase(), budget: 20_000);
        var wards = new List<Guid>();
        for (var i = 0; i < 5; i++) wards.Add(await node.Found($"ward-{i}"));
        var person = (await node.Gate.Run(Caller.PlatformTeam(wards[0]), new AddMember("p@ward.example", ConnectRole.User))).Value;
        using var stop = new CancellationTokenSource();
        var others = Enumerable.Range(0, 2).Select(n => Task.Run(async () =>
        {
            for (var i = n; !stop.IsCancellationRequested; i++) await node.Snapshots.Customer(wards[i % wards.Count], default);
        })).ToList();
        for (var i = 0; i < 20; i++)
        {
            await Set(ConnectRole.CustomerAdmin, node, wards[0]);
            (await Allowed(node, person, wards[0])).ShouldBeTrue();
            await Set(ConnectRole.User, node, wards[0]);
            (await Allowed(node, person, wards[0])).ShouldBeFalse();
        }

        await stop.CancelAsync();
        await Task.WhenAll(others);
    }

    [Fact]
    public async Task A_customer_that_is_not_there_leaves_nothing_in_memory()
    {
        (await House.Snapshots.Customer(Guid.NewGuid(), default)).ShouldBeNull();
        await House.Snapshots.Customer(Ward, default);
        House.Snapshots.Held().ShouldBe([Ward, Guid.Empty, CatalogueVersion.TheOne], ignoreOrder: true);
    }

    [Fact]
    public async Task Publishing_an_app_touches_no_customer_and_all_of_them_see_it()
    {
        var other = await House.Found("lakeside");
        foreach (var ward in new[] { Ward, other }) (await Sees(House, ward, "signage")).ShouldBeFalse();
        var (versions, read) = (await Versions(Ward, other, Guid.Empty), House.Facts.Read);
        var catalogue = await Versions(CatalogueVersion.TheOne);
        await Publish(Guid.Empty, "signage");
        foreach (var ward in new[] { Ward, other }) (await Sees(House, ward, "signage")).ShouldBeTrue();
        (await Versions(Ward, other, Guid.Empty)).ShouldBe(versions);
        (await Versions(CatalogueVersion.TheOne)).Single().Value.ShouldBe(catalogue.Single().Value + 1);
        House.Facts.Read.ShouldBe(read);
    }

    [Fact]
    public async Task Two_customers_that_publish_at_once_both_end()
    {
        var other = await House.Found("lakeside");
        foreach (var isOwn in new[] { false, true })
        {
            // Where each has the lock of its own log before either goes on, they would wait for each other for ever if either needed the other's.
            using var both = new CountdownEvent(2);
            async Task Meet()
            {
                if (House.Store is not PostgresStore) return;
                both.Signal();
                await Task.Run(() => both.Wait(Patience));
            }

            await Task.WhenAll(Publish(Ward, $"a-{isOwn}", isOwn ? Ward : null, Meet), Publish(other, $"b-{isOwn}", isOwn ? other : null, Meet)).WaitAsync(Patience);
        }

        for (var i = 0; i < 10; i++) await Task.WhenAll(Publish(Ward, $"a-{i}"), Publish(other, $"b-{i}"), Publish(Guid.Empty, $"c-{i}"), Set(i % 2 == 0 ? ConnectRole.User : ConnectRole.CustomerAdmin)).WaitAsync(Patience);
        (await Sees(House, Ward, "b-9")).ShouldBeTrue();
        (await Sees(House, other, "a-9")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_customer_s_own_app_is_seen_and_counted_there_alone()
    {
        var other = await House.Found("lakeside");
        var (here, elsewhere) = (await Versions(Ward), await Versions(other, Guid.Empty, CatalogueVersion.TheOne));
        await Publish(Ward, "checklist", Ward);
        (await Sees(House, Ward, "checklist")).ShouldBeTrue();
        (await Sees(House, other, "checklist")).ShouldBeFalse();
        (await Versions(Ward)).Single().Value.ShouldBe(here.Single().Value + 1);
        (await Versions(other, Guid.Empty, CatalogueVersion.TheOne)).ShouldBe(elsewhere);
        await Should.ThrowAsync<InvalidOperationException>(() => Publish(other, "not-theirs", Ward));
    }

    [Fact]
    public async Task No_acknowledged_publishing_or_withdrawal_is_followed_by_a_decision_from_before_it()
    {
        using var stop = new CancellationTokenSource();
        var others = Enumerable.Range(0, 3).Select(n => Asking(_ => n == 0 ? Set(ConnectRole.CustomerAdmin) : Sees(House, Ward, "signage"), stop.Token)).ToList();
        var stale = 0;
        for (var i = 0; i < Scale.Of(50); i++)
        {
            var app = await Publish(Guid.Empty, "signage");
            if (!await Sees(House, Ward, "signage") || !await SeesInAChange("signage")) stale++;
            await House.Gate.Effect(Guid.Empty, "Withdraw", Section.Connect, async work => work.Db.Remove(await work.Db.Set<App>().SingleAsync(a => a.Id == app)));
            if (await Sees(House, Ward, "signage") || await SeesInAChange("signage")) stale++;
        }

        await stop.CancelAsync();
        await Task.WhenAll(others);
        stale.ShouldBe(0);
    }

    [Fact]
    public async Task Another_node_hears_of_an_app_by_itself()
    {
        await using var node = await Node();
        (await Sees(node.House, Ward, "signage")).ShouldBeFalse();
        await Publish(Guid.Empty, "signage");
        await Eventually.Until(() => Sees(node.House, Ward, "signage"), Patience);
    }

    protected abstract Task<string> NewDatabase();

    /// <summary>Publishes an app, to all or to one customer; before it is saved both may meet.</summary>
    protected Task<Guid> Publish(Guid actsIn, string slug, Guid? owner = null, Func<Task>? meet = null) => House.Gate.Effect(actsIn, "Publish", Section.Connect, async work =>
    {
        var app = new App { Id = work.NewId(), Slug = slug, Name = slug, Publisher = "Usher", Summary = slug, Categories = "All", Owner = owner };
        work.Db.Add(app);
        if (meet is not null) await meet();
        return app.Id;
    });

    protected static async Task<bool> Sees(House house, Guid ward, string app) => (await house.Snapshots.Customer(ward, default))!.App(app) is not null;

    private Task<bool> SeesInAChange(string app) => House.Gate.Effect(Ward, "Look", Section.Connect, work => Task.FromResult(work.Customer.App(app) is not null));

    private async Task<List<KeyValuePair<Guid, long>>> Versions(params IReadOnlyList<Guid> of) => [.. (await House.Store.Versions(of, default)).OrderBy(v => v.Key)];

    protected Guid Person => _people[0];

    /// <summary>Another node on the same database, hearing of changes.</summary>
    protected async Task<Listening> Node(TimeSpan? often = null, TimeProvider? clock = null)
    {
        var house = await House.Open(_connectionString);
        return new Listening(house, often ?? TimeSpan.FromSeconds(4), clock);
    }

    protected async Task Set(ConnectRole role, House? on = null, Guid? ward = null) => await (on ?? House).Gate.Effect(ward ?? Ward, "Set", Section.Connect, async work =>
    {
        foreach (var member in await work.Db.Set<Member>().ToListAsync()) member.Role = role;
        return 0;
    });

    protected async Task<bool> Allowed(House house, Guid person, Guid? ward = null)
    {
        var snapshot = (await house.Snapshots.Customer(ward ?? Ward, default))!;
        return Authorizer.Decide(snapshot.User(person)!, Permission.UserView, Target.Of(snapshot), house.Clock.GetUtcNow()).Allowed;
    }

    /// <summary>
    /// Asks again and again until it is stopped. What is held is read without waiting: without a pause now and then the readers would take
    /// the processor from what they watch.
    /// </summary>
    private static Task Asking(Func<int, Task> ask, CancellationToken stop) => Task.Run(
        async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await ask(i);
                if (i % 50 == 49) await Task.Delay(1, CancellationToken.None);
            }
        },
        CancellationToken.None);

    /// <summary>A node whose watch runs.</summary>
    protected sealed class Listening : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _watching;

        public Listening(House house, TimeSpan often, TimeProvider? clock)
        {
            House = house;
            _watching = new SnapshotWatch(house.Store, house.Snapshots, clock ?? TimeProvider.System, NullLogger<SnapshotWatch>.Instance) { Often = often }.Run(_stop.Token);
        }

        public House House { get; }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _watching;
            _stop.Dispose();
            await House.DisposeAsync();
        }
    }
}

public sealed class SqliteSnapshotTests : SnapshotSuite
{
    protected override Task<string> NewDatabase() => Databases.Sqlite();
}
