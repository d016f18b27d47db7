namespace Usher.Data.Backups;

/// <summary>
/// Copies a whole database, as it is at one moment, into one file and back: what a backup is made of. Nobody who reads or writes meanwhile
/// waits.
/// </summary>
public static class DatabaseCopy
{
    /// <summary>What the file of a copy of this database is called.</summary>
    public static string NameOf(Store store) => store is SqliteStore ? "usher.db" : "usher.dump";

    /// <summary>Copies the database into a file that is not there yet.</summary>
    /// <returns>How many entries each log has in the copy.</returns>
    /// <exception cref="CopyFailed">It could not be copied, or the copy cannot be read.</exception>
    public static Task<IReadOnlyDictionary<Guid, long>> Write(Store store, string file, CancellationToken ct) => store switch
    {
        SqliteStore sqlite => SqliteCopy.Write(sqlite, file, ct),
        PostgresStore postgres => PostgresCopy.Write(postgres, file, ct),
        _ => throw new NotSupportedException(store.Name),
    };

    /// <summary>Why a copy cannot be put where this store's database is to be: there is one already; null: it can.</summary>
    public static Task<string?> Occupied(Store store, CancellationToken ct) => store switch
    {
        SqliteStore sqlite => Task.FromResult(SqliteCopy.Occupied(sqlite)),
        PostgresStore postgres => PostgresCopy.Occupied(postgres, ct),
        _ => throw new NotSupportedException(store.Name),
    };

    /// <summary>Makes the database from a copy, whole or not at all.</summary>
    /// <exception cref="CopyFailed">There is a database already, or the copy cannot be read.</exception>
    public static Task Read(Store store, string file, CancellationToken ct) => store switch
    {
        SqliteStore sqlite => SqliteCopy.Read(sqlite, file, ct),
        PostgresStore postgres => PostgresCopy.Read(postgres, file, ct),
        _ => throw new NotSupportedException(store.Name),
    };
}

/// <summary>A database could not be copied; the sentence says why, and what to do.</summary>
public sealed class CopyFailed(string sentence) : Exception(sentence);
