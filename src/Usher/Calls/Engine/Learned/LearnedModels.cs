using System.Text;

namespace Usher.Calls.Engine.Learned;

/// <summary>What was learned from people's answers about meetings (QMSum; see THIRD-PARTY.md).</summary>
/// <param name="Place">How likely a clause is where the answer is.</param>
/// <param name="Word">How often the answer uses a word.</param>
/// <param name="Pair">How often it uses two words in a row.</param>
/// <param name="Value">How much of a clause's wording it uses.</param>
/// <param name="Table">How answers use words, whatever they are about.</param>
internal sealed record LearnedModels(Trees Place, Trees Word, Trees Pair, Trees Value, WordTable Table)
{
    private const string Resource = "Usher.Calls.Engine.Learned.models.bin";
    private static readonly Lazy<(LearnedModels Answers, LearnedModels Summaries)> Shipped = new(() =>
    {
        using var stream = typeof(LearnedModels).Assembly.GetManifestResourceStream(Resource)!;
        return (Read(stream), Read(stream));
    });

    /// <summary>What was learned of answers to questions.</summary>
    public static LearnedModels OfAnswers => Shipped.Value.Answers;

    /// <summary>What was learned of summaries of whole meetings.</summary>
    public static LearnedModels OfSummaries => Shipped.Value.Summaries;

    /// <summary>Writes what <see cref="Read"/> reads.</summary>
    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        foreach (var trees in new[] { Place, Word, Pair, Value })
            trees.Write(writer);
        Table.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static LearnedModels Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        return new LearnedModels(Trees.Read(reader), Trees.Read(reader), Trees.Read(reader), Trees.Read(reader), WordTable.Read(reader));
    }

    private const int Placed = 1_500;

    /// <summary>For each clause how likely it is where the answer is, from 0 to 1.</summary>
    public double[] Places(float[] rows, double[] byHand)
    {
        var places = new double[byHand.Length];
        // Of very many clauses only those that may be it at all are looked at closely.
        foreach (var unit in Units.Best(byHand, Placed))
            places[unit] = 1 / (1 + Math.Exp(-Place.Of(rows.AsSpan(unit * PlaceFeatures.Count, PlaceFeatures.Count))));
        return places;
    }

    /// <summary>What the answer is expected to use.</summary>
    public Expected Expect(WordFeatures features, int stems)
    {
        var words = new double[stems];
        for (var i = 0; i < features.Stems.Length; i++)
            words[features.Stems[i]] = Math.Exp(Word.Of(features.Words.AsSpan(i * WordFeatures.OfWord, WordFeatures.OfWord)));
        var (pairs, rows) = features.ForPairs(words);
        var expected = new Dictionary<(int, int), double>(pairs.Count);
        for (var i = 0; i < pairs.Count; i++)
            expected.Add(pairs[i], Math.Exp(Pair.Of(rows.AsSpan(i * WordFeatures.OfPair, WordFeatures.OfPair))));
        return new Expected(words, expected);
    }

    /// <summary>For each of some clauses how much of its wording an answer uses; 0 for others.</summary>
    public double[] Values(Units units, IReadOnlyList<int> some, float[] placeRows, double[] places, Expected expected)
    {
        var values = new double[units.Count];
        var rows = ValueFeatures.Of(units, some, placeRows, places, expected);
        for (var i = 0; i < some.Count; i++)
            values[some[i]] = Value.Of(rows.AsSpan(i * ValueFeatures.Count, ValueFeatures.Count));
        return values;
    }
}
