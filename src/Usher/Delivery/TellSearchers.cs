using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.SavedSearches;
using Usher.Delivery.Inbox;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery;

/// <summary>
/// A call was stored or released: whoever sees it and has a saved search that finds it is notified. Each search is done as its owner, with
/// what they may read at that moment; a muted account is not told of.
/// </summary>
/// <param name="gate">Searches as each of them.</param>
public sealed class TellSearchers(Gate gate) : IListener<CallStored>
{
    /// <inheritdoc/>
    public async Task Do(CallStored job, JobRun run, CancellationToken ct)
    {
        var matching = new Dictionary<Guid, IReadOnlyList<string>>();
        foreach (var user in await run.Derive(work => Searchers(work, job.Call, ct), ct) ?? [])
        {
            var found = await gate.Run(new Caller(ActorKind.User, user, run.Customer, Door.Job), new MatchSavedSearches(job.Call), ct);
            if (found.Refused is null && found.Value!.Count > 0) matching[user] = found.Value;
        }

        await run.FinishDerived(async work =>
        {
            if (matching.Count == 0 || await FindCalls.Facts(work.Db, job.Call, ct) is not { Held: false } facts
                || await FindCalls.Staying(work, job.Call).Select(c => new { c.AccountKey }).FirstOrDefaultAsync(ct) is not { } call) return false;
            var wishes = await Wishes.Of(work, [.. matching.Keys], call.AccountKey);
            foreach (var (viewer, _) in CallVisibility.Viewers(work.Customer, facts, work.Now))
                if (matching.TryGetValue(viewer.Id, out var searches) && !wishes.Mutes(viewer.Id))
                    Notes.Add(work, viewer.Id, NoteKind.Search, job.Call, Words(searches));
            return true;
        }, ct);
    }

    /// <summary>Those who see the call and have a saved search that notifies.</summary>
    private static async Task<IReadOnlyList<Guid>> Searchers(Work work, Guid call, CancellationToken ct)
    {
        if (await FindCalls.Facts(work.Db, call, ct) is not { Held: false } facts) return [];
        var searchers = await work.Db.Set<SavedSearch>().Where(s => s.Notify).Select(s => s.UserId).Distinct().ToListAsync(ct);
        if (searchers.Count == 0) return [];
        return [.. CallVisibility.Viewers(work.Customer, facts, work.Now).Select(viewer => viewer.Viewer.Id).Intersect(searchers)];
    }

    private static string Words(IReadOnlyList<string> searches) => searches.Count == 1
        ? $"Found by your saved search “{searches[0]}”."
        : $"Found by your saved searches {string.Join(" and ", searches.Select(name => $"“{name}”"))}.";
}
