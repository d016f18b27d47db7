using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Usher.Data;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;

namespace Usher.Tests.Stores;

/// <summary>A clock that a test sets. It shows what no database keeps, parts of a microsecond, as clocks do.</summary>
public sealed class TestClock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero).UtcTicks + 7;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>The instant as the store gives it back: whole microseconds.</summary>
    public DateTimeOffset Stored => GetUtcNow() is var now ? now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)) : default;

    public void Move(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}

/// <summary>One node with everything the gate needs, on one database.</summary>
public sealed class House : IAsyncDisposable
{
    private readonly bool _ownsFolder;

    private House(Store store, string folder, bool ownsFolder, ECDsa key, TimeProvider clock, long budget)
    {
        Store = store;
        Folder = folder;
        _ownsFolder = ownsFolder;
        // Two houses on one database without a folder in common are two nodes.
        Heads = new TreeHeads(Path.Combine(folder, "heads"), key) { IsOneOfMany = ownsFolder };
        Snapshots = new Snapshots(store, Facts, budget);
        Refusals = new RefusalLog(store, Heads);
        Clock = clock;
        Gate = new Gate(store, Snapshots, clock, Heads, Refusals, Bell, new Subscriptions(typeof(House).Assembly.GetTypes()));
    }

    public Store Store { get; }

    public string Folder { get; }

    public TreeHeads Heads { get; }

    public WardFacts Facts { get; } = new();

    public Snapshots Snapshots { get; }

    public RefusalLog Refusals { get; }

    public JobSignal Bell { get; } = new();

    public TimeProvider Clock { get; }

    public Gate Gate { get; }

    /// <summary>The signing key of a folder, the same for each process that opens it.</summary>
    public static ECDsa Key(string folder)
    {
        var path = Path.Combine(folder, "key.pem");
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(path)) key.ImportFromPem(File.ReadAllText(path));
        else File.WriteAllText(path, key.ExportPkcs8PrivateKeyPem());
        return key;
    }

    public static string NewFolder() => System.IO.Directory.CreateTempSubdirectory("usher-test-").FullName;

    public static Store OpenStore(string connectionString) => connectionString.Contains("Host=", StringComparison.Ordinal)
        ? new PostgresStore(connectionString, Model)
        : new SqliteStore(connectionString, Model);

    /// <summary>Makes the schema in an empty database: the store's by its migrations, then the tables of the suite's own entities.</summary>
    public static async Task Lay(string connectionString)
    {
        await using var plain = Store.Open(connectionString);
        await plain.Prepare();
        await using var store = OpenStore(connectionString);
        await using var without = plain.Context(Guid.Empty);
        await using var db = store.Context(Guid.Empty);
        var model = db.GetService<IDesignTimeModel>().Model;
        var added = db.GetService<IMigrationsModelDiffer>().GetDifferences(without.GetService<IDesignTimeModel>().Model.GetRelationalModel(), model.GetRelationalModel());
        await db.GetService<IMigrationCommandExecutor>().ExecuteNonQueryAsync(db.GetService<IMigrationsSqlGenerator>().Generate(added, model), db.GetService<IRelationalConnection>());
        if (store is not PostgresStore postgres) return;
        await using var connection = await postgres.Source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        await RowSecurity.Guard(db, command, default);
    }

    /// <summary>Opens a database of <see cref="Databases"/>.</summary>
    public static async Task<House> Open(string connectionString, TimeProvider? clock = null, string? folder = null, ECDsa? key = null, long budget = Snapshots.Budget)
    {
        var store = OpenStore(connectionString);
        await store.Prepare();
        return new House(store, folder ?? NewFolder(), folder is null, key ?? ECDsa.Create(ECCurve.NamedCurves.nistP256), clock ?? new TestClock(), budget);
    }

    public async Task<Guid> Found(string slug)
    {
        var id = Guid.CreateVersion7();
        (await Gate.Run(Caller.PlatformTeam(id), new FoundWard(id, slug))).Refused.ShouldBeNull();
        return id;
    }

    /// <summary>The entries of a log, oldest first.</summary>
    public async Task<List<AuditEntry>> Log(Guid customer)
    {
        await using var db = Store.Context(customer);
        return await db.Set<AuditEntry>().AsNoTracking().OrderBy(e => e.Index).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Heads.Dispose();
        if (_ownsFolder) System.IO.Directory.Delete(Folder, recursive: true);
    }

    private static void Model(DbContextOptionsBuilder options) => options.ReplaceService<IModelCustomizer, WardModel>();
}
