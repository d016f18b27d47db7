using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform.Jobs;

namespace Usher.Calls;

/// <summary>Deletes a call that was held for 30 days and not released (rule 19).</summary>
public sealed class DeleteExpiredHeldCall : IListener<CallHeld>, IHearsLater
{
    /// <summary>How long a held call waits for its owner.</summary>
    public static TimeSpan After => TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public Task Do(CallHeld job, JobRun run, CancellationToken ct) => run.Finish("DeleteExpiredHeldCall", Section.Insights, async work =>
    {
        if (await work.Db.Set<Call>().FirstOrDefaultAsync(c => c.Id == job.Call && c.Held, ct) is not { } call) return false;
        await DeleteCall.Erase(work, call);
        return true;
    }, ct);
}
