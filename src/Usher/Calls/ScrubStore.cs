using Usher.Data;
using Usher.Platform.Jobs;

namespace Usher.Calls;

/// <summary>After a call was deleted: lets it leave what the database keeps of the past beside itself (<see cref="Store.Scrub"/>). Comes again until it could.</summary>
public sealed class ScrubStore(Store store) : IListener<CallDeleted>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public async Task Do(CallDeleted job, JobRun run, CancellationToken ct)
    {
        if (!await store.Scrub(ct)) throw new TryAgain(Pause);
    }
}
