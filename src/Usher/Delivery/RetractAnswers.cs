using Microsoft.EntityFrameworkCore;
using Usher.Calls.Retention;
using Usher.Delivery.Slack;
using Usher.Platform.Jobs;

namespace Usher.Delivery;

/// <summary>
/// Transcripts were deleted by retention: answers in Slack that quote more of them than the summary are deleted. Notes stay: they quote the
/// summary alone.
/// </summary>
public sealed class RetractAnswers(ISlack slack, SlackConnections connections) : IListener<TranscriptsDeleted>
{
    /// <inheritdoc/>
    public async Task Do(TranscriptsDeleted job, JobRun run, CancellationToken ct)
    {
        var connection = await run.Derive(work => work.Db.Set<SlackConnection>().AsNoTracking().FirstOrDefaultAsync(ct), ct);
        if (connection is null) return;
        var (access, all) = (connections.Open(connection), true);
        try
        {
            foreach (var call in job.Calls) all &= await SlackAnswers.TakeBackFromWhole(slack, access, run, call, ct);
        }
        catch (Exception fault) when (fault is SlackBusy or SlackUnreachable)
        {
            throw SlackAway.Later(fault);
        }

        if (!all) throw new TryAgain(null, null, DeliveryReason.SlackRefused + "cant_delete_message");
    }
}
