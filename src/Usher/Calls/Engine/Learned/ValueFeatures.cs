namespace Usher.Calls.Engine.Learned;

/// <summary>What is known of each clause that may tell how much of its wording an answer uses.</summary>
internal static class ValueFeatures
{
    /// <summary>How many features a clause has.</summary>
    public const int Count = 19;

    /// <summary>The features of some clauses, one row of <see cref="Count"/> after the other.</summary>
    public static float[] Of(Units units, IReadOnlyList<int> some, float[] placeRows, double[] places, Expected expected)
    {
        var rows = new float[some.Count * Count];
        var ranks = Units.Ranks(places);
        var alone = new LearnedChoice(units, places, expected, new ChoiceTuning { Pairs = 0 });
        var top = Math.Max(1e-9, places.DefaultIfEmpty(0).Max());
        var vocabulary = units.Corpus.Vocabulary;
        for (var n = 0; n < some.Count; n++)
        {
            var u = some[n];
            var row = rows.AsSpan(n * Count, Count);
            var words = units.Words(u);
            var topical = 0;
            double mean = 0, rarity = 0, pairs = 0;
            for (var i = 0; i < words.Length; i++)
            {
                var stem = words[i].Form.Stem;
                mean += expected.Words[stem];
                if (i > 0)
                    pairs += expected.Pairs.GetValueOrDefault((words[i - 1].Form.Stem, stem));
                if (!vocabulary.IsTopical(stem))
                    continue;
                topical++;
                rarity += units.Corpus.Rarity[stem];
            }
            row[0] = (float)(alone.Gain(u) / units[u].Length);
            row[1] = (float)(mean / units[u].Length);
            row[2] = (float)(pairs / units[u].Length);
            row[3] = (float)places[u];
            row[4] = (float)(places[u] / top);
            row[5] = ranks[u];
            row[6] = units[u].Length;
            row[7] = topical / (float)units[u].Length;
            row[8] = (float)(rarity / Math.Max(1, topical));
            row[9] = (float)units[u].Clarity;
            row[10] = units[u].IsQuestion ? 1 : 0;
            row[11] = (float)alone.Gain(u);
            row[12] = placeRows[u * PlaceFeatures.Count];
            row[13] = placeRows[u * PlaceFeatures.Count + 38];
        }
        return rows;
    }
}
