using System.CommandLine;
using Usher.Platform;
using Usher.Web.Doctor;
using Usher.Web.Hosting;

namespace Usher.Web.Commands;

/// <summary><c>usher doctor</c>: in one screen, what is configured, reachable and unsafe. Changes nothing.</summary>
public static class DoctorCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var command = new Command("doctor",
            "Check what is configured, reachable and unsafe; exits 1 if something is bad, 4 if something is " +
            "weak") { CommandOutput.JsonOption };
        command.SetAction(async (parsed, ct) =>
        {
            using var http = new HttpClient(OutboundHosts.ToConfigured()) { Timeout = Patience };
            var output = CommandOutput.Of(parsed);
            var findings =
                await output.Working("Looking", _ => new Examination(UsherSettings.FromEnvironment(), TimeProvider.System, http).Run(ct));
            var worst = findings.Max(finding => finding.Standing);
            output.Answer(new { Healthy = worst < Standing.Bad, Worst = worst, Findings = findings }, _ => Screen(findings));
            return worst switch { Standing.Bad => Exit.Refused, Standing.Warn => Exit.Weak, _ => Exit.Done };
        });
        return command;
    }

    private static string Screen(IReadOnlyList<Finding> findings)
    {
        var width = findings.Max(finding => finding.Name.Length);
        return string.Join(Environment.NewLine, findings.Select(finding =>
            $"{finding.Standing switch { Standing.Good => "ok  ", Standing.Note => "note", Standing.Warn => "WEAK", _ => "BAD " }}  " +
                $"{finding.Name.PadRight(width)}  {finding.Text.ReplaceLineEndings(" ")}"));
    }
}
