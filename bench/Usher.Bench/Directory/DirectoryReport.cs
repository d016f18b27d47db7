using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Usher.Bench.AuthZen;
using Usher.Data;
using Usher.Directory;
using Usher.Tests.Calls;
using Usher.SystemTests.Stores;
using Usher.Web.Hosting;

namespace Usher.Bench.Directory;

/// <summary>
/// What a member of staff does first, among 10,000 customers of ten users beside the same among 100: the customer list, a search, a customer,
/// its dashboard, its users; the queues of app requests (three of each customer, of 300 apps) and of orphan tenants (one for each customer).
/// Over HTTP, in turn in one run, on both databases, with the queries counted.
/// </summary>
internal static class DirectoryReport
{
    private const int Few = 100;
    private const int Many = 10_000;
    private const int UsersEach = 10;
    private const int Apps = 300;
    private const int RequestsEach = 3;

    public static async Task<int> Run(string folder, int rounds)
    {
        var met = await On("SQLite", $"Data Source={At("few")}/usher.db", $"Data Source={At("many")}/usher.db", folder, rounds);
        var server = await PostgresServer.Start(PostgresPrograms.Newest);
        var apart = Path.Combine(folder, "postgres-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        met &= await On("PostgreSQL", await server.NewDatabase(), await server.NewDatabase(), apart, rounds);
        GC.KeepAlive(server);
        return met ? 0 : 1;

        string At(string name) => System.IO.Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
    }

    private static async Task<bool> On(string database, string ofFewRows, string ofManyRows, string folder, int rounds)
    {
        await using var few = await Serve(ofFewRows, Path.Combine(folder, "few"), Few);
        await using var many = await Serve(ofManyRows, Path.Combine(folder, "many"), Many);
        using var log = new QueryLog(ofManyRows);
        HttpClient[] clients = [few.Client, many.Client];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database}: microseconds over HTTP, medians of {rounds} rounds in turn; {UsersEach} users in each customer"));
        var met = true;
        foreach (var (name, address, most) in Asked())
        {
            List<double>[] times = [[], []];
            for (var round = -20; round < rounds; round++)
            {
                for (var size = 0; size < clients.Length; size++)
                {
                    var start = Stopwatch.GetTimestamp();
                    await clients[size].GetByteArrayAsync(address(Math.Abs(round) % Few));
                    if (round >= 0) times[size].Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                }
            }

            // What a node does beside its requests may fall into one of them.
            var queries = int.MaxValue;
            for (var again = 0; again < 5; again++)
            {
                queries = Math.Min(queries, (await log.During(() => clients[1].GetByteArrayAsync(address(again)))).Asked.Count);
            }

            var (ofFew, ofMany) = (Medians.Of(times[0]), Medians.Of(times[1]));
            var ok = ofMany / ofFew <= 2 && queries <= most;
            met &= ok;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-20} {ofFew,8:F0} {ofMany,8:F0}  {ofMany / ofFew:F2}x (at most 2)  {queries} queries (at most {most}) {(ok ? "met" : "MISSED")}"));
        }

        return met;
    }

    /// <summary>Each of them on another customer every round; what it finds has been looked at before, so no facts are compiled meanwhile.</summary>
    private static IEnumerable<(string Name, Func<int, string> Address, int Queries)> Asked()
    {
        yield return ("customer list", _ => "/api/customers", 3);
        yield return ("search, one fits", round => $"/api/customers?query={LargeWorld.Slug(round)}", 3);
        yield return ("search, many fit", _ => "/api/customers?query=customer", 3);
        yield return ("search, none fits", _ => "/api/customers?query=zyzzyva", 3);
        yield return ("customer", round => $"/api/customers/{LargeWorld.Slug(round)}", 3);
        yield return ("dashboard", round => $"/api/customers/{LargeWorld.Slug(round)}/dashboard", 5);
        yield return ("users of a customer", round => $"/api/customers/{LargeWorld.Slug(round)}/users", 3);
        yield return ("app requests", _ => "/api/app-requests", 3);
        yield return ("… for one app", round => $"/api/app-requests?app={LargeWorld.AppSlug(LargeWorld.FirstApps + round)}", 3);
        yield return ("… of one customer", round => $"/api/app-requests?customer={LargeWorld.Slug(round)}", 3);
        yield return ("… of no customer", _ => "/api/app-requests?customer=zyzzyva", 3);
        yield return ("orphan tenants", _ => "/api/orphans", 3);
        yield return ("… found by name", round => $"/api/orphans?query=orphan+{round:D4}", 3);
        yield return ("users by name", round => $"/api/customers/{LargeWorld.Slug(round)}/users?query=person+7", 3);
    }

    private static async Task<Server> Serve(string database, string folder, int customers)
    {
        System.IO.Directory.CreateDirectory(folder);
        var app = UsherHost.Build(new UsherSettings(folder, database, Path.Combine(folder, "audit.key"), IsDemo: false), ["http://127.0.0.1:0"], builder => builder.Logging.ClearProviders());
        var store = app.Services.GetRequiredService<Store>();
        await store.Prepare();
        var (_, super) = await LargeWorld.Fill(store, folder, customers, UsersEach);
        await FillQueues(store, customers);
        await using (var db = store.Context(Guid.Empty))
        {
            // On the connection itself: what says first whose rows are meant would make two statements of it, and VACUUM is alone.
            await db.Database.OpenConnectionAsync();
            await using var analyze = db.Database.GetDbConnection().CreateCommand();
            analyze.CommandText = store is PostgresStore ? "VACUUM ANALYZE" : "ANALYZE";
            await analyze.ExecuteNonQueryAsync();
        }

        await app.StartAsync();
        var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", super);
        for (var customer = 0; customer < Few; customer++) await client.GetByteArrayAsync($"/api/customers/{LargeWorld.Slug(customer)}");
        return new(app, client);
    }

    private static async Task FillQueues(Store store, int customers)
    {
        if (!await LargeWorld.FillCatalogue(store, Apps)) return;
        var since = DateTimeOffset.UnixEpoch;
        for (var customer = 0; customer < customers; customer++)
        {
            var number = customer;
            await LargeWorld.Write(store, LargeWorld.Id("customer", number, 0), db =>
            {
                for (var one = 0; one < RequestsEach; one++)
                {
                    var (by, at) = (LargeWorld.Id("user", number, 0), since.AddMinutes(number).AddSeconds(one));
                    db.Add(new TenantApp
                    {
                        TenantId = LargeWorld.Id("tenant", number, 0), AppId = LargeWorld.Id("app", 0, LargeWorld.FirstApps + (((number * RequestsEach) + one) % (Apps - LargeWorld.FirstApps))),
                        State = AppState.Requested, RequestedBy = by, RequestedAt = at, QueuedAt = at, MovedBy = by, MovedAt = at,
                    });
                }
            });
        }

        foreach (var some in Enumerable.Range(0, customers).Chunk(1000))
        {
            await LargeWorld.Write(store, Guid.Empty, db => db.AddRange(some.Select(number => new ReportedTenant
            {
                Id = LargeWorld.Id("orphan", 0, number), Product = "Elite", ExternalId = $"orphan-{number}", Name = $"Orphan {number:D4}", Since = since, LastReported = since,
            })));
        }
    }

    private sealed record Server(WebApplication App, HttpClient Client) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await App.StopAsync();
            await App.DisposeAsync();
        }
    }
}
