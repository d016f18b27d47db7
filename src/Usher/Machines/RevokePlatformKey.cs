using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Revokes a platform key for good.</summary>
/// <param name="Key">Which.</param>
public sealed record RevokePlatformKey(Guid Key) : Change<ApiKey, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PlatformKeyManage;

    /// <inheritdoc/>
    public override async Task<Found<ApiKey>?> Find(Work work) =>
        await work.Db.ApiKeys.FirstOrDefaultAsync(k => k.Id == Key && k.HolderKind == ActorKind.PlatformKey && !k.Revoked) is { } key ? new(Target.Platform, key) : null;

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, ApiKey found)
    {
        found.Revoked = true;
        return Task.FromResult(Nothing.Value);
    }
}
