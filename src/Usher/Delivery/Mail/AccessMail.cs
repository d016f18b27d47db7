using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Delivery.Inbox;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Mail;

/// <summary>A note about access is to be mailed too.</summary>
/// <param name="Note">The note; its id is the message's, so that a repeat is known as one.</param>
/// <param name="What">The name of a <see cref="Notice"/>.</param>
public sealed record AccessLetter(Guid Note, string What) : IJob;

/// <summary>
/// Mails a note about access to its reader's own address, while they are active and want it, outside their quiet hours unless it is grave:
/// what changed as the note says it, and where to look; nothing of a call, no secret.
/// </summary>
public sealed class AccessMail(IMail mail, NoticeMail letters) : IJobHandler<AccessLetter>
{
    /// <inheritdoc/>
    public async Task Do(AccessLetter job, JobRun run, CancellationToken ct)
    {
        var plan = await run.Derive(work => Write(work, job), ct);
        if (plan?.Later is { } later) await run.Postpone(later, ct);
        else if (plan is not null) await mail.Post(plan.Message, ct);
    }

    /// <inheritdoc/>
    public Task GivenUp(AccessLetter job, JobRun run, string reason, CancellationToken ct) => Posting.GivenUp();

    /// <summary>The message as it would be at this moment; null: none is to be sent any more.</summary>
    private async Task<PlannedMail?> Write(Work work, AccessLetter job)
    {
        var note = await work.Db.Set<Note>().AsNoTracking().FirstOrDefaultAsync(n => n.Id == job.Note);
        if (note is null || await Address(work, note.UserId, Notices.Of(job.What).IsFarewell) is not { } address) return null;
        var wishes = await Wishes.Of(work, [note.UserId]);
        if (!wishes.WantMail(note.UserId, job.What)) return null;
        var kind = Notices.Of(job.What);
        var message = await letters.Write(work, note.Id, (note.UserId, address), kind, note.At, [note.Text ?? kind.Sentence]);
        return new(message, kind.IsGrave ? null : wishes.QuietUntil(note.UserId, work.Now));
    }

    /// <summary>Where the message goes; null: none.</summary>
    internal static async Task<string?> Address(Work work, Guid reader, bool farewell) => work.Snapshot is { } customer
        ? customer.User(reader) is { User: { } user } && (user.Active || farewell) ? user.Email : null
        : await work.Db.Staff.Where(s => s.Id == reader && (s.Active || farewell)).Select(s => s.Email).FirstOrDefaultAsync();
}

/// <summary>A message, and when it is to go; null: now.</summary>
internal sealed record PlannedMail(MailMessage Message, DateTimeOffset? Later);
