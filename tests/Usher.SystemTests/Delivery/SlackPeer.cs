using System.Diagnostics;
using Usher.Tests;

namespace Usher.SystemTests.Delivery;

/// <summary>Another's emulation of Slack on loopback: its Web API, and the pages on which people allow an app.</summary>
public sealed class SlackPeer : IDisposable
{
    private readonly Process _process;

    private SlackPeer(Process process, Uri api) => (_process, Api) = (process, api);

    /// <summary>The address of its Web API.</summary>
    public Uri Api { get; }

    /// <summary>Starts it, and waits until it answers. Skips the test where it is not installed.</summary>
    public static async Task<SlackPeer> Start()
    {
        Peer.Npm("emulate").Need();
        var port = Peer.FreePort();
        var process = Process.Start(new ProcessStartInfo(Peer.Node.Where!, [Path.Combine(Repository.Root, "tests", "peers", "slack.mjs"), $"{port}"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        (await process.StandardOutput.ReadLineAsync()).ShouldBe("ready");
        return new(process, new Uri($"http://127.0.0.1:{port}/api/"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5_000)) _process.Kill();
        _process.Dispose();
    }
}
