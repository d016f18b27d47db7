namespace Usher.Calls.Engine.Learned;

/// <summary>
/// Boosted regression trees, all of one depth: the sum over the trees of the leaf that a row of features comes to. A node goes right where
/// its feature is above its threshold.
/// </summary>
/// <param name="depth">How many questions each tree asks.</param>
/// <param name="bias">What the sum begins with.</param>
/// <param name="features">For each node of each tree, level by level, the feature it looks at.</param>
/// <param name="thresholds">For each node its threshold.</param>
/// <param name="leaves">For each leaf of each tree its value.</param>
internal sealed class Trees(int depth, float bias, byte[] features, float[] thresholds, float[] leaves)
{
    private readonly int nodes = (1 << depth) - 1;

    /// <summary>How many trees there are.</summary>
    public int Count => leaves.Length >> depth;

    /// <summary>The value for one row.</summary>
    public double Of(ReadOnlySpan<float> row)
    {
        double sum = bias;
        for (var tree = 0; tree < Count; tree++)
        {
            var node = 0;
            var first = tree * nodes;
            for (var level = 0; level < depth; level++)
                node = 2 * node + (row[features[first + node]] > thresholds[first + node] ? 2 : 1);
            sum += leaves[(tree << depth) + node - nodes];
        }
        return sum;
    }

    /// <summary>Writes what <see cref="Read"/> reads.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write((byte)depth);
        writer.Write(Count);
        writer.Write(bias);
        writer.Write(features);
        foreach (var threshold in thresholds)
            writer.Write(threshold);
        foreach (var leaf in leaves)
            writer.Write(leaf);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Trees Read(BinaryReader reader)
    {
        var depth = reader.ReadByte();
        var count = reader.ReadInt32();
        var bias = reader.ReadSingle();
        var features = reader.ReadBytes(count * ((1 << depth) - 1));
        return new Trees(depth, bias, features, Floats(features.Length), Floats(count << depth));
        float[] Floats(int n)
        {
            var floats = new float[n];
            for (var i = 0; i < n; i++)
                floats[i] = reader.ReadSingle();
            return floats;
        }
    }
}
