using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>What all makers of keys share.</summary>
internal static class Keys
{
    /// <summary>How many active keys one holder has at most.</summary>
    private const int Most = 20;

    /// <summary>Rule 25: no key makes keys.</summary>
    public static Refusal? NotByKey(Work work) => work.Caller.Key is null ? null : new KeysMakeNoKeys();

    public static Refusal? Fault(string name, int days, int most) =>
        Inputs.Unread(("/name", Inputs.Name(name), Inputs.NameSentence))
        ?? (days < 1 ? new Invalid("/days", $"1 to {most}.") : days > most ? new KeyLastsTooLong(most) : null);

    public static async Task<Refusal?> TooMany(Work work, Guid holder)
    {
        var now = work.Now;
        return await work.Db.ApiKeys.CountAsync(k => k.HolderId == holder && !k.Revoked && k.Expires > now) >= Most
            ? new TooManyKeys(Most)
            : null;
    }

    public static KeyMade Make(Work work, ActorKind kind, Guid holder, string name, string? permissions, DateTimeOffset expires)
    {
        var text = KeyText.New(work.Db.CustomerId, work.NewId());
        var key = new ApiKey
        {
            Id = text.Id,
            HolderKind = kind,
            HolderId = kind == ActorKind.PlatformKey ? text.Id : holder,
            MadeBy = work.Actor.Kind is ActorKind.User or ActorKind.Staff ? work.Actor.Id : null,
            Name = Inputs.Name(name)!,
            Hash = text.Hash(),
            Permissions = permissions,
            Expires = expires,
            Since = work.Now,
        };
        work.Db.ApiKeys.Add(key);
        return new(key.Id, key.Name, key.Expires, text.ToString());
    }
}

/// <summary>A key that was made.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">A name for it.</param>
/// <param name="Expires">From this instant it is refused.</param>
/// <param name="Text">The key itself, shown this once; null when the request is answered again.</param>
public sealed record KeyMade(Guid Id, string Name, DateTimeOffset Expires, [property: JsonPropertyName("key")] string? Text) : IShownOnce
{
    /// <inheritdoc/>
    public object WithoutSecret() => this with { Text = null };
}

/// <summary>A key, without its secret.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">A name for it.</param>
/// <param name="Permissions">What it carries at most; null: all that its holder may.</param>
/// <param name="Since">When it was made.</param>
/// <param name="Expires">From this instant it is refused.</param>
/// <param name="LastUsed">When it was last used, to a minute; null: never yet.</param>
public sealed record KeyView(Guid Id, string Name, IReadOnlyList<string>? Permissions, DateTimeOffset Since, DateTimeOffset Expires,
    DateTimeOffset? LastUsed)
{
    /// <summary>The active ones among these keys, oldest first, by holder.</summary>
    internal static async Task<ILookup<Guid, KeyView>> Of(Work work, IQueryable<ApiKey> keys)
    {
        var now = work.Now;
        var living = await keys.Where(key => !key.Revoked && key.Expires > now).OrderBy(key => key.Since)
            .Select(key =>
                new { Key = key, Used = work.Db.Set<KeyUse>().Where(use => use.KeyId == key.Id).Select(use => (DateTimeOffset?)use.At)
                    .FirstOrDefault() })
            .ToListAsync();
        return living.ToLookup(one => one.Key.HolderId, one => new KeyView(
            one.Key.Id, one.Key.Name, one.Key.Permissions?.Split(' ', StringSplitOptions.RemoveEmptyEntries), one.Key.Since,
                one.Key.Expires, one.Used));
    }
}

/// <summary>Rule 25: a key can make no keys.</summary>
public sealed record KeysMakeNoKeys() : Refusal("Sign in to make keys: a key can't make another key.");

/// <summary>One holder has as many active keys as there may be.</summary>
/// <param name="Most">How many.</param>
public sealed record TooManyKeys(int Most) : Refusal($"There are already {Most} keys. Revoke one first.");
