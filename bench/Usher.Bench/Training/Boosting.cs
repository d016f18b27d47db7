using Usher.Calls.Engine.Learned;

namespace Usher.Bench.Training;

/// <summary>What the trees are to come near.</summary>
internal enum Loss
{
    /// <summary>A label of 0 or 1; the sum of the trees is its log-odds.</summary>
    Logistic,
    /// <summary>A count; the sum is the logarithm of its mean.</summary>
    Poisson,
    /// <summary>A number.</summary>
    Squared,
}

/// <summary>How trees are grown.</summary>
internal sealed record Growth(int Trees, int Depth, double Rate, double LeastWeight, double Rows = 0.5, double Columns = 0.5);

/// <summary>
/// Grows boosted trees level by level on histograms. The same rows give the same trees to the digit: chance has a fixed seed, and each sum
/// is made in one order, by one thread.
/// </summary>
internal sealed class Boosting
{
    private const int Bins = 64;
    private const double Ridge = 1;
    private const double LongestStep = 2;

    private readonly int count;
    private readonly int columns;
    private readonly float[][] cuts;
    private readonly byte[][] binned;
    private readonly float[] labels;
    private readonly Loss loss;
    private readonly float[] gradients;
    private readonly float[] hessians;
    private readonly double[] sums;

    /// <param name="rows">The features of the rows, one after the other.</param>
    /// <param name="columns">How many features a row has.</param>
    /// <param name="labels">The label of each row.</param>
    /// <param name="loss">What the trees are to come near.</param>
    public Boosting(IReadOnlyList<float[]> rows, int columns, float[] labels, Loss loss)
    {
        this.columns = columns;
        this.labels = labels;
        this.loss = loss;
        count = labels.Length;
        cuts = new float[columns][];
        binned = new byte[columns][];
        gradients = new float[count];
        hessians = new float[count];
        sums = new double[count];
        Parallel.For(0, columns, new ParallelOptions { MaxDegreeOfParallelism = 2 }, c => Bin(rows, c));
    }

    private void Bin(IReadOnlyList<float[]> rows, int column)
    {
        var values = new float[count];
        var i = 0;
        foreach (var block in rows)
            for (var at = column; at < block.Length; at += columns)
                values[i++] = block[at];
        var step = Math.Max(1, count / 40_000);
        var sample = values.Where((_, k) => k % step == 0).ToArray();
        Array.Sort(sample);
        cuts[column] = [.. Enumerable.Range(1, Bins - 1).Select(b => sample[(int)((long)b * sample.Length / Bins)]).Distinct()];
        binned[column] = new byte[count];
        for (i = 0; i < count; i++)
        {
            // The first cut that is not below the value: the value goes left of it.
            var at = Array.BinarySearch(cuts[column], values[i]);
            binned[column][i] = (byte)(at < 0 ? ~at : at);
        }
    }

    public Trees Grow(Growth growth, int seed)
    {
        var mean = Math.Max(1e-6, labels.Average(l => (double)l));
        var bias = loss switch { Loss.Logistic => Math.Log(mean / (1 - mean)), Loss.Poisson => Math.Log(mean), _ => mean };
        Array.Fill(sums, (float)bias);
        var random = new Random(seed);
        var nodes = (1 << growth.Depth) - 1;
        var features = new byte[growth.Trees * nodes];
        var thresholds = new float[growth.Trees * nodes];
        var leaves = new float[growth.Trees << growth.Depth];
        var node = new int[count];
        for (var tree = 0; tree < growth.Trees; tree++)
        {
            Derive();
            var chosen = new List<int>();
            for (var r = 0; r < count; r++)
            {
                node[r] = 0;
                if (random.NextDouble() < growth.Rows)
                    chosen.Add(r);
            }
            var taken = Enumerable.Range(0, columns).Where(_ => random.NextDouble() < growth.Columns).ToArray();
            if (taken.Length == 0)
                taken = [random.Next(columns)];
            var rows = chosen.ToArray();
            for (var level = 0; level < growth.Depth; level++)
                Split(rows, taken, node, level, growth.LeastWeight, features.AsSpan(tree * nodes, nodes), thresholds.AsSpan(tree * nodes, nodes));
            var values = leaves.AsSpan(tree << growth.Depth, 1 << growth.Depth);
            Leaves(rows, node, nodes, growth.Rate, values);
            // Also for rows that this tree was not grown from.
            for (var r = 0; r < count; r++)
            {
                var at = 0;
                for (var level = 0; level < growth.Depth; level++)
                {
                    var f = features[tree * nodes + at];
                    at = 2 * at + (IsRight(f, r, thresholds[tree * nodes + at]) ? 2 : 1);
                }
                sums[r] += values[at - nodes];
            }
        }
        return new Trees(growth.Depth, (float)bias, features, thresholds, leaves);
    }

    private bool IsRight(int feature, int row, float threshold)
    {
        var bin = binned[feature][row];
        return bin == cuts[feature].Length ? threshold != float.PositiveInfinity : cuts[feature][bin] > threshold;
    }

    private void Derive()
    {
        for (var r = 0; r < count; r++)
            switch (loss)
            {
                case Loss.Logistic:
                    var p = 1 / (1 + Math.Exp(-sums[r]));
                    gradients[r] = (float)(p - labels[r]);
                    hessians[r] = (float)Math.Max(1e-6, p * (1 - p));
                    break;
                case Loss.Poisson:
                    var mean = Math.Exp(Math.Min(10, sums[r]));
                    gradients[r] = (float)(mean - labels[r]);
                    hessians[r] = (float)Math.Max(1e-6, mean);
                    break;
                default:
                    gradients[r] = (float)(sums[r] - labels[r]);
                    hessians[r] = 1;
                    break;
            }
    }

    private void Split(int[] rows, int[] taken, int[] node, int level, double leastWeight, Span<byte> features, Span<float> thresholds)
    {
        var first = (1 << level) - 1;
        var width = 1 << level;
        var best = new (double Gain, int Feature, int Bin)[taken.Length * width];
        Parallel.For(0, taken.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, t =>
        {
            var histogram = new double[width * (Bins + 1) * 2];
            var bins = binned[taken[t]];
            foreach (var r in rows)
            {
                var at = ((node[r] - first) * (Bins + 1) + bins[r]) * 2;
                histogram[at] += gradients[r];
                histogram[at + 1] += hessians[r];
            }
            for (var n = 0; n < width; n++)
                best[t * width + n] = Best(histogram.AsSpan(n * (Bins + 1) * 2, (Bins + 1) * 2), taken[t], leastWeight);
        });
        for (var n = 0; n < width; n++)
        {
            var (gain, feature, bin) = (0.0, 0, -1);
            for (var t = 0; t < taken.Length; t++)
                if (best[t * width + n].Gain > gain)
                    (gain, feature, bin) = best[t * width + n];
            features[first + n] = (byte)feature;
            thresholds[first + n] = bin < 0 ? float.PositiveInfinity : cuts[feature][bin];
        }
        foreach (var r in rows)
        {
            var at = node[r];
            node[r] = 2 * at + (IsRight(features[at], r, thresholds[at]) ? 2 : 1);
        }
    }

    private (double Gain, int Feature, int Bin) Best(Span<double> histogram, int feature, double leastWeight)
    {
        double g = 0, h = 0;
        for (var b = 0; b <= Bins; b++)
            (g, h) = (g + histogram[2 * b], h + histogram[2 * b + 1]);
        var best = (Gain: 1e-9, feature, Bin: -1);
        double left = 0, weight = 0;
        for (var b = 0; b < cuts[feature].Length; b++)
        {
            (left, weight) = (left + histogram[2 * b], weight + histogram[2 * b + 1]);
            if (weight < leastWeight || h - weight < leastWeight)
                continue;
            var right = g - left;
            var gain = left * left / (weight + Ridge) + right * right / (h - weight + Ridge) - g * g / (h + Ridge);
            if (gain > best.Gain)
                best = (gain, feature, b);
        }
        return best.Bin < 0 ? default : best;
    }

    private void Leaves(int[] rows, int[] node, int nodes, double rate, Span<float> leaves)
    {
        var g = new double[leaves.Length];
        var h = new double[leaves.Length];
        foreach (var r in rows)
        {
            g[node[r] - nodes] += gradients[r];
            h[node[r] - nodes] += hessians[r];
        }
        for (var l = 0; l < leaves.Length; l++)
            leaves[l] = (float)(rate * Math.Clamp(-g[l] / (h[l] + Ridge), -LongestStep, LongestStep));
    }
}
