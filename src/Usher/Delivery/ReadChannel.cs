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
    /// <summary>Has it read, unless that is about to happen anyway: a reading that is under way may have missed what changed.</summary>
    internal static async Task Soon(Work work, Guid channel)
    {
        var job = new ReadChannel(channel);
        var (kind, payload) = (StoredNames.Of<ReadChannel>(), JsonSerializer.Serialize(job));
        if (!await work.Db.Set<Job>().AnyAsync(j => j.CustomerId == work.Db.CustomerId && j.Kind == kind && j.Payload == payload
            && j.LeasedBy == null && j.Failed == null && j.Due <= work.Now))
            work.Enqueue(job);
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
            var (connection, channel) = await run.Derive(async work =>
                (await work.Db.Set<SlackConnection>().AsNoTracking().FirstOrDefaultAsync(ct),
                await work.Db.Channels.AsNoTracking().FirstOrDefaultAsync(c => c.Id == job.Channel, ct)), ct);
            if (connection is not null && channel is not null) await watch.Look(run, connection, channel, ct);
            await run.FinishDerived(_ => Task.FromResult(true), ct);
        }
        catch (SlackBusy busy)
        {
            throw new TryAgain(busy.After, busy, DeliveryReason.SlackBusy);
        }
        catch (SlackUnreachable unreachable)
        {
            throw new TryAgain(null, unreachable, DeliveryReason.SlackUnreachable);
        }
    }
}
