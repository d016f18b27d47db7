using Usher.Calls.Words;

namespace Usher.Calls.Search;

/// <summary>
/// Words that are looked for one after another, as they are written: in any case and spelling of their letters, with whatever signs
/// between them, but no other form of the word. It is in a text when its words follow one another there.
/// </summary>
internal sealed class Phrase
{
    private readonly List<Unit> _units;

    private Phrase(List<Unit> units, IReadOnlyList<AskedWord> words) => (_units, Words) = (units, words);

    /// <summary>What the index is asked for: a call that has the phrase has all of these words.</summary>
    public IReadOnlyList<AskedWord> Words { get; }

    /// <summary>The phrase of these words; null when there are none.</summary>
    public static Phrase? Of(string text) => Units(text) is { Count: > 0 } units && SearchWords.Asked(text) is { Count: > 0 } words
        ? new(units, words)
        : null;

    /// <summary>Which of several phrases are in a text, which is read once for all of them.</summary>
    public static bool[] Among(IReadOnlyList<Phrase> phrases, string text)
    {
        var units = Units(text);
        return [.. phrases.Select(phrase => phrase.In(units).Any())];
    }

    /// <summary>Where it is in a text, from left to right, none overlapping another.</summary>
    public IEnumerable<(int Start, int Length)> In(string text) => In(Units(text));

    private IEnumerable<(int Start, int Length)> In(List<Unit> units)
    {
        for (var i = 0; i + _units.Count <= units.Count;)
        {
            var same = 0;
            while (same < _units.Count && _units[same].Is(units[i + same])) same++;
            if (same < _units.Count)
            {
                i++;
                continue;
            }

            yield return (units[i].Start, units[i + same - 1].End - units[i].Start);
            i += same;
        }
    }

    /// <summary>The words of a text; of a script without spaces its letters.</summary>
    private static List<Unit> Units(string text)
    {
        var units = new List<Unit>();
        foreach (var piece in Piece.In(text))
        {
            if (!piece.Grams) units.Add(new(piece.Plain, piece.Wide, piece.Start, piece.End));
            else
                foreach (var letter in SearchWords.Run(text, piece)) units.Add(new(letter.Plain, letter.Plain, letter.Start, letter.End));
        }

        return units;
    }

    private readonly record struct Unit(string Plain, string Wide, int Start, int End)
    {
        public bool Is(Unit other) => Same(Plain, other.Plain) || Same(Wide, other.Wide) || Same(Plain, other.Wide)
            || Same(Wide, other.Plain);

        private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
    }
}
