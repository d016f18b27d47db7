using System.Runtime.CompilerServices;
using Usher.Platform.Audit;

namespace Usher.Tests.Platform;

/// <summary>An export in which a line says its entry twice: who reads the first member sees another entry than the one that is proven.</summary>
public sealed class ExportedTwiceTests
{
    [Fact]
    public async Task A_line_with_a_member_twice_is_no_entry()
    {
        await using var file = File.OpenRead(Path.Combine(Folder(), "duplicate-body.jsonl"));
        var report = await AuditExport.Verify(file, await File.ReadAllTextAsync(Path.Combine(Folder(), "key.pem"), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        report.Findings.ShouldContain(finding => finding.Entry == 0 && finding.What.Contains("a member twice", StringComparison.Ordinal));
        report.Findings.ShouldContain(finding => finding.What == "The export proves 0 of the 1 entries of the requested range.");
        (report.Size, report.Range).ShouldBe((0, 1));
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Exports");
}
