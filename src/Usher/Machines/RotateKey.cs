using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Makes a new key to replace one: the same name and scopes; both work for an overlap, then the old one ends.</summary>
/// <param name="IntegrationUser">Who acts by it.</param>
/// <param name="Key">The old key.</param>
/// <param name="Days">After how many days the new one expires: 1 to 365.</param>
/// <param name="OverlapHours">How long the old one still works: 0 to 168 hours.</param>
public sealed record RotateKey(Guid IntegrationUser, Guid Key, int Days, int OverlapHours) : Change<IntegrationUserKey, KeyMade>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.IntegrationUserManage;

    /// <inheritdoc/>
    public override Task<Found<IntegrationUserKey>?> Find(Work work) => IntegrationUserKey.Find(work, IntegrationUser, Key);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, IntegrationUserKey found) =>
        Keys.NotByKey(work)
        ?? Keys.Fault(found.Key.Name, Days, MakeKey.MostDays)
        ?? (OverlapHours is < 0 or > 168 ? new Invalid("/overlapHours", "0 to 168 hours.") : null)
        ?? (found.Key.Expires <= work.Now ? new KeyEnded() : null)
        ?? (found.ReadsConfiguration ? new KeyOfItsApp() : null)
        ?? ApprovalOfCalls.KeyFault(work, found.IntegrationUser)
        ?? await Keys.TooMany(work, IntegrationUser)
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<KeyMade> Run(Work work, IntegrationUserKey found)
    {
        var ends = work.Now.AddHours(OverlapHours);
        if (ends < found.Key.Expires) found.Key.Expires = ends;
        return Task.FromResult(Keys.Make(work, ActorKind.IntegrationUser, IntegrationUser, found.Key.Name, found.Key.Permissions,
            work.Now.AddDays(Days)));
    }
}

/// <summary>An integration user and a key of it that is not revoked.</summary>
public sealed record IntegrationUserKey(OneIntegrationUser IntegrationUser, ApiKey Key)
{
    /// <summary>Whether it reads the configuration of its app: the owner makes such keys, on the app's page.</summary>
    internal bool ReadsConfiguration => IntegrationUser.Row.OfAppId is not null
        && (Key.Permissions is null || Key.Permissions.Split(' ').Contains(Permission.AppReadConfiguration.Name, StringComparer.Ordinal));

    internal static async Task<Found<IntegrationUserKey>?> Find(Work work, Guid machine, Guid id, bool revokes = false) =>
        await OneIntegrationUser.Find(work, machine, revokes) is { } found
        && await work.Db.ApiKeys.FirstOrDefaultAsync(k => k.Id == id && k.HolderId == machine && !k.Revoked) is { } key
            ? new(found.Target, new(found.Thing, key))
            : null;
}

/// <summary>The key has expired.</summary>
public sealed record KeyEnded() : Refusal("This key has expired. Make a new one.");
