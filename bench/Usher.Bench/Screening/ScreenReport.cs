using System.Globalization;
using Usher.Calls.Screening;

namespace Usher.Bench.Screening;

/// <summary>How the screen does on passages that nothing was learnt from: what it holds of the sensitive ones, and of ordinary business.</summary>
internal static class ScreenReport
{
    /// <summary>Screens each passage as a call of its own.</summary>
    public static int Run(string folder)
    {
        foreach (var file in System.IO.Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal))
        {
            var seen = Passage.Read(file).Select(p => (p.Kind, p.Id, Held: Sensitivity.Classify(p.Turns))).ToList();
            var (sensitive, ordinary) = (seen.Where(p => p.Kind > 0).ToList(), seen.Where(p => p.Kind == 0).ToList());
            var by = sensitive.GroupBy(p => (SensitivityClass)(p.Kind - 1)).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count(p => p.Held is not null)}/{g.Count()}");
            Console.WriteLine($"{Path.GetFileName(file)}: held {Share(sensitive.Count(p => p.Held is not null), sensitive.Count)} of the sensitive, {Share(ordinary.Count(p => p.Held is not null), ordinary.Count)} of the others; {string.Join(", ", by)}");
        }

        return 0;
    }

    /// <summary>A share with its 95 % interval (Wilson's).</summary>
    private static string Share(int some, int all)
    {
        const double z = 1.96;
        var p = (double)some / all;
        var (middle, half) = (p + (z * z / (2 * all)), z * Math.Sqrt((p * (1 - p) / all) + (z * z / (4.0 * all * all))));
        var by = 1 + (z * z / all);
        return string.Create(CultureInfo.InvariantCulture, $"{some}/{all} ({p:P1}, {(middle - half) / by:P1} to {(middle + half) / by:P1})");
    }
}
