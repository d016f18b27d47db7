namespace Usher.Calls.Engine;

/// <summary>
/// Brings English words of one family to one stem (connected, connection → connect), after M. F. Porter,
/// “An algorithm for suffix stripping”, Program 14(3), 1980. Words with anything but the letters a–z stay as they are.
/// </summary>
internal static class PorterStemmer
{
    private static readonly (string Suffix, string By)[] Step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"),
        ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"),
        ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"),
        ("iviti", "ive"), ("biliti", "ble"),
    ];

    private static readonly (string Suffix, string By)[] Step3 =
    [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ];

    private static readonly string[] Step4 =
    [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "al",
        "er", "ic", "ou",
    ];

    /// <summary>The stem of a word in lower case.</summary>
    public static string Stem(string word)
    {
        if (word.Length < 3 || word.Length > 60 || word.AsSpan().ContainsAnyExceptInRange('a', 'z'))
            return word;
        word = Plural(word);
        word = PastAndGerund(word);
        if (word.EndsWith('y') && HasVowel(word.AsSpan(0, word.Length - 1)))
            word = string.Concat(word.AsSpan(0, word.Length - 1), "i");
        word = Replace(word, Step2);
        word = Replace(word, Step3);
        word = Drop(word);
        return Tidy(word);
    }

    private static string Plural(string word) =>
        word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("ies", StringComparison.Ordinal) ? word[..^2]
        : word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1]
        : word;

    private static string PastAndGerund(string word)
    {
        if (word.EndsWith("eed", StringComparison.Ordinal))
            return Measure(word.AsSpan(0, word.Length - 3)) > 0 ? word[..^1] : word;
        var cut = word.EndsWith("ed", StringComparison.Ordinal) ? 2 : word.EndsWith("ing", StringComparison.Ordinal) ? 3 : 0;
        if (cut == 0 || !HasVowel(word.AsSpan(0, word.Length - cut)))
            return word;
        var rest = word[..^cut];
        if (rest.EndsWith("at", StringComparison.Ordinal) || rest.EndsWith("bl", StringComparison.Ordinal)
            || rest.EndsWith("iz", StringComparison.Ordinal))
            return rest + "e";
        if (EndsDouble(rest) && rest[^1] is not ('l' or 's' or 'z'))
            return rest[..^1];
        return Measure(rest) == 1 && EndsConsonantVowelConsonant(rest) ? rest + "e" : rest;
    }

    private static string Replace(string word, (string Suffix, string By)[] rules)
    {
        foreach (var (suffix, by) in rules)
            if (word.EndsWith(suffix, StringComparison.Ordinal))
                return Measure(word.AsSpan(0, word.Length - suffix.Length)) > 0
                    ? string.Concat(word.AsSpan(0, word.Length - suffix.Length), by)
                    : word;
        return word;
    }

    private static string Drop(string word)
    {
        foreach (var suffix in Step4)
            if (word.EndsWith(suffix, StringComparison.Ordinal))
                return Measure(word.AsSpan(0, word.Length - suffix.Length)) > 1 ? word[..^suffix.Length] : word;
        if (word.EndsWith("ion", StringComparison.Ordinal) && word.Length > 3 && word[^4] is 's' or 't')
            return Measure(word.AsSpan(0, word.Length - 3)) > 1 ? word[..^3] : word;
        return word;
    }

    private static string Tidy(string word)
    {
        if (word.EndsWith('e'))
        {
            var rest = word[..^1];
            var measure = Measure(rest);
            if (measure > 1 || (measure == 1 && !EndsConsonantVowelConsonant(rest)))
                word = rest;
        }
        return word.EndsWith("ll", StringComparison.Ordinal) && Measure(word) > 1 ? word[..^1] : word;
    }

    private static bool IsConsonant(ReadOnlySpan<char> word, int i) => word[i] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => false,
        'y' => i == 0 || !IsConsonant(word, i - 1),
        _ => true,
    };

    // How many times a run of vowels is followed by a run of consonants.
    private static int Measure(ReadOnlySpan<char> word)
    {
        var count = 0;
        var afterVowel = false;
        for (var i = 0; i < word.Length; i++)
        {
            var consonant = IsConsonant(word, i);
            if (consonant && afterVowel)
                count++;
            afterVowel = !consonant;
        }
        return count;
    }

    private static bool HasVowel(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++)
            if (!IsConsonant(word, i))
                return true;
        return false;
    }

    private static bool EndsDouble(ReadOnlySpan<char> word) =>
        word.Length > 1 && word[^1] == word[^2] && IsConsonant(word, word.Length - 1);

    private static bool EndsConsonantVowelConsonant(ReadOnlySpan<char> word) =>
        word.Length > 2 && IsConsonant(word, word.Length - 1) && !IsConsonant(word, word.Length - 2)
        && IsConsonant(word, word.Length - 3) && word[^1] is not ('w' or 'x' or 'y');
}
