using Microsoft.EntityFrameworkCore;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Digests;

/// <summary>Somebody's digest is due, and again after each. One waits for each person who has a schedule.</summary>
/// <param name="Reader">Who.</param>
/// <param name="Version">The version of their schedule: one of a schedule that was changed ends.</param>
public sealed record DigestClock(Guid Reader, int Version) : IJob, IRecurring
{
    /// <summary>How long it is at most until it is tried again after a fault; how long it is otherwise, their schedule says.</summary>
    public static TimeSpan Every => TimeSpan.FromDays(1);

    /// <summary>How long after a schedule ended what waited for it is sent: until whoever was adding to it has done so.</summary>
    internal static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);
}

/// <summary>
/// Begins a digest with what waits for it, and says when the next is due, in one transaction: however often it is tried, there is one digest
/// for each time. Without anything that waits there is none.
/// </summary>
public sealed class DigestClocks : IJobHandler<DigestClock>
{
    /// <inheritdoc/>
    public Task Do(DigestClock job, JobRun run, CancellationToken ct) => run.Renew(async work =>
    {
        var said = await work.Db.Set<Preference>().AsNoTracking().FirstOrDefaultAsync(p => p.UserId == job.Reader, ct);
        if (said is null || said.DigestVersion != job.Version) return null;
        var waiting = await work.Db.Set<DigestItem>().Where(i => i.UserId == job.Reader && i.Digest == null).ToListAsync(ct);
        if (!said.CallMail) work.Db.RemoveRange(waiting);
        else if (waiting.Count > 0)
        {
            var digest = work.NewId();
            foreach (var item in waiting) item.Digest = digest;
            work.Enqueue(new DigestLetter(job.Reader, digest));
        }

        // A clock that went back meanwhile makes no second one of the same time.
        return said.NextDigest(work.Now > run.Lease.Due ? work.Now : run.Lease.Due);
    }, ct);
}
