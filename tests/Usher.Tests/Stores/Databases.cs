namespace Usher.Tests.Stores;

/// <summary>New databases by connection string: those with a schema are copies of one that was migrated once.</summary>
public static class Databases
{
    private static readonly Lazy<string> Folder = new(() =>
    {
        var folder = House.NewFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.Directory.Delete(folder, recursive: true);
        return folder;
    });

    private static readonly Lazy<Task<string>> File = new(async () =>
    {
        var empty = EmptySqlite();
        await House.Lay(empty);
        return Path(empty);
    });

    private static readonly Lazy<Task<string>> Template = new(async () =>
    {
        var empty = await EmptyPostgres();
        await House.Lay(empty);
        return new Npgsql.NpgsqlConnectionStringBuilder(empty).Database!;
    });

    /// <summary>A file in the run's own folder, which is removed when the process ends: with nothing in it, not even a schema.</summary>
    public static string EmptySqlite() => $"Data Source={System.IO.Path.Combine(Folder.Value, $"{Guid.NewGuid():N}.db")}";

    /// <summary>An empty database of the run's server; the test is skipped where PostgreSQL is not installed.</summary>
    public static async Task<string> EmptyPostgres() => await (await PostgresServer.Shared()).NewDatabase();

    /// <summary>A file with the suite's schema.</summary>
    public static async Task<string> Sqlite()
    {
        var made = EmptySqlite();
        System.IO.File.Copy(await File.Value, Path(made));
        return made;
    }

    /// <summary>A database with the suite's schema.</summary>
    public static async Task<string> Postgres() => await (await PostgresServer.Shared()).NewDatabase(await Template.Value);

    /// <summary>The file that a connection string of SQLite names.</summary>
    public static string Path(string connectionString) => new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(connectionString).DataSource;
}
