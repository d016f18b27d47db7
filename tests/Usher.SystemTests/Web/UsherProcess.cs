using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Usher.Tests;
using Usher.Tests.Web;

namespace Usher.SystemTests.Web;

/// <summary>The built <c>usher</c> as a process of its own, with its own data folder: what an operator runs.</summary>
public sealed class UsherProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly string? _ownFolder;

    private UsherProcess(Process process, string folder, string? ownFolder)
    {
        _process = process;
        Folder = folder;
        _ownFolder = ownFolder;
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Its data folder.</summary>
    public string Folder { get; }

    /// <summary>What it said on stdout when it was ready to serve.</summary>
    public JsonObject Ready { get; private set; } = [];

    /// <summary>Where it serves.</summary>
    public Uri Address => new(Ready["urls"]![0]!.GetValue<string>());

    /// <summary>The process.</summary>
    public int Id => _process.Id;

    /// <summary>Starts <c>usher serve</c> on a free port and waits until it says that it serves.</summary>
    public static Task<UsherProcess> Serve(params (string Name, string Value)[] environment) => ServeOn(null, environment);

    /// <inheritdoc cref="Serve"/>
    /// <param name="folder">The data folder, which is kept; null: its own, gone with it.</param>
    /// <param name="environment">What is set.</param>
    public static async Task<UsherProcess> ServeOn(string? folder, params (string Name, string Value)[] environment)
    {
        var usher = Start(folder, environment, "serve", "--urls", "http://127.0.0.1:0", "--json");
        var line = await usher._process.StandardOutput.ReadLineAsync();
        if (line is null) throw new InvalidOperationException(await usher._error);
        usher.Ready = JsonNode.Parse(line)!.AsObject();
        return usher;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Answer, string Error)> Run(string? folder, params string[] arguments)
    {
        await using var usher = Start(folder, [], arguments);
        var answer = await usher._process.StandardOutput.ReadToEndAsync();
        await usher._process.WaitForExitAsync();
        return (usher._process.ExitCode, answer, await usher._error);
    }

    /// <summary>Stops it as Ctrl-C does; what it wrote on stderr in all its life, and its exit code.</summary>
    public async Task<(string Error, int Code)> Stop()
    {
        using (var kill = Process.Start("kill", ["-INT", $"{_process.Id}"])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return (await _error, _process.ExitCode);
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (_ownFolder is not null) System.IO.Directory.Delete(_ownFolder, recursive: true);
    }

    /// <summary>The program that is started: the one that was built with the tests, or, for measurements, one that was published (<c>USHER_PUBLISHED</c> names its folder).</summary>
    private static string Program => Environment.GetEnvironmentVariable("USHER_PUBLISHED") is { } published
        ? Path.Combine(published, "Usher.Web.dll")
        : typeof(Usher.Web.Hosting.UsherHost).Assembly.Location;

    private static UsherProcess Start(string? folder, (string Name, string Value)[] environment, params string[] arguments)
    {
        var own = folder is null ? System.IO.Directory.CreateTempSubdirectory("usher-test-").FullName : null;
        folder ??= Path.Combine(own!, "data");
        string[] command = ["dotnet", Program, .. arguments];
        // What runs in a shell's background ignores Ctrl-C, and so would its children: here it counts again. A file that may not grow (SIGXFSZ) is an error to whoever
        // writes, as a full disk is, and not the end.
        if (OperatingSystem.IsLinux()) command = ["env", "--default-signal=INT", "--ignore-signal=XFSZ", .. command];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["Usher__Data"] = folder;
        start.Environment["Audit__KeyFile"] = Path.Combine(Path.GetDirectoryName(folder)!, "audit.key");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new UsherProcess(Process.Start(start)!, folder, own);
    }
}
