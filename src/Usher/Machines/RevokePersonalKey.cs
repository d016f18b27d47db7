using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Revokes one of one's own keys for good.</summary>
/// <param name="Key">Which.</param>
public sealed record RevokePersonalKey(Guid Key) : Change<ApiKey, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PersonalKeyManage;

    /// <inheritdoc/>
    public override async Task<Found<ApiKey>?> Find(Work work)
    {
        var me = work.Actor.Id;
        return await work.Db.ApiKeys.FirstOrDefaultAsync(k => k.Id == Key && k.HolderId == me && !k.Revoked) is { } key ? new(Oneself.Of(work), key) : null;
    }

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, ApiKey found)
    {
        found.Revoked = true;
        return Task.FromResult(Nothing.Value);
    }
}
