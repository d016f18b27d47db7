namespace Usher.Bench;

/// <summary>Where PostgreSQL's server programs are, as Debian installs them.</summary>
internal static class PostgresPrograms
{
    /// <summary>The folder of the newest version.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static string Newest => (System.IO.Directory.Exists("/usr/lib/postgresql") ? System.IO.Directory.GetDirectories("/usr/lib/postgresql") : [])
        .Select(version => Path.Combine(version, "bin")).Where(folder => File.Exists(Path.Combine(folder, "initdb")))
        .Order(StringComparer.Ordinal).LastOrDefault() ?? throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql");
}
