using Microsoft.Extensions.Logging;
using Npgsql;
using Usher.Data;

namespace Usher.Platform;

/// <summary>
/// Hears of changes that other nodes, or commands on the same host, made: on PostgreSQL by notices that commit with the change, and by
/// asking now and then in case one was lost; on SQLite by asking whether the file has changed. It asks for the versions of what is held,
/// and nothing of others. When hearing or asking breaks off, everything held is forgotten.
/// </summary>
public sealed class SnapshotWatch(Store store, Snapshots snapshots, TimeProvider clock, ILogger<SnapshotWatch> log)
{
    /// <summary>How long a lost notice can go unnoticed (PostgreSQL). Rule 20 allows 5 seconds, the answer included.</summary>
    internal TimeSpan Often { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long another process's change can go unnoticed (SQLite). Rule 20 allows 1 second.</summary>
    internal TimeSpan VeryOften { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>
    /// How long an answer is waited for. Nothing held decides longer than this and <see cref="Often"/> together without having been asked
    /// about.
    /// </summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Listens until it is stopped.</summary>
    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await (store is PostgresStore postgres ? Listen(postgres, stop) : Look((SqliteStore)store, stop));
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (store.IsUnavailable(fault) || fault is OperationCanceledException or TimeoutException)
            {
                log.LogWarning("Changes of other nodes are not received ({Fault}): everything is reloaded.", fault.GetType().Name);
            }

            snapshots.DropAll();
            await Task.Delay(VeryOften, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Listen(PostgresStore postgres, CancellationToken stop)
    {
        await using var connection = await postgres.ConnectAlone(stop);
        connection.Notification += (_, notice) => Hear(notice.Payload);
        await using (var listen = connection.CreateCommand())
        {
            listen.CommandText = $"LISTEN {ChangeNotice.Channel}";
            await listen.ExecuteNonQueryAsync(stop);
        }

        // What changed before this began was announced to nobody here.
        snapshots.DropAll();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var hearing = Hearing(connection, end.Token);
        var asking = Asking(end.Token);
        var first = await Task.WhenAny(hearing, asking);
        await end.CancelAsync();
        await Task.WhenAll(hearing, asking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }

    private static async Task Hearing(NpgsqlConnection connection, CancellationToken stop)
    {
        while (true) await connection.WaitAsync(stop);
    }

    private async Task Asking(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Often, clock);
        while (await timer.WaitForNextTickAsync(stop)) await Ask(stop);
    }

    /// <summary>Compares the versions held with those of the database.</summary>
    private async Task Ask(CancellationToken stop)
    {
        using var over = new CancellationTokenSource(Patience, clock);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop, over.Token);
        foreach (var (customer, version) in await store.Versions(snapshots.Held(), patience.Token)) snapshots.Hear(customer, version, null);
    }

    private void Hear(string payload)
    {
        if (ChangeNotice.Parse(payload) is { } notice) snapshots.Hear(notice.Customer, notice.Version, notice.Change);
    }

    private async Task Look(SqliteStore sqlite, CancellationToken stop)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection(sqlite.ConnectionString);
        await connection.OpenAsync(stop);
        await using var ask = connection.CreateCommand();
        ask.CommandText = "PRAGMA data_version";
        using var timer = new PeriodicTimer(VeryOften, clock);
        for (long? seen = null; ; await timer.WaitForNextTickAsync(stop))
        {
            var now = (long)(await ask.ExecuteScalarAsync(stop))!;
            if (now == seen) continue;
            seen = now;
            await Ask(stop);
        }
    }
}
