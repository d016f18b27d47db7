using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Engine;
using Usher.Calls.Words;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>
/// The calls that may answer a question: found by the full-text index among those the asker sees, chosen by how many of the question's
/// words they have, rare ones counting more. How rare a word is, is counted among the same calls: nothing else has a part in the answer. Of
/// a call whose transcript the asker may not read, only what its summary quotes is read for them.
/// </summary>
/// <param name="Question">The question.</param>
/// <param name="Call">The one call it is about; null: all that the asker sees.</param>
public sealed record FindCallsToAsk(string Question, Guid? Call) : Query<Call?, IReadOnlyList<CallTranscript>>
{
    private const int LongestQuestion = 1_000;
    private const int MostWords = 16;
    private const int CountedOfAWord = 1_000;
    private const int MostCalls = 10;
    private const int MostTurns = 12_000;

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
        var words = SearchWords.Asked(Question).Where(w => w.Topical).Take(MostWords);
        var scores = new Dictionary<Guid, (double Score, DateTimeOffset At)>();
        var all = await VisibleCalls.Count(work, new(), CountedOfAWord);
        foreach (var word in words)
        {
            var having = await VisibleCalls.Page(work, new() { Words = [word] }, CountedOfAWord);
            var rarity = Math.Log(1 + ((double)Math.Max(all, having.Count) / Math.Max(1, having.Count)));
            foreach (var call in having)
                scores[call.CallId] = (scores.GetValueOrDefault(call.CallId).Score + rarity, call.At);
        }

        return [.. scores.OrderByDescending(s => Math.Round(s.Value.Score, 9)).ThenByDescending(s => s.Value.At)
            .ThenByDescending(s => s.Key).Take(MostCalls).Select(s => s.Key)];
    }
}
