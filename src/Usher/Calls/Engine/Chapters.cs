using System.Collections.Frozen;

namespace Usher.Calls.Engine;

/// <summary>A part of a call that is about one thing.</summary>
/// <param name="Turn">The turn it begins with.</param>
/// <param name="Title">What sets it apart from the rest, in words that are said in it.</param>
public sealed record Chapter(int Turn, string Title);

/// <summary>
/// Cuts a call where its words change, as TextTiling does (Hearst, Computational Linguistics 23(1), 1997): blocks of words on both sides of
/// each place are compared, and a chapter begins at the turn where they have least in common. A short call has none.
/// </summary>
public static class Chapters
{
    /// <summary>How many topical words are one block.</summary>
    private const int Block = 12;

    /// <summary>How many blocks are compared on each side.</summary>
    private const int Side = 5;

    /// <summary>No chapter has fewer blocks.</summary>
    private const int Fewest = 6;

    private const int Most = 9;
    private const int TitleParts = 3;
    private const int LongestTitle = 60;

    private static readonly FrozenSet<string> BeforeNouns = Lexicon.Set("""
        the a an our your their his her my its this that these those of no per each every any some both all which whose for with from about
        two three four five six seven eight nine ten twelve new old
        """);

    private static readonly FrozenSet<string> NoTitle = Lexicon.Set("""
        first second third last next week weeks month months year years day days hour hours minute minutes time times today tomorrow morning
        afternoon evening night noon monday tuesday wednesday thursday friday saturday sunday january february march april may june july
        august september october november december one ones lot bit side end half
        """);

    /// <summary>The chapters, the first of which begins with the call; none where there would be one only.</summary>
    /// <param name="call">The call.</param>
    /// <param name="ct">Ends the work.</param>
    public static IReadOnlyList<Chapter> Of(CallTranscript call, CancellationToken ct = default)
    {
        var vocabulary = new Vocabulary();
        var text = CallText.Read(call, vocabulary, ct);
        var topical = Topical(text);
        var blocks = topical.Count / Block;
        if (blocks < 2 * Fewest || text.Words.Count(word => word.Form.IsGram) > text.Words.Length / 2) return [];
        var starts = Starts(text, topical, blocks);
        return starts.Count < 2 ? [] : Named(text, topical, starts);
    }

    // The numbers of the words that tell what is spoken of; names of those who speak are said everywhere.
    private static List<int> Topical(CallText text)
    {
        var speakers = text.Call.Turns.Select(turn => turn.Speaker).Distinct(StringComparer.Ordinal)
            .SelectMany(name => CallText.Of(name).Words.Select(word => word.Form.Form)).ToHashSet(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, text.Words.Length).Where(i => text.Words[i].Form is { Topical: true, Form: { Length: > 2 } form }
            && !char.IsAsciiDigit(form[0]) && !speakers.Contains(form) && !Lexicon.Abstract.Contains(form) && !Lexicon.Numbers.Contains(form)
            && !Lexicon.Filler.Contains(form) && !form.Contains('\'') && !form.Contains('’'))];
    }

    /// <summary>The turns that chapters begin with: where the blocks on both sides are least alike, one after the other.</summary>
    private static List<int> Starts(CallText text, List<int> topical, int blocks)
    {
        var inBlocks = new Dictionary<int, int>();
        foreach (var (block, word) in topical.Select((word, i) => (i / Block, text.Words[word].Form.Stem)).Distinct())
            inBlocks[word] = inBlocks.GetValueOrDefault(word) + 1;
        double[] alike = [.. Enumerable.Range(1, blocks - 1).Select(gap => Alike(gap))];
        var depth = Depth(alike);
        var enough = depth.Average();
        List<int> chosen = [];
        foreach (var gap in Enumerable.Range(1, blocks - 1).OrderByDescending(gap => depth[gap - 1]).ThenBy(gap => gap))
        {
            if (chosen.Count == Most - 1 || depth[gap - 1] < enough) break;
            if (gap >= Fewest && gap <= blocks - Fewest && chosen.TrueForAll(other => Math.Abs(other - gap) >= Fewest)) chosen.Add(gap);
        }

        return [0, .. chosen.Select(gap => Nearest(topical[gap * Block])).Where(turn => turn > 0 && turn < text.Call.Turns.Count).Distinct().Order()];

        // The beginning of the turn that a word is in, or of the one after it.
        int Nearest(int word) => text.Words[word].Turn is var turn && word - text.First(turn) > text.End(turn) - word ? turn + 1 : turn;

        double Alike(int gap)
        {
            var (before, after) = (Weights(gap - Side, gap), Weights(gap, gap + Side));
            var shared = before.Sum(word => word.Value * after.GetValueOrDefault(word.Key));
            var lengths = Math.Sqrt(before.Values.Sum(w => w * w) * after.Values.Sum(w => w * w));
            return lengths > 0 ? shared / lengths : 0;
        }

        Dictionary<int, double> Weights(int from, int to)
        {
            var weights = new Dictionary<int, double>();
            for (var i = Math.Max(0, from) * Block; i < Math.Min(to, blocks) * Block; i++)
            {
                var stem = text.Words[topical[i]].Form.Stem;
                weights[stem] = weights.GetValueOrDefault(stem) + Math.Log(1 + ((double)blocks / inBlocks[stem]));
            }

            return weights;
        }
    }

    // How far it is from each place up to the highest one on either side.
    private static double[] Depth(double[] alike)
    {
        var depth = new double[alike.Length];
        for (var (i, highest) = (0, 0.0); i < alike.Length; i++) depth[i] = (highest = Math.Max(highest, alike[i])) - alike[i];
        for (var (i, highest) = (alike.Length - 1, 0.0); i >= 0; i--) depth[i] += (highest = Math.Max(highest, alike[i])) - alike[i];
        return depth;
    }

    /// <summary>Gives each its title: words and pairs of words that are said in it more than elsewhere.</summary>
    private static List<Chapter> Named(CallText text, List<int> topical, List<int> starts)
    {
        var all = Said(topical);
        return [.. starts.Select((turn, i) =>
        {
            var until = i + 1 < starts.Count ? starts[i + 1] : int.MaxValue;
            var here = Said(topical.Where(word => text.Words[word].Turn >= turn && text.Words[word].Turn < until));
            var titles = here.Select(term => (Weight: Weight(term.Key, term.Value), At: term.Value[0])).Where(term => term.Weight > 0)
                .OrderByDescending(term => term.Weight).ThenBy(term => term.At).Select(term => term.At);
            return new Chapter(turn, Title(titles));
        })];

        // Single words by their stem, pairs by both; where each is said.
        Dictionary<(int, int), List<(int First, int Last)>> Said(IEnumerable<int> words)
        {
            var said = new Dictionary<(int, int), List<(int, int)>>();
            var before = -2;
            foreach (var word in words)
            {
                if (NoTitle.Contains(text.Words[word].Form.Form)) continue;
                Add((text.Words[word].Form.Stem, -1), (word, word));
                if (word == before + 1 && text.Words[word].Turn == text.Words[before].Turn && text.Gaps[before] == Gap.None)
                    Add((text.Words[before].Form.Stem, text.Words[word].Form.Stem), (before, word));
                before = word;
            }

            return said;

            void Add((int, int) term, (int, int) at)
            {
                if (!said.TryGetValue(term, out var places)) said[term] = places = [];
                places.Add(at);
            }
        }

        // What is said once, or mostly as a verb, names nothing; a pair is worth as much as both its words.
        double Weight((int, int Second) term, List<(int First, int Last)> places)
        {
            var named = places.Count(place => IsNamed(place.First)) / (double)places.Count;
            return places.Count < 2 || named < 0.5 ? 0
                : places.Count * ((double)places.Count / all[term].Count) * named * (term.Second < 0 ? 1 : 2.5);
        }

        // Behind “the”, “your”, “of” there is a noun; a name is written large within a sentence.
        bool IsNamed(int word) => word > 0 && text.Words[word - 1].Turn == text.Words[word].Turn && text.Gaps[word - 1] == Gap.None
            && (BeforeNouns.Contains(text.Words[word - 1].Form.Form) || char.IsUpper(text.Call.Turns[text.Words[word].Turn].Text[text.Words[word].Start]));

        string Title(IEnumerable<(int First, int Last)> terms)
        {
            var (parts, used, length) = (new List<string>(), new HashSet<int>(), 0);
            foreach (var (first, last) in terms)
            {
                var (from, to) = (text.Words[first], text.Words[last]);
                if (used.Contains(from.Form.Stem) || used.Contains(to.Form.Stem)) continue;
                var words = text.Call.Turns[from.Turn].Text[from.Start..to.End];
                if (length + words.Length + 2 > LongestTitle) continue;
                parts.Add(words);
                length += words.Length + 2;
                used.UnionWith([from.Form.Stem, to.Form.Stem]);
                if (parts.Count == TitleParts) break;
            }

            var title = string.Join(", ", parts);
            return title.Length > 0 ? char.ToUpperInvariant(title[0]) + title[1..] : "";
        }
    }
}
