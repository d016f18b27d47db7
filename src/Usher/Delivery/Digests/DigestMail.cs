using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Delivery.Mail;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Digests;

/// <summary>A digest is to be mailed.</summary>
/// <param name="Reader">To whom.</param>
/// <param name="Digest">The digest: its id is the message's, so that a repeat is known as one.</param>
public sealed record DigestLetter(Guid Reader, Guid Digest) : IJob;

/// <summary>
/// Mails a digest, outside quiet hours: of the calls in it those that its reader may see and wants at this moment (rule 22), judged at
/// every attempt again. Of none there is no e-mail.
/// </summary>
public sealed class DigestMail(IMail mail, CallMailWriter writer) : IJobHandler<DigestLetter>
{
    /// <inheritdoc/>
    public async Task Do(DigestLetter job, JobRun run, CancellationToken ct)
    {
        var plan = await run.Derive(work => Write(work, job), ct);
        if (plan?.Later is { } later)
        {
            await run.Postpone(later, ct);
            return;
        }

        if (plan is not null) await mail.Post(plan.Message, ct);
        await run.FinishDerived(work => Forget(work, job), ct);
    }

    /// <inheritdoc/>
    public async Task GivenUp(DigestLetter job, JobRun run, string reason, CancellationToken ct)
    {
        await run.Derive(work => Forget(work, job), ct);
        await Posting.GivenUp();
    }

    /// <summary>Somebody who can be mailed about calls; null: they are not active, or have no address.</summary>
    internal static async Task<(Actor Actor, string Address)?> Reader(Work work, Guid reader) =>
        await AccessMail.Address(work, reader, farewell: false) is { Length: > 0 } address ? (work.Customer.User(reader)!, address) : null;

    private async Task<PlannedMail?> Write(Work work, DigestLetter job)
    {
        if (await Reader(work, job.Reader) is not { } reader) return null;
        var items = await work.Db.Set<DigestItem>().Where(i => i.UserId == job.Reader && i.Digest == job.Digest).Select(i => i.CallId)
            .Distinct().ToListAsync();
        if (await CallMails.For(work, reader.Actor, items) is not { Count: > 0 } calls) return null;
        var message = await writer.Write(work, job.Digest, (job.Reader, reader.Address), calls);
        return new(message, (await Wishes.Of(work, [job.Reader])).QuietUntil(job.Reader, work.Now));
    }

    private static async Task<bool> Forget(Work work, DigestLetter job)
    {
        work.Db.RemoveRange(await work.Db.Set<DigestItem>().Where(i => i.UserId == job.Reader && i.Digest == job.Digest).ToListAsync());
        return true;
    }
}
