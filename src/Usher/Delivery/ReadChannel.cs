using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery;

/// <summary>Slack said that something about a channel changed: who is in it is read again at once.</summary>
/// <param name="Channel">The channel.</param>
public sealed record ReadChannel(Guid Channel) : IJob
{
    /// <summary>What comes within this is one reading: a channel that fills up sends an event for each.</summary>
    public static readonly TimeSpan Gathers = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Has channels read, unless a reading waits already. One that is under way does not count: it may have asked before the change.
    /// </summary>
    /// <param name="work">The act.</param>
    /// <param name="channels">The channels.</param>
    /// <param name="after">Not before; null: when what comes together is gathered.</param>
    internal static async Task Soon(Work work, IEnumerable<Guid> channels, TimeSpan? after = null)
    {
        var jobs = channels.Select(channel => new ReadChannel(channel)).ToDictionary(job => JsonSerializer.Serialize(job));
        var (kind, payloads) = (StoredNames.Of<ReadChannel>(), jobs.Keys.ToList());
        var waiting = await work.Db.Set<Job>().Where(j => j.CustomerId == work.Db.CustomerId && j.Kind == kind
            && payloads.Contains(j.Payload) && j.LeasedBy == null && j.Failed == null).Select(j => j.Payload).ToListAsync();
        foreach (var payload in payloads.Except(waiting)) work.Enqueue(jobs[payload], work.Now + (after ?? Gathers));
    }
}

/// <summary>Reads one channel, and again until Slack answers.</summary>
public sealed class ReadChannelHandler(ChannelWatch watch) : IJobHandler<ReadChannel>
{
    /// <inheritdoc/>
    public async Task Do(ReadChannel job, JobRun run, CancellationToken ct)
    {
        try
        {
            var (connection, channel, now) = await run.Derive(async work =>
                (await work.Db.Set<SlackConnection>().AsNoTracking().FirstOrDefaultAsync(ct),
                await work.Db.Channels.AsNoTracking().FirstOrDefaultAsync(c => c.Id == job.Channel, ct), work.Now), ct);
            if (connection is not null && channel is not null) await watch.Look(run, connection, channel, now, since: now, ct);
            await run.FinishDerived(_ => Task.FromResult(true), ct);
        }
        catch (Exception fault) when (fault is SlackBusy or SlackUnreachable)
        {
            throw SlackAway.Later(fault);
        }
    }
}
