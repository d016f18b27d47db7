using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Data;

/// <summary>SQLite in one file: write-ahead log, every commit synced, writers in turn.</summary>
public sealed class SqliteStore : Store
{
    private readonly DbContextOptions<SqliteUsherDb> _options;
    private readonly DbContextOptions<SqliteUsherDb> _toMigrate;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SqliteStatements _statements = new();

    /// <summary>Opens or makes the file.</summary>
    public SqliteStore(string connectionString)
        : this(connectionString, null)
    {
    }

    internal SqliteStore(string connectionString, Action<DbContextOptionsBuilder>? also)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, Pooling = true };
        if (!connectionString.Contains("Timeout", StringComparison.OrdinalIgnoreCase)) builder.DefaultTimeout = 5;
        ConnectionString = builder.ToString();
        _options = Options(builder, also);
        // Tables that are rebuilt are dropped on the way: with foreign keys on, what refers to them would go too. What they say is checked
        // before the commit.
        _toMigrate = Options(new(ConnectionString) { ForeignKeys = false, Pooling = false, DefaultTimeout = 60 }, also);
    }

    /// <summary>The connection string in use.</summary>
    public string ConnectionString { get; }

    /// <inheritdoc/>
    public override string Name => "SQLite";

    /// <inheritdoc/>
    public override UsherDb Context(Guid customer) => new SqliteUsherDb(_options) { CustomerId = customer, Statements = _statements };

    /// <inheritdoc/>
    public override async Task<WriteTurn> BeginWrite(UsherDb db, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            // BEGIN IMMEDIATE: another process that writes is waited for here, never in the middle of a change.
            return new WriteTurn(await db.Database.BeginTransactionAsync(ct), _turn);
        }
        catch (Exception fault)
        {
            _turn.Release();
            if (IsUnavailable(fault)) throw new StoreUnavailable(fault);
            throw;
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
    public override async Task<DbConnection> Connect(CancellationToken ct)
    {
        var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    /// <inheritdoc/>
    public override Task<Head?> LockHead(UsherDb db, Guid customer, CancellationToken ct) =>
        db.Set<Head>().FirstOrDefaultAsync(h => h.Id == customer, ct);

    /// <inheritdoc/>
    public override bool IsUnavailable(Exception fault) =>
        // Busy, locked, read-only, I/O, full, cannot open.
        Causes(fault).OfType<SqliteException>().Any(e => e.SqliteErrorCode is 5 or 6 or 8 or 10 or 13 or 14);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _statements.Forget();
        await using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    public override async Task<bool> Scrub(CancellationToken ct)
    {
        // The database has the pages as they are; the write-ahead log has them as they were.
        await using var connection = await Connect(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout=200";
        await command.ExecuteNonQueryAsync(ct);
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture) == 0;
    }

    internal override string SkipLocked => "";

    internal override string KeepRow => "";

    private protected override UsherDb ToMigrate() => new SqliteUsherDb(_toMigrate);

    private protected override Task<bool> IsCurrent(CancellationToken ct)
    {
        // Before SQLite makes it for everyone; it gives the files beside this one the same rights.
        if (new SqliteConnectionStringBuilder(ConnectionString) is { Mode: not SqliteOpenMode.Memory, DataSource: { Length: > 0 } file }
            && file != ":memory:")
            OwnerOnly.File(file);
        return base.IsCurrent(ct);
    }

    // BEGIN IMMEDIATE: one writer at a time, in whatever process.
    private protected override Task<IDbContextTransaction> BeginMigration(UsherDb db, CancellationToken ct) =>
        db.Database.BeginTransactionAsync(ct);

    private protected override async Task CheckMigrated(UsherDb db, DbCommand command, CancellationToken ct)
    {
        command.CommandText = "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1";
        if (await command.ExecuteScalarAsync(ct) is { } table)
            throw new InvalidOperationException($"A migration would leave rows of {table} that refer to nothing. Nothing was changed.");
    }

    private protected override Refusal? Broken(Exception cause) => cause is SqliteException { SqliteErrorCode: 19 } broken
        ? broken.SqliteExtendedErrorCode switch
        {
            1555 or 2067 => new AlreadyThere(), // primary key, unique
            787 => new SomeoneChangedThis(), // foreign key
            _ => null,
        }
        : null;

    private static DbContextOptions<SqliteUsherDb> Options(SqliteConnectionStringBuilder connection, Action<DbContextOptionsBuilder>? also)
    {
        var options = new DbContextOptionsBuilder<SqliteUsherDb>().UseSqlite(connection.ToString())
            .AddInterceptors(new Pragmas(connection.DefaultTimeout));
        // A model of more than the product's own is cached with its own queries.
        if (also is null) options.UseMemoryCache(Queries);
        also?.Invoke(options);
        return options.Options;
    }

    /// <summary>Sets once on each connection of the pool what SQLite does not keep in the file.</summary>
    private sealed class Pragmas(int timeout) : DbConnectionInterceptor
    {
        private readonly ConditionalWeakTable<object, object> _set = [];

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
            Set((SqliteConnection)connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default)
        {
            Set((SqliteConnection)connection);
            return Task.CompletedTask;
        }

        private void Set(SqliteConnection connection)
        {
            if (!_set.TryAdd(connection.Handle!, connection.Handle!)) return;
            using var command = connection.CreateCommand();
            // What is deleted is overwritten.
            command.CommandText =
                $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA busy_timeout={timeout * 1000};";
            command.ExecuteNonQuery();
        }
    }
}
