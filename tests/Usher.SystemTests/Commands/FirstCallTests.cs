using System.Diagnostics;
using Usher.SystemTests.Web;
using Usher.Tests;

namespace Usher.SystemTests.Commands;

/// <summary><c>docs/first-call.sh</c> as printed: from an empty server to a call that is delivered.</summary>
public class FirstCallTests
{
    [Fact]
    public async Task The_documented_way_from_an_empty_server_to_a_delivered_call_comes_to_its_end()
    {
        await using var usher = await UsherProcess.Serve();
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "docs", "first-call.sh"), usher.Address.ToString().TrimEnd('/'), usher.Folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["USHER"] = $"dotnet {typeof(Usher.Web.Hosting.UsherHost).Assembly.Location}";
        start.Environment["Usher__Data"] = usher.Folder;
        start.Environment["Audit__KeyFile"] = Path.Combine(Path.GetDirectoryName(usher.Folder)!, "audit.key");
        using var script = Process.Start(start)!;
        var said = script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        script.ExitCode.ShouldBe(0, errors + await said);
        // Cy sees the call, in the list and in the inbox; Bo, who administers everything and is in no team with Cy, does not.
        (await said).Split("\"title\":\"First call\"").Length.ShouldBeGreaterThan(2, await said);
        (await said)[(await said).LastIndexOf("Bo, who administers", StringComparison.Ordinal)..].ShouldNotContain("First call");
    }
}
