using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Ingest;
using Usher.Calls.Recordings;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Calls.Retention;

/// <summary>Transcripts whose time is over are to be deleted, every hour for as long as a setting says so.</summary>
/// <param name="Round">The setting's: the job of an earlier one ends.</param>
public sealed record DeleteTranscripts(int Round) : IJob, IRecurring
{
    /// <inheritdoc/>
    public static TimeSpan Every => TimeSpan.FromHours(1);
}

/// <summary>Transcripts were deleted by the organization's retention: what shows their words elsewhere lets them go.</summary>
/// <param name="Calls">Of which calls.</param>
public sealed record TranscriptsDeleted(IReadOnlyList<Guid> Calls) : IEvent;

/// <summary>
/// Notifies owners a week before the first of their transcripts goes, and deletes those whose time is over, some in each change. Which they
/// are is asked again in the change itself: what was set meanwhile holds, and what another node deleted is not there any more.
/// </summary>
public sealed class DeleteTranscriptsHandler : IJobHandler<DeleteTranscripts>
{
    private const string Act = nameof(DeleteTranscripts);
    private const int AtOnce = 20;
    private const int Steps = 25;

    /// <inheritdoc/>
    public async Task Do(DeleteTranscripts job, JobRun run, CancellationToken ct)
    {
        var more = true;
        for (var step = 0; step < Steps && more; step++)
        {
            var found = await run.Derive(work => Find(work, ct), ct);
            more = found is { IsNothing: false };
            if (more) await run.Step(Act, Section.Insights, work => Settle(work, found!, ct), ct);
        }

        // With more to do it makes room for others first, and comes again at once.
        await run.Renew(async work =>
        {
            if (!await work.Db.Set<TranscriptRetention>().AnyAsync(r => r.Round == job.Round, ct)) return null;
            if ((await RetentionLimits.Read(work.Db, ct)).All.Count == 0) return null;
            return more ? work.Now : work.Now + DeleteTranscripts.Every;
        }, ct);
    }

    private static async Task<DueTranscripts> Find(Work work, CancellationToken ct)
    {
        var limits = await RetentionLimits.Read(work.Db, ct);
        var (owners, calls) = (new HashSet<Guid>(), new HashSet<Guid>());
        foreach (var limit in limits.All)
        {
            owners.UnionWith(await limits.ToNotify(work.Db, limit, work.Now).Take(AtOnce).ToListAsync(ct));
            if (calls.Count < AtOnce)
                calls.UnionWith(await limits.Due(work.Db, limit, work.Now).OrderBy(c => c.Stored).ThenBy(c => c.Id).Select(c => c.Id)
                    .Take(AtOnce).ToListAsync(ct));
        }

        return new([.. owners], [.. calls]);
    }

    private static async Task<bool> Settle(Work work, DueTranscripts found, CancellationToken ct)
    {
        var limits = await RetentionLimits.Read(work.Db, ct);
        var (notified, due) = (new HashSet<Guid>(), new Dictionary<Guid, Call>());
        foreach (var limit in limits.All)
        {
            foreach (var owner in await limits.ToNotify(work.Db, limit, work.Now).Where(id => found.Owners.Contains(id)).ToListAsync(ct))
                if (notified.Add(owner)) await Notify(work, owner, limit, ct);
            foreach (var call in await limits.Due(work.Db, limit, work.Now).Where(c => found.Calls.Contains(c.Id)).ToListAsync(ct))
                due[call.Id] = call;
        }

        if (due.Count > 0) await Delete(work, due, ct);
        return true;
    }

    private static async Task Notify(Work work, Guid owner, RetentionLimit limit, CancellationToken ct)
    {
        if (await work.Db.Set<RetentionNote>().FirstOrDefaultAsync(n => n.UserId == owner, ct) is { } former) former.At = work.Now;
        else work.Db.Add(new RetentionNote { UserId = owner, At = work.Now });
        var from = (work.Now + RetentionLimit.Notice).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        work.Tell(owner, RetentionNotices.Ahead, words: $"Your organization deletes transcripts of calls {limit.Days:N0} days after they were stored: "
            + $"yours from {from} on. Titles, people and summaries stay. The page of each call says when.");
    }

    /// <summary>
    /// Takes the whole of what was said, and the link to its recording, out of the store. What everyone who sees the call is shown of it stays: title, account, people, and
    /// the summary with the moments that it quotes.
    /// </summary>
    private static async Task Delete(Work work, Dictionary<Guid, Call> due, CancellationToken ct)
    {
        var ids = due.Keys.ToList();
        work.Db.RemoveRange(await work.Db.Set<Transcript>().Where(t => ids.Contains(t.CallId)).ToListAsync(ct));
        work.Db.RemoveRange(await work.Db.Set<CallRecording>().Where(r => ids.Contains(r.CallId)).ToListAsync(ct));
        foreach (var recorded in await work.Db.Set<RecorderCall>().Where(r => ids.Contains(r.CallId)).ToListAsync(ct)) recorded.Digest = [];
        foreach (var words in await work.Db.Set<SearchText>().Where(t => ids.Contains(t.CallId)).ToListAsync(ct)) words.Narrow();
        foreach (var call in due.Values)
        {
            call.TranscriptDeleted = work.Now;
            work.Concerns(call.Id);
        }

        work.Publish(new TranscriptsDeleted(ids));
    }

    private sealed record DueTranscripts(List<Guid> Owners, List<Guid> Calls)
    {
        public bool IsNothing => Owners.Count == 0 && Calls.Count == 0;
    }
}
