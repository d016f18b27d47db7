using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using System.Diagnostics;
using Usher.Access;
using Usher.Platform;
using Usher.Tests;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Stores;

public sealed class PostgresSnapshotTests : SnapshotSuite
{
    [Theory]
    [InlineData(300)]
    [InlineData(0.9)]
    public async Task A_lost_notice_is_made_good_by_asking_now_and_then(double milliseconds)
    {
        await using var node = await Node(often: TimeSpan.FromMilliseconds(milliseconds));
        await using var db = House.Store.Context(Guid.Empty);
        await db.Database.ExecuteSqlAsync($"ALTER TABLE heads DISABLE TRIGGER usher_announce_version");
        (await Allowed(node.House, Person)).ShouldBeTrue();
        await Set(ConnectRole.User);
        await Until(async () => !await Allowed(node.House, Person), Patience);
    }

    [Fact]
    public async Task A_node_whose_listening_breaks_off_forgets_everything_and_listens_again()
    {
        await using var node = await Node();
        await using var db = House.Store.Context(Guid.Empty);
        await Until(async () => await Listeners() == 1, Patience);
        (await Allowed(node.House, Person)).ShouldBeTrue();
        await db.Database.ExecuteSqlAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN usher_version' AND datname = current_database()");
        await Set(ConnectRole.User);
        await Until(async () => !await Allowed(node.House, Person), Patience);
        await Until(async () => await Listeners() == 1, Patience);
        await Set(ConnectRole.CustomerAdmin);
        await Until(() => Allowed(node.House, Person), Patience);

        async Task<int> Listeners() => (await db.Database
            .SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE query = 'LISTEN usher_version' AND datname = current_database()")
            .ToListAsync()).Single();
    }

    protected override Task<string> NewDatabase() => PostgresDatabases.WithSchema();
}
