using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.Comments;
using Usher.Delivery.Inbox;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Mail;

/// <summary>A note about a comment is to be mailed too.</summary>
/// <param name="Note">The note; its id is the message's, so that a repeat is known as one.</param>
/// <param name="Call">The call.</param>
public sealed record CommentLetter(Guid Note, Guid Call) : IJob;

/// <summary>
/// Mails that there is a comment, and by whom: neither what it says nor what call it is about. Whether the reader sees the call, the
/// comment is still there and they want such e-mails is judged when it is sent (rule 22).
/// </summary>
public sealed class CommentMail(IMail mail, NoticeMail letters) : IJobHandler<CommentLetter>
{
    /// <inheritdoc/>
    public async Task Do(CommentLetter job, JobRun run, CancellationToken ct)
    {
        var plan = await run.Derive(work => Write(work, job, ct), ct);
        if (plan?.Later is { } later) await run.Postpone(later, ct);
        else if (plan is not null) await mail.Post(plan.Message, ct);
    }

    /// <inheritdoc/>
    public Task GivenUp(CommentLetter job, JobRun run, string reason, CancellationToken ct) => Posting.GivenUp();

    private async Task<PlannedMail?> Write(Work work, CommentLetter job, CancellationToken ct)
    {
        var note = await work.Db.Set<Note>().AsNoTracking().FirstOrDefaultAsync(n => n.Id == job.Note, ct);
        if (note is not { News: { } what, About: { } comment } || await AccessMail.Address(work, note.UserId, farewell: false) is not { } address)
            return null;
        if (!await work.Db.Set<CallComment>().AnyAsync(c => c.Id == comment, ct)
            || (what == CommentNotices.Mentioned && !await CommentNotices.Mentions(work, comment, note.UserId, ct))) return null;
        if (await FindCalls.Facts(work.Db, job.Call, ct) is not { } facts || work.Customer.User(note.UserId) is not { } reader
            || !CallVisibility.IsVisible(reader, facts, work.Now)) return null;
        var wishes = await Wishes.Of(work, [note.UserId]);
        if (!wishes.WantMail(note.UserId, what)) return null;
        var message = await letters.Write(work, note.Id, (note.UserId, address), Notices.Of(what), note.At, [note.Text!]);
        return new(message, wishes.QuietUntil(note.UserId, work.Now));
    }
}
