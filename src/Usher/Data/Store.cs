using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Caching.Memory;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Data;

/// <summary>One database: makes contexts and begins transactions as that database wants them.</summary>
public abstract class Store : IAsyncDisposable
{
    /// <summary>
    /// Compiled queries and the commands made from them. EF Core's own cache holds about a thousand of both, fewer than there are: what falls
    /// out is compiled anew, for milliseconds.
    /// </summary>
    internal static readonly MemoryCache Queries = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    /// <summary>Opens the database a connection string names: one with <c>Host=</c> is PostgreSQL, else SQLite.</summary>
    public static Store Open(string connectionString) =>
        connectionString.Contains("Host=", StringComparison.OrdinalIgnoreCase)
            ? new PostgresStore(connectionString)
            : new SqliteStore(connectionString);

    /// <summary>What the database is called on a status page.</summary>
    public abstract string Name { get; }

    /// <summary>A context for one customer; the empty id: for the platform's own entities. The caller disposes it.</summary>
    public abstract UsherDb Context(Guid customer);

    /// <summary>A context for work that is of no single customer.</summary>
    public UsherDb Everywhere(Across work) => Context(Guid.Empty).For(work);

    /// <summary>Has a command that is given by hand outside a transaction say first whose rows it is about.</summary>
    /// <returns>Whether that is answered first.</returns>
    internal virtual bool Prefix(DbCommand command, Guid customer) => false;

    /// <summary>
    /// Begins a change: nothing of it is seen before <see cref="WriteTurn.Commit"/>. On SQLite writers take turns, first come first served.
    /// </summary>
    /// <exception cref="StoreUnavailable">The database cannot be reached or is locked.</exception>
    public abstract Task<WriteTurn> BeginWrite(UsherDb db, CancellationToken ct);

    /// <summary>Begins reading one consistent state (REPEATABLE READ on PostgreSQL).</summary>
    public abstract Task<IDbContextTransaction> BeginRead(UsherDb db, CancellationToken ct);

    /// <summary>
    /// A connection from the pool, open, for reading without the object mapper. Nothing of the caller's customer is known to it: each query
    /// names the customer itself.
    /// </summary>
    public abstract Task<DbConnection> Connect(CancellationToken ct);

    /// <summary>
    /// Locks a customer's head row until the change ends, so that the customer's changes are serial; null when there is no such customer.
    /// </summary>
    public abstract Task<Head?> LockHead(UsherDb db, Guid customer, CancellationToken ct);

    /// <summary>
    /// Lets what was deleted leave the files that the database writes beside itself, too. On PostgreSQL that is vacuum's work and the
    /// server's: it does nothing there.
    /// </summary>
    /// <returns>False when somebody was reading or writing meanwhile: try again later.</returns>
    public virtual Task<bool> Scrub(CancellationToken ct) => Task.FromResult(true);

    /// <summary>Whether a fault means that the database is away, locked or full rather than that the change is wrong.</summary>
    public abstract bool IsUnavailable(Exception fault);

    /// <summary>
    /// The refusal that a fault while saving comes down to (it lost against another change, or cannot be stored); null when it is a fault.
    /// </summary>
    public Refusal? Conflict(Exception fault) => Causes(fault).Select(cause => cause switch
    {
        DbUpdateConcurrencyException => new SomeoneChangedThis(),
        System.Text.EncoderFallbackException => new TextCannotBeStored(),
        _ => Broken(cause),
    }).FirstOrDefault(refusal => refusal is not null);

    /// <summary>
    /// Makes the schema, or brings it to the one this build needs: all migrations that lack in one transaction, under a lock that every
    /// node takes and that ends with the process. Safe to call again, at once, and to be killed.
    /// </summary>
    /// <returns>The migrations that were applied, oldest first; none when the schema was as it should be.</returns>
    /// <exception cref="WrongSchema">A newer Usher has been here, or something else made the database.</exception>
    public async Task<IReadOnlyList<string>> Prepare(CancellationToken ct = default)
    {
        if (await IsCurrent(ct)) return [];
        await using var db = ToMigrate();
        await using var turn = await BeginMigration(db, ct);
        var pending = Usable(await Schema.Of(db, ct)).Pending;
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = turn.GetDbTransaction();
        command.CommandTimeout = 0;
        foreach (var migration in pending)
        {
            command.CommandText = Schema.Script(db, migration);
            await command.ExecuteNonQueryAsync(ct);
        }

        await CheckMigrated(db, command, ct);
        await turn.CommitAsync(CancellationToken.None);
        return pending;
    }

    /// <summary>
    /// The versions of these customers' access facts (the empty id: the platform's; <see cref="CatalogueVersion.TheOne"/>: the
    /// catalogue's), as the database has them now.
    /// </summary>
    public async Task<IReadOnlyList<KeyValuePair<Guid, long>>> Versions(IReadOnlyList<Guid> customers, CancellationToken ct)
    {
        await using var db = Context(Guid.Empty);
        var versions = db.Set<Head>().Select(h => new { h.Id, h.Version })
            .Concat(db.Set<CatalogueVersion>().Select(c => new { c.Id, c.Version }));
        return [.. (await versions.Where(v => customers.Contains(v.Id)).ToListAsync(ct)).Select(v => KeyValuePair.Create(v.Id, v.Version))];
    }

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>What a query ends in that takes rows no other node is taking.</summary>
    internal abstract string SkipLocked { get; }

    /// <summary>What a query ends in whose rows are to stay until the change ends.</summary>
    internal abstract string KeepRow { get; }

    /// <summary>A fault and what caused it, outermost first.</summary>
    internal static IEnumerable<Exception> Causes(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
            yield return cause;
    }

    /// <summary>The refusal for a constraint of this database that a change breaks; null when the cause is none.</summary>
    private protected abstract Refusal? Broken(Exception cause);

    /// <summary>A context to migrate with.</summary>
    private protected virtual UsherDb ToMigrate() => Everywhere(Across.Migration);

    /// <summary>Begins a transaction that no other migration runs beside.</summary>
    private protected abstract Task<IDbContextTransaction> BeginMigration(UsherDb db, CancellationToken ct);

    /// <summary>Does before the commit what the database itself did not while it was migrated.</summary>
    private protected virtual Task CheckMigrated(UsherDb db, DbCommand command, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Whether there is nothing to migrate: asked without any lock, as it is so at almost every start.</summary>
    private protected virtual async Task<bool> IsCurrent(CancellationToken ct)
    {
        await using var db = Context(Guid.Empty);
        return Usable(await Schema.Of(db, ct)).IsCurrent;
    }

    private static Schema Usable(Schema schema) => schema.Unusable is { } why ? throw new WrongSchema(why) : schema;
}

/// <summary>A change under way; disposing it without <see cref="Commit"/> undoes everything.</summary>
public sealed class WriteTurn(IDbContextTransaction transaction, SemaphoreSlim? turn) : IAsyncDisposable
{
    private SemaphoreSlim? _turn = turn;

    /// <summary>Makes the change durable. Not to be cancelled: whoever stops waiting would not know whether it happened.</summary>
    public Task Commit() => transaction.CommitAsync(CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            Interlocked.Exchange(ref _turn, null)?.Release();
        }
    }
}

/// <summary>
/// The database cannot take the request now: locked, full or away. Try again; with an idempotency key nothing is done twice.
/// </summary>
public sealed class StoreUnavailable(Exception cause) : Exception("The database is not available right now.", cause);
