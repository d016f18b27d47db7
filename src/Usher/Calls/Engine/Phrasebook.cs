using System.Collections.Frozen;

namespace Usher.Calls.Engine;

/// <summary>
/// A set of turns of phrase to look for, written as a small language: phrases are separated by <c>|</c> or line ends; <c>(a|b c)</c> is one
/// of several, <c>[a|b]</c> one or none, <c>*</c> any one word, <c>{set}</c> a word of a named set. Phrases are in lower case and do not go
/// over the end of a sentence. Looking takes time in proportion to the text, whatever the text is.
/// </summary>
internal sealed class Phrasebook
{
    private readonly Node root = new();
    private readonly FrozenDictionary<string, FrozenSet<string>> sets;
    private readonly string source;
    private int at;

    public Phrasebook(string phrases, params (string Name, FrozenSet<string> Words)[] sets)
    {
        source = phrases;
        this.sets = sets.ToFrozenDictionary(s => s.Name, s => s.Words, StringComparer.Ordinal);
        foreach (var end in Alternatives([root]))
            end.IsEnd = true;
        if (at < source.Length)
            throw new FormatException($"A phrase is not well formed at character {at}.");
    }

    private sealed class Node
    {
        private readonly Dictionary<string, Node> next = new(StringComparer.Ordinal);
        private readonly List<(FrozenSet<string>? Words, Node Node)> wide = [];

        public bool IsEnd { get; set; }

        public Node Add(string word) => next.TryGetValue(word, out var node) ? node : next[word] = new Node();

        public Node Add(FrozenSet<string>? words)
        {
            var known = wide.Find(w => w.Words == words).Node;
            if (known is null)
                wide.Add((words, known = new Node()));
            return known;
        }

        /// <summary>Where a phrase ends that goes on from here at word <paramref name="i"/>; -1 when none does.</summary>
        public int Match(CallText text, int i, int end)
        {
            var longest = IsEnd ? i : -1;
            if (i >= end || (IsEnd && next.Count == 0 && wide.Count == 0))
                return longest;
            text.Steps++;
            var word = text.Words[i].Form.Form;
            var after = i + 1;
            // Some recorders write “we 'll”.
            if (after < end && text.Words[after].Form.Form is ['\'', ..] clitic)
                (word, after) = (word + clitic, after + 1);
            var stops = text.Gaps[after - 1] >= Gap.Stop;
            var known = next.TryGetValue(word, out var node)
                || (word.EndsWith("'s", StringComparison.Ordinal) && next.TryGetValue(word[..^2], out node));
            if (known)
                longest = Math.Max(longest, node!.Match(text, after, stops ? after : end));
            foreach (var (words, other) in wide)
                if (words?.Contains(word) != false)
                    longest = Math.Max(longest, other.Match(text, after, stops ? after : end));
            return longest;
        }
    }

    /// <summary>Whether a phrase is among the words from <paramref name="first"/> to <paramref name="end"/>.</summary>
    public bool IsIn(CallText text, int first, int end) => Find(text, first, end).First >= 0;

    /// <summary>The first phrase among the words, or (-1, -1).</summary>
    public (int First, int End) Find(CallText text, int first, int end)
    {
        for (var i = first; i < end; i++)
            if (root.Match(text, i, end) is >= 0 and var matched)
                return (i, matched);
        return (-1, -1);
    }

    /// <summary>Whether a phrase begins exactly at a word.</summary>
    public bool BeginsAt(CallText text, int at, int end) => at < end && root.Match(text, at, end) >= 0;

    /// <summary>Whether a phrase ends exactly before a word.</summary>
    public bool EndsBefore(CallText text, int first, int end)
    {
        const int longest = 5;
        for (var i = Math.Max(first, end - longest); i < end; i++)
            if (root.Match(text, i, end) == end)
                return true;
        return false;
    }

    private HashSet<Node> Alternatives(HashSet<Node> from)
    {
        var ends = new HashSet<Node>();
        do
            ends.UnionWith(Sequence(from));
        while (Take('|') || Take('\n'));
        return ends;
    }

    private HashSet<Node> Sequence(HashSet<Node> from)
    {
        var start = from;
        while (at < source.Length)
        {
            if (Take(' '))
                continue;
            if (source[at] is '|' or '\n' or ')' or ']')
                break;
            if (Take('('))
            {
                from = Alternatives(from);
                Expect(')');
            }
            else if (Take('['))
            {
                from = [.. from, .. Alternatives(from)];
                Expect(']');
            }
            else if (Take('*'))
                from = [.. from.Select(n => n.Add((FrozenSet<string>?)null))];
            else if (Take('{'))
            {
                var words = sets[Until('}')];
                from = [.. from.Select(n => n.Add(words))];
            }
            else
            {
                var word = Until(' ', '|', '\n', '(', ')', '[', ']');
                from = [.. from.Select(n => n.Add(word))];
            }
        }
        return ReferenceEquals(from, start) ? throw new FormatException($"A phrase is empty before character {at}.") : from;
    }

    private bool Take(char c)
    {
        if (at >= source.Length || source[at] != c)
            return false;
        at++;
        return true;
    }

    private void Expect(char c)
    {
        if (!Take(c))
            throw new FormatException($"“{c}” is expected at character {at}.");
    }

    private string Until(params ReadOnlySpan<char> stops)
    {
        var length = source.AsSpan(at).IndexOfAny(stops);
        var word = length < 0 ? source[at..] : source.Substring(at, length);
        at += word.Length;
        if (stops.Length == 1)
            Expect(stops[0]);
        return word;
    }
}
