using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Calls.Recordings;

/// <summary>Links to hosts that are allowed no more are to be erased.</summary>
public sealed record EraseRecordingLinks : IJob;

/// <summary>Links were erased: the database keeps nothing of them beside itself.</summary>
public sealed record RecordingLinksErased : IEvent;

/// <summary>
/// Erases links, some in each change. Which they are is asked in the change itself: a host that was allowed again meanwhile keeps what is
/// left. Nobody sees them from the moment that their host was removed.
/// </summary>
public sealed class EraseRecordingLinksHandler : IJobHandler<EraseRecordingLinks>
{
    private const int AtOnce = 200;

    /// <inheritdoc/>
    public async Task Do(EraseRecordingLinks job, JobRun run, CancellationToken ct)
    {
        while (await run.Derive(work => Any(work, ct), ct))
            await run.Step(nameof(EraseRecordingLinks), Section.Insights, work => Erase(work, ct), ct);
    }

    private static async Task<bool> Any(Work work, CancellationToken ct) => (await Hosts(work, ct)).Count > 0;

    private static async Task<bool> Erase(Work work, CancellationToken ct)
    {
        var hosts = await Hosts(work, ct);
        var links = await work.Db.Set<CallRecording>().Where(one => hosts.Contains(one.Host)).OrderBy(one => one.CallId).Take(AtOnce).ToListAsync(ct);
        if (links.Count == 0) return false;
        work.Db.RemoveRange(links);
        work.Concerns(work.Db.CustomerId);
        work.Publish(new RecordingLinksErased());
        return true;
    }

    /// <summary>Some of the hosts that have links and are not allowed.</summary>
    private static async Task<List<string>> Hosts(Work work, CancellationToken ct)
    {
        var allowed = await RecorderHosts.Allowed(work.Db, ct);
        var all = await work.Db.Set<CallRecording>().Select(one => one.Host).Distinct().ToListAsync(ct);
        return [.. all.Where(host => !RecorderHosts.Allows(allowed, host)).Take(AtOnce)];
    }
}
