using System.Diagnostics;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>What guards the console's source: types, layout of the code, the rules of hooks, the arrows between its rooms, and the tests of what needs no browser.</summary>
public class ConsoleGateTests
{
    [Fact]
    public async Task The_console_s_own_gate_is_green()
    {
        Peer.Node.Need();
        var start = new ProcessStartInfo("npm")
        {
            WorkingDirectory = Path.Combine(Repository.Root, "console"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NO_COLOR"] = "1" },
        };
        foreach (var argument in new[] { "run", "--silent", "check" }) start.ArgumentList.Add(argument);
        using var check = Process.Start(start)!;
        var said = await Task.WhenAll(
            check.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            check.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);
        check.ExitCode.ShouldBe(0, string.Join('\n', said));
    }
}
