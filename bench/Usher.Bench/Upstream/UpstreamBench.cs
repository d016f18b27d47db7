using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;
using Usher.SystemTests.Stores;
using Usher.Upstream;

namespace Usher.Bench.Upstream;

/// <summary>
/// Reports of upstream products in batches of a thousand: 50,000 in the order of their events from one connection, and the same shuffled and doubled from four,
/// which have to end the same; and beside them the same rows inserted bare, in as many transactions as there are batches.
/// </summary>
internal static class UpstreamBench
{
    private const int Customers = 10;
    private const int PeopleEach = 250;
    private const int Batch = 1_000;
    private const int Connections = 4;
    private const double Least = 2_000;

    public static async Task<int> Run(string folder, int reports)
    {
        System.IO.Directory.CreateDirectory(folder);
        var met = true;
        await using (var files = new Stores(folder)) met &= await On("SQLite", files.Next, folder, reports);
        var server = await PostgresServer.Start(PostgresPrograms.Newest);
        var met2 = await On("PostgreSQL", async () => new PostgresStore(await server.NewDatabase()), folder, reports);
        GC.KeepAlive(server);
        return met && met2 ? 0 : 1;
    }

    private static async Task<bool> On(string name, Func<Task<Store>> open, string folder, int reports)
    {
        var events = Events(reports, TimeProvider.System.GetUtcNow().AddDays(-2));
        await using var one = await open();
        var inOrder = await World(one, folder);
        var ordered = await Time(() => Send(inOrder, events, 1));

        await using var other = await open();
        var shuffled = await World(other, folder);
        (ReportKind, ReportedItem)[] twice = [.. events, .. events];
        new Random(1).Shuffle(twice);
        var mixed = await Time(() => Send(shuffled, twice, Connections));
        var floor = await Time(() => Bare(other, twice));
        var same = (await State(one)).SequenceEqual(await State(other), StringComparer.Ordinal);
        var (perSecond, inOrderPerSecond, bare) = (twice.Length / mixed, events.Length / ordered, twice.Length / floor);
        var met = same && perSecond >= Least;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {twice.Length:N0} shuffled and doubled from {Connections} connections: {perSecond:N0} reports/s (at least {Least:N0}); in order from one: {inOrderPerSecond:N0}; the rows inserted bare: {bare:N0}; {(same ? "the same end state" : "ANOTHER END STATE")} {(met ? "met" : "MISSED")}"));
        return met;
    }

    private static async Task<(UpstreamReports Reports, Caller Caller)> World(Store store, string folder)
    {
        await store.Prepare();
        var heads = new TreeHeads(Path.Combine(folder, "heads-" + Guid.NewGuid().ToString("N")), ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var gate = new Gate(store, new Snapshots(store, new AccessFacts()), TimeProvider.System, heads, new RefusalLog(store, heads), new JobSignal());
        for (var i = 0; i < Customers; i++)
        {
            var slug = $"customer-{i}";
            Done(await gate.Run(Caller.PlatformTeam(CreateCustomer.IdFor(slug)), new SetUpCustomer(slug, slug,
                [new("main", "Main", "Enterprise", $"ent-{i}"), new("other", "Other", "Elite", $"elt-{i}")], 0, false, new($"admin@{slug}.example", "Ada"))));
        }

        var key = Done(await gate.Run(Caller.PlatformTeam(Guid.Empty), new MakePlatformKey("products", ["upstream/report"], 30)));
        var (reports, caller) = (new UpstreamReports(gate), new Caller(ActorKind.PlatformKey, key.Id, Guid.Empty, Door.Api) { Key = key.Id });
        // Everyone is there before: a share of few people would be suspicious sooner.
        foreach (var batch in Enumerable.Range(0, Customers * PeopleEach).Select(i => Of($"first-{i}", i % Customers, i / Customers, TimeProvider.System.GetUtcNow().AddDays(-3), 0)).Chunk(Batch))
            Done(await reports.Take(caller, ReportKind.SignIn, batch, CancellationToken.None));
        return (reports, caller);
    }

    /// <summary>Sign-ins of everyone to both tenants under changing names; of one in ten people some deactivations.</summary>
    private static (ReportKind, ReportedItem)[] Events(int count, DateTimeOffset from)
    {
        var random = new Random(7);
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var person = random.Next(PeopleEach);
                return (person % 10 == 0 && random.Next(5) == 0 ? ReportKind.Deactivation : ReportKind.SignIn, Of($"e-{i}", random.Next(Customers), person, from.AddSeconds(i), random.Next(2)));
            }),
        ];
    }

    private static ReportedItem Of(string id, int customer, int person, DateTimeOffset at, int tenant) =>
        new(id, tenant == 0 ? "Enterprise" : "Elite", tenant == 0 ? $"ent-{customer}" : $"elt-{customer}", at, $"person{person}@customer-{customer}.example", $"First{at.Second % 7}", $"Last{person}");

    private static Task Send((UpstreamReports Reports, Caller Caller) world, (ReportKind Kind, ReportedItem Item)[] events, int connections) =>
        Parallel.ForEachAsync(events.Chunk(Batch), new ParallelOptions { MaxDegreeOfParallelism = connections }, async (batch, ct) =>
        {
            foreach (var of in batch.GroupBy(one => one.Kind))
            {
                var answers = Done(await world.Reports.Take(world.Caller, of.Key, [.. of.Select(one => one.Item)], ct)).Items;
                if (answers.FirstOrDefault(one => one.Result == ReportResult.Held || one.Code is not (null or nameof(SignInOfDeactivated))) is { } wrong)
                    throw new InvalidOperationException($"{wrong.Id}: {wrong.Result} {wrong.Code}");
            }
        });

    /// <summary>The same rows into a bare table, a transaction for each batch.</summary>
    private static async Task Bare(Store store, (ReportKind Kind, ReportedItem Item)[] events)
    {
        await using var connection = await store.Connect(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE bare_reports (id text, product text, tenant text, kind text, at bigint, email text, name text)";
        await command.ExecuteNonQueryAsync();
        foreach (var batch in events.Chunk(Batch))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var (kind, item) in batch)
            {
                await using var insert = connection.CreateCommand();
                insert.Transaction = transaction;
                insert.CommandText = "INSERT INTO bare_reports VALUES (@a, @b, @c, @d, @e, @f, @g)";
                object[] values = [item.Id, item.Product, item.Tenant, kind.ToString(), item.At.UtcTicks, item.Email, $"{item.FirstName} {item.LastName}"];
                foreach (var (i, value) in values.Index())
                {
                    var parameter = insert.CreateParameter();
                    (parameter.ParameterName, parameter.Value) = ($"@{(char)('a' + i)}", value);
                    insert.Parameters.Add(parameter);
                }

                await insert.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }
    }

    private static async Task<List<string>> State(Store store)
    {
        var lines = new List<string>();
        for (var i = 0; i < Customers; i++)
        {
            await using var db = store.Context(CreateCustomer.IdFor($"customer-{i}"));
            var tenants = await db.Set<Tenant>().ToDictionaryAsync(tenant => tenant.Id, tenant => tenant.Slug);
            var assigned = (await db.Set<UserTenant>().AsNoTracking().ToListAsync()).ToLookup(one => one.UserId, one => tenants[one.TenantId]);
            lines.AddRange((await db.Set<User>().AsNoTracking().OrderBy(user => user.Email).ToListAsync()).Where(user => user.Email.StartsWith("person", StringComparison.Ordinal))
                .Select(user => $"{user.Email} {user.Name} {user.Active} {string.Join(',', assigned[user.Id].Order(StringComparer.Ordinal))}"));
        }

        return lines;
    }

    private static async Task<double> Time(Func<Task> what)
    {
        var start = Stopwatch.GetTimestamp();
        await what();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static T Done<T>(Outcome<T> outcome) => outcome.Refused is { } refusal ? throw new InvalidOperationException(refusal.Sentence) : outcome.Value!;

    private sealed class Stores(string folder) : IAsyncDisposable
    {
        private int _count;

        public Task<Store> Next()
        {
            var file = Path.Combine(folder, $"upstream-{Environment.ProcessId}-{_count++}.db");
            return Task.FromResult<Store>(new SqliteStore($"Data Source={file}"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
