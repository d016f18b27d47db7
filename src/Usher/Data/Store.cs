using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Usher.Data;

/// <summary>One database: makes contexts and begins transactions as that database wants them.</summary>
public abstract class Store
{
    /// <summary>Opens the database a connection string names: one with <c>Host=</c> is PostgreSQL, else SQLite.</summary>
    public static Store Open(string connectionString) =>
        connectionString.Contains("Host=", StringComparison.OrdinalIgnoreCase)
            ? new PostgresStore(connectionString)
            : new SqliteStore(connectionString);

    /// <summary>What the database is called on a status page.</summary>
    public abstract string Name { get; }

    /// <summary>A context for one customer; the empty id: for the platform's own entities. The caller disposes it.</summary>
    public abstract UsherDb Context(Guid customer);

    /// <summary>
    /// Begins a change: nothing of it is seen before <see cref="WriteTurn.Commit"/>. On SQLite writers take turns, first come first served.
    /// </summary>
    /// <exception cref="StoreUnavailable">The database cannot be reached or is locked.</exception>
    public abstract Task<WriteTurn> BeginWrite(UsherDb db, CancellationToken ct);

    /// <summary>Begins reading one consistent state (REPEATABLE READ on PostgreSQL).</summary>
    public abstract Task<IDbContextTransaction> BeginRead(UsherDb db, CancellationToken ct);

    /// <summary>Locks a customer's head row until the change ends, so that the customer's changes are serial.</summary>
    public abstract Task<Platform.Audit.Head?> LockHead(UsherDb db, Guid customer, CancellationToken ct);

    /// <summary>Tells other nodes, on commit, that a customer has a new version.</summary>
    public abstract Task Announce(UsherDb db, Guid customer, long version, CancellationToken ct);

    /// <summary>Whether a fault means that the database is away, locked or full rather than that the change is wrong.</summary>
    public abstract bool IsUnavailable(Exception fault);
}

/// <summary>A change under way; disposing it without <see cref="Commit"/> undoes everything.</summary>
public sealed class WriteTurn(IDbContextTransaction transaction, SemaphoreSlim? turn) : IAsyncDisposable
{
    /// <summary>Makes the change durable.</summary>
    public Task Commit(CancellationToken ct) => transaction.CommitAsync(ct);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            turn?.Release();
        }
    }
}

/// <summary>The database cannot take the request now: locked, full or away. Nothing was done; try again.</summary>
public sealed class StoreUnavailable(Exception cause) : Exception("The database cannot take this now.", cause);

/// <summary>SQLite in one file: write-ahead log, every commit synced, writers in turn.</summary>
public sealed class SqliteStore : Store
{
    private readonly DbContextOptions<SqliteUsherDb> _options;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Opens or makes the file.</summary>
    public SqliteStore(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, DefaultTimeout = 5, Pooling = true };
        ConnectionString = builder.ToString();
        _options = new DbContextOptionsBuilder<SqliteUsherDb>()
            .UseSqlite(ConnectionString)
            .AddInterceptors(new Pragmas())
            .Options;
    }

    /// <summary>The connection string in use.</summary>
    public string ConnectionString { get; }

    /// <inheritdoc/>
    public override string Name => "SQLite";

    /// <inheritdoc/>
    public override UsherDb Context(Guid customer) => new SqliteUsherDb(_options) { CustomerId = customer };

    /// <inheritdoc/>
    public override async Task<WriteTurn> BeginWrite(UsherDb db, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            return new WriteTurn(await db.Database.BeginTransactionAsync(ct), _turn);
        }
        catch (Exception fault)
        {
            _turn.Release();
            throw IsUnavailable(fault) ? new StoreUnavailable(fault) : fault;
        }
    }

    /// <inheritdoc/>
    public override async Task<IDbContextTransaction> BeginRead(UsherDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        return (await db.Database.UseTransactionAsync(connection.BeginTransaction(deferred: true), ct))!;
    }

    /// <inheritdoc/>
    public override Task<Platform.Audit.Head?> LockHead(UsherDb db, Guid customer, CancellationToken ct) =>
        db.Set<Platform.Audit.Head>().FirstOrDefaultAsync(h => h.Id == customer, ct);

    /// <inheritdoc/>
    public override Task Announce(UsherDb db, Guid customer, long version, CancellationToken ct) => Task.CompletedTask;

    /// <inheritdoc/>
    public override bool IsUnavailable(Exception fault) =>
        Causes(fault).OfType<SqliteException>().Any(e => e.SqliteErrorCode is 5 or 6 or 8 or 10 or 13 or 14); // busy, locked, read-only, I/O, full, cannot open

    internal static IEnumerable<Exception> Causes(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
            yield return cause;
    }

    private sealed class Pragmas : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private static void Set(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;";
            command.ExecuteNonQuery();
        }
    }
}

/// <summary>PostgreSQL: any number of equal nodes.</summary>
public sealed class PostgresStore : Store
{
    private readonly DbContextOptions<PostgresUsherDb> _options;

    /// <summary>Uses the database that a connection string names.</summary>
    public PostgresStore(string connectionString)
    {
        Source = Npgsql.NpgsqlDataSource.Create(connectionString);
        _options = new DbContextOptionsBuilder<PostgresUsherDb>().UseNpgsql(Source).Options;
    }

    /// <summary>Connections for what EF Core does not do: listening, advisory locks.</summary>
    public Npgsql.NpgsqlDataSource Source { get; }

    /// <inheritdoc/>
    public override string Name => "PostgreSQL";

    /// <inheritdoc/>
    public override UsherDb Context(Guid customer) => new PostgresUsherDb(_options) { CustomerId = customer };

    /// <inheritdoc/>
    public override async Task<WriteTurn> BeginWrite(UsherDb db, CancellationToken ct)
    {
        try
        {
            return new WriteTurn(await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, ct), null);
        }
        catch (Exception fault) when (IsUnavailable(fault))
        {
            throw new StoreUnavailable(fault);
        }
    }

    /// <inheritdoc/>
    public override Task<IDbContextTransaction> BeginRead(UsherDb db, CancellationToken ct) =>
        db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);

    /// <inheritdoc/>
    public override Task<Platform.Audit.Head?> LockHead(UsherDb db, Guid customer, CancellationToken ct) =>
        db.Set<Platform.Audit.Head>().FromSql($"SELECT * FROM heads WHERE id = {customer} FOR NO KEY UPDATE").FirstOrDefaultAsync(ct);

    /// <inheritdoc/>
    public override Task Announce(UsherDb db, Guid customer, long version, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_notify('usher_version', {$"{customer:N}:{version}"})", ct);

    /// <inheritdoc/>
    public override bool IsUnavailable(Exception fault) => SqliteStore.Causes(fault).Any(cause =>
        cause is Npgsql.PostgresException { SqlState: "53100" or "53200" or "53300" or "55P03" or "57P01" or "57P02" or "57P03" or "40P01" or "40001" }
        || (cause is Npgsql.NpgsqlException && cause is not Npgsql.PostgresException)
        || cause is System.Net.Sockets.SocketException);
}
