using Usher.Calls.Words;

namespace Usher.Calls.Engine;

/// <summary>What the engine knows of a written word form.</summary>
/// <param name="Stem">Number of its stem within one <see cref="Vocabulary"/>.</param>
/// <param name="Form">The form in lower case; of a text without spaces the letter.</param>
/// <param name="Parts">How many runs of letters and digits it has; “we’re” has two. Lengths are counted in these. Of two letters of a text
/// without spaces one counts.</param>
/// <param name="Topical">Whether it may carry a topic: no grammar, no filler, no lone letter.</param>
/// <param name="Key">The stem as search knows it (<see cref="SearchWords"/>); of a text without spaces the letter and the one behind
/// it.</param>
/// <param name="Other">The stem of its other spelling; null when there is one only.</param>
/// <param name="IsGram">It is a letter of a text without spaces.</param>
internal sealed record WordForm(int Stem, string Form, int Parts, bool Topical, string Key, string? Other, bool IsGram);

/// <summary>The word forms of the calls of one question, numbered by stem. Lives as long as the question.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, WordForm> forms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WordForm>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    private readonly Dictionary<(string Form, string Key, bool Counts, bool Topical), WordForm> special = [];
    private readonly Dictionary<string, int> stems = new(StringComparer.Ordinal);
    private readonly List<bool> topical = [];

    public Vocabulary() => bySpan = forms.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many stems there are.</summary>
    public int Count => topical.Count;

    /// <summary>All word forms but letters of texts without spaces.</summary>
    public IEnumerable<WordForm> Forms => forms.Values;

    /// <summary>Whether a stem may carry a topic.</summary>
    public bool IsTopical(int stem) => topical[stem];

    /// <summary>The number of a word's stem, in one spelling or the other, if the calls hold it; otherwise -1.</summary>
    public int Find(WordForm word) =>
        stems.TryGetValue(word.Key, out var stem) || (word.Other is { } other && stems.TryGetValue(other, out stem)) ? stem : -1;

    /// <summary>The stem's number if the calls hold it, otherwise -1.</summary>
    public int Find(string stem) => stems.GetValueOrDefault(stem, -1);

    /// <summary>The stems that begin like one that the calls do not hold: “transcription” when they say “transcribe”.</summary>
    public IReadOnlyList<int> Kin(string stem)
    {
        const int shortest = 6;
        if (stem.Length < shortest)
            return [];
        var begin = stem[..Math.Max(shortest - 1, stem.Length - 3)];
        return [.. stems.Where(s => topical[s.Value] && s.Key.Length <= stem.Length + 3
            && s.Key.StartsWith(begin, StringComparison.Ordinal)).Select(s => s.Value).Distinct().Order()];
    }

    /// <summary>The form of a word as written.</summary>
    public WordForm Of(ReadOnlySpan<char> written)
    {
        Span<char> lower = written.Length <= 128 ? stackalloc char[written.Length] : new char[written.Length];
        written.ToLowerInvariant(lower);
        lower.Replace('’', '\'');
        if (bySpan.TryGetValue(lower, out var known))
            return known;
        var form = lower.ToString();
        var (key, other) = Stems(form);
        var isTopical = form.Length > 1 && !Lexicon.Function.Contains(form);
        var made = new WordForm(Number(key, other, isTopical), form, Parts(form), isTopical, key, other, false);
        forms.Add(form, made);
        return made;
    }

    /// <summary>
    /// The form of a word that is part of a name or a number (<see cref="SearchWords.Whole"/>): it counts as the whole of it.
    /// </summary>
    public WordForm Of(ReadOnlySpan<char> written, string whole)
    {
        var form = written.ToString().ToLowerInvariant();
        if (!special.TryGetValue((form, whole, true, true), out var known))
            special.Add((form, whole, true, true),
                known = new WordForm(Number(whole, null, true), form, Parts(form), true, whole, null, false));
        return known;
    }

    /// <summary>The form of a letter of a text without spaces.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="next">The letter behind it; empty when it is the last.</param>
    /// <param name="counts">Whether it counts for lengths: of two letters one does.</param>
    /// <param name="isTopical">Whether the two may carry a topic.</param>
    public WordForm Gram(string letter, string next, bool counts, bool isTopical)
    {
        var key = letter + next;
        if (!special.TryGetValue((letter, key, counts, isTopical), out var known))
            special.Add((letter, key, counts, isTopical),
                known = new WordForm(Number(key, null, isTopical), letter, counts ? 1 : 0, isTopical, key, null, true));
        return known;
    }

    /// <summary>The stem of a form in lower case; a possessive ending does not count.</summary>
    public static string Stem(string form) => Stems(form).Key;

    private static (string Key, string? Other) Stems(string form)
    {
        var bare = form.EndsWith("'s", StringComparison.Ordinal) && form.Length > 3 && !Lexicon.Function.Contains(form)
            ? form[..^2]
            : form.EndsWith('\'') ? form[..^1] : form;
        if (System.Text.Ascii.IsValid(bare))
            return (PorterStemmer.Stem(bare), null);
        var letters = Letter.In(bare).ToList();
        var plain = string.Concat(letters.Select(l => l.Plain));
        var wide = string.Concat(letters.Select(l => l.Wide));
        return (PorterStemmer.Stem(plain), wide == plain ? null : PorterStemmer.Stem(wide));
    }

    private int Number(string key, string? other, bool isTopical)
    {
        if (!stems.TryGetValue(key, out var number))
        {
            stems.Add(key, number = topical.Count);
            topical.Add(isTopical);
        }

        if (other is not null)
            stems.TryAdd(other, number);
        return number;
    }

    private static int Parts(string form)
    {
        var parts = 0;
        var inside = false;
        foreach (var c in form)
        {
            var alphanumeric = char.IsLetterOrDigit(c);
            if (alphanumeric && !inside)
                parts++;
            inside = alphanumeric;
        }
        return Math.Max(1, parts);
    }
}
