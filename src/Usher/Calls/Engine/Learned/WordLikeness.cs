using System.IO.Compression;
using System.Text;

namespace Usher.Calls.Engine.Learned;

/// <summary>
/// Which words mean much the same: “quickly” and “fast”, “due” and “deadline”. Each common English word has a place among the others,
/// taken from a sentence model when the table was made (<c>bench/run words-table</c>; see THIRD-PARTY.md); no model is needed to read it.
/// </summary>
internal sealed class WordLikeness
{
    private const string Resource = "Usher.Calls.Engine.Learned.words.bin.gz";
    private const double Unit = 127.0 * 127.0;

    private static readonly Lazy<WordLikeness> Read = new(() =>
    {
        using var packed = typeof(WordLikeness).Assembly.GetManifestResourceStream(Resource)!;
        using var stream = new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        return new(reader);
    });

    private readonly Dictionary<string, int> words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> stems = new(StringComparer.Ordinal);
    private readonly string[] names;
    private readonly int dimensions;
    private readonly sbyte[] places;

    private WordLikeness(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        dimensions = reader.ReadInt32();
        names = new string[count];
        for (var i = 0; i < count; i++)
        {
            var word = reader.ReadString();
            words.Add(word, i);
            // Of several words with one stem the shortest stands for it.
            var stem = PorterStemmer.Stem(word);
            if (!stems.TryGetValue(stem, out var other) || word.Length < names[other].Length) stems[stem] = i;
            names[i] = word;
        }

        places = Array.ConvertAll(reader.ReadBytes(count * dimensions), b => (sbyte)b);
    }

    /// <summary>The table that comes with the program; read when first needed.</summary>
    public static WordLikeness Shipped => Read.Value;

    /// <summary>A word's number, by its form in lower case or else by its stem; -1 when the table does not have it.</summary>
    public int Find(string form) =>
        words.TryGetValue(form, out var word) || stems.TryGetValue(Vocabulary.Stem(form), out word) ? word : -1;

    /// <summary>The words most like one, the likest first.</summary>
    /// <param name="word">Its number.</param>
    /// <param name="least">How alike they are at least.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<string> Like(int word, double least, int most)
    {
        var like = new List<(double Likeness, int Word)>();
        for (var other = 0; other < names.Length; other++)
            if (other != word && Of(word, other) is var likeness && likeness >= least)
                like.Add((likeness, other));
        return [.. like.OrderByDescending(l => l.Likeness).ThenBy(l => l.Word).Take(most).Select(l => names[l.Word])];
    }

    /// <summary>How alike two words are, from -1 to 1; from about 0.6 they often mean much the same.</summary>
    public double Of(int a, int b)
    {
        var sum = 0;
        for (var i = 0; i < dimensions; i++) sum += places[a * dimensions + i] * places[b * dimensions + i];
        return sum / Unit;
    }
}
