using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>An app's connection by OAuth in one tenant, as people know it: who made it, with whom, for what, and whether it has ended.</summary>
public sealed class TenantConnection : ICustomerOwned
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Its id: one that is made later has another.</summary>
    public required Guid Id { get; init; }

    /// <summary>The tenant.</summary>
    [Audited]
    public required Guid TenantId { get; init; }

    /// <summary>The app.</summary>
    [Audited]
    public required Guid AppId { get; init; }

    /// <summary>The provider's issuer.</summary>
    [Audited]
    public required string Issuer { get; init; }

    /// <summary>The provider that it was made with, as JSON: tokens are sent to no other.</summary>
    public required string Provider { get; init; }

    /// <summary>What the provider gave, separated by spaces.</summary>
    [Audited]
    public required string Scopes { get; init; }

    /// <summary>Who connected it.</summary>
    [Audited]
    public required Guid By { get; init; }

    /// <summary>When.</summary>
    [Audited]
    public required DateTimeOffset At { get; init; }

    /// <summary>When the provider ended it; null: it has not.</summary>
    [Audited]
    public DateTimeOffset? Ended { get; set; }

    internal OAuthProvider ReadProvider => OAuthProvider.Read(Provider)!;

    /// <summary>The connection of an app in a tenant; null: there is none.</summary>
    internal static Task<TenantConnection?> Of(Work work, AppStep step)
    {
        var (tenant, app) = (step.Tenant.Id, step.App.Id);
        return work.Db.Set<TenantConnection>().FirstOrDefaultAsync(one => one.TenantId == tenant && one.AppId == app);
    }

    /// <summary>Ends the connection of an app in a tenant, and who is on the way to make one: erased here, revoked at the provider.</summary>
    internal static async Task End(Work work, AppStep step)
    {
        var (tenant, app) = (step.Tenant.Id, step.App.Id);
        work.Db.RemoveRange(await work.Db.Set<ConnectionStart>().Where(start => start.TenantId == tenant && start.AppId == app).ToListAsync());
        if (await Of(work, step) is { } connection) await connection.End(work);
    }

    /// <summary>Ends it: erased here, revoked at the provider by a job.</summary>
    internal async Task End(Work work)
    {
        if (await ConnectionTokens.Of(work, Id) is { } tokens)
        {
            TokenRevocation.Add(work, tokens, AppId, Provider);
            work.Db.Remove(tokens);
        }

        work.Db.Remove(this);
    }

    internal sealed class Configuration : IEntityTypeConfiguration<TenantConnection>
    {
        public void Configure(EntityTypeBuilder<TenantConnection> connection)
        {
            connection.ToTable("tenant_connections").HasKey(c => c.Id);
            connection.HasIndex(c => new { c.CustomerId, c.TenantId, c.AppId }).IsUnique();
        }
    }
}

/// <summary>
/// The tokens of a connection, sealed, and how it goes with them: renewed without the customer's lock, since nobody is notified of it and
/// nothing decides by it.
/// </summary>
public sealed class ConnectionTokens : ICustomerOwned, IUnlocked
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The connection.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>The access token, sealed.</summary>
    public required string SealedAccess { get; set; }

    /// <summary>The refresh token, sealed; null: the provider gave none.</summary>
    public string? SealedRefresh { get; set; }

    /// <summary>When the access token was had.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>When the access token expires; null: the provider does not say.</summary>
    public DateTimeOffset? Expires { get; set; }

    /// <summary>Since when the provider does not renew it; null: it does.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>What was wrong last, as a code.</summary>
    public string? Reason { get; set; }

    /// <summary>How often it failed since then.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is tried again.</summary>
    public DateTimeOffset? NextTry { get; set; }

    /// <summary>The life of a token that the provider says nothing of.</summary>
    internal static readonly TimeSpan Assumed = TimeSpan.FromHours(1);

    /// <summary>When the access token is to be renewed: after three quarters of its life; where it cannot be, when it ends.</summary>
    internal DateTimeOffset? Due => SealedRefresh is null ? Expires : At + (((Expires ?? At + Assumed) - At) * 0.75);

    /// <summary>Whether an app that is given the token now has a tenth of its life left.</summary>
    internal bool IsGood(DateTimeOffset now) => Expires is not { } until || until - now >= (until - At) * 0.1;

    /// <summary>What seals tokens, for one connection of one customer.</summary>
    internal static Seal Seal(IDataProtectionProvider protection) => new(protection, "Usher.App.Tokens");

    internal static Task<ConnectionTokens?> Of(Work work, Guid connection) =>
        work.Db.Set<ConnectionTokens>().FirstOrDefaultAsync(tokens => tokens.ConnectionId == connection);

    internal sealed class Configuration : IEntityTypeConfiguration<ConnectionTokens>
    {
        public void Configure(EntityTypeBuilder<ConnectionTokens> tokens) =>
            tokens.ToTable("connection_tokens").HasKey(t => t.ConnectionId);
    }
}
