using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Revokes a key of an integration user for good. Organization Admins may even while Insights is not active.</summary>
/// <param name="IntegrationUser">Who acted by it.</param>
/// <param name="Key">The key.</param>
public sealed record RevokeKey(Guid IntegrationUser, Guid Key) : Change<IntegrationUserKey, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.IntegrationUserManage;

    /// <inheritdoc/>
    public override Task<Found<IntegrationUserKey>?> Find(Work work) => IntegrationUserKey.Find(work, IntegrationUser, Key, revokes: true);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, IntegrationUserKey found) => work.NoteMissing();

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, IntegrationUserKey found)
    {
        found.Key.Revoked = true;
        return Task.FromResult(Nothing.Value);
    }
}

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
        return await work.Db.ApiKeys.FirstOrDefaultAsync(k => k.Id == Key && k.HolderId == me && !k.Revoked) is { } key
            ? new(Oneself.Of(work), key)
            : null;
    }

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, ApiKey found)
    {
        found.Revoked = true;
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>Revokes a platform key for good.</summary>
/// <param name="Key">Which.</param>
public sealed record RevokePlatformKey(Guid Key) : Change<ApiKey, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PlatformKeyManage;

    /// <inheritdoc/>
    public override async Task<Found<ApiKey>?> Find(Work work) =>
        await work.Db.ApiKeys.FirstOrDefaultAsync(k => k.Id == Key && k.HolderKind == ActorKind.PlatformKey && !k.Revoked) is { } key
            ? new(Target.Platform, key)
            : null;

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, ApiKey found)
    {
        found.Revoked = true;
        return Task.FromResult(Nothing.Value);
    }
}
