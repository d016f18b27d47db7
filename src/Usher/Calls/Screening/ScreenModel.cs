using System.IO.Compression;
using System.Runtime.InteropServices;
using Usher.Calls.Transcripts;

namespace Usher.Calls.Screening;

/// <summary>
/// The learned screen: how much more likely a passage is one of the sensitive kinds than ordinary business, by a linear model over
/// <see cref="ScreenFeatures"/>. Its weights were learnt from passages in the tests (<c>bench/run train-screening</c>), and are in the program.
/// </summary>
internal sealed class ScreenModel
{
    /// <summary>How many kinds there are, ordinary business the first of them, then those of <see cref="SensitivityClass"/> in their order.</summary>
    public const int Kinds = 7;

    /// <summary>How many words a passage has, and how many further on the next begins.</summary>
    private const int Passage = 90, Step = 45;

    /// <summary>Fewer words than this tell too little to be judged by what is learnt.</summary>
    private const int Fewest = 35;

    private readonly sbyte[] _weights;
    private readonly float[] _bias;
    private readonly float _scale;

    private ScreenModel(float scale, float[] bias, sbyte[] weights) => (_scale, _bias, _weights) = (scale, bias, weights);

    /// <summary>The one in the program.</summary>
    public static ScreenModel Learnt { get; } = Read(typeof(ScreenModel).Assembly.GetManifestResourceStream("Usher.Calls.screening.weights.gz")!);

    /// <summary>How a passage looks.</summary>
    /// <param name="Kind">The kind it looks like most.</param>
    /// <param name="Odds">The logarithm of the odds that it is sensitive.</param>
    public readonly record struct Look(SensitivityClass Kind, double Odds);

    /// <summary>The passage of a call that looks most sensitive, and how many there are, not counting how they overlap; none of a few words.</summary>
    public (Look? Most, int Passages) Read(IReadOnlyList<Turn> turns, ref long steps)
    {
        var words = CollectionsMarshal.AsSpan(ScreenFeatures.Words(turns));
        Look? most = null;
        if (words.Length - words.Count(ScreenFeatures.Stop) < Fewest) return (most, 0);
        for (var from = 0; from < words.Length; from += Step)
        {
            var end = words.Length - from <= Passage + Step ? words.Length : from + Passage;
            var look = Of(ScreenFeatures.Of(words[from..end]));
            steps += end - from;
            if (most is null || look.Odds > most.Value.Odds) most = look;
            if (end == words.Length) break;
        }

        return (most, Math.Max(1, words.Length / (Passage + Step)));
    }

    private Look Of(int[] buckets)
    {
        Span<double> sums = stackalloc double[Kinds];
        foreach (var bucket in buckets)
            for (var kind = 0; kind < Kinds; kind++) sums[kind] += _weights[(bucket * Kinds) + kind];
        var length = Math.Sqrt(buckets.Length + 1);
        var best = 1;
        for (var kind = 0; kind < Kinds; kind++)
        {
            sums[kind] = ((sums[kind] * _scale) + _bias[kind]) / length;
            if (kind > 1 && sums[kind] > sums[best]) best = kind;
        }

        var odds = 0.0;
        for (var kind = 1; kind < Kinds; kind++) odds += Math.Exp(sums[kind] - sums[best]);
        return new((SensitivityClass)(best - 1), sums[best] + Math.Log(odds) - sums[0]);
    }

    /// <summary>Reads weights as <see cref="Write"/> wrote them.</summary>
    public static ScreenModel Read(Stream packed)
    {
        using var reader = new BinaryReader(new GZipStream(packed, CompressionMode.Decompress));
        var scale = reader.ReadSingle();
        var bias = new float[Kinds];
        for (var kind = 0; kind < Kinds; kind++) bias[kind] = reader.ReadSingle();
        return new(scale, bias, MemoryMarshal.Cast<byte, sbyte>(reader.ReadBytes(ScreenFeatures.Buckets * Kinds)).ToArray());
    }

    /// <summary>Writes weights, each to a two hundred and fifty-fifth of the largest.</summary>
    /// <param name="weights">By bucket, then by kind.</param>
    /// <param name="bias">By kind.</param>
    /// <param name="to">Where to.</param>
    public static void Write(float[][] weights, float[] bias, Stream to)
    {
        var largest = weights.Max(of => of.Max(Math.Abs));
        using var writer = new BinaryWriter(new GZipStream(to, CompressionLevel.SmallestSize));
        writer.Write(largest / sbyte.MaxValue);
        foreach (var one in bias) writer.Write(one);
        foreach (var weight in weights.SelectMany(of => of)) writer.Write((sbyte)MathF.Round(weight / largest * sbyte.MaxValue));
    }
}
