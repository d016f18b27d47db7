using System.Globalization;
using System.Text;

namespace Usher.Platform;

/// <summary>
/// Characters that show as nothing though they count as letters, marks or symbols, and the few that change how their neighbours look. .NET
/// tells categories, but not which characters are ignorable (Unicode Character Database, DerivedCoreProperties), so what is not told by a
/// category stands here.
/// </summary>
internal static class Unseen
{
    public const int ZeroWidthNonJoiner = 0x200C;
    public const int ZeroWidthJoiner = 0x200D;

    private const int EmojiStyle = 0xFE0F;

    // Fillers of Hangul, the grapheme joiner, vowels of Khmer that are not written, the blank Braille cell, blank hieroglyphs and notes,
    // what stands for an object or an error.
    private static readonly int[] Blank =
        [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0xFFFC, 0xFFFD, 0x13441, 0x13442, 0x16FE4, 0x1BC9D, 0x1BC9E,
            0x1D159];

    // What takes a letter's own vowel away (combining class 9): joiners beside it choose between forms (RFC 5892, A.1).
    private static readonly int[] Viramas =
    [
        0x094D, 0x09CD, 0x0A4D, 0x0ACD, 0x0B4D, 0x0BCD, 0x0C4D, 0x0CCD, 0x0D3B, 0x0D3C, 0x0D4D, 0x0DCA, 0x0E3A, 0x0EBA, 0x0F84, 0x1039,
            0x103A, 0x1714, 0x1715, 0x1734, 0x17D2,
        0x1A60, 0x1B44, 0x1BAA, 0x1BAB, 0x1BF2, 0x1BF3, 0x2D7F, 0xA806, 0xA82C, 0xA8C4, 0xA953, 0xA9C0, 0xAAF6, 0xABED, 0x10A3F, 0x11046,
            0x11070, 0x1107F, 0x110B9, 0x11133,
        0x11134, 0x111C0, 0x11235, 0x112EA, 0x1134D, 0x11442, 0x114C2, 0x115BF, 0x1163F, 0x116B6, 0x1172B, 0x11839, 0x1193D, 0x1193E,
            0x119E0, 0x11A34, 0x11A47, 0x11A99,
        0x11C3F, 0x11D44, 0x11D45, 0x11D97,
    ];

    // Scripts that are written in one stroke, which a non-joiner breaks: Arabic, Syriac, N’Ko, Mandaic, Mongolian, Phags-pa, their kin and
    // forms beyond the first plane.
    private static readonly (int From, int To)[] Cursive =
    [
        (0x0620, 0x06FF), (0x0710, 0x077F), (0x07CA, 0x07FF), (0x0840, 0x08FF), (0x1820, 0x18AA), (0xA840, 0xA873), (0xFB50, 0xFDFF),
            (0xFE70, 0xFEFC),
        (0x10AC0, 0x10BAF), (0x10D00, 0x10D3F), (0x10F30, 0x10FDF), (0x1E900, 0x1E95F),
    ];

    /// <summary>Whether it shows as nothing.</summary>
    public static bool Is(Rune rune) => Array.BinarySearch(Blank, rune.Value) >= 0 || rune.Value is >= 0xE0000 and <= 0xE0FFF;

    /// <summary>
    /// Whether two spellings with and without it look alike: everything that is not seen, joiners and selectors of variants among it.
    /// </summary>
    public static bool IsIgnorable(Rune rune) =>
        Is(rune) || IsVariation(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    public static bool IsJoiner(Rune rune) => rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner;

    /// <summary>
    /// Whether a joiner between these two changes what is seen: beside a virama, between letters written in one stroke, in an emoji of
    /// several.
    /// </summary>
    public static bool Joins(Rune before, Rune joiner, Rune after)
    {
        if (before == default) return false;
        if (IsVirama(before) || IsVirama(after)) return true;
        return joiner.Value == ZeroWidthNonJoiner ? IsCursive(before) && IsCursive(after) : IsPictograph(before) && IsPictograph(after);
    }

    /// <summary>Whether it takes a letter's own vowel away.</summary>
    public static bool IsVirama(Rune rune) => Array.BinarySearch(Viramas, rune.Value) >= 0;

    /// <summary>Whether it selects how the character before it is drawn.</summary>
    public static bool IsVariation(Rune rune) =>
        rune.Value is (>= 0x180B and <= 0x180D) or 0x180F or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    /// <summary>
    /// Whether a character can be drawn in another way: ideographs in names, Mongolian letters, and what may be an emoji.
    /// </summary>
    public static bool Varies(Rune before, Rune selector) => selector.Value switch
    {
        >= 0xE0100 => before.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF),
        < 0xFE00 => before.Value is >= 0x1820 and <= 0x18AA,
        EmojiStyle or EmojiStyle - 1 => IsPictograph(before) || before.Value is '#' or '*' or (>= '0' and <= '9'),
        _ => false,
    };

    /// <summary>Whether it may be part of an emoji of several.</summary>
    public static bool IsPictograph(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol
            || rune.Value is EmojiStyle or (>= 0x1F3FB and <= 0x1F3FF) or 0x2194 or 0x2195;

    private static bool IsCursive(Rune rune) =>
        Array.Exists(Cursive, range => rune.Value >= range.From && rune.Value <= range.To) && !Rune.IsPunctuation(rune);
}
