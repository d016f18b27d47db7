using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Directory;

/// <summary>
/// A code that was given to whoever controls an identity, by the system that it is of: whoever enters it here, signed in, has proved it.
/// Known by hash; works once, for ten minutes.
/// </summary>
public sealed class IdentityCode : ICustomerOwned, IDerived
{
    /// <summary>How long a code works.</summary>
    public static readonly TimeSpan Works = TimeSpan.FromMinutes(10);

    /// <summary>How long it is kept that one was asked for.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private const string Signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int Length = 12;

    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <inheritdoc cref="UserIdentity.Kind"/>
    public required IdentityKind Kind { get; init; }

    /// <inheritdoc cref="UserIdentity.System"/>
    public required string System { get; init; }

    /// <inheritdoc cref="UserIdentity.External"/>
    public required string External { get; init; }

    /// <inheritdoc cref="UserIdentity.Label"/>
    public required string Label { get; init; }

    /// <summary>The user who asked for it, and who alone can enter it; null: whoever is given it, as Slack does not know users.</summary>
    public Guid? UserId { get; init; }

    /// <summary>SHA-256 of the code; null: it is not written yet, was entered, or was never to be.</summary>
    public byte[]? Hash { get; set; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>From then on it works no more.</summary>
    public required DateTimeOffset Expires { get; set; }

    /// <summary>Gives a new code for it, in place of any before.</summary>
    /// <returns>The code, in groups of four.</returns>
    internal string Write(Work work)
    {
        var code = RandomNumberGenerator.GetString(Signs, Length);
        (Hash, Expires) = (Hashed(code), work.Now + Works);
        return string.Join('-', code.Chunk(4).Select(group => new string(group)));
    }

    /// <summary>The code that somebody signed in enters, while it works for them; null: there is none such.</summary>
    internal static async Task<IdentityCode?> Entered(Work work, string? text)
    {
        var code = new string([.. (text ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Take(Length + 1)]);
        if (code.Length != Length) return null;
        var (hash, me) = (Hashed(code), work.Actor.Id);
        return await work.Db.Set<IdentityCode>()
            .FirstOrDefaultAsync(c => c.Hash == hash && c.Expires > work.Now && (c.UserId == null || c.UserId == me));
    }

    private static byte[] Hashed(string code) => SHA256.HashData(Encoding.ASCII.GetBytes(code));

    internal sealed class Configuration : IEntityTypeConfiguration<IdentityCode>
    {
        public void Configure(EntityTypeBuilder<IdentityCode> code)
        {
            code.ToTable("identity_codes").HasKey(c => c.Id);
            code.HasIndex(c => new { c.CustomerId, c.Hash }).IsUnique();
            code.HasIndex(c => new { c.CustomerId, c.Kind, c.External });
            code.HasIndex(c => c.At);
            code.Property(c => c.External).HasMaxLength(254);
            code.Property(c => c.System).HasMaxLength(100);
        }
    }

    internal sealed class Forgetting : IForget
    {
        public async Task Forget(UsherDb db, DateTimeOffset now, CancellationToken ct)
        {
            var old = now - Kept;
            await db.Set<IdentityCode>().IgnoreQueryFilters().Where(c => c.At < old).ExecuteDeleteAsync(ct);
        }
    }
}

/// <summary>Somebody asked for a code to an address of theirs at a recorder: it is written and mailed there, and nowhere else.</summary>
/// <param name="Code">The code's row.</param>
public sealed record IdentityCodeAsked(Guid Code) : IEvent;
