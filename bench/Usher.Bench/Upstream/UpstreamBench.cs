using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;
using Usher.SystemTests.Stores;
using Usher.Upstream;
using Usher.Web.Hosting;

namespace Usher.Bench.Upstream;

/// <summary>
/// Reports of upstream products in batches of a thousand, over HTTP: 50,000 in the order of their events from one connection, and the same shuffled and doubled from
/// four, which have to end the same; and beside them the same rows inserted bare, in as many transactions as there are batches.
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
        var files = 0;
        met &= await On("SQLite", () => Task.FromResult($"Data Source={Path.Combine(folder, $"upstream-{Environment.ProcessId}-{files++}.db")}"), folder, reports);
        var server = await PostgresServer.Start(PostgresPrograms.Newest);
        var met2 = await On("PostgreSQL", () => server.NewDatabase(), folder, reports);
        GC.KeepAlive(server);
        return met && met2 ? 0 : 1;
    }

    private static async Task<bool> On(string name, Func<Task<string>> open, string folder, int reports)
    {
        var events = Events(reports, TimeProvider.System.GetUtcNow().AddDays(-2));
        await using var one = await World.Open(await open(), Path.Combine(folder, Guid.NewGuid().ToString("N")), 1);
        var ordered = await Time(() => one.Send(events));

        await using var other = await World.Open(await open(), Path.Combine(folder, Guid.NewGuid().ToString("N")), Connections);
        (ReportKind, ReportedItem)[] twice = [.. events, .. events];
        new Random(1).Shuffle(twice);
        var mixed = await Time(() => other.Send(twice));
        var floor = await Time(() => Bare(other.Store, twice));
        var same = (await State(one.Store)).SequenceEqual(await State(other.Store), StringComparer.Ordinal);
        var (perSecond, inOrderPerSecond, bare) = (twice.Length / mixed, events.Length / ordered, twice.Length / floor);
        var met = same && perSecond >= Least;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {twice.Length:N0} shuffled and doubled from {Connections} connections: {perSecond:N0} reports/s (at least {Least:N0}); in order from one: {inOrderPerSecond:N0}; the rows inserted bare: {bare:N0}; {(same ? "the same end state" : "ANOTHER END STATE")} {(met ? "met" : "MISSED")}"));
        return met;
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

    /// <summary>A server with ten customers and their people, and a product's connections to it.</summary>
    private sealed record World(WebApplication App, HttpClient Client, int Connections) : IAsyncDisposable
    {
        public Store Store => App.Services.GetRequiredService<Store>();

        public static async Task<World> Open(string database, string folder, int connections)
        {
            System.IO.Directory.CreateDirectory(folder);
            var app = UsherHost.Build(new UsherSettings(folder, database, Path.Combine(folder, "audit.key"), IsDemo: false), ["http://127.0.0.1:0"], builder => builder.Logging.ClearProviders());
            await app.Services.GetRequiredService<Store>().Prepare();
            var gate = app.Services.GetRequiredService<Gate>();
            for (var i = 0; i < Customers; i++)
            {
                var slug = $"customer-{i}";
                Done(await gate.Run(Caller.PlatformTeam(CreateCustomer.IdFor(slug)), new SetUpCustomer(slug, slug,
                    [new("main", "Main", "Enterprise", $"ent-{i}"), new("other", "Other", "Elite", $"elt-{i}")], 0, false, new($"admin@{slug}.example", "Ada"))));
            }

            var key = Done(await gate.Run(Caller.PlatformTeam(Guid.Empty), new MakePlatformKey("products", ["upstream/report"], 30)));
            await app.StartAsync();
            var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections }) { BaseAddress = new Uri(app.Urls.First()) };
            client.DefaultRequestHeaders.Authorization = new("Bearer", key.Text);
            var world = new World(app, client, connections);
            // Everyone is there before: a share of few people would be suspicious sooner.
            await world.Send([.. Enumerable.Range(0, Customers * PeopleEach).Select(i => (ReportKind.SignIn, Of($"first-{i}", i % Customers, i / Customers, TimeProvider.System.GetUtcNow().AddDays(-3), 0)))]);
            return world;
        }

        public Task Send((ReportKind Kind, ReportedItem Item)[] events) =>
            Parallel.ForEachAsync(events.Chunk(Batch), new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (batch, ct) =>
            {
                foreach (var of in batch.GroupBy(one => one.Kind))
                {
                    using var answer = await Client.PostAsJsonAsync(of.Key == ReportKind.SignIn ? "/api/upstream/sign-ins" : "/api/upstream/deactivations", new { reports = of.Select(one => one.Item) }, ct);
                    answer.EnsureSuccessStatusCode();
                    using var said = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(ct));
                    foreach (var item in said.RootElement.GetProperty("items").EnumerateArray())
                    {
                        var code = item.TryGetProperty("code", out var given) ? given.GetString() : null;
                        if (item.GetProperty("result").GetString() == "held" || code is not (null or nameof(SignInOfDeactivated))) throw new InvalidOperationException($"{item}");
                    }
                }
            });

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await App.StopAsync();
            await App.DisposeAsync();
        }
    }
}
