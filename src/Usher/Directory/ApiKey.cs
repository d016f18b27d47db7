using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// An API key. Its text is shown once; only the hash of its secret is stored. Keys of the platform and of staff belong to no customer: the
/// empty id.
/// </summary>
public sealed class ApiKey : ICustomerOwned, IAccessFact
{
    /// <summary>The key's id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>What the holder is.</summary>
    [Audited]
    public required ActorKind HolderKind { get; init; }

    /// <summary>Who acts by it; for a platform key its own id.</summary>
    [Audited]
    public required Guid HolderId { get; init; }

    /// <summary>Who made it: a person of the customer, or staff; null: the Platform Team on the host.</summary>
    [Audited]
    public Guid? MadeBy { get; init; }

    /// <summary>A name for it.</summary>
    [Audited]
    public required string Name { get; init; }

    /// <summary>SHA-256 of the secret.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The permissions it carries, by name, separated by spaces; null: all that its holder has.</summary>
    [Audited]
    public string? Permissions { get; init; }

    /// <summary>From this instant it is refused.</summary>
    [Audited]
    public required DateTimeOffset Expires { get; set; }

    /// <summary>Revoked for good.</summary>
    [Audited]
    public bool Revoked { get; set; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Revokes every key of somebody or something, or of several.</summary>
    internal static async Task RevokeAll(Work work, params IReadOnlyList<Guid> holders)
    {
        foreach (var key in await work.Db.ApiKeys.Where(k => holders.Contains(k.HolderId) && !k.Revoked).ToListAsync()) key.Revoked = true;
    }

    internal sealed class Configuration : IEntityTypeConfiguration<ApiKey>
    {
        public void Configure(EntityTypeBuilder<ApiKey> key)
        {
            key.ToTable("api_keys").HasKey(k => k.Id);
            key.HasIndex(k => new { k.CustomerId, k.HolderId });
        }
    }
}

/// <summary>
/// The text of a key: <c>ush_</c> and 64 bytes in base64url: the customer's id (the empty id for platform and staff), the key's id, a
/// secret of 32 random bytes. Finding the key needs no search, and the secret no slow hash.
/// </summary>
/// <param name="Customer">The customer the key belongs to.</param>
/// <param name="Id">The key's id.</param>
/// <param name="Secret">32 bytes.</param>
public readonly record struct KeyText(Guid Customer, Guid Id, byte[] Secret)
{
    /// <summary>What every key begins with, so that a leaked one is recognised.</summary>
    public const string Prefix = "ush_";

    /// <summary>How many characters a key has: the prefix, and 64 bytes in base64url.</summary>
    public const int Length = 4 + 86;

    private static readonly ConditionalWeakTable<KeyFacts, byte[]> Proven = [];

    /// <summary>A new key's text.</summary>
    public static KeyText New(Guid customer, Guid id) => new(customer, id, RandomNumberGenerator.GetBytes(32));

    /// <summary>Reads a key's text; null when it is none.</summary>
    public static KeyText? Parse(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith(Prefix) || text.Length != Length) return null;
        Span<byte> bytes = stackalloc byte[64];
        return Base64Url.TryDecodeFromChars(text[Prefix.Length..], bytes, out var written) && written == 64
            ? new KeyText(new Guid(bytes[..16], bigEndian: true), new Guid(bytes[16..32], bigEndian: true), bytes[32..].ToArray())
            : null;
    }

    /// <summary>Whether this text belongs to the key; takes the same time either way.</summary>
    public bool Matches(KeyFacts key)
    {
        // Machines ask thousands of times a second: the secret that was right is kept beside the key's facts, in memory, as long as they
        // decide.
        if (Proven.TryGetValue(key, out var proven)) return CryptographicOperations.FixedTimeEquals(Secret, proven);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Secret, hash);
        if (!CryptographicOperations.FixedTimeEquals(hash, key.Hash)) return false;
        Proven.TryAdd(key, Secret);
        return true;
    }

    /// <summary>SHA-256 of the secret: what is stored.</summary>
    public byte[] Hash() => SHA256.HashData(Secret);

    /// <inheritdoc/>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[64];
        Customer.TryWriteBytes(bytes, bigEndian: true, out _);
        Id.TryWriteBytes(bytes[16..], bigEndian: true, out _);
        Secret.CopyTo(bytes[32..]);
        return Prefix + Base64Url.EncodeToString(bytes);
    }
}
