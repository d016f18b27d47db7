using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Marketplace;

/// <summary>
/// A connection's tokens are to be renewed. There is one such job of a connection, leased like every other: two nodes never show a provider
/// the same refresh token at once.
/// </summary>
/// <param name="Connection">Which.</param>
public sealed record RefreshTokens(Guid Connection) : IJob, IRecurring
{
    /// <inheritdoc/>
    public static TimeSpan Every => TimeSpan.FromMinutes(30);
}

/// <summary>
/// Renews the tokens of a connection before they expire. What passes (no answer, a fault there, a wait) is tried again later, for as long
/// as the connection is there; only when the provider says that the sign-in is good no longer has the connection ended.
/// </summary>
public sealed class TokenRefresher(Connections connections) : IJobHandler<RefreshTokens>
{
    private const string Act = "EndOfConnection";

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async Task Do(RefreshTokens job, JobRun run, CancellationToken ct)
    {
        var plan = await run.Derive(work => Plan(work, job.Connection), ct);
        if (plan is null)
        {
            await run.FinishDerived(_ => Task.FromResult(true), ct);
            return;
        }

        if (plan.Tokens.SealedRefresh is null)
        {
            await run.Finish(Act, Section.Connect, work => End(work, job.Connection), ct);
            return;
        }

        var answer = await connections.Refresh(plan, ct);
        Telemetry.Delivered("oauth", answer.Tokens is not null ? "refreshed" : answer.IsEnded ? "ended" : "failed");
        if (answer.IsEnded) await run.Finish(Act, Section.Connect, work => End(work, job.Connection), ct);
        else if (answer.Tokens is { } tokens) await run.Renew(work => Store(work, plan, tokens), ct);
        else await run.Renew(work => Note(work, job.Connection, answer), ct);
    }

    /// <summary>What is renewed where; null: nothing any more.</summary>
    private static async Task<RefreshPlan?> Plan(Work work, Guid id)
    {
        var row = await work.Db.Set<TenantConnection>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == id && one.Ended == null);
        var tokens = await work.Db.Set<ConnectionTokens>().AsNoTracking().FirstOrDefaultAsync(one => one.ConnectionId == id);
        if (row is null || tokens is null) return null;
        if (await AppStep.Find(work, row.AppId, row.TenantId) is not { Thing: var step }) return null;
        var serving = (await AppVersions.Serving(work, step)).ReadProvider;
        // Of a version that connects elsewhere nothing is renewed: somebody connects again.
        return row.ReadProvider.IsAs(serving) ? new(row, tokens, serving!, await AppClient.Secret(work, row.AppId, serving!)) : null;
    }

    private async Task<DateTimeOffset?> Store(Work work, RefreshPlan plan, ProviderTokens got)
    {
        if (await ConnectionTokens.Of(work, plan.Row.Id) is not { } tokens)
        {
            // It was ended meanwhile: what came after that is revoked too.
            connections.Put(plan.Tokens, got);
            TokenRevocation.Add(work, plan.Tokens, plan.Row.AppId, plan.Row.Provider);
            return null;
        }

        connections.Put(tokens, got);
        (tokens.FailingSince, tokens.Reason, tokens.Attempts, tokens.NextTry) = (null, null, 0, null);
        return tokens.Due;
    }

    private static async Task<DateTimeOffset?> Note(Work work, Guid id, ProviderAnswer answer)
    {
        if (await ConnectionTokens.Of(work, id) is not { } tokens) return null;
        var pause = answer.After ?? TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, ShortestPause.Ticks << Math.Min(tokens.Attempts, 10)));
        (tokens.FailingSince, tokens.Reason, tokens.NextTry) = (tokens.FailingSince ?? work.Now, answer.Reason, work.Now + pause);
        tokens.Attempts++;
        return tokens.NextTry;
    }

    /// <summary>The provider ended it: its tokens are erased, and those who can connect again are notified, once.</summary>
    private static async Task<bool> End(Work work, Guid id)
    {
        var row = await work.Db.Set<TenantConnection>().FirstOrDefaultAsync(one => one.Id == id && one.Ended == null);
        if (row is null) return false;
        row.Ended = work.Now;
        if (await ConnectionTokens.Of(work, id) is { } tokens) work.Db.Remove(tokens);
        work.Concerns(row.AppId);
        if (await AppStep.Find(work, row.AppId, row.TenantId) is { Thing: var step })
            step.TellConfigurers(work, MarketplaceNotices.ConnectionEnded,
                $"{row.ReadProvider.Name} ended the connection of {step.App.Name} in {step.Tenant.Name}. Connect again from the app’s page.");
        return true;
    }
}

/// <summary>What is renewed where.</summary>
/// <param name="Row">The connection.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="Provider">The provider, as the version that serves names it.</param>
/// <param name="SealedSecret">The client's secret, sealed; null: it has none.</param>
internal sealed record RefreshPlan(TenantConnection Row, ConnectionTokens Tokens, OAuthProvider Provider, string? SealedSecret);
