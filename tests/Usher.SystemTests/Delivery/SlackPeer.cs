using System.Diagnostics;
using Usher.Tests;

namespace Usher.SystemTests.Delivery;

/// <summary>Another's emulation of Slack on loopback: its Web API, and the pages on which people allow an app.</summary>
public sealed class SlackPeer : IDisposable
{
    private readonly Process _process;

    private readonly bool _ofDemo;

    private SlackPeer(Process process, Uri api, bool ofDemo) => (_process, Api, _ofDemo) = (process, api, ofDemo);

    /// <summary>The address of its Web API.</summary>
    public Uri Api { get; }

    /// <summary>Starts it, and waits until it answers. Skips the test where it is not installed.</summary>
    /// <param name="ofDemo">Whether the demo's sales team is in it, with a channel of theirs.</param>
    public static async Task<SlackPeer> Start(bool ofDemo = false)
    {
        Peer.Npm("emulate").Need();
        var port = FreePort.Find();
        var process = Process.Start(new ProcessStartInfo(Peer.Node.Where!, [Path.Combine(Repository.Root, "tests", "peers", "slack.mjs"), $"{port}", .. ofDemo ? (string[])["demo"] : []])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        (await process.StandardOutput.ReadLineAsync()).ShouldBe("ready");
        return new(process, new Uri($"http://127.0.0.1:{port}/api/"), ofDemo);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        // The demo's stays until it is ended.
        if (!_process.WaitForExit(_ofDemo ? 0 : 5_000)) _process.Kill();
        _process.Dispose();
    }
}
