using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Calls.Comments;

/// <summary>A call has as many comments as it can have.</summary>
public sealed record TooManyComments() : Refusal("This call has 1,000 comments. Delete some before you add another.");

/// <summary>Comments on a call that one sees. Those mentioned, and the owner, are notified if they see it then.</summary>
/// <param name="Id">The call.</param>
/// <param name="Text">1 to 4,000 characters.</param>
/// <param name="Mentions">The people it mentions: each has to see the call.</param>
public sealed record AddComment(Guid Id, string Text, IReadOnlyList<Guid> Mentions) : Change<Call, CommentView>
{
    private const int Most = 1_000;

    /// <inheritdoc/>
    public override Permission Needs => Permission.CallComment;

    /// <inheritdoc/>
    public override Task<Found<Call>?> Find(Work work) => FindCalls.Seen(work, Id);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Call found) => await new Written(Text, Mentions).Check(work, Id)
        ?? (await work.Db.Set<CallComment>().CountAsync(c => c.CallId == Id) >= Most ? new TooManyComments() : null);

    /// <inheritdoc/>
    public override Task<CommentView> Run(Work work, Call found)
    {
        var written = new Written(Text, Mentions);
        var comment = new CallComment { Id = work.NewId(), CallId = Id, AuthorId = work.Actor.Id, Text = written.Clean!, At = work.Now };
        work.Db.Add(comment);
        var mentioned = written.Of(work);
        foreach (var user in mentioned)
        {
            work.Db.Add(new CommentMention { CommentId = comment.Id, UserId = user, CallId = Id });
            work.Publish(new CommentMentions(Id, comment.Id, user));
        }

        work.Concerns(Id);
        work.Publish(new CallCommented(Id, comment.Id));
        return Task.FromResult(CommentView.Of(work, comment, mentioned));
    }
}
