namespace Usher.Calls.Engine;

/// <summary>What the engine knows of a written word form.</summary>
/// <param name="Stem">Number of its stem within one <see cref="Vocabulary"/>.</param>
/// <param name="Form">The form in lower case.</param>
/// <param name="Parts">How many runs of letters and digits it has; “we're” has two. Lengths are counted in these.</param>
/// <param name="Topical">Whether it may carry a topic: no grammar, no filler, no lone letter.</param>
internal sealed record WordForm(int Stem, string Form, int Parts, bool Topical);

/// <summary>The word forms of the calls of one question, numbered by stem. Lives as long as the question.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, WordForm> forms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WordForm>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    private readonly Dictionary<string, int> stems = new(StringComparer.Ordinal);
    private readonly List<bool> topical = [];

    public Vocabulary() => bySpan = forms.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many stems there are.</summary>
    public int Count => stems.Count;

    /// <summary>Whether a stem may carry a topic.</summary>
    public bool IsTopical(int stem) => topical[stem];

    /// <summary>The stem's number if the calls hold it, otherwise -1.</summary>
    public int Find(string stem) => stems.GetValueOrDefault(stem, -1);

    /// <summary>The stems that begin like one that the calls do not hold: “transcription” when they say “transcribe”.</summary>
    public IReadOnlyList<int> Kin(string stem)
    {
        const int shortest = 6;
        if (stem.Length < shortest)
            return [];
        var begin = stem[..Math.Max(shortest - 1, stem.Length - 3)];
        return [.. stems.Where(s => topical[s.Value] && s.Key.Length <= stem.Length + 3 && s.Key.StartsWith(begin, StringComparison.Ordinal)).Select(s => s.Value).Order()];
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
        var stem = Stem(form);
        var isTopical = form.Length > 1 && !Lexicon.Function.Contains(form);
        if (!stems.TryGetValue(stem, out var number))
        {
            stems.Add(stem, number = stems.Count);
            topical.Add(isTopical);
        }
        var made = new WordForm(number, form, Parts(form), isTopical);
        forms.Add(form, made);
        return made;
    }

    /// <summary>The stem of a form in lower case; a possessive ending does not count.</summary>
    public static string Stem(string form) =>
        PorterStemmer.Stem(form.EndsWith("'s", StringComparison.Ordinal) && form.Length > 3 && !Lexicon.Function.Contains(form) ? form[..^2]
            : form.EndsWith('\'') ? form[..^1] : form);

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
        return parts;
    }
}
