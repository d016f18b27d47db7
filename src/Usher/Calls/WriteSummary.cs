using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Engine;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Calls;

/// <summary>
/// Lets the configured model rewrite a stored call's summary. A held call is never sent; until the model has written something that stands
/// in the call, and if it never does, the offline summary serves.
/// </summary>
/// <param name="model">Null: none is configured.</param>
public sealed class WriteSummary(ModelEngine? model = null) : IListener<CallStored>
{
    private const string Act = nameof(WriteSummary);
    private const int Attempts = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public async Task Do(CallStored job, JobRun run, CancellationToken ct)
    {
        if (model is null) return;
        var text = await run.Step(Act, Section.Insights, async work =>
            await Open(work, job.Call, ct) is { } call ? await FindCalls.Text(work.Db, call, whole: true, ct) : null, ct);
        if (text is null) return;
        var summary = await model.Summarize(text, ct);
        if (summary.By.Model is null)
        {
            if (run.Lease.Attempt < Attempts) throw new TryAgain(Pause);
            return;
        }

        await run.Finish(Act, Section.Insights, async work =>
        {
            if (await Open(work, job.Call, ct) is not { } call) return false;
            (await work.Db.Set<CallSummary>().FirstOrDefaultAsync(s => s.CallId == job.Call, ct))?.Rewrite(summary);
            var people = await work.Db.Set<CallAttendee>().Where(a => a.CallId == job.Call).OrderBy(a => a.Place).Select(a => a.Name)
                .ToListAsync(ct);
            if (await work.Db.Set<SearchText>().FirstOrDefaultAsync(t => t.CallId == job.Call, ct) is { } words)
                words.Rewrite(SearchKeys.Of(call.Title, call.Account, people, summary.Parts, text.Turns),
                    CallItems.Person(work.Customer, call.OwnerId).Name);
            return true;
        }, ct);
    }

    /// <summary>The call, where a model may read it now.</summary>
    private static Task<Call?> Open(Work work, Guid call, CancellationToken ct) =>
        work.Customer.Facts is { InsightsActive: true, Closed: false }
        ? work.Db.Set<Call>().FirstOrDefaultAsync(c => c.Id == call && !c.Held && c.TranscriptDeleted == null, ct)
        : Task.FromResult<Call?>(null);
}
