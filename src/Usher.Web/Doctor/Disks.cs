using System.Globalization;
using System.Text.RegularExpressions;

namespace Usher.Web.Doctor;

/// <summary>On which disk a path is, as far as the system says.</summary>
internal static partial class Disks
{
    /// <summary>
    /// The disk of a path, or of the nearest folder above it that is there: on Linux the device, partitions counted to their disk;
    /// elsewhere the root. Null: not known.
    /// </summary>
    public static string? Of(string path)
    {
        try
        {
            var there = Path.GetFullPath(path);
            while (!Path.Exists(there) && Path.GetDirectoryName(there) is { } above) there = above;
            if (!OperatingSystem.IsLinux()) return Path.GetPathRoot(there);
            if (new DirectoryInfo(there).ResolveLinkTarget(returnFinalTarget: true) is { } target) there = target.FullName;
            return Device(File.ReadLines("/proc/self/mountinfo"), there) is { } device ? Whole(device) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The device (major:minor) of the innermost mount that holds a path, by the lines of proc(5)'s mountinfo.</summary>
    internal static string? Device(IEnumerable<string> mounts, string path)
    {
        var (device, longest) = (default(string), -1);
        foreach (var fields in mounts.Select(line => line.Split(' ')).Where(fields => fields.Length > 4))
        {
            var mount = Octal()
                .Replace(fields[4], code => ((char)Convert.ToInt32(code.Groups["code"].Value, 8)).ToString(CultureInfo.InvariantCulture));
            var holds = mount == "/" || path == mount || path.StartsWith(mount + "/", StringComparison.Ordinal);
            // Of two mounts at one point the later hides the former.
            if (holds && mount.Length >= longest) (device, longest) = (fields[2], mount.Length);
        }

        return device;
    }

    /// <summary>The disk that a partition is of.</summary>
    private static string Whole(string device)
    {
        var link = $"/sys/dev/block/{device}";
        if (!System.IO.Directory.Exists(link) || new DirectoryInfo(link).ResolveLinkTarget(returnFinalTarget: true) is not { } block)
            return device;
        return File.Exists(Path.Combine(block.FullName, "partition")) ? Path.GetDirectoryName(block.FullName)! : block.FullName;
    }

    [GeneratedRegex(@"\\(?<code>[0-7]{3})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Octal();
}
