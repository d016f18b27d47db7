using System.Security.Cryptography;
using System.Text.Json;
using Usher.Platform;

namespace Usher.Web.Hosting;

/// <summary>What a backup says of itself, in <see cref="FileName"/> beside its files.</summary>
/// <param name="Usher">The version that made it.</param>
/// <param name="MadeAt">When.</param>
/// <param name="Database">Of which database: one is not restored into the other.</param>
/// <param name="File">The copy of the database.</param>
/// <param name="Entries">How many entries the logs have in all.</param>
/// <param name="Files">Each file, by its path in the backup, with its SHA-256 in hexadecimal.</param>
public sealed record BackupManifest(string Usher, DateTimeOffset MadeAt, string Database, string File, long Entries,
    IReadOnlyDictionary<string, string> Files)
{
    /// <summary>Its name. It is written last: a folder without it is no whole backup.</summary>
    public const string FileName = "backup.json";

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The files of a folder with what they hold.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> FilesOf(string folder, CancellationToken ct)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (name == FileName) continue;
            await using var file = System.IO.File.OpenRead(path);
            files[name] = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
        }

        return files;
    }

    /// <summary>Writes it into the backup's folder.</summary>
    public async Task Write(string folder, CancellationToken ct)
    {
        var path = Path.Combine(folder, FileName);
        OwnerOnly.File(path);
        await using var file = new FileStream(path, FileMode.Truncate);
        await JsonSerializer.SerializeAsync(file, this, Written, ct);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Reads a backup's, and compares its files with it.</summary>
    /// <exception cref="InvalidDataException">The folder is no whole backup, or a file is not the one that was written.</exception>
    public static async Task<BackupManifest> Read(string folder, CancellationToken ct)
    {
        var path = Path.Combine(folder, FileName);
        if (!System.IO.File.Exists(path)) throw new InvalidDataException($"{folder} is not a complete backup: it has no {FileName}.");
        BackupManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<BackupManifest>(await System.IO.File.ReadAllTextAsync(path, ct), Written);
        }
        catch (JsonException)
        {
            manifest = null;
        }

        if (manifest is not { Files: not null, File: not null, Database: not null } || !manifest.Files.ContainsKey(manifest.File))
            throw new InvalidDataException($"{path} can't be read.");
        var there = await FilesOf(folder, ct);
        if (manifest.Files.Keys.Except(there.Keys).FirstOrDefault() is { } missing)
            throw new InvalidDataException($"The backup in {folder} is not complete: {missing} is missing.");
        if (there.Keys.Except(manifest.Files.Keys).FirstOrDefault() is { } stray)
            throw new InvalidDataException($"The backup in {folder} was changed: {stray} was added.");
        if (manifest.Files.FirstOrDefault(file => there[file.Key] != file.Value).Key is { } altered)
            throw new InvalidDataException($"The backup in {folder} is damaged: {altered} was changed.");
        return manifest;
    }
}
