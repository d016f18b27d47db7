namespace Usher.Platform;

/// <summary>
/// Files and folders for their owner alone (0600, 0700). Those that are there already keep what the operator gave them; on Windows the
/// folder above decides.
/// </summary>
public static class OwnerOnly
{
    /// <summary>Who else than the owner may do anything.</summary>
    public const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const UnixFileMode ForFiles = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder, and those above it that are not there.</summary>
    public static void Folder(string path)
    {
        if (System.IO.Directory.Exists(path)) return;
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } above) Folder(above);
        if (OperatingSystem.IsWindows()) System.IO.Directory.CreateDirectory(path);
        else System.IO.Directory.CreateDirectory(path, ForFiles | UnixFileMode.UserExecute);
    }

    /// <summary>Makes an empty file unless there is one.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void File(string path)
    {
        if (System.IO.File.Exists(path)) return;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = ForFiles;
        using var made = new FileStream(path, options);
    }

    /// <summary>Copies a file to where there is none yet.</summary>
    /// <exception cref="IOException">There is one, or it cannot be read or made.</exception>
    public static void Copy(string from, string to)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = ForFiles;
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new FileStream(to, options);
        source.CopyTo(copy);
        copy.Flush(flushToDisk: true);
    }
}
