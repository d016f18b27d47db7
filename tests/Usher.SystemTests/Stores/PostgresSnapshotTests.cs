using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Usher.Access;
using Usher.Data;
using Usher.Platform;
using Usher.Tests;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Stores;

public sealed class PostgresSnapshotTests : SnapshotSuite
{
    [Fact]
    public async Task A_lost_notice_is_made_good_by_asking_now_and_then()
    {
        await using var node = await Node(often: TimeSpan.FromMilliseconds(300));
        await using var db = House.Store.Context(Guid.Empty);
        await db.Database.ExecuteSqlAsync($"ALTER TABLE heads DISABLE TRIGGER usher_announce_version");
        (await Allowed(node.House, Person)).ShouldBeTrue();
        await Set(ConnectRole.User);
        await Eventually.Until(async () => !await Allowed(node.House, Person), Patience);
    }

    [Fact]
    public async Task With_no_notice_at_all_a_revoke_is_seen_when_five_seconds_have_passed()
    {
        var clock = new FakeTimeProvider();
        await using var node = await Node(clock: clock);
        await using var db = House.Store.Context(Guid.Empty);
        await Hearing(node, db);
        await db.Database.ExecuteSqlAsync($"ALTER TABLE heads DISABLE TRIGGER usher_announce_version");
        await Set(ConnectRole.User);
        (await Allowed(node.House, Person)).ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(5));
        await Eventually.Until(async () => !await Allowed(node.House, Person), Patience);
    }

    [Fact]
    public async Task With_no_notice_at_all_an_app_is_seen_when_five_seconds_have_passed()
    {
        var clock = new FakeTimeProvider();
        await using var node = await Node(clock: clock);
        await using var db = House.Store.Context(Guid.Empty);
        await Hearing(node, db);
        (await Sees(node.House, Ward, "signage")).ShouldBeFalse();
        await db.Database.ExecuteSqlAsync($"ALTER TABLE catalogue_version DISABLE TRIGGER usher_announce_catalogue");
        await Publish(Guid.Empty, "signage");
        (await Sees(node.House, Ward, "signage")).ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(5));
        await Eventually.Until(() => Sees(node.House, Ward, "signage"), Patience);
    }

    [Fact]
    public async Task Another_node_is_told_what_changed_and_reads_nothing()
    {
        await using var node = await Node(clock: new FakeTimeProvider());
        await using var db = House.Store.Context(Guid.Empty);
        await Hearing(node, db);
        var read = node.House.Facts.Read;
        for (var i = 0; i < 10; i++)
        {
            await Set(i % 2 == 0 ? ConnectRole.User : ConnectRole.CustomerAdmin);
            await Eventually.Until(async () => await Allowed(node.House, Person) == (i % 2 == 1), Patience);
        }

        node.House.Facts.Read.ShouldBe(read);
    }

    [Fact]
    public async Task A_change_too_long_to_be_told_is_read()
    {
        await using var node = await Node(clock: new FakeTimeProvider());
        await using var db = House.Store.Context(Guid.Empty);
        await Eventually.Until(async () => await Listeners(db) == 1, Patience);
        (await Allowed(node.House, Person)).ShouldBeTrue();
        await House.Gate.Effect(Ward, "Many", Section.Connect, async work =>
        {
            foreach (var member in await work.Db.Set<Member>().ToListAsync()) member.Role = ConnectRole.User;
            for (var i = 0; i < 100; i++) work.Db.Add(new Member { Id = work.NewId(), Email = $"q{i}@harbor.example" });
            return 0;
        });
        await Eventually.Until(async () => !await Allowed(node.House, Person), Patience);
        (await node.House.Snapshots.Customer(Ward, default))!.User("q99@harbor.example").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_node_whose_listening_breaks_off_forgets_everything_and_listens_again()
    {
        await using var node = await Node();
        await using var db = House.Store.Context(Guid.Empty);
        await Eventually.Until(async () => await Listeners(db) == 1, Patience);
        (await Allowed(node.House, Person)).ShouldBeTrue();
        await db.Database.ExecuteSqlAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN usher_version' AND datname = current_database()");
        await Set(ConnectRole.User);
        await Eventually.Until(async () => !await Allowed(node.House, Person), Patience);
        await Eventually.Until(async () => await Listeners(db) == 1, Patience);
        await Set(ConnectRole.CustomerAdmin);
        await Eventually.Until(() => Allowed(node.House, Person), Patience);
    }

    /// <summary>Waits until a node hears: from then on it has forgotten everything from before it listened.</summary>
    private async Task Hearing(Listening node, UsherDb db)
    {
        await Eventually.Until(async () => await Listeners(db) == 1, Patience);
        (await Allowed(node.House, Person)).ShouldBeTrue();
        await Set(ConnectRole.User);
        await Eventually.Until(async () => !await Allowed(node.House, Person), Patience);
        await Set(ConnectRole.CustomerAdmin);
        await Eventually.Until(() => Allowed(node.House, Person), Patience);
    }

    private static async Task<int> Listeners(UsherDb db) =>
        (await db.Database
            .SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE query = 'LISTEN usher_version' AND datname = current_database()")
            .ToListAsync()).Single();

    protected override Task<string> NewDatabase() => PostgresDatabases.WithSchema();
}
