using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Calls.SavedSearches;

/// <summary>Which of one's own saved searches that notify find a call: as if one searched now, so that only words one may read are found.</summary>
/// <param name="Id">The call.</param>
public sealed record MatchSavedSearches(Guid Id) : Query<Call, IReadOnlyList<string>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CallView;

    /// <inheritdoc/>
    public override Task<Found<Call>?> Find(Work work) => FindCalls.Seen(work, Id);

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> Run(Work work, Call found)
    {
        var matching = new List<string>();
        var own = await work.Db.Set<SavedSearch>().Where(s => s.UserId == work.Actor.Id && s.Notify).ToListAsync();
        if (own.Count == 0) return matching;
        var call = new OneCall(Id, FindCalls.MayReadWhole(work, await FindCalls.Facts(work.Db, Id)));
        foreach (var saved in own.OrderBy(s => s.Name, StringComparer.Ordinal))
            if (await saved.Search.Finds(work, call)) matching.Add(saved.Name);
        return matching;
    }
}
