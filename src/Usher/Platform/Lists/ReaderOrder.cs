using System.Collections.Frozen;
using System.Globalization;

namespace Usher.Platform;

/// <summary>
/// The order of names in a reader's language (CLDR's, by ICU), never stored: another version of ICU may order a rare letter otherwise.
/// </summary>
public sealed class ReaderOrder
{
    private static readonly Lazy<FrozenSet<string>> Known = new(() =>
        CultureInfo.GetCultures(CultureTypes.AllCultures).Select(culture => culture.Name).ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    private readonly CompareInfo _names;

    private ReaderOrder(CultureInfo culture)
    {
        Language = culture.Name;
        _names = culture.CompareInfo;
    }

    /// <summary>The order for readers whose language is not known: the root of all languages'.</summary>
    public static ReaderOrder OfNoLanguage { get; } = new(CultureInfo.InvariantCulture);

    /// <summary>The language; empty when none is known.</summary>
    public string Language { get; }

    /// <summary>
    /// The order of a language (BCP 47), or of the nearest that is known by leaving out what it says at its end (RFC 4647, 3.4); null when
    /// none is.
    /// </summary>
    public static ReaderOrder? Of(string language)
    {
        for (var tag = language; tag.Length is > 1 and < 36; tag = tag.LastIndexOf('-') is > 0 and var end ? tag[..end] : "")
            if (Known.Value.Contains(tag)) return new(CultureInfo.GetCultureInfo(tag));
        return null;
    }

    /// <summary>Which name is first; names that the language does not tell apart, by their characters.</summary>
    public int Compare(string one, string other) =>
        _names.Compare(one, other) is not 0 and var order ? order : string.CompareOrdinal(one, other);

    /// <summary>Which position is first: by name, then by id.</summary>
    public int Compare(Position one, Position other) =>
        Compare(one.Key, other.Key) is not 0 and var order ? order : one.Id.CompareTo(other.Id);
}
