using Usher.Delivery.Mail;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Digests;

/// <summary>A call is to be mailed to somebody at once.</summary>
/// <param name="Reader">Who.</param>
/// <param name="Call">The call.</param>
public sealed record CallLetter(Guid Reader, Guid Call) : IJob;

/// <summary>
/// Mails that there is a call, outside quiet hours. Whether its reader may see it, is active, and wants it is judged when it is sent
/// (rule 22): at every attempt again.
/// </summary>
public sealed class CallMail(IMail mail, CallMailWriter writer) : IJobHandler<CallLetter>
{
    /// <inheritdoc/>
    public async Task Do(CallLetter job, JobRun run, CancellationToken ct)
    {
        var plan = await run.Derive(async work =>
        {
            if (await DigestMail.Reader(work, job.Reader) is not { } reader) return null;
            if (await CallMails.For(work, reader.Actor, [job.Call]) is not { Count: > 0 } calls) return null;
            var message = await writer.Write(work, run.Lease.Id, (job.Reader, reader.Address), calls);
            return new PlannedMail(message, (await Wishes.Of(work, [job.Reader])).QuietUntil(job.Reader, work.Now));
        }, ct);
        if (plan?.Later is { } later) await run.Postpone(later, ct);
        else if (plan is not null) await mail.Post(plan.Message, ct);
    }

    /// <inheritdoc/>
    public Task GivenUp(CallLetter job, JobRun run, string reason, CancellationToken ct) => Posting.GivenUp();
}
