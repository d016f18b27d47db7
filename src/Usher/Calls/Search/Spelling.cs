namespace Usher.Calls.Search;

/// <summary>How far apart two words are: letters added, left out, changed, or two side by side that changed places.</summary>
internal static class Spelling
{
    /// <summary>A shorter word is like too many others.</summary>
    public const int Shortest = 4;

    /// <summary>How far apart a word and what was meant by it may be.</summary>
    public static int Most(string word) => word.Length < 7 ? 1 : 2;

    /// <summary>How far apart they are; null: further than so much.</summary>
    public static int? Distance(string one, string other, int most) =>
        Math.Abs(one.Length - other.Length) <= most && Rows(one, other).Last() is var far && far <= most ? far : null;

    /// <summary>How far the nearest beginning of the word is from the other, which may be its stem; null: further than so much.</summary>
    public static int? FromBeginning(string word, string stem, int most) =>
        stem.Length <= word.Length + most && Rows(word, stem).Min() is var far && far <= most ? far : null;

    /// <summary>How far each beginning of one is from the other, the empty one first.</summary>
    private static IEnumerable<int> Rows(string one, string other)
    {
        var before = new int[other.Length + 1];
        var last = new int[other.Length + 1];
        var now = new int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++) last[j] = j;
        yield return last[^1];
        for (var i = 1; i <= one.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                now[j] = Math.Min(Math.Min(last[j], now[j - 1]) + 1, last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) now[j] = Math.Min(now[j], before[j - 2] + 1);
            }

            yield return now[^1];
            (before, last, now) = (last, now, before);
        }
    }
}
