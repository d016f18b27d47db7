using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Data;

/// <summary>
/// The store's model, once for both databases. A context serves one customer: others' rows are filtered out of every query and refused in
/// every write. What cannot be saved undoes its transaction: there are no savepoints to go back to within it.
/// </summary>
/// <param name="options">Made by <see cref="Store"/>.</param>
public abstract class UsherDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>The shadow property that salts the hashes of unmarked values in the audit log: gone with its row.</summary>
    public const string AuditSalt = nameof(AuditSalt);

    /// <summary>The customer whose rows are seen and written; the empty id: no customer's, only entities of the platform.</summary>
    public Guid CustomerId { get; init; }

    /// <summary>The work across customers that the context does now; null: it is of <see cref="CustomerId"/> alone.</summary>
    internal Across? Across { get; private set; }

    internal UsherDb For(Across work)
    {
        Across = work;
        return this;
    }

    /// <summary>Asks for rows of every customer: only so does PostgreSQL show them, with the query filters ignored besides.</summary>
    internal async Task<T> Everywhere<T>(Across work, Func<Task<T>> ask)
    {
        Across = work;
        try
        {
            await Say();
            var answer = await ask();
            Across = null;
            await Say();
            return answer;
        }
        finally
        {
            // After a fault the transaction is none any more, and says nothing.
            Across = null;
        }
    }

    /// <summary>Tells an open transaction whose rows it is about from now on.</summary>
    private protected virtual Task Say() => Task.CompletedTask;

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcMicroseconds, AsStored>();
        conventions.Properties<TimeSpan>().HaveConversion<TimeSpanToTicksConverter>();
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    /// <summary>Entries of the customer's audit log that are written with the next changes.</summary>
    internal List<LogInsert> Log { get; } = [];

    /// <summary>What the other nodes are sent when this change commits, besides the version; null: nothing.</summary>
    internal string? Announcement { get; private protected set; }

    /// <summary>
    /// Says what the change about to be saved makes of the facts, for the other nodes. Where there are none it is nothing.
    /// </summary>
    internal virtual void Tell(Head head, FactsChange? change)
    {
    }

    /// <summary>Writes rows without the object mapper, on the context's connection and in its transaction.</summary>
    /// <param name="text">One or more statements; their parameters are <c>@v0</c>, <c>@v1</c> and so on.</param>
    /// <param name="values">A text, a whole number, an id, bytes or null for each.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    internal Task Insert(string text, List<object?> values, CancellationToken ct) =>
        Database.CurrentTransaction is null ? throw new InvalidOperationException("No transaction is open.") : InsertHere(text, values, ct);

    /// <inheritdoc cref="Insert"/>
    private protected abstract Task InsertHere(string text, List<object?> values, CancellationToken ct);

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(UsherDb).Assembly);
        var filter = typeof(UsherDb)
            .GetMethod(nameof(Isolate), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!;
        foreach (var entity in model.Model.GetEntityTypes().Where(e => typeof(ICustomerOwned).IsAssignableFrom(e.ClrType)).ToList())
            filter.MakeGenericMethod(entity.ClrType).Invoke(this, [model]);
        foreach (var property in model.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
        {
            property.SetColumnName(SnakeCase(property.Name));
            if ((Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) is { IsEnum: true } enumeration)
                StoredEnum.Keep(property, enumeration);
        }

        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (!typeof(IDerived).IsAssignableFrom(entity.ClrType))
                entity.AddProperty(AuditSalt, typeof(byte[])).SetColumnName("audit_salt");
            if (typeof(IRevised).IsAssignableFrom(entity.ClrType))
                entity.FindProperty(nameof(IRevised.Revision))!.IsConcurrencyToken = true;
        }
    }

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        StampAndVerify();
        var moved = ChangeTracker.Entries<Head>().FirstOrDefault(head => head.State == EntityState.Modified);
        moved?.OriginalValues.SetValues(moved.Entity);
        if (moved is not null) moved.State = EntityState.Unchanged;
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        await LogInsert.Write(this, Log, moved?.Entity, cancellationToken);
        Log.Clear();
        return saved;
    }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new InvalidOperationException("Save asynchronously.");

    private void StampAndVerify()
    {
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached) continue;
            if (entry.Entity is ICustomerOwned)
            {
                var property = entry.Property(nameof(ICustomerOwned.CustomerId));
                if (entry.State == EntityState.Added && (Guid)property.CurrentValue! == Guid.Empty && CustomerId != Guid.Empty)
                    property.CurrentValue = CustomerId;
                if ((Guid)property.CurrentValue! != CustomerId
                    || (entry.State != EntityState.Added && (Guid)property.OriginalValue! != CustomerId))
                    throw new InvalidOperationException($"A {entry.Metadata.ClrType.Name} of another customer was about to be written.");
            }

            if (entry is { State: EntityState.Modified, Entity: IRevised })
                Raise(entry);
        }
    }

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));

    private static void Raise(EntityEntry entry)
    {
        var revision = entry.Property(nameof(IRevised.Revision));
        revision.CurrentValue = (int)revision.OriginalValue! + 1;
    }

    private void Isolate<T>(ModelBuilder model)
        where T : class, ICustomerOwned
    {
        EntityTypeBuilder<T> entity = model.Entity<T>();
        entity.HasQueryFilter("customer", e => e.CustomerId == CustomerId);
        entity.Property(e => e.CustomerId).IsConcurrencyToken();
    }

    /// <summary>Two instants that are stored as one are one: setting the other is no change.</summary>
    private sealed class AsStored()
        : ValueComparer<DateTimeOffset>((one, other) => StoredInstant.Micros(one) == StoredInstant.Micros(other),
        at => StoredInstant.Micros(at).GetHashCode());

    private sealed class UtcMicroseconds()
        : ValueConverter<DateTimeOffset, long>(at => StoredInstant.Micros(at), micros => StoredInstant.Of(micros));
}

/// <summary>The model on SQLite.</summary>
public sealed class SqliteUsherDb : UsherDb
{
    /// <summary>Made by <see cref="SqliteStore"/>.</summary>
    public SqliteUsherDb(DbContextOptions<SqliteUsherDb> options)
        : base(options) =>
        Database.AutoSavepointsEnabled = false;

    /// <summary>The store's, shared by its contexts; null in one that only migrates.</summary>
    internal SqliteStatements? Statements { private get; init; }

    private protected override Task InsertHere(string text, List<object?> values, CancellationToken ct)
    {
        Statements!.Run((SqliteConnection)Database.GetDbConnection(), text,
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values));
        return Task.CompletedTask;
    }
}

/// <summary>The model on PostgreSQL.</summary>
public sealed class PostgresUsherDb : UsherDb
{
    /// <summary>Made by <see cref="PostgresStore"/>.</summary>
    public PostgresUsherDb(DbContextOptions<PostgresUsherDb> options)
        : base(options)
    {
        Database.AutoSavepointsEnabled = false;
        // Row-level security hears whose rows they are when a transaction begins.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
    }

    private protected override Task Say() =>
        Database.CurrentTransaction is { } transaction
            ? RowSecurity.Say(this, Database.GetDbConnection(), transaction.GetDbTransaction(), CancellationToken.None)
            : Task.CompletedTask;

    internal override void Tell(Head head, FactsChange? change) => Announcement = new ChangeNotice(head.Id, head.Version, change).Text();

    private protected override async Task InsertHere(string text, List<object?> values, CancellationToken ct)
    {
        await using var command = this.Command();
        command.CommandText = text;
        foreach (var (i, value) in values.Index()) command.Add($"@v{i}", value);
        await command.ExecuteNonQueryAsync(ct);
    }
}
