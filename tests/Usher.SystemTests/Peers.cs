using Usher.Tests;

namespace Usher.SystemTests;

/// <summary>Programs that tests run against and that a machine may lack. A test that needs one says so; without it the test is skipped by name, with the line that installs it.</summary>
public sealed record Peer(string Name, string Install, Func<string?> Find)
{
    private readonly Lazy<string?> _path = new(Find);

    /// <summary>PostgreSQL's server programs: the folder they are in.</summary>
    public static Peer Postgres { get; } = new("PostgreSQL", "apt-get install postgresql", () =>
        new[] { "/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/17/bin" }.Concat(Folders)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"))));

    /// <summary>The browser: the shell without windows, where it is, makes a new profile in a fraction of the time.</summary>
    public static Peer Chromium { get; } = new("Chromium", "apt-get install chromium-headless-shell", () => Program("chromium-headless-shell") ?? Program("chromium") ?? Program("chromium-browser"));

    /// <summary>Node, which runs peers from the npm registry.</summary>
    public static Peer Node { get; } = new("Node.js", "apt-get install nodejs npm", () => Program("node"));

    /// <summary>What judges units of systemd.</summary>
    public static Peer SystemdAnalyze { get; } = new("systemd-analyze", "apt-get install systemd", () => Program("systemd-analyze"));

    /// <summary>The proxy.</summary>
    public static Peer Nginx { get; } = new("nginx", "apt-get install nginx", () => Program("nginx") ?? (File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : null));

    /// <summary>What judges rules of Prometheus.</summary>
    public static Peer Promtool { get; } = new("promtool", "apt-get install prometheus", () => Program("promtool"));

    /// <summary>Where it is; null when it is not installed.</summary>
    public string? Where => _path.Value;

    private static string[] Folders => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A package from the npm registry that <c>tests/peers/package.json</c> names: its folder.</summary>
    /// <param name="package">Its name.</param>
    public static Peer Npm(string package) => new(package, "npm ci --prefix tests/peers", () =>
    {
        var folder = Path.Combine(Repository.Root, "tests", "peers", "node_modules", package);
        return Node.Where is not null && System.IO.Directory.Exists(folder) ? folder : null;
    });

    /// <summary>Where it is; the test that asks is skipped when it is not installed.</summary>
    public string Need()
    {
        Assert.SkipWhen(Where is null, $"{Name} is not installed: {Install}");
        return Where!;
    }

    private static string? Program(string name) => Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
