using Microsoft.Data.Sqlite;
using Usher.Platform;

namespace Usher.Data.Backups;

/// <summary>Copies SQLite by its online backup: page by page under one reading transaction, and then checked.</summary>
internal static class SqliteCopy
{
    public static async Task<IReadOnlyDictionary<Guid, long>> Write(SqliteStore store, string file, CancellationToken ct)
    {
        if (File.Exists(file)) throw new CopyFailed($"{file} already exists.");
        OwnerOnly.File(file);
        await using var from = (SqliteConnection)await store.Connect(ct);
        await using var to = Alone(file);
        await to.OpenAsync(ct);
        from.BackupDatabase(to);
        await using var command = to.CreateCommand();
        // One file, with no write-ahead log beside it.
        command.CommandText = "PRAGMA journal_mode=DELETE";
        await command.ExecuteScalarAsync(ct);
        await Check(command, file, ct);
        command.CommandText = "SELECT id, log_size FROM heads";
        var sizes = new Dictionary<Guid, long>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) sizes[rows.GetGuid(0)] = rows.GetInt64(1);
        return sizes;
    }

    public static string? Occupied(SqliteStore store) =>
        File.Exists(PathOf(store)) ? $"A database already exists: {PathOf(store)}. Move it away, with its -wal and -shm files." : null;

    public static async Task Read(SqliteStore store, string file, CancellationToken ct)
    {
        if (Occupied(store) is { } occupied) throw new CopyFailed(occupied);
        var path = PathOf(store);
        OwnerOnly.Folder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var draft = $"{path}.{Guid.NewGuid():N}";
        try
        {
            OwnerOnly.Copy(file, draft);
            await using (var copy = Alone(draft))
            {
                await copy.OpenAsync(ct);
                await using var command = copy.CreateCommand();
                await Check(command, file, ct);
            }

            File.Move(draft, path, overwrite: false);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static async Task Check(SqliteCommand command, string file, CancellationToken ct)
    {
        command.CommandText = "PRAGMA integrity_check(1)";
        if (await command.ExecuteScalarAsync(ct) is not "ok")
            throw new CopyFailed($"{file} is damaged: SQLite's integrity check found errors.");
    }

    private static SqliteConnection Alone(string file) =>
        new(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());

    private static string PathOf(SqliteStore store) => new SqliteConnectionStringBuilder(store.ConnectionString).DataSource;
}
