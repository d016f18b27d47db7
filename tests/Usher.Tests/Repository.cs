using System.Runtime.CompilerServices;

namespace Usher.Tests;

/// <summary>The tree that the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = Find();

    private static string Find([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(folder, "Usher.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
