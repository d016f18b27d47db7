using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Comments;
using Usher.Calls.Ingest;
using Usher.Calls.Recordings;
using Usher.Calls.Support;
using Usher.Data;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Calls;

/// <summary>
/// The owner deletes a call, held or not. Nothing of its content stays; the recorder's id does, so that it is not stored again.
/// </summary>
public sealed record DeleteCall(Guid Id) : Change<Call, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CallDelete;

    /// <inheritdoc/>
    public override Task<Found<Call>?> Find(Work work) => FindCalls.Seen(work, Id);

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Call found)
    {
        await Erase(work, found);
        return Nothing.Value;
    }

    /// <summary>Takes a call and everything of it out of the store, and tells those who show it.</summary>
    internal static async Task Erase(Work work, Call call)
    {
        var id = call.Id;
        work.Db.Remove(call);
        await Remove<Transcript>(t => t.CallId == id);
        await Remove<CallRecording>(r => r.CallId == id);
        await Remove<CallSummary>(s => s.CallId == id);
        await Remove<SearchText>(t => t.CallId == id);
        await Remove<CallTeam>(t => t.CallId == id);
        await Remove<CallAttendee>(a => a.CallId == id);
        await Remove<CallReader>(r => r.CallId == id);
        await Remove<CallShare>(s => s.CallId == id);
        await Remove<CallOpening>(o => o.CallId == id);
        await Remove<SupportAccess>(a => a.CallId == id);
        await Remove<CallRead>(r => r.CallId == id);
        await Remove<CallComment>(c => c.CallId == id);
        await Remove<CommentMention>(m => m.CallId == id);
        await Remove<MachineRead>(r => r.CallId == id);
        foreach (var recorded in await work.Db.Set<RecorderCall>().Where(r => r.CallId == id).ToListAsync()) recorded.Digest = [];
        work.Concerns(id);
        work.Publish(new CallDeleted(id));

        async Task Remove<T>(System.Linq.Expressions.Expression<Func<T, bool>> ofTheCall)
            where T : class, ICustomerOwned => work.Db.RemoveRange(await work.Db.Set<T>().Where(ofTheCall).ToListAsync());
    }
}

/// <summary>The call is not held.</summary>
public sealed record CallIsNotHeld() : Refusal("This call isn't held.");

/// <summary>Deletes a call that was held for 30 days and not released (rule 19).</summary>
public sealed class DeleteExpiredHeldCall : IListener<CallHeld>, IHearsLater
{
    /// <summary>How long a held call waits for its owner.</summary>
    public static TimeSpan After => TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public Task Do(CallHeld job, JobRun run, CancellationToken ct) => run.Finish("DeleteExpiredHeldCall", Section.Insights, async work =>
    {
        if (await work.Db.Set<Call>().FirstOrDefaultAsync(c => c.Id == job.Call && c.Held, ct) is not { } call) return false;
        await DeleteCall.Erase(work, call);
        return true;
    }, ct);
}
