using System.Diagnostics;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

public class TypesTests
{
    [Fact]
    public async Task The_console_s_types_are_those_of_the_document_in_the_tree()
    {
        var start = new ProcessStartInfo(Peer.Node.Need())
        {
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(Repository.Root, "console", "types.mjs"));
        start.ArgumentList.Add("--check");
        using var check = Process.Start(start)!;
        var said = await check.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);
        check.ExitCode.ShouldBe(0, said);
    }
}
