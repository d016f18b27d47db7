using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Engine;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>Decides again, once an answer was written: which of the calls it quotes the asker still sees.</summary>
public sealed record KeepWhatIsSeen(Guid? Call, IReadOnlyList<Guid> Quoted) : Query<Call?, IReadOnlyDictionary<Guid, string>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CallAsk;

    /// <inheritdoc/>
    public override async Task<Found<Call?>?> Find(Work work) => await AskedCall.Find(work, Call);

    /// <inheritdoc/>
    public override async Task<IReadOnlyDictionary<Guid, string>> Run(Work work, Call? found)
    {
        var seen = await VisibleCalls.Among(work, Quoted);
        return await work.Db.Set<Call>().Where(c => seen.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Title);
    }
}
