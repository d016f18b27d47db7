using System.Globalization;
using System.Text;

namespace Usher.Calls.Words;

/// <summary>What a letter is to those who look for words.</summary>
internal enum LetterKind
{
    /// <summary>No letter: what is between words.</summary>
    None,
    /// <summary>A letter of a script that writes its words apart.</summary>
    Letter,
    /// <summary>A digit of any script.</summary>
    Digit,
    /// <summary>
    /// A letter of a script that writes words without spaces or glues particles to them: Chinese, Japanese, Korean, Thai, Lao, Khmer,
    /// Burmese.
    /// </summary>
    Gram,
}

/// <summary>A letter as it is written, with the marks that belong to it, and as it is compared.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Plain">In lower case, in the simplest form of its script: <c>ü</c> as <c>u</c>, <c>ﬁ</c> as <c>fi</c>, <c>Ｑ</c> as
/// <c>q</c>, <c>٤</c> as <c>4</c>.</param>
/// <param name="Wide">The other usual spelling, where there is one: <c>ü</c> as <c>ue</c>, <c>å</c> as <c>aa</c>; else as plain.</param>
internal readonly record struct Letter(LetterKind Kind, int Start, int End, string Plain, string Wide)
{
    // What Unicode does not decompose, and what people type for it.
    private static readonly Dictionary<int, (string Plain, string Wide)> Simple = new()
    {
        ['ß'] = ("ss", "ss"), ['æ'] = ("ae", "ae"), ['œ'] = ("oe", "oe"), ['ø'] = ("o", "oe"), ['đ'] = ("d", "d"), ['ð'] = ("d", "d"),
            ['þ'] = ("th", "th"),
        ['ł'] = ("l", "l"), ['ħ'] = ("h", "h"), ['ŧ'] = ("t", "t"), ['ı'] = ("i", "i"), ['ĸ'] = ("k", "k"), ['ŋ'] = ("n", "n"),
            ['ƒ'] = ("f", "f"), ['ς'] = ("σ", "σ"),
        ['ٱ'] = ("ا", "ا"), ['ى'] = ("ي", "ي"), ['ی'] = ("ي", "ي"), ['ک'] = ("ك", "ك"), ['ة'] = ("ه", "ه"), ['ہ'] = ("ه", "ه"),
            ['ھ'] = ("ه", "ه"), ['ـ'] = ("", ""),
        ['ё'] = ("е", "е"), ['\u02BC'] = ("", ""),
    };

    private static readonly (string Plain, string Wide, LetterKind Kind)?[] Known = new (string, string, LetterKind)?[char.MaxValue + 1];

    /// <summary>The letters of a text, in order, and what is none between them.</summary>
    public static IEnumerable<Letter> In(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var next = At(text, i);
            yield return next;
            i = next.End;
        }
    }

    /// <summary>The letter that begins here.</summary>
    public static Letter At(string text, int start)
    {
        var c = text[start];
        var end = start + 1;
        if (c < 0x80 && (end == text.Length || text[end] < 0x80))
        {
            var (plain, wide, kind) = Known[c] ??= Fold(c.ToString());
            return new(kind, start, end, plain, wide);
        }

        if (char.IsSurrogate(c))
        {
            if (end == text.Length || !char.IsSurrogatePair(c, text[end])) return new(LetterKind.None, start, end, "", "");
            end++;
        }

        var marked = false;
        for (; end < text.Length && Belongs(text, end) is > 0 and var more; end += more) marked |= !IsIgnored(text[end]);
        if (!marked && !char.IsSurrogate(c))
        {
            var (plain, wide, kind) = Known[c] ??= Fold(c.ToString());
            return new(kind, start, end, plain, wide);
        }

        var folded = Fold(new string([.. text.AsSpan(start, end - start).ToArray().Where(x => !IsIgnored(x))]));
        return new(folded.Kind, start, end, folded.Plain, folded.Wide);
    }

    /// <summary>
    /// Marks of the letter before; signs that nobody sees, such as a soft hyphen or a joiner; the voicing of half-width kana; the later
    /// parts of a Korean syllable.
    /// </summary>
    /// <returns>How many characters the sign has; 0: it belongs to no letter before it.</returns>
    private static int Belongs(string text, int at) => text[at] switch
    {
        < (char)0x80 => 0,
        '\uFF9E' or '\uFF9F' => 1,
        >= '\u1160' and <= '\u11FF' => text[at - 1] is >= '\u1100' and <= '\u11FF' ? 1 : 0,
        var c when char.IsSurrogate(c) =>
            at + 1 < text.Length && char.IsSurrogatePair(c, text[at + 1]) && IsMark(CharUnicodeInfo.GetUnicodeCategory(text, at)) ? 2 : 0,
        var c => IsIgnored(c) || IsMark(char.GetUnicodeCategory(c)) ? 1 : 0,
    };

    private static bool IsMark(UnicodeCategory category) =>
        category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    // U+200B says that a word may end here; every other sign of this kind says nothing.
    private static bool IsIgnored(char c) => c != '\u200B' && c >= 0x80 && char.GetUnicodeCategory(c) is UnicodeCategory.Format;

    private static (string Plain, string Wide, LetterKind Kind) Fold(string written)
    {
        if (written.Length == 0) return ("", "", LetterKind.None);
        Rune.DecodeFromUtf16(written, out var first, out _);
        if (!IsWord(first)) return ("", "", LetterKind.None);
        var (plain, wide) = (new StringBuilder(), new StringBuilder());
        foreach (var rune in written.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Replace("İ", "i", StringComparison.Ordinal)
            .EnumerateRunes())
            Add(rune, plain, wide);
        var kind = CharUnicodeInfo.GetUnicodeCategory(first.Value) is UnicodeCategory.DecimalDigitNumber
            || (plain.Length > 0 && char.IsAsciiDigit(plain[0])) ? LetterKind.Digit
            : plain.Length > 0 && Rune.DecodeFromUtf16(plain.ToString(), out var simple, out _) == System.Buffers.OperationStatus.Done
            && IsGram(simple.Value) ? LetterKind.Gram
            : LetterKind.Letter;
        return (plain.ToString(), wide.ToString(), kind);
    }

    private static void Add(Rune rune, StringBuilder plain, StringBuilder wide)
    {
        if (CharUnicodeInfo.GetDecimalDigitValue(rune.ToString(), 0) is >= 0 and var digit)
        {
            plain.Append((char)('0' + digit));
            wide.Append((char)('0' + digit));
        }
        else if (Simple.TryGetValue(rune.Value, out var simple))
        {
            plain.Append(simple.Plain);
            wide.Append(simple.Wide);
        }
        else if (rune.Value is >= 0x30A1 and <= 0x30F6)
        {
            // Katakana as hiragana: the same sounds.
            plain.Append((char)(rune.Value - 0x60));
            wide.Append((char)(rune.Value - 0x60));
        }
        else if (LosesMarks(rune.Value))
        {
            var parts = rune.ToString().Normalize(NormalizationForm.FormD);
            foreach (var c in parts)
                if (char.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)
                {
                    // Greek and others hide a second letter in their tables of simple ones.
                    var (p, w) = Simple.GetValueOrDefault(c, (c.ToString(), c.ToString()));
                    plain.Append(p);
                    wide.Append(w);
                }

            if (parts is ['a' or 'o' or 'u', '\u0308']) wide.Append('e');
            else if (parts is ['a', '\u030A']) wide.Append('a');
        }
        else if (Rune.IsLetterOrDigit(rune)
            || (IsMark(CharUnicodeInfo.GetUnicodeCategory(rune.Value)) && rune.Value is >= 0x0900 and < 0xFE00 or >= 0x10000 and < 0xE0000))
        {
            plain.Append(rune);
            wide.Append(rune);
        }
    }

    /// <summary>
    /// Scripts whose readers leave marks out when they search: Latin, Greek, Arabic, Hebrew. In Cyrillic only the accent and the dots of
    /// <c>ё</c> go; in others a mark makes another sound.
    /// </summary>
    private static bool LosesMarks(int letter) => letter is < 0x400 or >= 0x590 and < 0x780 or >= 0x1E00 and < 0x2000;

    private static bool IsWord(Rune rune) => CharUnicodeInfo.GetUnicodeCategory(rune.Value) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => rune.Value is not '\u02BC',
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => true,
        // ㌔ and its like are words of katakana in one square.
        UnicodeCategory.OtherSymbol => rune.Value is >= 0x3200 and <= 0x33FF,
        _ => false,
    };

    private static bool IsGram(int letter) =>
        letter is >= 0x0E00 and < 0x0F00 or >= 0x1000 and < 0x10A0 or >= 0x1100 and < 0x1200 or >= 0x1780 and < 0x1800
        or >= 0x2E80 and < 0x3000 or >= 0x3005 and <= 0x3007 or >= 0x3040 and < 0x3200 or >= 0x3400 and < 0xA000 or >= 0xA960 and < 0xA980
        or >= 0xA9E0 and < 0xAA00
        or >= 0xAA60 and < 0xAA80 or >= 0xAC00 and < 0xD800 or >= 0xF900 and < 0xFB00 or >= 0x20000 and < 0x40000;
}
