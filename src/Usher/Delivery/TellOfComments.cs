using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.Comments;
using Usher.Delivery.Inbox;
using Usher.Delivery.Mail;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery;

/// <summary>What people read about comments. What a comment says is read on the call's page, by those who see it then.</summary>
public sealed class CommentNotices : INotices
{
    /// <summary>Somebody is mentioned in a comment.</summary>
    public const string Mentioned = "call-mention";

    /// <summary>Somebody commented on one's own call.</summary>
    public const string Commented = "call-comment";

    /// <inheritdoc/>
    public IEnumerable<Notice> Kinds =>
    [
        new(Mentioned, "Someone mentioned you in a comment on a call.") { Topic = MailTopic.Comments },
        new(Commented, "Someone commented on your call.") { Topic = MailTopic.Comments },
    ];

    /// <summary>Notifies somebody of a comment, if they see the call at this moment (rule 22).</summary>
    internal static async Task<bool> Tell(Work work, Guid call, CallComment comment, Guid reader, string what, CancellationToken ct)
    {
        if (work.Customer.User(reader) is not { } user || await FindCalls.Facts(work.Db, call, ct) is not { } facts
            || !CallVisibility.IsVisible(user, facts, work.Now)
            || !await FindCalls.Staying(work, call).AnyAsync(ct) || !await CallComment.Staying(work, comment.Id).AnyAsync(ct)
            // Whoever is mentioned again in what they were notified of hears nothing new.
            || await work.Db.Set<Note>().AnyAsync(n => n.UserId == reader && n.CallId == call && n.News == what && n.About == comment.Id, ct)) return false;
        var by = work.Customer.User(comment.AuthorId)?.Name ?? "Someone";
        var note = Notes.Add(work, reader, NoteKind.Comment, call,
            what == Mentioned ? $"{by} mentioned you in a comment." : $"{by} commented on your call.", new(reader, what, null, comment.Id));
        work.Enqueue(new CommentLetter(note, call));
        return true;
    }

    /// <summary>The comment, if it is still there.</summary>
    internal static Task<CallComment?> Find(Work work, Guid comment, CancellationToken ct) =>
        work.Db.Set<CallComment>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == comment, ct);

    /// <summary>Whether somebody is mentioned in it now.</summary>
    internal static Task<bool> Mentions(Work work, Guid comment, Guid user, CancellationToken ct) =>
        work.Db.Set<CommentMention>().AnyAsync(m => m.CommentId == comment && m.UserId == user, ct);
}

/// <summary>Somebody was mentioned: they are notified, if they still are and see the call.</summary>
public sealed class TellMentioned : IListener<CommentMentions>
{
    /// <inheritdoc/>
    public Task Do(CommentMentions job, JobRun run, CancellationToken ct) => run.FinishDerived(async work =>
        await CommentNotices.Find(work, job.Comment, ct) is { } comment && await CommentNotices.Mentions(work, job.Comment, job.User, ct)
        && await CommentNotices.Tell(work, job.Call, comment, job.User, CommentNotices.Mentioned, ct), ct);
}

/// <summary>Somebody commented on a call: its owner is notified, unless they wrote it or are mentioned in it.</summary>
public sealed class TellOwnerOfComment : IListener<CallCommented>
{
    /// <inheritdoc/>
    public Task Do(CallCommented job, JobRun run, CancellationToken ct) => run.FinishDerived(async work =>
    {
        var owner = await work.Db.Set<Call>().Where(c => c.Id == job.Call).Select(c => (Guid?)c.OwnerId).FirstOrDefaultAsync(ct);
        return owner is { } reader && await CommentNotices.Find(work, job.Comment, ct) is { } comment && comment.AuthorId != reader
            && !await CommentNotices.Mentions(work, job.Comment, reader, ct)
            && await CommentNotices.Tell(work, job.Call, comment, reader, CommentNotices.Commented, ct);
    }, ct);
}

/// <summary>A comment is gone: nobody is notified of it any more.</summary>
public sealed class ForgetComment : IListener<CommentDeleted>
{
    /// <inheritdoc/>
    public Task Do(CommentDeleted job, JobRun run, CancellationToken ct) => run.FinishDerived(async work =>
    {
        work.Db.RemoveRange(await work.Db.Set<Note>().Where(n => n.CallId == job.Call && n.About == job.Comment).ToListAsync(ct));
        return true;
    }, ct);
}
