using Microsoft.EntityFrameworkCore;
using Usher.Data;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;

namespace Usher.Web.Hosting;

/// <summary>
/// What must be true for this node to take requests. Each check answers yes or no and says nothing else; a whole answer is kept for a
/// second, so that asking costs the database nothing however often it is done.
/// </summary>
/// <param name="store">The database.</param>
/// <param name="heads">Holds the audit log's key.</param>
/// <param name="clock">The server's time.</param>
/// <param name="sender">Sends heads off the host; null: nothing does.</param>
public sealed class Health(Store store, TreeHeads heads, TimeProvider clock, HeadSender? sender = null)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _asking = new();
    private Task<Readiness>? _last;
    private DateTimeOffset _until;

    /// <summary>Whether this node is ready; at most a second old.</summary>
    public Task<Readiness> Ready()
    {
        lock (_asking)
        {
            var now = clock.GetUtcNow();
            if (_last is null || (_last.IsCompleted && (now >= _until || now < _until - Kept)))
            {
                _until = now + Kept;
                _last = Task.Run(Ask);
            }

            return _last;
        }
    }

    /// <summary>Whether the schema is exactly the one this build needs: nothing pending, nothing unknown.</summary>
    public static async Task<bool> IsMigrated(UsherDb db, CancellationToken ct) => (await Schema.Of(db, ct)).IsCurrent;

    private async Task<Readiness> Ask()
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        await using var db = store.Context(Guid.Empty);
        var reachable = await Holds(() => db.Database.CanConnectAsync(patience.Token));
        var migrated = reachable && await Holds(() => IsMigrated(db, patience.Token));
        var moving = migrated && !await Holds(() => ExamineJobs.WaitTooLong(db, clock.GetUtcNow(), patience.Token), onFault: true);
        return new(reachable, migrated, await Holds(() => Task.FromResult(heads.PublicKey.Length > 0)),
            await Holds(() => Task.FromResult(heads.CanWrite())), moving) { HeadsSent = sender is null ? null : !sender.IsBehind };
    }

    private static async Task<bool> Holds(Func<Task<bool>> check, bool onFault = false)
    {
        try
        {
            return await check();
        }
        catch (Exception)
        {
            // Why is for the log of whoever asks for work, and for `usher doctor`: this address is open to everyone.
            return onFault;
        }
    }
}

/// <summary>Whether a node is ready, check by check.</summary>
/// <param name="Store">The database answers.</param>
/// <param name="Migrations">Its schema is the one this build needs.</param>
/// <param name="AuditKey">The key of the audit log can be used.</param>
/// <param name="Heads">The heads of the audit log outside the database can be written, and none is missing.</param>
/// <param name="Jobs">No job has waited too long.</param>
public sealed record Readiness(bool Store, bool Migrations, bool AuditKey, bool Heads, bool Jobs)
{
    /// <summary>
    /// Heads that go off the host were received; null: not known here. It holds up no request, and makes no node unready.
    /// </summary>
    public bool? HeadsSent { get; init; }

    /// <summary>Whether all hold.</summary>
    public bool Ready => Store && Migrations && AuditKey && Heads && Jobs;
}

/// <summary>The addresses that a load balancer or an orchestrator asks.</summary>
public static class HealthRoutes
{
    /// <summary>Maps <c>/health</c> (this process answers) and <c>/ready</c> (it can do its work: 200, else 503).</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health", () => Results.Json(new { live = true })).ExcludeFromDescription();
        app.MapGet("/ready", async (Health health) =>
        {
            var state = await health.Ready();
            return Results.Json(state, statusCode: state.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).ExcludeFromDescription();
    }
}
