using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Usher.Platform;

namespace Usher.Tests.Deploy;

/// <summary>What the rules and the board ask for is there: metrics that are told, tags that they have, headings that alerts lead to.</summary>
public sealed partial class WatchFilesTests
{
    private static string File(params string[] path) => System.IO.File.ReadAllText(Path.Combine([Repository.Root, .. path]));

    private static string Rules => File("deploy", "watch", "usher.rules.yml");

    private static string Board => string.Join('\n', JsonNode.Parse(File("deploy", "watch", "usher.grafana.json"))!["panels"]!.AsArray()
        .SelectMany(panel => panel!["targets"]!.AsArray().Select(target => target!["expr"]!.GetValue<string>())));

    [Fact]
    public void Every_metric_of_Usher_that_is_asked_for_is_told_under_that_name()
    {
        var told = Told();
        var asked = Asked().Matches(Rules + Board).Select(match => match.Value).Where(name => !name.StartsWith("usher_systemd", StringComparison.Ordinal)).Distinct().ToList();
        asked.Count.ShouldBeGreaterThan(5);
        asked.Where(name => !told.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_metric_that_Usher_tells_is_on_the_board_and_in_the_documentation()
    {
        foreach (var instrument in Instruments())
        {
            Board.ShouldContain(Translated(instrument).First().Split("_bucket")[0]);
            File("docs", "configuration.md").ShouldContain($"`{instrument.Name}`");
        }
    }

    [Fact]
    public void Every_alert_leads_to_its_own_heading_in_the_documentation()
    {
        var headings = File("docs", "operating.md").Split('\n').Where(line => line.StartsWith("### ", StringComparison.Ordinal)).Select(line => line[4..].Trim()).ToList();
        var alerts = Alert().Matches(Rules).Select(match => match.Groups[1].Value).ToList();
        alerts.Count.ShouldBeGreaterThanOrEqualTo(10);
        foreach (var alert in alerts)
        {
            headings.ShouldContain(alert);
            Rules.ShouldContain($"runbook: docs/operating.md#{alert.ToLowerInvariant()}");
        }
    }

    private static HashSet<string> Told() => [.. Instruments().SelectMany(Translated)];

    /// <summary>The name that OTLP's metrics get in Prometheus: dots to underscores, the unit spelled out, and what the kind adds.</summary>
    private static IEnumerable<string> Translated(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
        return instrument is Counter<long> ? [$"{name}_total"] : [$"{name}_bucket", $"{name}_count", $"{name}_sum"];
    }

    private static List<Instrument> Instruments()
    {
        var found = new List<Instrument>();
        Telemetry.Decided(allowed: true); // the meter is there
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => { if (instrument.Meter.Name == Telemetry.Name) found.Add(instrument); } };
        listener.Start();
        return found;
    }

    [GeneratedRegex(@"\busher_[a-z_]+")]
    private static partial Regex Asked();

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Alert();
}
