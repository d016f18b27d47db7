using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Delivery.Inbox;
using Usher.Delivery.Slack;
using Usher.Platform.Jobs;

namespace Usher.Delivery;

/// <summary>A call was deleted: its notes go, and what was posted of it is deleted.</summary>
public sealed class RetractDeliveries(ISlack slack, SlackConnections connections) : IListener<CallDeleted>, IWhileClosed
{
    private const string Act = nameof(RetractDeliveries);

    /// <inheritdoc/>
    public async Task Do(CallDeleted job, JobRun run, CancellationToken ct)
    {
        var (connection, posted) = await run.Derive(async work =>
        {
            work.Db.RemoveRange(await work.Db.Set<Note>().Where(n => n.CallId == job.Call).ToListAsync(ct));
            work.Db.RemoveRange(await work.Db.Set<CallDelivery>().Where(d => d.CallId == job.Call && d.SlackMessage == null)
                .ToListAsync(ct));
            return (await work.Db.Set<SlackConnection>().AsNoTracking().FirstOrDefaultAsync(ct),
                await work.Db.Set<CallDelivery>().AsNoTracking().Where(d => d.CallId == job.Call && d.SlackMessage != null)
                    .ToListAsync(ct));
        }, ct);
        foreach (var delivery in posted ?? [])
        {
            if (connection is null) break;
            try
            {
                await slack.Delete(connections.Open(connection), delivery.SlackConversation!, delivery.SlackMessage!, ct);
            }
            catch (SlackBusy busy)
            {
                throw new TryAgain(busy.After, busy, DeliveryReason.SlackBusy);
            }
            catch (SlackUnreachable unreachable)
            {
                throw new TryAgain(null, unreachable, DeliveryReason.SlackUnreachable);
            }
            catch (SlackRefused refused)
            {
                throw new TryAgain(null, refused, DeliveryReason.SlackRefused + refused.Code);
            }
        }

        await run.FinishDerived(async work =>
        {
            work.Db.RemoveRange(await work.Db.Set<CallDelivery>().Where(d => d.CallId == job.Call).ToListAsync(ct));
            return true;
        }, ct);
    }
}
