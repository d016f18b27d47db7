using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Platform.Jobs;

namespace Usher.Delivery;

/// <summary>Who is in the channels is to be read again: access through a channel is for those who are in it now.</summary>
public sealed record RefreshChannels : IJob, IRecurring
{
    /// <inheritdoc/>
    public static TimeSpan Every => TimeSpan.FromMinutes(5);
}

/// <summary>
/// Reads an organization's channels, and comes again for ever: what no event told is found by it. Slack not answering leaves what is known;
/// Slack saying that the channel is not there, or not ours to see, removes the access that it gave.
/// </summary>
public sealed class RefreshChannelsHandler(ChannelWatch watch) : IJobHandler<RefreshChannels>
{
    private const string Act = nameof(RefreshChannels);

    /// <inheritdoc/>
    public async Task Do(RefreshChannels job, JobRun run, CancellationToken ct)
    {
        var (connection, channels, now) = await run.Step(Act, Section.Insights, async work =>
        {
            var stale = work.Now - SlackMembers.Fresh;
            return (await work.Db.Set<SlackConnection>().AsNoTracking().FirstOrDefaultAsync(ct),
                await (from channel in work.Db.Set<Channel>().AsNoTracking()
                       join reading in work.Db.Set<ChannelReading>() on channel.Id equals reading.ChannelId into readings
                       from last in readings.DefaultIfEmpty()
                       where last == null || last.At < stale || channel.Problem == ChannelProblem.Refused
                       orderby last == null ? 0 : 1, last.At
                       select channel).ToListAsync(ct), work.Now);
        }, ct);
        if (connection is null) return;
        foreach (var channel in channels ?? [])
        {
            try
            {
                await watch.Look(run, connection, channel, now, now - SlackMembers.Fresh, ct);
            }
            catch (SlackBusy busy)
            {
                // What is left to do there waits no longer than Slack asks; other channels may have nothing to wait for.
                await run.Derive(async work =>
                {
                    await ReadChannel.Soon(work, [channel.Id], busy.After);
                    return true;
                }, ct);
            }
            catch (SlackUnreachable)
            {
                // The rest is read when this comes again.
                return;
            }
        }
    }
}
