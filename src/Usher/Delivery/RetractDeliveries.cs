using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Delivery.Digests;
using Usher.Delivery.Inbox;
using Usher.Delivery.Slack;
using Usher.Platform.Jobs;

namespace Usher.Delivery;

/// <summary>A call was deleted: its notes go, and what was posted of it, answers that quote it too, is deleted.</summary>
public sealed class RetractDeliveries(ISlack slack, SlackConnections connections) : IListener<CallDeleted>, IWhileClosed
{
    private const string Act = nameof(RetractDeliveries);

    /// <inheritdoc/>
    public async Task Do(CallDeleted job, JobRun run, CancellationToken ct)
    {
        var (connection, posted) = await run.Derive(async work =>
        {
            work.Db.RemoveRange(await work.Db.Set<Note>().Where(n => n.CallId == job.Call).ToListAsync(ct));
            work.Db.RemoveRange(await work.Db.Set<DigestItem>().Where(i => i.CallId == job.Call).ToListAsync(ct));
            work.Db.RemoveRange(await work.Db.Set<CallDelivery>().Where(d => d.CallId == job.Call && d.SlackMessage == null)
                .ToListAsync(ct));
            return (await work.Db.Set<SlackConnection>().AsNoTracking().FirstOrDefaultAsync(ct),
                await work.Db.Set<CallDelivery>().AsNoTracking().Where(d => d.CallId == job.Call && d.SlackMessage != null)
                    .ToListAsync(ct));
        }, ct);
        if (connection is not null) await TakeBack(connections.Open(connection), job.Call, posted ?? [], run, ct);

        await run.FinishDerived(async work =>
        {
            var deliveries = await work.Db.Set<CallDelivery>().Where(d => d.CallId == job.Call).ToListAsync(ct);
            var ids = deliveries.ConvertAll(d => d.Id);
            work.Db.RemoveRange(await work.Db.Set<NoteMark>().Where(m => ids.Contains(m.DeliveryId)).ToListAsync(ct));
            work.Db.RemoveRange(deliveries);
            return true;
        }, ct);
    }

    private async Task TakeBack(SlackAccess access, Guid call, IReadOnlyList<CallDelivery> posted, JobRun run, CancellationToken ct)
    {
        try
        {
            foreach (var delivery in posted)
                if (!await slack.Remove(access, delivery.SlackConversation!, delivery.SlackMessage!, ct)) throw Kept();
            if (!await SlackAnswers.TakeBackOf(slack, access, run, call, ct)) throw Kept();
        }
        catch (Exception fault) when (fault is SlackBusy or SlackUnreachable)
        {
            throw SlackAway.Later(fault);
        }
    }

    /// <summary>Slack does not let it go: what is given up is seen by those who look after jobs.</summary>
    private static TryAgain Kept() => new(null, null, DeliveryReason.SlackRefused + "cant_delete_message");
}
