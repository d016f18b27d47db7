using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>
/// Keys that were shown where others can read them. Such a key no longer works, and whoever is accountable for it is notified.
/// </summary>
public sealed class LeakedKeys(Store store, Gate gate)
{
    /// <summary>
    /// Revokes the key of this text; nothing happens when it is none, was revoked before, or its secret is wrong: nobody ends a key by
    /// knowing its id.
    /// </summary>
    /// <returns>Whether there was such a key.</returns>
    public async Task<bool> Revoke(KeyText shown, CancellationToken ct)
    {
        // Read before the customer's lock is taken, which a text that is no key shall not cost; and from the store, since the key may have
        // been made on another node just now.
        await using var db = store.Context(shown.Customer);
        var key = await db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Id == shown.Id && !k.Revoked, ct);
        if (key is null || !CryptographicOperations.FixedTimeEquals(shown.Hash(), key.Hash)) return false;
        var section = key.HolderKind switch
        {
            ActorKind.IntegrationUser => Section.Insights,
            ActorKind.PlatformKey => Section.Platform,
            _ => Section.Connect,
        };
        return await gate.Effect(shown.Customer, "RevokeLeakedKey", section, work => Revoke(work, shown.Id), ct);
    }

    private static async Task<bool> Revoke(Work work, Guid id)
    {
        if (await work.Db.ApiKeys.FirstOrDefaultAsync(k => k.Id == id && !k.Revoked) is not { } key) return false;
        key.Revoked = true;
        work.Concerns(key.HolderId);
        work.Note = "It was sent in a URL, which logs and histories keep.";
        var accountable = key.HolderKind == ActorKind.IntegrationUser
            ? await work.Db.IntegrationUsers.Where(m => m.Id == key.HolderId).Select(m => m.OwnerId).FirstOrDefaultAsync()
            : key.HolderId;
        if (key.HolderKind is ActorKind.IntegrationUser or ActorKind.User && accountable is { } person)
            work.Tell(person, MachineNotices.KeyLeaked);
        return true;
    }
}

/// <summary>A key came in an address. The same is said whether the key lives or not.</summary>
public sealed record KeyInAddress() : Refusal(
    "Don't send a key in a URL: logs and histories keep it. If the key was active, it is now revoked. Make a new one and send it in the " +
        "header Authorization: Bearer.");
