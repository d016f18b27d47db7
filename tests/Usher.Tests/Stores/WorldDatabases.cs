using Usher.Data;

namespace Usher.Tests.Stores;

/// <summary>Where the worlds of the tests lie: in files of SQLite. The project that has a PostgreSQL puts its own in place, and runs the same tests on it.</summary>
public class WorldDatabases
{
    private static readonly Lazy<Task<string>> Empty = new(async () =>
    {
        var made = await Current!.Fresh();
        await using (var store = Store.Open(made)) await store.Prepare();
        return made;
    });

    /// <summary>Those of this run.</summary>
    public static WorldDatabases Current { get; set; } = new();

    /// <summary>A database with the schema and nothing in it: its connection string. Copying one is quicker than making it.</summary>
    public async Task<string> New() => await Copy(await Empty.Value);

    /// <summary>A copy of a database that nobody is connected to: its connection string.</summary>
    public virtual Task<string> Copy(string connectionString)
    {
        var copy = Databases.EmptySqlite();
        File.Copy(Databases.Path(connectionString), Databases.Path(copy));
        return Task.FromResult(copy);
    }

    /// <summary>Removes it, once nobody is connected to it any more.</summary>
    public virtual Task Drop(string connectionString)
    {
        foreach (var end in new[] { "", "-wal", "-shm" }) File.Delete(Databases.Path(connectionString) + end);
        return Task.CompletedTask;
    }

    /// <summary>A database without a schema.</summary>
    protected virtual Task<string> Fresh() => Task.FromResult(Databases.EmptySqlite());
}
