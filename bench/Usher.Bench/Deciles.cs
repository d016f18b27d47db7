namespace Usher.Bench;

/// <summary>Two groups of times, compared by their nine deciles.</summary>
internal static class Deciles
{
    /// <summary>The nine deciles; the fifth is the median.</summary>
    public static double[] Of(IEnumerable<double> times)
    {
        var sorted = times.Order().ToArray();
        return [.. Enumerable.Range(1, 9).Select(d => sorted[sorted.Length * d / 10])];
    }

    /// <summary>How far two groups are apart at each decile, as a part of the first.</summary>
    public static double[] Apart(IEnumerable<double> one, IEnumerable<double> other) => [.. Of(one).Zip(Of(other), (a, b) => Math.Abs(b - a) / a)];
}
