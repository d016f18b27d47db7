using Usher.Tests;
using Usher.Tests.Stores;


namespace Usher.SystemTests.Stores;

/// <summary>New databases on the run's PostgreSQL: those with a schema are copies of one that was migrated once.</summary>
public static class PostgresDatabases
{
    private static readonly Lazy<Task<string>> Template = new(async () =>
    {
        var empty = await Empty();
        await House.Lay(empty);
        return new Npgsql.NpgsqlConnectionStringBuilder(empty).Database!;
    });

    /// <summary>An empty database of the run's server; the test is skipped where PostgreSQL is not installed.</summary>
    public static async Task<string> Empty() => await (await PostgresServer.Shared()).NewDatabase();

    /// <summary>A database with the suite's schema.</summary>
    public static async Task<string> WithSchema() => await (await PostgresServer.Shared()).NewDatabase(await Template.Value);
}
