using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Marketplace;

/// <summary>Tokens of a connection that has ended here, until the provider has revoked them: then they are erased.</summary>
public sealed class TokenRevocation : ICustomerOwned, IUnlocked
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The connection that the tokens are sealed for.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>The app.</summary>
    public required Guid AppId { get; init; }

    /// <summary>The provider that gave them, as JSON.</summary>
    public required string Provider { get; init; }

    /// <summary>The token that is revoked, sealed: the refresh token, and with it all that was had by it, where there is one.</summary>
    public required string Sealed { get; init; }

    /// <summary>Whether it is a refresh token.</summary>
    public required bool IsRefresh { get; init; }

    /// <summary>Has tokens revoked, in the customer's own transaction.</summary>
    internal static void Add(Work work, ConnectionTokens tokens, Guid app, string provider)
    {
        if (OAuthProvider.Read(provider)!.RevocationEndpoint is null) return;
        var row = new TokenRevocation
        {
            Id = work.NewId(), ConnectionId = tokens.ConnectionId, AppId = app, Provider = provider,
            Sealed = tokens.SealedRefresh ?? tokens.SealedAccess, IsRefresh = tokens.SealedRefresh is not null,
        };
        work.Db.Add(row);
        work.Enqueue(new RevokeTokens(row.Id));
    }

    internal sealed class Configuration : IEntityTypeConfiguration<TokenRevocation>
    {
        public void Configure(EntityTypeBuilder<TokenRevocation> revocation) =>
            revocation.ToTable("token_revocations").HasKey(r => r.Id);
    }
}

/// <summary>Tokens are to be revoked at their provider.</summary>
/// <param name="Revocation">Which.</param>
public sealed record RevokeTokens(Guid Revocation) : IJob;

/// <summary>Revokes tokens at their provider, for a day; then they are erased all the same. It goes on in a closed customer.</summary>
public sealed class TokenRevoker(Connections connections) : IJobHandler<RevokeTokens>, IWhileClosed
{
    /// <inheritdoc/>
    public async Task Do(RevokeTokens job, JobRun run, CancellationToken ct)
    {
        var plan = await run.Derive(async work =>
            await work.Db.Set<TokenRevocation>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == job.Revocation) is { } row
                ? new RevokePlan(row, await AppClient.Secret(work, row.AppId, OAuthProvider.Read(row.Provider)!))
                : null, ct);
        if (plan is not null && await connections.Revoke(plan, ct) is { Reason: { } reason } answer)
        {
            Telemetry.Delivered("oauth", "not revoked");
            throw new TryAgain(answer.After, null, reason);
        }

        await run.FinishDerived(work => Erase(work, job.Revocation), ct);
    }

    /// <inheritdoc/>
    public Task GivenUp(RevokeTokens job, JobRun run, string reason, CancellationToken ct) =>
        run.Derive(work => Erase(work, job.Revocation), ct);

    private static async Task<bool> Erase(Work work, Guid id)
    {
        if (await work.Db.Set<TokenRevocation>().FirstOrDefaultAsync(one => one.Id == id) is { } row) work.Db.Remove(row);
        return true;
    }
}

/// <summary>What is revoked.</summary>
/// <param name="Row">The tokens.</param>
/// <param name="SealedSecret">The client's secret, sealed; null: it has none.</param>
internal sealed record RevokePlan(TokenRevocation Row, string? SealedSecret);
