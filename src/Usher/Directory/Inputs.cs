using System.Globalization;
using System.Text;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>What people type: names, e-mail addresses, slugs. One place that says what can be taken; each reading gives the cleaned text, or null when it cannot.</summary>
public static class Inputs
{
    /// <summary>The longest name, in UTF-16 units.</summary>
    public const int LongestName = 80;

    /// <summary>What is said of a name that cannot be taken.</summary>
    public const string NameSentence = "1 to 80 characters on one line, with a letter or digit among them; no < or >, no control or direction marks.";

    /// <summary>What is said of an e-mail address that cannot be taken.</summary>
    public const string EmailSentence = "An e-mail address such as ana@harbor.example, in plain letters (an international domain in its xn-- form).";

    /// <summary>What is said of a slug that cannot be taken.</summary>
    public const string SlugSentence = "1 to 40 lower-case letters, digits and single hyphens between them.";

    /// <summary>What is said of a text that cannot be taken.</summary>
    public const string TextSentence = "1 to 500 characters, with no control or direction marks.";

    private const string Accented = "àáâãäåāăąçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľŀłñńņňòóôõöøōŏőŕŗřśŝşšţťŧùúûüũūŭůűųŵýÿŷźżžșț";
    private const string Plain = "aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijklllllnnnnooooooooorrrsssstttuuuuuuuuuuwyyyzzzst";

    /// <summary>The refusal for what could not be read; null when all could.</summary>
    /// <param name="read">JSON pointer, the cleaned text or null, what to say when null.</param>
    public static Refusal? Unread(params ReadOnlySpan<(string Pointer, string? Text, string Sentence)> read)
    {
        Dictionary<string, string[]>? errors = null;
        foreach (var (pointer, text, sentence) in read)
        {
            if (text is null) (errors ??= new(StringComparer.Ordinal))[pointer] = [sentence];
        }

        return errors is null ? null : new Invalid(errors);
    }

    /// <summary>A name: trimmed, runs of white space one space; null when empty, too long, or with characters that hide, reorder or command.</summary>
    public static string? Name(string? text) => OptionalName(text) is { Length: > 0 } name && (name.Any(char.IsLetterOrDigit) || HasLetterBeyondBmp(name)) ? name : null;

    /// <summary>A name that may be left out: empty then.</summary>
    public static string? OptionalName(string? text) => text is null ? "" : OneLine(text, LongestName);

    /// <summary>A sentence or two in a person's own words: a reason, a note.</summary>
    public static string? Text(string? text) => text is null || OneLine(text.ReplaceLineEndings(" "), 500) is not { Length: > 0 } clean ? null : clean;

    private static string? OneLine(string text, int most)
    {
        if (text.Length > 10 * most) return null;
        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) != System.Buffers.OperationStatus.Done || !IsOfNames(rune)) return null;
            if (rune.Value == ' ' || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator)
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
            }
            else
            {
                clean.Append(text, at, length);
            }

            at += length;
        }

        var name = clean.ToString().TrimEnd(' ');
        return name.Length <= most ? name : null;
    }

    /// <summary>An e-mail address in lower case; null when it is none, or not in plain letters.</summary>
    public static string? Email(string? text)
    {
        var email = text?.Trim();
        if (email is null or { Length: > 254 } || !Ascii.IsValid(email) || email.Count(c => c == '@') != 1) return null;
        email = email.ToLowerInvariant();
        var at = email.IndexOf('@');
        var (local, domain) = (email[..at], email[(at + 1)..]);
        var labels = domain.Split('.');
        return local.Length is > 0 and <= 64 && local.All(c => char.IsAsciiLetterOrDigit(c) || ".!#$%&'*+/=?^_`{|}~-".Contains(c))
            && local[0] != '.' && local[^1] != '.' && !local.Contains("..")
            && labels.Length >= 2 && labels.All(IsLabel)
            ? email
            : null;
    }

    /// <summary>A slug as it is; null when it is none.</summary>
    public static string? Slug(string? text) =>
        text is { Length: > 0 and <= 40 } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && text[0] != '-' && text[^1] != '-' && !text.Contains("--", StringComparison.Ordinal)
            ? text
            : null;

    /// <summary>The slug that a name suggests; null when nothing of the name can stand in one.</summary>
    public static string? SlugOf(string? name)
    {
        var words = Fold(name ?? "").Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ').ToArray();
        var slug = string.Join('-', new string(words).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return Slug(slug.Length > 40 ? slug[..40].TrimEnd('-') : slug);
    }

    /// <summary>The same text for finding: lower case, Latin letters without their marks.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant())
        {
            if (c is >= '\u0300' and <= '\u036f') continue;
            var at = c < 'à' ? -1 : Accented.IndexOf(c);
            folded.Append(at < 0 ? c : Plain[at]);
        }

        return folded.ToString();
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static bool HasLetterBeyondBmp(string name) => name.EnumerateRunes().Any(rune => rune.Value > 0xFFFF && Rune.IsLetter(rune));

    /// <summary>Joiners stay: scripts of India and Iran need them. All else that is not seen goes, with what markup is made of.</summary>
    private static bool IsOfNames(Rune rune) => rune.Value is 0x200C or 0x200D || (rune.Value is not ('<' or '>' or 0xFFFD) && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));
}
