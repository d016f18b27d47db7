using System.Text;
using Usher.Calls.Transcripts;

namespace Usher.Calls.Screening;

/// <summary>
/// What the learned screen sees of a passage: which words there are, how they begin, which pairs and which runs of four letters. Each is
/// a bucket by its hash, so that no list of words is kept.
/// </summary>
internal static class ScreenFeatures
{
    /// <summary>How many buckets there are.</summary>
    public const int Buckets = 1 << 16;

    private const int Beginning = 5;
    private const int Run = 4;

    /// <summary>Where a sentence or turn ends: no pair goes over it.</summary>
    internal const string Stop = ".";

    /// <summary>The words of what is said, in small letters, with stops between sentences and turns; a number of any size is one word.</summary>
    public static List<string> Words(IEnumerable<Turn> turns)
    {
        var (words, word) = (new List<string>(), new StringBuilder());
        foreach (var turn in turns)
        {
            Read(turn.Text, words, word);
            words.Add(Stop);
        }

        return words;
    }

    private static void Read(string text, List<string> words, StringBuilder word)
    {
        foreach (var letter in text)
        {
            var c = letter == '’' ? '\'' : char.ToLowerInvariant(letter);
            if (char.IsLetter(c) || (c == '\'' && word.Length > 0))
            {
                word.Append(c);
                continue;
            }

            End();
            if (char.IsDigit(c) && (words.Count == 0 || words[^1] != "#")) words.Add("#");
            else if (c is '.' or '?' or '!' or ',') words.Add(Stop);
        }

        End();

        void End()
        {
            if (word.Length == 0) return;
            words.Add(word.ToString().TrimEnd('\''));
            word.Clear();
        }
    }

    /// <summary>The buckets of some of the words, each once, in order.</summary>
    public static int[] Of(ReadOnlySpan<string> words)
    {
        var found = new HashSet<int>();
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == Stop) continue;
            Add(0, words[i]);
            if (words[i].Length > Beginning) Add(1, words[i].AsSpan(0, Beginning));
            if (i + 1 < words.Length && words[i + 1] != Stop) Add(2, words[i], words[i + 1]);
            for (var at = -1; at + Run <= words[i].Length + 1; at++) AddRun(words[i], at);
        }

        var buckets = found.ToArray();
        Array.Sort(buckets);
        return buckets;

        void Add(int kind, ReadOnlySpan<char> one, ReadOnlySpan<char> other = default) =>
            found.Add(Bucket(Mix(Mix(Mix(Begin(kind), one), " "), other)));

        // A run may begin before the word and end after it: how words begin and end is told apart from their middle.
        void AddRun(string of, int at)
        {
            var hash = Begin(3);
            for (var i = at; i < at + Run; i++) hash = Mix(hash, i < 0 || i >= of.Length ? '|' : of[i]);
            found.Add(Bucket(hash));
        }
    }

    // FNV-1a, and its bits mixed once more: neighbours would share buckets otherwise.
    private static uint Begin(int kind) => (2166136261 ^ (uint)kind) * 16777619;

    private static uint Mix(uint hash, char letter) => (hash ^ letter) * 16777619;

    private static uint Mix(uint hash, ReadOnlySpan<char> text)
    {
        foreach (var letter in text) hash = Mix(hash, letter);
        return hash;
    }

    private static int Bucket(uint hash)
    {
        hash ^= hash >> 15;
        hash *= 0x2c1b3c6d;
        return (int)((hash ^ (hash >> 12)) % Buckets);
    }
}
