using System.Text;

namespace Usher.Platform;

/// <summary>Which spellings are one. Every fold is idempotent and the same in every language.</summary>
public static class Folding
{
    /// <summary>
    /// The same name however it is typed: compatibility forms, case and what is not seen apart; accents and signs count. <c>Café</c>
    /// composed or not is one, <c>C++</c> and <c>C#</c> are two.
    /// </summary>
    public static string Same(string text) => Fold(text, NormalizationForm.FormKC, plain: false);

    /// <summary>
    /// The same text for finding: besides, without accents and vowel points, and letters of their own as people without them on the
    /// keyboard type them.
    /// </summary>
    public static string Find(string text) => Fold(text, NormalizationForm.FormKD, plain: true);

    /// <summary>
    /// What somebody who looks for a name typed, word by word: <c>Adebayo, Dylan</c> is two. Each is to be found, in any order.
    /// </summary>
    public static IReadOnlyList<string> Sought(string? query)
    {
        if (string.IsNullOrWhiteSpace(query)) return [];
        var folded = Find(query);
        string[] words = [.. folded.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
        return words.Length == 0 ? [folded] : words;
    }

    /// <summary>Whether each word searched for is somewhere in a text.</summary>
    /// <param name="words">As <see cref="Sought"/> gives them; none: everything is found.</param>
    /// <param name="text">As people read it.</param>
    public static bool Finds(IReadOnlyList<string> words, string text)
    {
        if (words.Count == 0) return true;
        var folded = Find(text);
        return words.All(word => folded.Contains(word, StringComparison.Ordinal));
    }

    private static string Fold(string text, NormalizationForm form, bool plain)
    {
        if (Ascii.IsValid(text)) return OneSpaced(text.ToLowerInvariant());
        var folded = new StringBuilder(text.Length);
        foreach (var rune in Whole(text).Normalize(form).EnumerateRunes())
        {
            // İ in lower case is i and a dot above it, in most forms; it is an i.
            if (Unseen.IsIgnorable(rune) || (rune.Value == 0x0307 && folded.Length > 0 && folded[^1] == 'i')
                || (plain && IsAccent(rune.Value)))
                continue;
            var lower = Rune.ToLowerInvariant(rune);
            if (OfItsOwn(lower.Value, plain) is { } spelt) folded.Append(spelt);
            else if (Rune.IsWhiteSpace(lower)) folded.Append(' ');
            else folded.Append(lower.ToString());
        }

        return OneSpaced(folded.ToString().Normalize(form));
    }

    private static string OneSpaced(string text) =>
        text.Contains("  ", StringComparison.Ordinal) || text.AsSpan().ContainsAny('\t', '\r', '\n') || text.StartsWith(' ')
            || text.EndsWith(' ')
            ? string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            : text;

    /// <summary>What cannot be normalised, half a surrogate pair and U+FFFE, becomes U+FFFD.</summary>
    private static string Whole(string text) => string.Create(text.Length, text, static (span, from) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            var pair = char.IsHighSurrogate(from[i]) && i + 1 < from.Length && char.IsLowSurrogate(from[i + 1]);
            span[i] = (char.IsSurrogate(from[i]) && !pair) || from[i] == '\uFFFE' ? '\uFFFD' : from[i];
            if (pair) span[i + 1] = from[++i];
        }
    });

    private static string? OfItsOwn(int letter, bool plain) => letter switch
    {
        'ß' => "ss",
        'İ' or 'ı' => "i",
        'ς' => "σ",
        _ when !plain => null,
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        '’' or 'ʼ' => "'",
        _ => null,
    };

    /// <summary>
    /// Accents, vowel points of Hebrew and Arabic, and the stroke that lengthens Arabic; vowels of other scripts are letters of the word.
    /// </summary>
    private static bool IsAccent(int mark) =>
        mark is (>= 0x0300 and <= 0x036F) or (>= 0x0483 and <= 0x0487) or (>= 0x0591 and <= 0x05C7) or (>= 0x0610 and <= 0x061A)
        or 0x0640 or (>= 0x064B and <= 0x065F) or 0x0670
        or (>= 0x06D6 and <= 0x06ED and not (0x06DD or 0x06DE or 0x06E5 or 0x06E6 or 0x06E9))
        or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE20 and <= 0xFE2F);
}
