using Usher.Calls.Words;

namespace Usher.Calls.Search;

/// <summary>
/// What is searched for in calls, read from what a person typed (<see cref="SearchSyntax"/>). A call is found that has all of it where the
/// searcher may read, and nothing of what it is to be without.
/// </summary>
internal sealed record AskedSearch
{
    /// <summary>Nothing is searched for.</summary>
    public static readonly AskedSearch Nothing = new();

    /// <summary>Words, in whatever form, those of fields among them.</summary>
    public IReadOnlyList<AskedWord> Words { get; init; } = [];

    /// <summary>Phrases, word for word.</summary>
    public IReadOnlyList<Phrase> Phrases { get; init; } = [];

    /// <summary>Words that the call is to be without: of each group, not all of them.</summary>
    public IReadOnlyList<IReadOnlyList<AskedWord>> Without { get; init; } = [];

    /// <summary>Phrases that the call is to be without.</summary>
    public IReadOnlyList<Phrase> WithoutPhrases { get; init; } = [];

    /// <summary>Teams of the call, by slug or name.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>Teams it is not of.</summary>
    public IReadOnlyList<string> WithoutTeams { get; init; } = [];

    /// <summary>Addresses of those who own or attended it; <see cref="SearchSyntax.Me"/> is the searcher.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    /// <summary>Addresses of those who neither own nor attended it.</summary>
    public IReadOnlyList<string> WithoutPeople { get; init; } = [];

    /// <summary>The words that may be misspelled, and where they are in what was typed.</summary>
    public IReadOnlyList<SpelledWord> Spelled { get; init; } = [];

    /// <summary>Whether it has anything to find calls by.</summary>
    public bool IsAnything => Words.Count + Phrases.Count + Without.Count + WithoutPhrases.Count + Teams.Count + WithoutTeams.Count
        + People.Count + WithoutPeople.Count > 0;

    /// <summary>Whether the index alone cannot tell what is found: it has no order of words, so the calls themselves are read.</summary>
    public bool IsReadInCalls => Phrases.Count + WithoutPhrases.Count > 0;

    /// <summary>What the index is asked for.</summary>
    public IReadOnlyList<AskedWord> InIndex => [.. Words.Concat(Phrases.SelectMany(p => p.Words)).DistinctBy(w => w.Key)];
}

/// <summary>A word that was typed.</summary>
/// <param name="Start">Where it begins in what was typed.</param>
/// <param name="Length">How long it is there.</param>
/// <param name="Word">Its letters in the simplest form.</param>
/// <param name="Field">The field it is looked for in; null: anywhere.</param>
internal readonly record struct SpelledWord(int Start, int Length, string Word, char? Field);
