using Microsoft.EntityFrameworkCore;
using Usher.Data;

namespace Usher.Platform.Jobs;

/// <summary>Whether jobs are done, and how many were given up.</summary>
public sealed class ExamineJobs : IExamine
{
    /// <summary>How long a job may be due and not begun before somebody should look.</summary>
    public static readonly TimeSpan MayWait = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public int Order => 50;

    /// <summary>Whether a job that nobody does has been due for too long.</summary>
    public static async Task<bool> WaitTooLong(UsherDb db, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - MayWait;
        return await JobTable.OfOpenCustomers(db)
            .AnyAsync(j => j.Failed == null && j.Due < since && (j.LeasedUntil == null || j.LeasedUntil < since), ct);
    }

    /// <inheritdoc/>
    public async Task<IEnumerable<Finding>> Look(Store store, UsherDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var waiting = await JobTable.OfOpenCustomers(db).CountAsync(j => j.Failed == null && j.Due <= now, ct);
        var givenUp = await db.Set<Job>().CountAsync(j => j.Failed != null, ct);
        return [await WaitTooLong(db, now, ct)
            ? new("jobs", Standing.Bad, $"{waiting} due, the oldest for more than {MayWait.TotalMinutes:0} minutes: is a server running?")
            : new("jobs", givenUp == 0 ? Standing.Good : Standing.Note, $"{waiting} due, {givenUp} given up")];
    }
}
