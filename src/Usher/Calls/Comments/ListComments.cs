using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Calls.Comments;

/// <summary>The comments of a call that one sees, oldest first. No integration reads them.</summary>
/// <param name="Id">The call.</param>
public sealed record ListComments(Guid Id) : Listing<Call, Page<CommentView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CallView;

    /// <inheritdoc/>
    public override Task<Found<Call>?> Find(Work work) => FindCalls.Seen(work, Id);

    /// <inheritdoc/>
    public override async Task<Page<CommentView>> Run(Work work, Call found)
    {
        var comments = work.Db.Set<CallComment>().Where(c => c.CallId == Id);
        if (After(work) is { Id: var last }) comments = comments.Where(c => c.Id > last);
        var rows = await comments.OrderBy(c => c.Id).Take(Page<CommentView>.Size + 1).ToListAsync();
        var ids = rows.ConvertAll(c => c.Id);
        var mentions = (await work.Db.Set<CommentMention>().Where(m => ids.Contains(m.CommentId)).ToListAsync())
            .ToLookup(m => m.CommentId, m => m.UserId);
        return Part(work, rows, c => new("", c.Id)).Show(c => CommentView.Of(work, c, mentions[c.Id]));
    }
}
