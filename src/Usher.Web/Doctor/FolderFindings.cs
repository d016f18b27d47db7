using System.Globalization;
using Microsoft.Data.Sqlite;
using Usher.Platform;
using Usher.Web.Hosting;

namespace Usher.Web.Doctor;

/// <summary>Where things lie: space, who may read them, and whether heads lie apart from what they vouch for.</summary>
internal static class FolderFindings
{
    private const long LittleSpace = 1L << 30;
    private const long NoSpace = 100L << 20;

    /// <summary>Looks.</summary>
    public static IEnumerable<Finding> Of(UsherSettings settings)
    {
        yield return Space(settings.DataFolder);
        yield return Readers(settings);
        if (Database(settings) is { } file && System.IO.Directory.Exists(settings.HeadsFolder) && File.Exists(file))
            yield return Apart(file, settings);
    }

    /// <summary>The SQLite file; null: the database is another.</summary>
    public static string? Database(UsherSettings settings)
    {
        if (settings.ConnectionString.Contains("Host=", StringComparison.OrdinalIgnoreCase)) return null;
        try
        {
            return new SqliteConnectionStringBuilder(settings.ConnectionString) is { Mode: not SqliteOpenMode.Memory,
                DataSource: { Length: > 0 } file } ? file : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Finding Space(string folder)
    {
        if (!System.IO.Directory.Exists(folder)) return new("data folder", Standing.Note, $"{folder} (not created yet)");
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var text = string.Create(CultureInfo.InvariantCulture, $"{folder} ({free / 1e9:0.0} GB free)");
        return free < NoSpace ? new("data folder", Standing.Bad, $"{text}: almost full: changes will fail")
            : free < LittleSpace ? new("data folder", Standing.Warn, $"{text}: little space left")
            : new("data folder", Standing.Good, text);
    }

    /// <summary>
    /// What others than the owner and the group may read: files with people's words are unsafe, folders say only what is in them.
    /// </summary>
    private static Finding Readers(UsherSettings settings)
    {
        if (OperatingSystem.IsWindows()) return new("readable by others", Standing.Good, "see the folder's access list");
        var database = Database(settings);
        var files = new[] { database, $"{database}-wal", $"{database}-shm" }
            .Concat(Files(settings.HeadsFolder)).Concat(Files(settings.KeysFolder))
            .Concat(Files(Path.Combine(settings.DataFolder, "outbox")));
        if (files.OfType<string>().Where(IsOpen).ToList() is { Count: > 0 } open)
            return new("readable by others", Standing.Bad,
                $"{string.Join(", ", open.Take(3))}{(open.Count > 3 ? $" and {open.Count - 3} more" : "")}: everyone on this host can " +
                $"read or write them; chmod o= {open[0]}");
        var folders = new[] { settings.DataFolder, settings.HeadsFolder, settings.KeysFolder, Path.Combine(settings.DataFolder, "outbox") }
            .Where(IsOpen).Distinct().ToList();
        return folders.Count > 0
            ? new("readable by others", Standing.Warn, $"the folders {string.Join(", ", folders)}: chmod o= {string.Join(' ', folders)}")
            : new("readable by others", Standing.Good, "nothing");
    }

    /// <summary>Whoever has the database's disk has the heads that vouch for it as well.</summary>
    private static Finding Apart(string file, UsherSettings settings) =>
        Disks.Of(file) is not { } disk || disk != Disks.Of(settings.HeadsFolder)
            ? new("disk of the heads", Standing.Good, "not the database's disk")
        : settings.SendHeads is not null
        ? new("disk of the heads", Standing.Good, "the database's disk, but heads are also sent off the host")
        : new("disk of the heads", Standing.Warn,
            "the database's disk: whoever controls it can restore both to an older state unnoticed; set Audit__HeadsFolder to another " +
            "disk, or set Audit__SendHeads");

    private static bool IsOpen(string path) =>
        !OperatingSystem.IsWindows() && Path.Exists(path) && (File.GetUnixFileMode(path) & OwnerOnly.Others) != UnixFileMode.None;

    private static IEnumerable<string> Files(string folder) =>
        System.IO.Directory.Exists(folder) ? System.IO.Directory.EnumerateFiles(folder) : [];
}
