using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Declines a request for a level.</summary>
/// <param name="Request">Which.</param>
public sealed record DeclineRequest(Guid Request) : Change<AskedFor, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AccessLevelApprove;

    /// <inheritdoc/>
    public override Task<Found<AskedFor>?> Find(Work work) => AskedFor.Find(work, Request);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, AskedFor found) =>
        Task.FromResult(work.Stale(found.Request) ?? (found.Request.State == RequestState.Open ? null : new RequestDecided()));

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, AskedFor found)
    {
        found.Close(work, RequestState.Declined, DirectoryNotices.RequestDeclined);
        return Task.FromResult(Nothing.Value);
    }
}
