using System.IO.Compression;

namespace Usher.Identity;

/// <summary>
/// The 30,000 passwords that people choose most, the commonest first, and what is as good as one of them: with digits or signs around it,
/// said twice, spelt with signs for letters, or two of the very commonest in a row; runs such as <c>abcdefghijkl</c> as well.
/// </summary>
/// <remarks>The list is that of zxcvbn (MIT), as the package zxcvbn-core 1.1.17 ships it; see <c>THIRD-PARTY.md</c>.</remarks>
internal static class CommonPasswords
{
    /// <summary>Two of so many make no better password than one of all.</summary>
    private const int VeryCommon = 1_000;

    /// <summary>So many characters around a common password are what everybody adds; more only when they follow each other.</summary>
    private const int Added = 6;

    private static readonly Lazy<Dictionary<string, int>> Ranks = new(Read);

    /// <summary>Whether it is one of them, or as good as one.</summary>
    /// <param name="folded">In lower case, without accents.</param>
    public static bool Has(string folded) => new[] { folded, Plain(folded) }.Any(text => IsOne(text) || IsDecorated(text));

    /// <summary>Letters and digits alone.</summary>
    public static string Plain(string folded) => new([.. folded.Where(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c))]);

    /// <summary>As it is, and with the signs and digits used for letters read as such.</summary>
    public static IEnumerable<string> Spellings(string text) => [text, Spelt(text, 'i'), Spelt(text, 'l')];

    private static bool IsOne(string text) =>
        text.Length > 0
            && (IsRun(text) || Spellings(text)
            .Any(spelt => IsListed(Repeated(spelt)) || Repeated(spelt).Length <= spelt.Length / 3 || IsTwo(spelt)));

    /// <summary>Whether a common password is between what is not letters.</summary>
    private static bool IsDecorated(string text)
    {
        var first = 0;
        while (first < text.Length && !char.IsLetter(text[first])) first++;
        var end = text.Length;
        while (end > first && !char.IsLetter(text[end - 1])) end--;
        var (before, word, after) = (text[..first], text[first..end], text[end..]);
        if (word.Length == 0) return false;
        var isUsual = before.Length + after.Length <= Added
            || ((before.Length <= 1 || IsRun(before)) && (after.Length <= 1 || IsRun(after)));
        return isUsual && (word.Length < 4 || IsOne(word));
    }

    private static bool IsListed(string text) => Ranks.Value.ContainsKey(text);

    private static bool IsTwo(string text)
    {
        for (var at = 3; at <= text.Length - 3; at++)
            if (IsVery(text[..at]) && IsVery(text[at..])) return true;
        return false;

        static bool IsVery(string word) => Ranks.Value.TryGetValue(word, out var rank) && rank < VeryCommon;
    }

    /// <summary>Whether each character follows the one before, or all are the same: <c>2345678</c>, <c>zyxw</c>; after 9 comes 0.</summary>
    private static bool IsRun(string text)
    {
        if (text.Length < 3) return false;
        foreach (var step in (int[])[0, 1, -1])
            if (Enumerable.Range(1, text.Length - 1).All(i => Follows(text[i - 1], text[i], step))) return true;
        return false;

        static bool Follows(char one, char next, int step) =>
            next - one == step || (step == 1 && (one, next) is ('9', '0')) || (step == -1 && (one, next) is ('0', '9'));
    }

    /// <summary>What a text repeats from its beginning to its end; the text where it repeats nothing.</summary>
    private static string Repeated(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
            if (Enumerable.Range(length, text.Length - length).All(i => text[i] == text[i - length])) return text[..length];
        return text;
    }

    private static string Spelt(string text, char one) => new([.. text.Select(c => c switch
    {
        '4' or '@' => 'a',
        '3' => 'e',
        '1' or '!' or '|' => one,
        '0' => 'o',
        '5' or '$' => 's',
        '7' or '+' => 't',
        _ => c,
    })]);

    private static Dictionary<string, int> Read()
    {
        using var packed = typeof(CommonPasswords).Assembly.GetManifestResourceStream("Usher.Identity.commonest-passwords.txt.gz")!;
        using var lines = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        var ranks = new Dictionary<string, int>(30_000, StringComparer.Ordinal);
        while (lines.ReadLine() is { } line) ranks.TryAdd(line, ranks.Count);
        return ranks;
    }
}
