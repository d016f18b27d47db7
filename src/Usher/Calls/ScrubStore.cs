using Usher.Access;
using Usher.Data;
using Usher.Platform.Jobs;

namespace Usher.Calls;

/// <summary>After content was erased: lets it leave what the database keeps of the past beside itself (<see cref="Store.Scrub"/>). Comes again until it could.</summary>
public sealed class ScrubStore(Store store) : IJobHandler<ContentErased>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public async Task Do(ContentErased job, JobRun run, CancellationToken ct)
    {
        if (!await store.Scrub(ct)) throw new TryAgain(Pause);
        await run.Finish(nameof(ScrubStore), Section.Insights, _ => Task.FromResult(true), ct);
    }
}
