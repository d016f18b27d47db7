namespace Usher.Bench;

internal static class Medians
{
    /// <summary>The middle value; of an even number of values the mean of the two in the middle.</summary>
    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The value that ninety-nine of a hundred do not exceed.</summary>
    public static double P99(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count * 99 / 100);
}
