using Usher.Directory;
using Usher.Tests.Acts;
using Usher.Upstream;

namespace Usher.Tests.Directory;

/// <summary>Harbor without its Organization Admins: both were deactivated upstream (rule 1).</summary>
internal static class LostAdmins
{
    public static async Task Lose(Town town)
    {
        await UpstreamSamples.Keys(town);
        await town.Accept("editor");
        await town.Do("reporter", new SettleReports(ReportKind.Deactivation,
            [.. new[] { "orgadmin", "orgadmin2" }.Select(who => UpstreamSamples.SignIn(town, who, $"{who}@harbor.example"))]));
    }

    /// <summary>Support proposes the Editor, this many days after; the proposal is asked about as "proposal".</summary>
    public static async Task Propose(Town town, int days = 0)
    {
        await Lose(town);
        town.Clock.Move(TimeSpan.FromDays(days));
        town.Call("proposal", await town.Do("support", new ProposeReplacement(town["editor"])));
    }
}
