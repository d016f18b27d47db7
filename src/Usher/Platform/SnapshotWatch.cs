using Microsoft.Extensions.Logging;
using Usher.Data;

namespace Usher.Platform;

/// <summary>
/// Hears of changes that other nodes, or commands on the same host, made: on PostgreSQL by notices that commit with the change, and by asking now and then in case one
/// was lost; on SQLite by asking whether the file has changed. When hearing breaks off, everything held is forgotten.
/// </summary>
public sealed class SnapshotWatch(Store store, Snapshots snapshots, ILogger<SnapshotWatch> log)
{
    /// <summary>How long a lost notice can go unnoticed (PostgreSQL). Rule 20 allows 5 seconds.</summary>
    internal TimeSpan Often { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long another process's change can go unnoticed (SQLite). Rule 20 allows 1 second.</summary>
    internal TimeSpan VeryOften { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Listens until it is told to stop.</summary>
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
            catch (Exception fault) when (store.IsUnavailable(fault))
            {
                log.LogWarning("Not hearing of other nodes' changes ({Fault}): everything is read anew.", fault.GetType().Name);
            }

            snapshots.DropAll();
            using var pause = new PeriodicTimer(VeryOften);
            try
            {
                await pause.WaitForNextTickAsync(stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Listen(PostgresStore postgres, CancellationToken stop)
    {
        await using var connection = await postgres.Source.OpenConnectionAsync(stop);
        connection.Notification += (_, notice) => Hear(notice.Payload);
        await using (var listen = connection.CreateCommand())
        {
            listen.CommandText = "LISTEN usher_version";
            await listen.ExecuteNonQueryAsync(stop);
        }

        // What changed before this began was announced to nobody here.
        snapshots.DropAll();
        while (true)
        {
            var asked = TimeProvider.System.GetTimestamp();
            // In whole milliseconds, rounded up: to the driver less than one is none, and none is for ever.
            while (TimeProvider.System.GetElapsedTime(asked) is var since && since < Often)
                await connection.WaitAsync((int)Math.Ceiling((Often - since).TotalMilliseconds), stop);
            await using var ask = connection.CreateCommand();
            ask.CommandText = "SELECT id, version FROM heads";
            await using var rows = await ask.ExecuteReaderAsync(stop);
            while (await rows.ReadAsync(stop)) snapshots.RaiseFloor(rows.GetGuid(0), rows.GetInt64(1));
        }
    }

    private void Hear(string notice)
    {
        var space = notice.IndexOf(' ', StringComparison.Ordinal);
        if (space > 0 && Guid.TryParse(notice.AsSpan(0, space), out var customer) && long.TryParse(notice.AsSpan(space + 1), out var version))
            snapshots.RaiseFloor(customer, version);
    }

    private async Task Look(SqliteStore sqlite, CancellationToken stop)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection(sqlite.ConnectionString);
        await connection.OpenAsync(stop);
        await using var ask = connection.CreateCommand();
        ask.CommandText = "PRAGMA data_version";
        using var timer = new PeriodicTimer(VeryOften);
        for (long? seen = null; ; await timer.WaitForNextTickAsync(stop))
        {
            var now = (long)(await ask.ExecuteScalarAsync(stop))!;
            if (now == seen) continue;
            seen = now;
            foreach (var (customer, version) in await store.Versions(stop)) snapshots.RaiseFloor(customer, version);
        }
    }
}
