using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Engine;
using Usher.Calls.Engine.Asking;
using Usher.Calls.Words;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>
/// The calls that may answer a question: found by the full-text index among those the asker sees, chosen by how many of the question's
/// words they have, or words that mean the same, rare ones counting more. How rare a word is, is counted among the same calls: nothing else has a part in the answer. Of
/// a call whose transcript the asker may not read, only what its summary quotes is read for them.
/// </summary>
/// <param name="Question">The question.</param>
/// <param name="Call">The one call it is about; null: all that the asker sees.</param>
public sealed record FindCallsToAsk(string Question, Guid? Call) : Query<Call?, IReadOnlyList<CallTranscript>>
{
    private const int LongestQuestion = 1_000;
    private const int MostWords = 16;
    private const double OfLikeWord = 0.5;
    private const int CountedOfAWord = 1_000;
    private const int MostCalls = 10;
    private const int MostTurns = 12_000;
    private const int MostOfAll = 100;
    private const int MostJudged = 2_000;
    private const int JudgedAtOnce = 50;

    /// <summary>Only calls of this time; null: of any.</summary>
    public AskedTime? During { get; init; }

    /// <summary>Who reads the answer besides the asker; null: nobody.</summary>
    public Audience? Audience { get; init; }

    /// <inheritdoc/>
    public override Permission Needs => Permission.CallAsk;

    /// <inheritdoc/>
    public override async Task<Found<Call?>?> Find(Work work) => await AskedCall.Find(work, Call);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Call? found) => Task.FromResult<Refusal?>(
        string.IsNullOrWhiteSpace(Question) || Question.Length > LongestQuestion
            ? new Invalid("/question", $"Ask in at most {LongestQuestion:N0} characters.")
            : null);

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<CallTranscript>> Run(Work work, Call? found)
    {
        if (Audience is { } audience) return await OfAll(work, audience, found);
        IReadOnlyList<Guid> ids = found is not null ? [found.Id] : await Candidates(work);
        var calls = await work.Db.Set<Call>().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        var facts = await FindCalls.FactsOf(work.Db, ids);
        var read = new List<CallTranscript>();
        var turns = 0;
        foreach (var id in ids.Where(calls.ContainsKey))
        {
            if (await FindCalls.Text(work.Db, calls[id], FindCalls.MayReadWhole(work, facts.GetValueOrDefault(id))) is not { } text)
                continue;
            // Counted by what the asker may read: how much else was said has no part in the answer.
            if ((turns += text.Turns.Count) > MostTurns && read.Count > 0) break;
            read.Add(text);
        }

        return [.. read.OrderBy(c => c.Start).ThenBy(c => c.Call)];
    }

    private async Task<IReadOnlyList<Guid>> Candidates(Work work)
    {
        var words = SearchWords.Asked(Question).Where(w => w.Topical).Take(MostWords).ToList();
        var scores = new Dictionary<Guid, (double Score, DateTimeOffset At)>();
        var filter = new CallFilter { From = During?.From, To = During?.To };
        // “What happened last week?” names no word to find: then all calls of the time are asked.
        if (words.Count == 0 && During is not null)
            return [.. (await VisibleCalls.Page(work, filter, MostCalls)).Select(c => c.CallId)];
        var all = await VisibleCalls.Count(work, filter, CountedOfAWord);
        foreach (var word in words)
        {
            var having = await VisibleCalls.Page(work, filter with { Words = [word] }, CountedOfAWord);
            var rarity = Math.Log(1 + ((double)Math.Max(all, having.Count) / Math.Max(1, having.Count)));
            foreach (var call in having)
                scores[call.CallId] = (scores.GetValueOrDefault(call.CallId).Score + rarity, call.At);
        }

        foreach (var word in LikeWords.Of(Question))
        {
            var having = await VisibleCalls.Page(work, filter with { Words = [word] }, CountedOfAWord);
            var rarity = OfLikeWord * Math.Log(1 + ((double)Math.Max(all, having.Count) / Math.Max(1, having.Count)));
            foreach (var call in having)
                scores[call.CallId] = (scores.GetValueOrDefault(call.CallId).Score + rarity, call.At);
        }

        return [.. scores.OrderByDescending(s => Math.Round(s.Value.Score, 9)).ThenByDescending(s => s.Value.At)
            .ThenByDescending(s => s.Key).Take(Most).Select(s => s.Key)];
    }

    // “Which accounts …?” is asked of all of them.
    private int Most => AccountLines.Asks(Question) ? AccountLines.MostCalls : MostCalls;

    /// <summary>
    /// The same among the calls that all who read the answer see, by the words that all of them may read: the index knows what one person
    /// may read, so it only proposes, and the words are counted in what is common.
    /// </summary>
    private async Task<IReadOnlyList<CallTranscript>> OfAll(Work work, Audience audience, Call? found)
    {
        if (found is not null) return await Common(work, audience, [found.Id]);
        var words = SearchWords.Asked(Question).Where(w => w.Topical).Take(MostWords).ToList();
        var like = LikeWords.Of(Question);
        var proposed = new Dictionary<Guid, DateTimeOffset>();
        foreach (var word in words.Concat(like))
            foreach (var call in await VisibleCalls.Page(work, new() { Words = [word], From = During?.From, To = During?.To },
                CountedOfAWord)) proposed[call.CallId] = call.At;
        var common = new List<(CallTranscript Call, AskedWord[] Has)>();
        foreach (var some in proposed.OrderByDescending(c => c.Value).ThenByDescending(c => c.Key).Select(c => c.Key).Take(MostJudged)
            .Chunk(JudgedAtOnce))
        {
            foreach (var text in await Common(work, audience, some))
            {
                var keys = text.Turns.Select(turn => turn.Text).Append(text.Title).SelectMany(SearchWords.In).Select(w => w.Key)
                    .ToHashSet(StringComparer.Ordinal);
                var has = words.Concat(like).Where(word => word.AnyOf.Any(keys.Contains)).ToArray();
                if (has.Length > 0) common.Add((text, has));
            }

            if (common.Count >= MostOfAll) break;
        }

        var counts = common.SelectMany(c => c.Has).CountBy(w => w.Key).ToDictionary(StringComparer.Ordinal);
        var likes = like.Select(w => w.Key).ToHashSet(StringComparer.Ordinal);
        var turns = 0;
        return [.. common
            .OrderByDescending(c => Math.Round(c.Has.Sum(w =>
                (likes.Contains(w.Key) ? OfLikeWord : 1) * Math.Log(1 + ((double)common.Count / counts[w.Key]))), 9))
            .ThenByDescending(c => c.Call.Start).ThenByDescending(c => c.Call.Call).Take(Most).Select(c => c.Call)
            .TakeWhile((call, place) => (turns += call.Turns.Count) <= MostTurns || place == 0)
            .OrderBy(c => c.Start).ThenBy(c => c.Call)];
    }

    /// <summary>Those calls that all see, as all may read them, latest first.</summary>
    private static async Task<IReadOnlyList<CallTranscript>> Common(Work work, Audience audience, IReadOnlyList<Guid> ids)
    {
        var facts = await FindCalls.FactsOf(work.Db, ids);
        Guid[] seen = [.. ids.Where(id => audience.AllSee(work, facts.GetValueOrDefault(id)))];
        var calls = await work.Db.Set<Call>().Where(c => seen.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        var read = new List<CallTranscript>();
        foreach (var id in seen.Where(calls.ContainsKey))
        {
            var whole = FindCalls.MayReadWhole(work, facts[id]) && audience.AllReadWhole(work, facts[id]);
            if (await FindCalls.Text(work.Db, calls[id], whole) is { } text) read.Add(text);
        }

        return read;
    }
}
