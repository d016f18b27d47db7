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

    /// <summary>
    /// How far apart two groups of the same kind come to be at each decile by chance alone: both are thrown together, dealt anew a thousand times, and the widest is taken.
    /// </summary>
    public static double[] ByChance(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var random = new Random(1);
        double[] all = [.. one, .. other];
        var widest = new double[9];
        for (var deal = 0; deal < 1000; deal++)
        {
            random.Shuffle(all);
            var apart = Apart(all[..one.Count], all[one.Count..]);
            for (var d = 0; d < widest.Length; d++) widest[d] = Math.Max(widest[d], apart[d]);
        }

        return widest;
    }
}
