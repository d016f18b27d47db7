using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>The owner ends a colleague's access to a call before its time.</summary>
public sealed record StopSharing(Guid Id, Guid With) : Change<Call, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CallShare;

    /// <inheritdoc/>
    public override Task<Found<Call>?> Find(Work work) => FindCalls.Seen(work, Id);

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Call found)
    {
        work.Db.RemoveRange(await work.Db.Set<CallShare>().Where(s => s.CallId == Id && s.UserId == With).ToListAsync());
        work.Db.RemoveRange(await work.Db.Set<CallReader>().Where(r => r.CallId == Id && r.PrincipalId == With && r.Ground == Ground.Shared)
            .ToListAsync());
        work.Concerns(Id);
        work.Publish(new SharingStopped(Id));
        return Nothing.Value;
    }
}
