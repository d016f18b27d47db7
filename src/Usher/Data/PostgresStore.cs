using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Data;

/// <summary>PostgreSQL: any number of equal nodes.</summary>
public sealed class PostgresStore : Store
{
    /// <summary>The key of the advisory lock that migrations take in turn: "usher" in ASCII.</summary>
    private const long MigrationLock = 0x75_73_68_65_72;

    /// <summary>How a connection string says how much is planned once.</summary>
    private static readonly string[] _preparing = ["Max Auto Prepare", "MaxAutoPrepare"];

    private readonly DbContextOptions<PostgresUsherDb> _options;

    /// <summary>
    /// Uses the database that a connection string names. Locks are waited for at most 5 seconds, unless its <c>Options</c> set
    /// <c>lock_timeout</c>.
    /// </summary>
    public PostgresStore(string connectionString)
        : this(connectionString, null)
    {
    }

    /// <param name="connectionString">The database.</param>
    /// <param name="also">What else the model has.</param>
    /// <param name="guarded">
    /// Whether it says whose rows it reads; without, nothing is read but by a role for which row-level security does not hold.
    /// </param>
    internal PostgresStore(string connectionString, Action<DbContextOptionsBuilder>? also, bool guarded = true)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (builder.Options?.Contains("lock_timeout", StringComparison.Ordinal) != true)
            builder.Options = $"{builder.Options} -c lock_timeout=5000".TrimStart();
        ConnectionString = builder.ConnectionString;
        // What is asked often is planned once for each connection. Nothing that is set outlives its transaction, so nothing is reset after it.
        if (!_preparing.Any(new DbConnectionStringBuilder { ConnectionString = connectionString }.ContainsKey)) builder.MaxAutoPrepare = 100;
        builder.NoResetOnClose = true;
        Source = NpgsqlDataSource.Create(builder);
        var options = new DbContextOptionsBuilder<PostgresUsherDb>().UseNpgsql(Source);
        if (guarded) options.AddInterceptors(new RowSecurity.Interceptor());
        if (also is null) options.UseMemoryCache(Queries);
        also?.Invoke(options);
        _options = options.Options;
    }

    /// <summary>Connections for what EF Core does not do. None is left with anything set.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>How it connects, the password included: for the programs of PostgreSQL itself.</summary>
    internal string ConnectionString { get; }

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
    public override async Task<DbConnection> Connect(CancellationToken ct) => await Source.OpenConnectionAsync(ct);

    /// <summary>A connection that nothing else uses, before or after: for listening.</summary>
    internal async Task<NpgsqlConnection> ConnectAlone(CancellationToken ct)
    {
        var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false");
        await connection.OpenAsync(ct);
        return connection;
    }

    /// <inheritdoc/>
    public override async Task<Head?> LockHead(UsherDb db, Guid customer, CancellationToken ct)
    {
        // As it stands, not composed into a subquery: the row is locked and read as the last committer left it.
        var heads = await db.Set<Head>().FromSql($"SELECT * FROM heads WHERE id = {customer} FOR NO KEY UPDATE").ToListAsync(ct);
        return heads.Count == 0 ? null : heads[0];
    }

    /// <inheritdoc/>
    public override bool IsUnavailable(Exception fault) => Causes(fault).Any(cause => cause switch
    {
        // Connections (08), resources (53), the operator (57P), input and output (58), deadlock, serialization, lock timeout, read-only, a plan
        // from before another node migrated.
        PostgresException e => e.SqlState is "40P01" or "40001" or "55P03" or "25006" or "0A000"
            || e.SqlState.StartsWith("08", StringComparison.Ordinal) || e.SqlState.StartsWith("53", StringComparison.Ordinal)
            || e.SqlState.StartsWith("57P", StringComparison.Ordinal) || e.SqlState.StartsWith("58", StringComparison.Ordinal),
        NpgsqlException or System.Net.Sockets.SocketException => true,
        _ => false,
    });

    /// <summary>
    /// Who Usher is in the database, whether row-level security does not hold for that role, and the tables that lack it.
    /// </summary>
    public async Task<(string Role, bool Bypasses, IReadOnlyList<string> Unguarded)> Guards(UsherDb db, CancellationToken ct)
    {
        await using var connection = await Source.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user; "
            + RowSecurity.Unguarded;
        command.Add("@global", RowSecurity.Global(db));
        await using var rows = await command.ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        var (role, bypasses) = (rows.GetString(0), rows.GetBoolean(1));
        await rows.NextResultAsync(ct);
        var unguarded = new List<string>();
        while (await rows.ReadAsync(ct)) unguarded.Add(rows.GetString(0));
        return (role, bypasses, unguarded);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await base.DisposeAsync();
    }

    internal override bool Prefix(DbCommand command, Guid customer)
    {
        RowSecurity.Prefix(command, customer, null);
        return true;
    }

    internal override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    internal override string KeepRow => "FOR KEY SHARE";

    private protected override async Task<bool> IsCurrent(CancellationToken ct)
    {
        try
        {
            return await base.IsCurrent(ct);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await Create(ct);
            return false;
        }
    }

    private protected override async Task<IDbContextTransaction> BeginMigration(UsherDb db, CancellationToken ct)
    {
        var transaction = await db.Database.BeginTransactionAsync(ct);
        // Another node may be migrating, and requests hold their locks for a moment: both are waited for longer than usual.
        await db.Database.ExecuteSqlAsync($"SET LOCAL lock_timeout = '60s'", ct);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({MigrationLock})", ct);
        return transaction;
    }

    private protected override Task CheckMigrated(UsherDb db, DbCommand command, CancellationToken ct) =>
        RowSecurity.Guard(db, command, ct);

    private protected override Refusal? Broken(Exception cause) => (cause as PostgresException)?.SqlState switch
    {
        "23505" => new AlreadyThere(), // unique
        "23503" => new SomeoneChangedThis(), // foreign key
        "22001" or "22021" => new TextCannotBeStored(), // too long, not a character
        _ => null,
    };

    /// <summary>Makes the database itself, unless it is there.</summary>
    internal async Task Make(CancellationToken ct)
    {
        try
        {
            await using var connection = await Source.OpenConnectionAsync(ct);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await Create(ct);
        }
    }

    /// <summary>Makes the database itself; another node may have been quicker.</summary>
    private async Task Create(CancellationToken ct)
    {
        await using var db = Context(Guid.Empty);
        try
        {
            await db.GetService<IRelationalDatabaseCreator>().CreateAsync(ct);
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
        }
    }
}
