using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>The viewer has read a call.</summary>
public sealed record MarkRead(Guid Id) : Change<Call, Nothing>, IUntold
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CallView;

    /// <inheritdoc/>
    public override Task<Found<Call>?> Find(Work work) => FindCalls.Seen(work, Id);

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Call found)
    {
        var me = work.Actor.Id;
        if (!await work.Db.Set<CallRead>().AnyAsync(r => r.UserId == me && r.CallId == Id))
            work.Db.Add(new CallRead { UserId = me, CallId = Id, At = work.Now });
        return Nothing.Value;
    }
}
