namespace Usher.Calls.Engine.Learned;

/// <summary>
/// How often people's answers use a word, or two words in a row, whatever the answer is about. Only what is used in every field of talk that
/// was learned from is in it, so that none of their subjects is.
/// </summary>
/// <param name="words">By the word's stem.</param>
/// <param name="pairs">By the stems of the two words with a space between.</param>
internal sealed class WordTable(IReadOnlyDictionary<string, WordUse> words, IReadOnlyDictionary<string, WordUse> pairs)
{
    /// <summary>For each stem of a vocabulary its use in answers.</summary>
    public WordUse[] Of(Vocabulary vocabulary)
    {
        var uses = new WordUse[vocabulary.Count];
        foreach (var (key, use) in words)
            if (vocabulary.Find(key) is >= 0 and var stem)
                uses[stem] = use;
        return uses;
    }

    /// <summary>The pairs that both stems of a vocabulary make.</summary>
    public Dictionary<(int, int), WordUse> Pairs(Vocabulary vocabulary)
    {
        var uses = new Dictionary<(int, int), WordUse>();
        foreach (var (key, use) in pairs)
            if (key.Split(' ') is [var one, var two] && vocabulary.Find(one) is >= 0 and var first
                && vocabulary.Find(two) is >= 0 and var second)
                uses.TryAdd((first, second), use);
        return uses;
    }

    /// <summary>Writes what <see cref="Read"/> reads.</summary>
    public void Write(BinaryWriter writer)
    {
        foreach (var uses in new[] { words, pairs })
        {
            writer.Write(uses.Count);
            foreach (var (key, use) in uses.OrderBy(u => u.Key, StringComparer.Ordinal))
            {
                writer.Write(key);
                writer.Write(use.Mean);
                writer.Write(use.Odds);
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static WordTable Read(BinaryReader reader)
    {
        return new WordTable(Uses(), Uses());
        Dictionary<string, WordUse> Uses()
        {
            var uses = new Dictionary<string, WordUse>(StringComparer.Ordinal);
            for (var n = reader.ReadInt32(); n > 0; n--)
                uses.Add(reader.ReadString(), new WordUse(reader.ReadSingle(), reader.ReadSingle()));
            return uses;
        }
    }
}

/// <summary>How a word is used in answers.</summary>
/// <param name="Mean">How often a hundred words of answer hold it.</param>
/// <param name="Odds">The logarithm of how much more often than the talk that is answered about.</param>
internal readonly record struct WordUse(float Mean, float Odds);
