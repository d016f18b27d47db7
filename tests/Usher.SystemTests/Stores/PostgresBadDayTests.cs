using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Platform.Audit;
using Usher.Platform;
using Usher.Tests;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Stores;

public sealed class PostgresBadDayTests : BadDaySuite
{
    [Fact]
    public async Task A_server_that_drops_its_connections_is_said_to_be_unavailable_and_is_found_again()
    {
        await using var db = House.Store.Context(Ward);
        await db.Set<Head>().CountAsync();
        await using (var other = new Npgsql.NpgsqlConnection(ConnectionString + ";Pooling=false"))
        {
            await other.OpenAsync();
            await using var end = other.CreateCommand();
            end.CommandText = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()";
            await end.ExecuteNonQueryAsync();
        }

        var refusals = 0;
        for (var i = 0; i < 20; i++)
        {
            try
            {
                (await House.Gate.Run(Team with { IdempotencyKey = "k" }, new AddThing("lamp"))).Refused.ShouldBeNull();
            }
            catch (StoreUnavailable)
            {
                refusals++;
            }
        }

        refusals.ShouldBeLessThan(20);
        (await db.Set<Thing>().CountAsync()).ShouldBe(1);
    }

    protected override async Task<string> NewDatabase() => await PostgresDatabases.WithSchema() + ";Options=-c lock_timeout=300";

    protected override async Task<IAsyncDisposable> Lock()
    {
        var other = new Npgsql.NpgsqlConnection(ConnectionString + ";Pooling=false");
        await other.OpenAsync();
        await other.BeginTransactionAsync();
        await using var lockIt = other.CreateCommand();
        lockIt.CommandText = "LOCK TABLE heads IN EXCLUSIVE MODE";
        await lockIt.ExecuteNonQueryAsync();
        return other;
    }

    /// <summary>The server says what it says when the disk is full.</summary>
    protected override async Task Fill()
    {
        await using var db = House.Store.Context(Guid.Empty);
        await db.Database.ExecuteSqlAsync($"""
            CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$;
            CREATE TRIGGER full_disk BEFORE INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION full_disk();
            """);
    }

    protected override async Task MakeRoom()
    {
        await using var db = House.Store.Context(Guid.Empty);
        await db.Database.ExecuteSqlAsync($"DROP TRIGGER full_disk ON audit_entries");
    }
}
