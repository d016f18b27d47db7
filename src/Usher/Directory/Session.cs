using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>A browser's session of one person in one membership. Its secret is known only by hash.</summary>
public sealed class Session : IGlobalEntity, IDerived, IHeardBy
{
    /// <summary>The session's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the secret.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>User or staff.</summary>
    public required ActorKind HolderKind { get; init; }

    /// <summary>The user or member of staff.</summary>
    public required Guid HolderId { get; init; }

    /// <summary>The user's customer; the empty id for staff.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>From this instant it is none.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <inheritdoc/>
    public (Guid Listener, Heard What)? HeardBy(EntityState change) => change == EntityState.Deleted ? (HolderId, Heard.Session) : null;

    internal sealed class Configuration : IEntityTypeConfiguration<Session>
    {
        public void Configure(EntityTypeBuilder<Session> session)
        {
            session.ToTable("sessions").HasKey(s => s.Id);
            session.HasIndex(s => s.AccountId);
            session.HasIndex(s => s.CustomerId);
            session.HasIndex(s => s.Expires);
        }
    }
}

/// <summary>What a link sent to somebody's own address lets them do, once.</summary>
public sealed class OneTimeLink : IGlobalEntity, IDerived
{
    /// <summary>The link's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the secret.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>The customer whose membership it accepts; the empty id for staff.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>From this instant it is none.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>Asked for by whoever lost their password; otherwise it invites.</summary>
    public bool Forgotten { get; init; }

    /// <summary>
    /// Makes links of an account void: a new password does, signing out everywhere, the end of the membership, one made on the host. All
    /// that were asked for, and the invitation to this customer; those to others stay. A link that somebody asks for makes none void, since
    /// anybody may ask.
    /// </summary>
    /// <param name="work">The act.</param>
    /// <param name="account">Whose.</param>
    /// <param name="place">The customer; the empty id: the staff.</param>
    internal static Task Forget(Work work, Guid account, Guid place) => Forget(work, [account], place);

    /// <inheritdoc cref="Forget(Work, Guid, Guid)"/>
    internal static async Task Forget(Work work, IReadOnlyList<Guid> accounts, Guid place) =>
        work.Db.RemoveRange(await work.Db.Set<OneTimeLink>()
            .Where(l => accounts.Contains(l.AccountId) && (l.Forgotten || l.CustomerId == place)).ToListAsync());

    /// <summary>Makes the invitation of an account to the act's customer void.</summary>
    internal static async Task ForgetInvitation(Work work, Guid account)
    {
        var customer = work.Db.CustomerId;
        work.Db.RemoveRange(await work.Db.Set<OneTimeLink>().Where(l => l.AccountId == account && l.CustomerId == customer && !l.Forgotten)
            .ToListAsync());
    }

    /// <summary>
    /// Makes a link for an account's membership beside those it has, inside the act that lets the person in; forgets those that are over.
    /// </summary>
    /// <param name="work">The act.</param>
    /// <param name="account">Whose link.</param>
    /// <param name="customer">The customer; the empty id for staff.</param>
    /// <param name="forgotten">Asked for by anyone who knows the address: an hour is enough. An invitation lasts a week.</param>
    /// <returns>The token that goes to the person's own address, only.</returns>
    public static async Task<string> New(Work work, Guid account, Guid customer, bool forgotten = false)
    {
        var now = work.Now;
        work.Db.RemoveRange(await work.Db.Set<OneTimeLink>().Where(l => l.AccountId == account && l.Expires <= now).ToListAsync());
        var token = SecretToken.New(Guid.CreateVersion7(work.Now));
        work.Db.Add(new OneTimeLink { Id = token.Id, Hash = token.Hash(), AccountId = account, CustomerId = customer, Forgotten = forgotten,
            Expires = work.Now + (forgotten ? TimeSpan.FromHours(1) : TimeSpan.FromDays(7)) });
        return token.ToString();
    }

    internal sealed class Configuration : IEntityTypeConfiguration<OneTimeLink>
    {
        public void Configure(EntityTypeBuilder<OneTimeLink> link)
        {
            link.ToTable("one_time_links").HasKey(l => l.Id);
            link.HasIndex(l => l.AccountId);
        }
    }
}

/// <summary>
/// The text of a session's cookie or a one-time link: 48 bytes in base64url, the row's id and a secret of 32 random bytes.
/// </summary>
/// <param name="Id">The row's id.</param>
/// <param name="Secret">32 bytes.</param>
public readonly record struct SecretToken(Guid Id, byte[] Secret)
{
    /// <summary>A new token for a row.</summary>
    public static SecretToken New(Guid id) => new(id, RandomNumberGenerator.GetBytes(32));

    /// <summary>Reads a token; null when it is none.</summary>
    public static SecretToken? Parse(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[48];
        return text.Length == 64 && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == 48
            ? new SecretToken(new Guid(bytes[..16], bigEndian: true), bytes[16..].ToArray())
            : null;
    }

    /// <summary>SHA-256 of the secret: what is stored.</summary>
    public byte[] Hash() => SHA256.HashData(Secret);

    /// <summary>Whether the token belongs to the row with this hash; takes the same time either way.</summary>
    public bool Matches(byte[] hash) => CryptographicOperations.FixedTimeEquals(Hash(), hash);

    /// <summary>
    /// What a page of this session sends with every change, so that no other site can: derived from the secret, and not leading back to it.
    /// </summary>
    public string Antiforgery() => Base64Url.EncodeToString(SHA256.HashData([.. Encoding.ASCII.GetBytes("usher antiforgery"), .. Secret]));

    /// <inheritdoc/>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[48];
        Id.TryWriteBytes(bytes, bigEndian: true, out _);
        Secret.CopyTo(bytes[16..]);
        return Base64Url.EncodeToString(bytes);
    }
}
