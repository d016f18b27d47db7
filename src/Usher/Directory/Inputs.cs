using System.Globalization;
using System.Text;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// What people type: names, e-mail addresses, slugs. One place that says what is valid; each reading gives the cleaned text, or null when
/// it cannot.
/// </summary>
public static class Inputs
{
    /// <summary>The longest name, in UTF-16 units.</summary>
    public const int LongestName = 80;

    /// <summary>The message for a name that is not valid.</summary>
    public const string NameSentence =
        "Use 1 to 80 characters on one line, with at least one letter or digit, and without <, > or invisible characters.";

    /// <summary>The message for an e-mail address that is not valid.</summary>
    public const string EmailSentence = "Enter an e-mail address such as ana@harbor.example, with ASCII characters only before the @.";

    /// <summary>The message for a domain that is not valid.</summary>
    public const string DomainSentence = "Enter a domain such as harbor.example: what follows the @ in an e-mail address.";

    /// <summary>The message for a slug that is not valid.</summary>
    public const string SlugSentence = "Use 1 to 40 lower-case letters and digits, with single hyphens between them.";

    /// <summary>The message for a text that is not valid.</summary>
    public const string TextSentence = "Use 1 to 500 characters, none of them invisible.";

    private static readonly IdnMapping International = new() { UseStd3AsciiRules = true };

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

    /// <summary>
    /// A name: trimmed, runs of white space one space; null when empty, too long, or with characters that hide, reorder or command.
    /// </summary>
    public static string? Name(string? text) => OptionalName(text) is { } name && PlainText.Speaks(name) ? name : null;

    /// <summary>A name that may be left out: empty then.</summary>
    public static string? OptionalName(string? text) =>
        text is null ? "" : PlainText.OneLine(text, LongestName) is { } name && !name.AsSpan().ContainsAny('<', '>') ? name : null;

    /// <summary>A sentence or two in a person's own words: a reason, a note.</summary>
    public static string? Text(string? text) =>
        text is null || PlainText.OneLine(text.ReplaceLineEndings(" ").Replace('\t', ' '), 500) is not { Length: > 0 } clean ? null : clean;

    /// <summary>
    /// An e-mail address in lower case, its domain in the form that mail servers know (<c>xn--</c>); null when it is none, or not in plain
    /// letters before the @.
    /// </summary>
    public static string? Email(string? text)
    {
        var email = text?.Trim();
        if (email is null or { Length: > 254 }) return null;
        var at = email.IndexOf('@');
        if (at is < 1 or > 64 || email.IndexOf('@', at + 1) >= 0) return null;
        var local = email[..at].ToLowerInvariant();
        var isLocal = local.All(c => char.IsAsciiLetterOrDigit(c) || ".!#$%&'*+/=?^_`{|}~-".Contains(c))
            && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal);
        return isLocal && AsciiDomain(email[(at + 1)..]) is { } domain && at + 1 + domain.Length <= 254 ? $"{local}@{domain}" : null;
    }

    /// <summary>An address as it is compared: what is none, such as a recorder's own name for somebody, in lower case.</summary>
    public static string Address(string text) => Email(text) ?? text.Trim().ToLowerInvariant();

    /// <summary>A domain in the form that mail servers know, as <see cref="Email"/> has it; null when it is none.</summary>
    public static string? Domain(string? text) => text?.Trim() is { Length: > 0 and <= 253 } typed ? AsciiDomain(typed) : null;

    /// <summary>A domain of two labels or more in its one form for machines (UTS 46); null when it is none.</summary>
    private static string? AsciiDomain(string text)
    {
        if (!text.EnumerateRunes().All(IsOfDomains)) return null;
        try
        {
            var domain = International.GetAscii(text).ToLowerInvariant();
            // What was typed in xn-- form is one that a domain in letters has.
            if (domain.Contains("xn--", StringComparison.Ordinal) && International.GetAscii(International.GetUnicode(domain)) != domain)
                return null;
            var labels = domain.Split('.');
            return domain.Length <= 253 && labels.Length >= 2 && labels.All(IsLabel) ? domain : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A slug as it is; null when it is none.</summary>
    public static string? Slug(string? text) =>
        text is { Length: > 0 and <= 40 } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && text[0] != '-' && text[^1] != '-' && !text.Contains("--", StringComparison.Ordinal)
            ? text
            : null;

    /// <summary>The slug that a name suggests; null when a letter or digit of the name cannot be in one.</summary>
    public static string? SlugOf(string? name)
    {
        var letters = Folding.Find(name ?? "");
        if (letters.EnumerateRunes().Any(rune => !rune.IsAscii && Rune.IsLetterOrDigit(rune))) return null;
        var words = letters.Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ').ToArray();
        var slug = string.Join('-', new string(words).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return Slug(slug.Length > 40 ? slug[..40].TrimEnd('-') : slug);
    }

    /// <summary>
    /// A slug for something that is called that: as the name suggests, else of its kind and id; numbered when another has it.
    /// </summary>
    /// <param name="name">What it is called, in any script.</param>
    /// <param name="kind">What it is, as a slug: <c>team</c>.</param>
    /// <param name="id">Its id.</param>
    /// <param name="has">Whether another has this slug.</param>
    public static string FreeSlug(string name, string kind, Guid id, Predicate<string> has)
    {
        var slug = SlugOf(name) ?? $"{kind}-{id.ToString("N")[^6..]}";
        if (!has(slug)) return slug;
        var stem = slug[..Math.Min(slug.Length, 34)].TrimEnd('-');
        for (var number = 2; ; number++)
            if (!has($"{stem}-{number}")) return $"{stem}-{number}";
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static bool IsOfDomains(Rune rune) =>
        rune.Value is '-' or '.' or 0x3002 or 0xFF0E or 0xFF61 || Rune.IsLetterOrDigit(rune) && !Unseen.Is(rune)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            && !Unseen.IsIgnorable(rune);
}
