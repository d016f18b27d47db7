using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Calls.Comments;

/// <summary>Somebody else wrote the comment.</summary>
public sealed record NotYourComment() : Refusal("Only the person who wrote a comment can change or delete it.");

/// <summary>Changes a comment of one's own. Who is mentioned for the first time is notified.</summary>
/// <param name="Id">The call.</param>
/// <param name="Comment">The comment.</param>
/// <param name="Text">1 to 4,000 characters.</param>
/// <param name="Mentions">The people it mentions from now on.</param>
public sealed record EditComment(Guid Id, Guid Comment, string Text, IReadOnlyList<Guid> Mentions) : Change<CallComment, CommentView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CallComment;

    /// <inheritdoc/>
    public override Task<Found<CallComment>?> Find(Work work) => CallComment.Find(work, Id, Comment);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CallComment found) =>
        found.AuthorId == work.Actor.Id ? await new Written(Text, Mentions).Check(work, Id) : new NotYourComment();

    /// <inheritdoc/>
    public override async Task<CommentView> Run(Work work, CallComment found)
    {
        var written = new Written(Text, Mentions);
        if (!string.Equals(found.Text, written.Clean, StringComparison.Ordinal)) (found.Text, found.EditedAt) = (written.Clean!, work.Now);
        var before = await work.Db.Set<CommentMention>().Where(m => m.CommentId == Comment).ToListAsync();
        var now = written.Of(work);
        work.Db.RemoveRange(before.Where(m => !now.Contains(m.UserId)));
        foreach (var user in now.Except(before.Select(m => m.UserId)))
        {
            work.Db.Add(new CommentMention { CommentId = Comment, UserId = user, CallId = Id });
            work.Publish(new CommentMentions(Id, Comment, user));
        }

        work.Concerns(Id);
        return CommentView.Of(work, found, now);
    }
}

/// <summary>Deletes a comment of one's own, and what notified of it.</summary>
/// <param name="Id">The call.</param>
/// <param name="Comment">The comment.</param>
public sealed record DeleteComment(Guid Id, Guid Comment) : Change<CallComment, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CallComment;

    /// <inheritdoc/>
    public override Task<Found<CallComment>?> Find(Work work) => CallComment.Find(work, Id, Comment);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, CallComment found) =>
        Task.FromResult<Refusal?>(found.AuthorId == work.Actor.Id ? null : new NotYourComment());

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, CallComment found)
    {
        work.Db.RemoveRange(await work.Db.Set<CommentMention>().Where(m => m.CommentId == Comment).ToListAsync());
        work.Db.Remove(found);
        work.Concerns(Id);
        work.Publish(new CommentDeleted(Id, Comment));
        return Nothing.Value;
    }
}
