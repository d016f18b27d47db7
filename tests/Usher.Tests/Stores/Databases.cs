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

    /// <summary>A file in the run's own folder, which is removed when the process ends: with nothing in it, not even a schema.</summary>
    public static string EmptySqlite() => $"Data Source={System.IO.Path.Combine(Folder.Value, $"{Guid.NewGuid():N}.db")}";

    /// <summary>A file with the suite's schema.</summary>
    public static async Task<string> Sqlite()
    {
        var made = EmptySqlite();
        System.IO.File.Copy(await File.Value, Path(made));
        return made;
    }

    /// <summary>The file that a connection string of SQLite names.</summary>
    public static string Path(string connectionString) => new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(connectionString).DataSource;
}
