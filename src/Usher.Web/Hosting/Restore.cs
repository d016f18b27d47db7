using Usher.Data;
using Usher.Data.Backups;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Web.Hosting;

/// <summary>What became of a restore.</summary>
/// <param name="From">What the backup says of itself.</param>
/// <param name="HeadsKept">Whether heads were there already and were left: they may tell of entries that the backup has not.</param>
/// <param name="IsKeyThere">Whether the audit key is there, without which nothing can be said of the logs.</param>
/// <param name="Unfit">How many logs do not fit their heads.</param>
public sealed record Restored(BackupManifest From, bool HeadsKept, bool IsKeyThere, int Unfit);

/// <summary>
/// Makes an installation from a backup where none is. Nothing that is there is overwritten: no database, no key, and no heads, which prove
/// what was lost since the backup.
/// </summary>
/// <param name="settings">What the operator set: where everything goes.</param>
public sealed class Restore(UsherSettings settings)
{
    /// <summary>Reads it; everything is looked at before anything is written.</summary>
    /// <param name="folder">The backup.</param>
    /// <param name="keys">The folder with the keys; null: they are put where they belong by hand.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="InvalidDataException">The backup is damaged, or of another database, or the keys are others than those that are
    /// there.</exception>
    /// <exception cref="CopyFailed">There is a database already, or the copy cannot be read.</exception>
    public async Task<Restored> Read(string folder, string? keys, CancellationToken ct)
    {
        var manifest = await BackupManifest.Read(folder, ct);
        await using var store = Store.Open(settings.ConnectionString);
        if (manifest.Database != store.Name)
            throw new InvalidDataException($"The backup is of {manifest.Database}, but ConnectionStrings__Usher is for {store.Name}.");
        if (await DatabaseCopy.Occupied(store, ct) is { } occupied) throw new CopyFailed(occupied);
        var toCopy = keys is null ? [] : Keys(keys);

        await DatabaseCopy.Read(store, Path.Combine(folder, manifest.File), ct);
        foreach (var (from, to) in toCopy)
        {
            OwnerOnly.Folder(Path.GetDirectoryName(to)!);
            OwnerOnly.Copy(from, to);
        }

        var kept = System.IO.Directory.Exists(settings.HeadsFolder)
            && System.IO.Directory.EnumerateFiles(settings.HeadsFolder, "*" + TreeHeads.Extension).Any();
        if (!kept)
        {
            OwnerOnly.Folder(settings.HeadsFolder);
            foreach (var path in System.IO.Directory.EnumerateFiles(Path.Combine(folder, Backup.HeadsName)))
                OwnerOnly.Copy(path, Path.Combine(settings.HeadsFolder, Path.GetFileName(path)));
        }

        if (settings.AuditKeyText is null && !File.Exists(settings.AuditKeyFile)) return new(manifest, kept, IsKeyThere: false, 0);
        // One of an older Usher is brought up to date before its logs can be held against their heads.
        await store.Prepare(ct);
        using var heads = (settings with { MakesAuditKey = false }).OpenHeads();
        return new(manifest, kept, IsKeyThere: true, (await new HeadsCheck(store, heads).Run(ct)).Count);
    }

    /// <summary>Which keys go where; those that are there already and the same are left.</summary>
    private List<(string From, string To)> Keys(string keys)
    {
        if (!System.IO.Directory.Exists(keys)) throw new InvalidDataException($"There is no folder {keys}.");
        var sealing = Path.Combine(keys, Backup.KeysName);
        var all = (System.IO.Directory.Exists(sealing) ? System.IO.Directory.EnumerateFiles(sealing) : [])
            .Select(path => (From: path, To: Path.Combine(settings.KeysFolder, Path.GetFileName(path)))).ToList();
        if (settings.AuditKeyText is null && Path.Combine(keys, Backup.AuditKeyName) is var key && File.Exists(key))
            all.Add((key, settings.AuditKeyFile));
        foreach (var (from, to) in all.Where(one => File.Exists(one.To)))
        {
            if (!File.ReadAllBytes(from).AsSpan().SequenceEqual(File.ReadAllBytes(to)))
                throw new InvalidDataException($"{to} already exists and differs from the backup's: move it away first.");
        }

        return [.. all.Where(one => !File.Exists(one.To))];
    }
}
