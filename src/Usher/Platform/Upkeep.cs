using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Usher.Data;

namespace Usher.Platform;

/// <summary>What a room keeps for a time only: every hour it forgets what was kept long enough.</summary>
public interface IForget
{
    /// <summary>Removes it.</summary>
    /// <param name="db">A context that sees every customer's rows once query filters are ignored, in its transaction.</param>
    /// <param name="now">The server's time.</param>
    /// <param name="ct">Ends the wait.</param>
    Task Forget(UsherDb db, DateTimeOffset now, CancellationToken ct);
}

/// <summary>
/// What a node does beside its requests: writes refusals down every second, and heads that could not be written; and every hour forgets
/// what was kept long enough.
/// </summary>
public sealed class Upkeep(Store store, RefusalLog refusals, Audit.TreeHeads heads, TimeProvider clock, ILogger<Upkeep> log)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Works until it is stopped, and writes down what is left.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        long? forgotten = null;
        do
        {
            try
            {
                heads.Retry(clock.GetUtcNow());
                await refusals.Flush(CancellationToken.None);
                if (forgotten is { } last && clock.GetElapsedTime(last) < Hour) continue;
                await Forget(CancellationToken.None);
                forgotten = clock.GetTimestamp();
            }
            catch (Exception fault) when (fault is StoreUnavailable || store.IsUnavailable(fault))
            {
                log.LogWarning("Refusals are not stored yet: the database is not available ({Fault}).", fault.GetType().Name);
            }
        }
        while (await Next(second, stop));

        await refusals.Flush(CancellationToken.None);
    }

    /// <summary>Forgets the answers that were kept long enough.</summary>
    internal async Task Forget(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Kept;
        await using var db = store.Everywhere(Across.Upkeep);
        await using var turn = await store.BeginWrite(db, ct);
        await db.Set<KeptAnswer>().IgnoreQueryFilters().Where(a => a.At < before).ExecuteDeleteAsync(ct);
        var renamed = clock.GetUtcNow() - Renaming.Kept;
        await db.Set<Renaming>().IgnoreQueryFilters().Where(name => name.At < renamed).ExecuteDeleteAsync(ct);
        foreach (var room in Contributions.Of<IForget>()) await room.Forget(db, clock.GetUtcNow(), ct);
        await turn.Commit();
    }

    private static async Task<bool> Next(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
