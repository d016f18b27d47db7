using Usher.Data;
using Usher.Data.Backups;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Web.Hosting;

/// <summary>
/// Writes a backup, with the server running or not: the database at one moment and the heads of that moment in one folder; the keys, when
/// they are asked for, in another, because whoever has both could rewrite the logs.
/// </summary>
/// <param name="settings">What the operator set.</param>
/// <param name="clock">The server's time.</param>
public sealed class Backup(UsherSettings settings, TimeProvider clock)
{
    /// <summary>The folder with the heads in a backup.</summary>
    public const string HeadsName = "heads";

    /// <summary>The audit key's file in a folder of keys.</summary>
    public const string AuditKeyName = "usher-audit.key";

    /// <summary>The folder with the keys that seal tokens in a folder of keys.</summary>
    public const string KeysName = "usher-keys";

    /// <summary>Writes it.</summary>
    /// <param name="folder">A folder that is not there, or is empty.</param>
    /// <param name="keys">The same for the keys; null: they are left out.</param>
    /// <param name="ct">Ends it; what was written then is no whole backup.</param>
    /// <exception cref="InvalidDataException">A folder is not empty, there is no key, or there is nothing to back up.</exception>
    public async Task<BackupManifest> Write(string folder, string? keys, CancellationToken ct)
    {
        Empty(folder);
        if (keys is not null) Empty(keys);
        await using var store = Store.Open(settings.ConnectionString);
        if (store is SqliteStore && await DatabaseCopy.Occupied(store, ct) is null)
            throw new InvalidDataException("There is no database to back up.");
        OwnerOnly.Folder(folder);
        var name = DatabaseCopy.NameOf(store);
        var sizes = await DatabaseCopy.Write(store, Path.Combine(folder, name), ct);
        var heads = Path.Combine(folder, HeadsName);
        OwnerOnly.Folder(heads);
        HeadCopy.Write(settings.HeadsFolder, heads, sizes);
        if (keys is not null) WriteKeys(keys);
        var manifest = new BackupManifest(Telemetry.Version, clock.GetUtcNow(), store.Name, name, sizes.Values.Sum(),
            await BackupManifest.FilesOf(folder, ct));
        await manifest.Write(folder, ct);
        return manifest;
    }

    private void WriteKeys(string keys)
    {
        OwnerOnly.Folder(keys);
        if (settings.AuditKeyText is null)
        {
            if (!File.Exists(settings.AuditKeyFile)) throw new InvalidDataException($"There is no audit key at {settings.AuditKeyFile}.");
            OwnerOnly.Copy(settings.AuditKeyFile, Path.Combine(keys, AuditKeyName));
        }

        if (!System.IO.Directory.Exists(settings.KeysFolder)) return;
        OwnerOnly.Folder(Path.Combine(keys, KeysName));
        foreach (var file in System.IO.Directory.EnumerateFiles(settings.KeysFolder))
            OwnerOnly.Copy(file, Path.Combine(keys, KeysName, Path.GetFileName(file)));
    }

    private static void Empty(string folder)
    {
        if (File.Exists(folder) || (System.IO.Directory.Exists(folder) && System.IO.Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new InvalidDataException($"{folder} already exists and is not empty: a backup needs its own folder.");
    }
}
