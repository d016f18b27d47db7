using Usher.Calls.Search;
using Usher.Calls.Transcripts;
using Usher.Calls.Words;

namespace Usher.Calls;

/// <summary>Where in a call the searched words are.</summary>
/// <param name="Turn">The number of the turn, from zero.</param>
/// <param name="At">Seconds into the call; null when the transcript has no times.</param>
/// <param name="Speaker">Who says it.</param>
/// <param name="Text">The words around, as they are in the turn.</param>
/// <param name="Marks">Start and length, in <paramref name="Text"/>, of each word that was searched for.</param>
public sealed record Highlight(int Turn, double? At, string Speaker, string Text, IReadOnlyList<int[]> Marks)
{
    private const int MostOfACall = 2;
    private const int Around = 90;

    /// <summary>The turns of one call with most of what is searched for, in their order; of equals, one by a speaker asked for.</summary>
    internal static IReadOnlyList<Highlight> Best(IEnumerable<(int Number, Turn Turn)> turns, AskedSearch search)
    {
        var best = new PriorityQueue<(int Number, Turn Turn, List<FoundWord> Words), (int, int, int)>();
        foreach (var (number, turn) in turns)
        {
            var words = SearchWords.In(turn.Text).Where(w => search.Words.Any(asked => asked.Has(w.Key))).ToList();
            var phrases = search.Phrases.Select(phrase => phrase.In(turn.Text).Select(p => new FoundWord("", p.Start, p.Length)).ToList())
                .Where(found => found.Count > 0).ToList();
            if (words.Count + phrases.Count == 0) continue;
            var said = search.Words.Count(asked => words.Exists(w => asked.Has(w.Key))) + phrases.Count;
            var by = SearchWords.In(turn.Speaker).Count(w => search.Words.Any(asked => asked.Has(SearchFields.From + w.Key)));
            best.Enqueue((number, turn, Merged([.. words, .. phrases.SelectMany(p => p)])), (said, by, -number));
            if (best.Count > MostOfACall) best.Dequeue();
        }

        return [.. best.UnorderedItems.Select(i => i.Element).OrderBy(e => e.Number).Select(e => Cut(e.Number, e.Turn, e.Words))];
    }

    /// <summary>Words in their order; where they overlap, as the pairs of a text without spaces do, as one.</summary>
    private static List<FoundWord> Merged(List<FoundWord> words)
    {
        var merged = new List<FoundWord>();
        foreach (var word in words.OrderBy(w => w.Start).ThenByDescending(w => w.Length))
        {
            if (merged.Count > 0 && merged[^1] is var last && word.Start < last.Start + last.Length)
                merged[^1] = last with { Length = Math.Max(last.Length, word.Start + word.Length - last.Start) };
            else merged.Add(word);
        }

        return merged;
    }

    /// <summary>Cuts a long turn around its first found word, at spaces.</summary>
    private static Highlight Cut(int number, Turn turn, List<FoundWord> words)
    {
        var start = Math.Max(0, words[0].Start - Around);
        if (start > 0 && turn.Text.IndexOf(' ', start) is var space && space >= 0 && space < words[0].Start) start = space + 1;
        var end = Math.Min(turn.Text.Length, Math.Max(words[0].Start + words[0].Length, start + (2 * Around)));
        if (end < turn.Text.Length && turn.Text.LastIndexOf(' ', end) is var last && last >= words[0].Start + words[0].Length) end = last;
        if (start > 0 && char.IsLowSurrogate(turn.Text[start])) start++;
        if (end < turn.Text.Length && char.IsLowSurrogate(turn.Text[end])) end--;
        return new(number, turn.At?.TotalSeconds, turn.Speaker, turn.Text[start..end],
            [.. words.Where(w => w.Start >= start && w.Start + w.Length <= end).Select(w => new[] { w.Start - start, w.Length })]);
    }
}
