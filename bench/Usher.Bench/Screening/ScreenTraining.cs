using System.Globalization;
using System.Text.Json;
using Usher.Calls.Screening;
using Usher.Calls.Transcripts;

namespace Usher.Bench.Screening;

/// <summary>A passage of a call with what a person holds it to be.</summary>
/// <param name="Id">Its name in its file.</param>
/// <param name="Kind">Ordinary business is 0, then the kinds of <see cref="SensitivityClass"/>.</param>
/// <param name="Turns">What is said.</param>
internal sealed record Passage(string Id, int Kind, IReadOnlyList<Turn> Turns)
{
    private static readonly string[] Kinds = ["personnel", "health", "legal", "mergers", "finance", "personal"];

    /// <summary>The passages of a file, one in each line.</summary>
    public static IEnumerable<Passage> Read(string file) => File.ReadLines(file).Where(line => line.Length > 0).Select(line =>
    {
        using var one = JsonDocument.Parse(line);
        var turns = one.RootElement.GetProperty("turns").EnumerateArray()
            .Select(turn => new Turn(turn.GetProperty("speaker").GetString()!, null, turn.GetProperty("text").GetString()!)).ToList();
        return new Passage(one.RootElement.GetProperty("id").GetString()!, 1 + Array.IndexOf(Kinds, one.RootElement.GetProperty("kind").GetString()), turns);
    });
}

/// <summary>Learns the weights of the screen, always the same from the same passages: multinomial logistic regression, its second half averaged.</summary>
internal static class ScreenTraining
{
    private const int Rounds = 30;
    private const float Rate = 0.5f, Shrink = 1e-3f;

    /// <summary>Learns from all files of a folder but those that are kept aside, and writes the weights.</summary>
    public static int Run(string folder, string weights)
    {
        var passages = System.IO.Directory.GetFiles(folder, "build-*.jsonl").Order(StringComparer.Ordinal).SelectMany(Passage.Read).ToList();
        var (learnt, bias) = Learn([.. passages.Select(p => (p.Kind, ScreenFeatures.Of([.. ScreenFeatures.Words(p.Turns)])))]);
        using (var to = File.Create(weights)) ScreenModel.Write(learnt, bias, to);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{passages.Count} passages, {passages.Count(p => p.Kind > 0)} sensitive: {new FileInfo(weights).Length:N0} bytes"));
        return 0;
    }

    private static (float[][] Weights, float[] Bias) Learn((int Kind, int[] Buckets)[] passages)
    {
        // The last row is what holds without any word.
        var rows = ScreenFeatures.Buckets + 1;
        var (weights, squares, sums) = (Rows(), Rows(), Rows());
        var (order, random, odds) = (Enumerable.Range(0, passages.Length).ToArray(), new Random(1), new double[ScreenModel.Kinds]);
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(order);
            foreach (var i in order)
            {
                int[] buckets = [.. passages[i].Buckets, rows - 1];
                var length = 1 / Math.Sqrt(buckets.Length);
                Likelihoods(buckets, length);
                for (var kind = 0; kind < odds.Length; kind++) odds[kind] = (odds[kind] - (passages[i].Kind == kind ? 1 : 0)) * length;
                foreach (var bucket in buckets) Step(weights[bucket], squares[bucket]);
            }

            if (round < Rounds / 2) continue;
            for (var row = 0; row < rows; row++)
                for (var kind = 0; kind < odds.Length; kind++) sums[row][kind] += weights[row][kind] / (Rounds - (Rounds / 2));
        }

        return (sums[..^1], sums[^1]);

        float[][] Rows() => [.. Enumerable.Range(0, rows).Select(_ => new float[ScreenModel.Kinds])];

        void Likelihoods(int[] buckets, double length)
        {
            Array.Clear(odds);
            foreach (var bucket in buckets)
                for (var kind = 0; kind < odds.Length; kind++) odds[kind] += weights[bucket][kind];
            var most = odds.Max() * length;
            var sum = 0.0;
            for (var kind = 0; kind < odds.Length; kind++) sum += odds[kind] = Math.Exp((odds[kind] * length) - most);
            for (var kind = 0; kind < odds.Length; kind++) odds[kind] /= sum;
        }

        void Step(float[] weight, float[] square)
        {
            for (var kind = 0; kind < odds.Length; kind++)
            {
                var slope = (float)odds[kind] + (Shrink * weight[kind]);
                square[kind] += slope * slope;
                weight[kind] -= Rate * slope / MathF.Sqrt(square[kind] + 1e-8f);
            }
        }
    }
}
