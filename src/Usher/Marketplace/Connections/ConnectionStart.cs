using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Somebody was sent to a provider to connect an app in a tenant. Whoever comes back is answered once, within ten minutes, in the same
/// session of the same person.
/// </summary>
public sealed class ConnectionStart : ICustomerOwned
{
    /// <summary>How long the way there and back may take.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of what comes back with them (<c>state</c>).</summary>
    public required byte[] State { get; init; }

    /// <summary>What proves that who asks for tokens is who sent them (RFC 7636), sealed.</summary>
    public required string SealedVerifier { get; init; }

    /// <summary>The tenant.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>The app.</summary>
    public required Guid AppId { get; init; }

    /// <summary>Where they were sent, as JSON: whatever is published meanwhile.</summary>
    public required string Provider { get; init; }

    /// <summary>Who.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>In which session.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>From this instant it is none.</summary>
    [Audited]
    public required DateTimeOffset Expires { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ConnectionStart>
    {
        public void Configure(EntityTypeBuilder<ConnectionStart> start)
        {
            start.ToTable("connection_starts").HasKey(s => s.Id);
            start.HasIndex(s => new { s.CustomerId, s.State }).IsUnique();
            start.HasIndex(s => s.Expires);
        }
    }
}

/// <summary>Forgets who did not come back.</summary>
internal sealed class ForgetStarts : IForget
{
    /// <inheritdoc/>
    public Task Forget(UsherDb db, DateTimeOffset now, CancellationToken ct) =>
        db.Set<ConnectionStart>().IgnoreQueryFilters().Where(start => start.Expires <= now).ExecuteDeleteAsync(ct);
}
