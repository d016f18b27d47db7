using Usher.Calls.Recordings;
using Usher.Calls.Retention;
using Usher.Data;
using Usher.Platform.Jobs;

namespace Usher.Calls;

/// <summary>
/// After a call, its transcript or the link to its recording was deleted, or a call closed to a colleague: lets its words leave the index (<see cref="SearchIndex.Forget"/>), and what the
/// database keeps of the past beside itself (<see cref="Store.Scrub"/>). Comes again until it could.
/// </summary>
public sealed class ScrubStore(Store store) : IListener<CallDeleted>, IListener<SharingStopped>, IListener<TranscriptsDeleted>,
    IListener<RecordingLinksErased>,
    IWhileClosed
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public Task Do(CallDeleted job, JobRun run, CancellationToken ct) => Scrub(ct);

    /// <inheritdoc/>
    public Task Do(TranscriptsDeleted job, JobRun run, CancellationToken ct) => Scrub(ct);

    /// <inheritdoc/>
    public Task Do(RecordingLinksErased job, JobRun run, CancellationToken ct) => Scrub(ct);

    /// <inheritdoc/>
    public Task Do(SharingStopped job, JobRun run, CancellationToken ct) => Scrub(ct);

    private async Task Scrub(CancellationToken ct)
    {
        while (await SearchIndex.Forget(store, ct)) ct.ThrowIfCancellationRequested();
        if (!await store.Scrub(ct)) throw new TryAgain(Pause);
    }
}
