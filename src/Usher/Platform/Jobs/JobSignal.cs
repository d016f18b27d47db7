using System.Collections.Concurrent;

namespace Usher.Platform.Jobs;

/// <summary>
/// Between those who add jobs and the one who does them on this node: a bell, so that nobody polls while there is nothing to do, and a
/// tray. What is due at once goes onto the tray, leased to this node from its birth, as far as the node has hands free: it is done without
/// anyone looking for it in the table.
/// </summary>
public sealed class JobSignal
{
    private readonly SemaphoreSlim _bell = new(0);
    private readonly ConcurrentQueue<JobLease> _tray = new();
    private Guid _node;
    private int _free;
    private int _added;

    /// <summary>Wakes one waiter, now or when it next waits: there is something in the table.</summary>
    public void Ring()
    {
        Volatile.Write(ref _added, 1);
        Wake();
    }

    /// <summary>Waits for the bell, at most this long.</summary>
    public Task Wait(TimeSpan most, CancellationToken ct) => _bell.WaitAsync(most, ct);

    /// <summary>Whether something was put into the table since this was asked last.</summary>
    internal bool WasRung() => Interlocked.Exchange(ref _added, 0) == 1;

    /// <summary>Says how many jobs this node would begin at once; none: it does not take any.</summary>
    internal void Offer(Guid node, int free)
    {
        _node = node;
        Volatile.Write(ref _free, free);
    }

    /// <summary>Leases to this node what is due of the jobs that a change adds, as far as it has hands free.</summary>
    /// <param name="added">The rows, before they are saved.</param>
    /// <param name="now">The time of the change.</param>
    /// <returns>What is to be handed over once the change is durable.</returns>
    internal List<JobLease> Lease(IReadOnlyList<Job> added, DateTimeOffset now)
    {
        var leased = new List<JobLease>();
        foreach (var job in added)
        {
            if (job.Due > now) continue;
            if (Interlocked.Decrement(ref _free) < 0) break;
            (job.Attempt, job.LeasedBy, job.LeasedUntil) = (1, _node, now + JobRunner.Lease);
            leased.Add(JobLease.Of(job));
        }

        return leased;
    }

    /// <summary>Hands over what was leased, and says whether there is more.</summary>
    internal void HandOver(List<JobLease> leased, bool isMore)
    {
        foreach (var lease in leased) _tray.Enqueue(lease);
        if (isMore) Ring();
        else Wake();
    }

    /// <summary>The next job on the tray.</summary>
    internal bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JobLease? lease) => _tray.TryDequeue(out lease);

    private void Wake()
    {
        if (_bell.CurrentCount == 0) _bell.Release();
    }
}
