using System.Runtime.InteropServices;

namespace Usher.Calls.Engine.Learned;

/// <summary>
/// What is known of each word, and of each two words in a row, that may tell how often the answer uses it: how often it is said where the
/// answer may be, whether it is asked for, how answers use it whatever they are about.
/// </summary>
internal sealed class WordFeatures
{
    /// <summary>How many features a word has.</summary>
    public const int OfWord = 14;

    /// <summary>How many features two words in a row have.</summary>
    public const int OfPair = 9;

    private const int Looked = 400;
    private const int Close = 30;
    private const double Sharp = 1.5;
    private const double AnswerWords = 80;

    private readonly Units units;
    private readonly WordUse[] uses;
    private readonly Dictionary<(int, int), WordUse> pairUses;
    private readonly double[] weights;
    private readonly int[] looked;
    private readonly double all;
    private readonly HashSet<(int, int)> askedPairs = [];

    public WordFeatures(string asked, QuestionReading question, Units units, double[] places, WordTable table)
    {
        this.units = units;
        var vocabulary = units.Corpus.Vocabulary;
        uses = table.Of(vocabulary);
        pairUses = table.Pairs(vocabulary);
        looked = Units.Best(places, Looked);
        weights = Array.ConvertAll(places, p => Math.Pow(p, Sharp));
        all = looked.Sum(u => weights[u] * units[u].Length) + 1e-9;
        (Stems, Words) = ForWords(asked, question, vocabulary);
    }

    /// <summary>The words looked at.</summary>
    public int[] Stems { get; }

    /// <summary>Their features, one row of <see cref="OfWord"/> after the other.</summary>
    public float[] Words { get; }

    private (int[], float[]) ForWords(string asked, QuestionReading question, Vocabulary vocabulary)
    {
        var n = vocabulary.Count;
        var (weighted, close, within, most, said, byNamed) =
            (new double[n], new int[n], new int[n], new double[n], new int[n], new int[n]);
        var last = new int[n];
        for (var k = 0; k < looked.Length; k++)
        {
            var unit = looked[k];
            var named = question.Speakers.Contains(units.Corpus.Texts[units.Text[unit]].Call.Turns[units[unit].Turn].Speaker);
            foreach (var word in units.Words(unit))
            {
                var stem = word.Form.Stem;
                weighted[stem] += weights[unit];
                most[stem] = Math.Max(most[stem], weights[unit]);
                said[stem]++;
                byNamed[stem] += named ? 1 : 0;
                if (k >= Close)
                    continue;
                close[stem]++;
                if (last[stem] != k + 1)
                    within[stem]++;
                last[stem] = k + 1;
            }
        }
        var isAsked = new bool[n];
        var askedWeight = new double[n];
        var before = -1;
        foreach (var word in CallText.Of(asked).Words)
        {
            var stem = vocabulary.Find(word.Form);
            if (stem >= 0 && stem < n)
                isAsked[stem] = true;
            if (before >= 0 && stem >= 0)
                askedPairs.Add((before, stem));
            before = stem;
        }
        var sum = question.Words.Sum(w => w.Weight) + 1e-9;
        foreach (var word in question.Words)
            askedWeight[word.Stem] += word.Weight / sum;
        var stems = Enumerable.Range(0, n).Where(s => said[s] > 0).ToArray();
        var rows = new float[stems.Length * OfWord];
        for (var i = 0; i < stems.Length; i++)
        {
            var s = stems[i];
            var row = rows.AsSpan(i * OfWord, OfWord);
            row[0] = (float)Math.Log(0.02 + AnswerWords * weighted[s] / all);
            row[1] = (float)Math.Log(1 + weighted[s]);
            row[2] = (float)Math.Log(1 + close[s]);
            row[3] = within[s];
            row[4] = (float)most[s];
            row[5] = (float)Math.Log(0.01 + uses[s].Mean);
            row[6] = uses[s].Odds;
            row[7] = isAsked[s] ? 1 : 0;
            row[8] = (float)askedWeight[s];
            row[9] = (float)units.Corpus.Rarity[s];
            row[10] = byNamed[s] / (float)said[s];
            row[11] = (float)Math.Log(said[s]);
            row[12] = vocabulary.IsTopical(s) ? 1 : 0;
            row[13] = (float)Math.Log(all);
        }
        return (stems, rows);
    }

    /// <summary>The pairs of words looked at, and their features, one row of <see cref="OfPair"/> after the other.</summary>
    /// <param name="expected">For each stem how often the answer is expected to use it.</param>
    public (List<(int, int)> Pairs, float[] Rows) ForPairs(double[] expected)
    {
        var index = new Dictionary<(int, int), int>();
        var pairs = new List<(int, int)>();
        var counts = new List<(double Weighted, int Said, int Close)>();
        for (var k = 0; k < looked.Length; k++)
        {
            var words = units.Words(looked[k]);
            for (var i = 1; i < words.Length; i++)
            {
                var pair = (words[i - 1].Form.Stem, words[i].Form.Stem);
                ref var at = ref CollectionsMarshal.GetValueRefOrAddDefault(index, pair, out var known);
                if (!known)
                {
                    at = pairs.Count;
                    pairs.Add(pair);
                    counts.Add(default);
                }
                var (weighted, said, close) = counts[at];
                counts[at] = (weighted + weights[looked[k]], said + 1, close + (k < Close ? 1 : 0));
            }
        }
        var rows = new float[pairs.Count * OfPair];
        for (var i = 0; i < pairs.Count; i++)
        {
            var (one, two) = pairs[i];
            var row = rows.AsSpan(i * OfPair, OfPair);
            var use = pairUses.GetValueOrDefault(pairs[i]);
            row[0] = (float)Math.Log(0.001 + Math.Min(expected[one], expected[two]));
            row[1] = (float)Math.Log(0.0001 + expected[one] * expected[two]);
            row[2] = (float)Math.Log(0.02 + AnswerWords * counts[i].Weighted / all);
            row[3] = (float)Math.Log(counts[i].Said);
            row[4] = (float)Math.Log(1 + counts[i].Close);
            row[5] = (float)Math.Log(0.01 + use.Mean);
            row[6] = use.Odds;
            row[7] = askedPairs.Contains(pairs[i]) ? 1 : 0;
            row[8] = (float)Math.Log(0.001 + Math.Max(expected[one], expected[two]));
        }
        return (pairs, rows);
    }
}
