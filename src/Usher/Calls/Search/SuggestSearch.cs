using Microsoft.EntityFrameworkCore;
using Usher.Calls.Engine;
using Usher.Calls.Words;
using Usher.Platform;

namespace Usher.Calls.Search;

/// <summary>
/// What may have been meant by a search that finds nothing: each word that is in none of the searcher's latest calls is replaced by the
/// nearest that is. Words, how often they are said and how they are written come from what the searcher may read now, and from nothing
/// else; so no call they do not see, and nothing hidden in one they do, has a part in it.
/// </summary>
internal static class SuggestSearch
{
    /// <summary>How many calls give words.</summary>
    private const int MostCalls = 200;

    /// <summary>How many keys are looked at as they are written: the index has stems, and people misspell words.</summary>
    private const int MostLookedAt = 20;

    private const int MostReplaced = 3;

    /// <summary>The text to search for instead; null when nothing near finds anything.</summary>
    /// <param name="work">The request.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="spelled">Its words that may be misspelled.</param>
    /// <param name="among">What the list is narrowed to besides.</param>
    /// <param name="finds">Whether another text finds a call.</param>
    public static async Task<string?> For(Work work, string text, IReadOnlyList<SpelledWord> spelled, CallFilter among,
        Func<string, Task<bool>> finds)
    {
        if (spelled.Count == 0) return null;
        var calls = await VisibleCalls.Page(work, among, MostCalls);
        var said = await Said(work, calls.ConvertAll(c => c.CallId));
        var near = spelled.Select(word => (Word: word, Keys: Near(word, said))).Where(w => w.Keys.Count > 0).Take(MostReplaced).ToList();
        var sources = (await ReadableCall.Of(work, [.. near.SelectMany(n => n.Keys).Select(key => said[key].In).Distinct()]))
            .ToDictionary(c => c.Id);
        var suggested = text;
        foreach (var (word, keys) in near.OrderByDescending(n => n.Word.Start))
            if (Nearest(word, keys, said, sources) is { } written)
                suggested = $"{suggested[..word.Start]}{written}{suggested[(word.Start + word.Length)..]}";
        return !string.Equals(suggested, text, StringComparison.Ordinal) && await finds(suggested) ? suggested : null;
    }

    /// <summary>What these calls are found by: in how many of them, and the latest.</summary>
    private static async Task<Dictionary<string, (int Calls, Guid In)>> Said(Work work, IReadOnlyList<Guid> calls)
    {
        var facts = await FindCalls.FactsOf(work.Db, calls);
        var whole = calls.Where(id => FindCalls.MayReadWhole(work, facts.GetValueOrDefault(id))).ToHashSet();
        var texts = await work.Db.Set<SearchText>().AsNoTracking().Where(t => calls.Contains(t.CallId))
            .Select(t => new { t.CallId, Keys = whole.Contains(t.CallId) ? t.Whole : t.Shown }).ToDictionaryAsync(t => t.CallId, t => t.Keys);
        var said = new Dictionary<string, (int Calls, Guid In)>(StringComparer.Ordinal);
        foreach (var call in calls)
            foreach (var key in texts.GetValueOrDefault(call, "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                said[key] = said.TryGetValue(key, out var known) ? (known.Calls + 1, known.In) : (1, call);
        return said;
    }

    /// <summary>The keys that a beginning of the word is near to; none when the word itself is said.</summary>
    private static List<string> Near(SpelledWord word, Dictionary<string, (int Calls, Guid In)> said)
    {
        if (said.ContainsKey($"{word.Field}{PorterStemmer.Stem(word.Word)}")) return [];
        var prefix = word.Field is null ? 0 : 1;
        return [.. said.Keys.Where(key => key.Length - prefix >= Spelling.Shortest - 1 && (prefix == 0 || key[0] == word.Field)
                && key.Skip(prefix).All(char.IsLetter))
            .Select(key => (Key: key, Far: Spelling.FromBeginning(word.Word, key[prefix..], Spelling.Most(word.Word))))
            .Where(k => k.Far is not null)
            .OrderBy(k => k.Far).ThenBy(k => Math.Abs(k.Key.Length - prefix - word.Word.Length)).ThenByDescending(k => said[k.Key].Calls)
            .ThenBy(k => k.Key, StringComparer.Ordinal).Take(MostLookedAt).Select(k => k.Key)];
    }

    /// <summary>The nearest word as a call writes it; of several the most frequent.</summary>
    private static string? Nearest(SpelledWord word, List<string> keys, Dictionary<string, (int Calls, Guid In)> said,
        Dictionary<Guid, ReadableCall> sources)
    {
        var forms =
            from key in keys
            where sources.ContainsKey(said[key].In)
            let plain = word.Field is null ? key : key[1..]
            from text in sources[said[key].In].Texts(word.Field)
            from found in SearchWords.In(text)
            where string.Equals(found.Key, plain, StringComparison.Ordinal)
            let form = text.Substring(found.Start, found.Length).ToLowerInvariant()
            let far = Spelling.Distance(word.Word, form, Spelling.Most(word.Word))
            where far is not null
            select (Form: form, Far: far, said[key].Calls);
        return forms.OrderBy(f => f.Far).ThenByDescending(f => f.Calls).ThenBy(f => f.Form, StringComparer.Ordinal).FirstOrDefault().Form;
    }
}
