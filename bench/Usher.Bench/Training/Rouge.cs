using System.Text.RegularExpressions;

namespace Usher.Bench.Training;

/// <summary>How alike an answer's words are to a person's: ROUGE-1, -2 and -L, F1, in lower case and unstemmed.</summary>
internal static partial class Rouge
{
    [GeneratedRegex(@"\{[^}]*\}|\[[^]]*\]|<[^>]*>")]
    private static partial Regex Marks { get; }

    [GeneratedRegex("[a-z0-9]+")]
    private static partial Regex Word { get; }

    /// <summary>The words of a text; a transcriber's marks are none.</summary>
    public static string[] Words(string text) => [.. Word.Matches(Marks.Replace(text, " ").ToLowerInvariant()).Select(m => m.Value)];

    public static (double One, double Two, double Longest) Of(string[] answer, string[] reference) =>
        (Grams(answer, reference, 1), Grams(answer, reference, 2), Longest(answer, reference));

    private static double Grams(string[] answer, string[] reference, int n)
    {
        var (a, r) = (Count(answer, n), Count(reference, n));
        return F(a.Sum(x => Math.Min(x.Value, r.GetValueOrDefault(x.Key))), a.Values.Sum(), r.Values.Sum());
    }

    private static Dictionary<string, int> Count(string[] words, int n)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i + n <= words.Length; i++)
        {
            var gram = string.Join(' ', words[i..(i + n)]);
            counts[gram] = 1 + counts.GetValueOrDefault(gram);
        }
        return counts;
    }

    private static double Longest(string[] answer, string[] reference)
    {
        var row = new int[reference.Length + 1];
        foreach (var word in answer)
        {
            var previous = 0;
            for (var j = 1; j <= reference.Length; j++)
                (previous, row[j]) = (row[j], word == reference[j - 1] ? previous + 1 : Math.Max(row[j], row[j - 1]));
        }
        return F(row[^1], answer.Length, reference.Length);
    }

    private static double F(int overlap, int found, int wanted) => overlap == 0 ? 0 : 2.0 * overlap / (found + wanted);
}
