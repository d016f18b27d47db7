using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;
using Usher.SystemTests.Stores;
using Usher.Tests.Calls;

namespace Usher.Bench.Lists;

/// <summary>
/// What is on the page of seats of 5,000 people with 500,000 calls, asked through the gate on both databases: how long each part takes, and how many queries.
/// </summary>
internal static class SeatReport
{
    private const int People = 5_000;
    private const int Calls = 500_000;
    private const int Batch = 5_000;
    private const int Rounds = 20;

    private static readonly Guid Customer = Guid.Parse("01a20000-0000-7000-8000-000000000001");
    private static readonly Caller Admin = new(ActorKind.User, Person(0), Customer, Door.Api);

    public static async Task<int> Run(string folder)
    {
        System.IO.Directory.CreateDirectory(folder);
        var file = $"Data Source={Path.Combine(folder, "seats.db")}";
        await using (var store = new SqliteStore(file)) await On(store, file, folder);
        var server = await PostgresServer.Start(PostgresPrograms.Newest);
        var database = await server.NewDatabase();
        await using (var store = new PostgresStore(database)) await On(store, database, folder);
        GC.KeepAlive(server);
        return 0;
    }

    private static async Task On(Store store, string connectionString, string folder)
    {
        await Fill(store);
        var heads = new TreeHeads(Path.Combine(folder, "heads", store.Name), ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var gate = new Gate(store, new Snapshots(store, new AccessFacts()), TimeProvider.System, heads, new RefusalLog(store, heads), new JobSignal());
        using var log = new QueryLog(connectionString);
        Say(string.Create(CultureInfo.InvariantCulture, $"{store.Name}: {People:N0} people, {Calls:N0} calls; the median and the slowest of {Rounds}, and queries"));
        await Timed("what is above the page", log, () => gate.Run(Admin, new ViewSeatUse()));
        await Timed("the first page of people", log, () => gate.Run(Admin, new ListSeatUse(new())));
        await Timed("the first page of idle seats", log, () => gate.Run(Admin, new ListSeatUse(new(), Idle: true)));
        await Timed("use by week", log, () => gate.Run(Admin, new ViewSeatWeeks()));
        await Timed("allocation by team and department", log, () => gate.Run(Admin, new ViewSeatAllocation()));
    }

    private static async Task Timed<T>(string what, QueryLog log, Func<Task<Outcome<T>>> ask)
    {
        await Once();
        var queries = (await log.During(Once)).Asked.Count;
        var took = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var begun = Stopwatch.GetTimestamp();
            await Once();
            took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        Say(string.Create(CultureInfo.InvariantCulture, $"  {what}: {Medians.Of(took):F0} ms, {took.Max():F0} ms, {queries} queries"));

        async Task<bool> Once() => (await ask()) is { Refused: null } ? true : throw new InvalidOperationException("It was refused.");
    }

    private static async Task Fill(Store store)
    {
        await store.Prepare();
        await using (var db = store.Context(Customer))
            if (await db.Set<Head>().AnyAsync(h => h.Id == Customer)) return;
        var now = TimeProvider.System.GetUtcNow();
        await Write(store, db =>
        {
            db.Add(new Customer { Id = Customer, Slug = "seats", Name = "Seats", Seats = People });
            // Seats are Insights': it is active in a tenant.
            var (app, tenant) = (Guid.CreateVersion7(now), Guid.CreateVersion7(now));
            db.Add(new App { Id = app, Slug = App.Insights, Name = "Insights", Publisher = "Usher", Summary = "Calls", Categories = "Calls" });
            db.Add(new Tenant { Id = tenant, Slug = "north", Name = "North", Product = "Elite", ExternalId = "seats" });
            db.Add(new TenantApp { TenantId = tenant, AppId = app, State = AppState.Active, RequestedBy = Guid.Empty, RequestedAt = now, QueuedAt = now, MovedBy = Guid.Empty, MovedAt = now });
            for (var team = 0; team < 100; team++) db.Add(new Team { Id = Team(team), Slug = $"team-{team}", Name = $"Team {team}" });
            for (var person = 0; person < People; person++)
            {
                db.Add(new User
                {
                    Id = Person(person), AccountId = Account(person), Email = $"u{person}@seats.example", FirstName = "Person", LastName = $"{person}",
                    HasSeat = person % 5 != 4, SeatSince = now.AddDays(-200), Since = now.AddDays(-300), Department = $"Department {person % 20}",
                    Insights = person == 0 ? InsightsRole.OrganizationAdmin : InsightsRole.DefaultUser,
                });
                db.Add(new TeamMember { TeamId = Team(person % 100), UserId = Person(person) });
            }
        });
        for (var first = 0; first < Calls; first += Batch)
        {
            var from = first;
            await Write(store, db =>
            {
                // Every eighth person has had no call for weeks.
                for (var call = from; call < from + Batch; call++)
                {
                    var owner = call % People;
                    var start = now.AddDays(-(owner % 8 == 7 ? 60 : 0) - (call / (double)Calls * 300));
                    db.Add(new Call { Id = Guid.CreateVersion7(start), Title = $"Call {call}", OwnerId = Person(owner), Start = start, Duration = TimeSpan.FromMinutes(30), Account = $"Account {call % 500}", AccountKey = $"account {call % 500}", Turns = 2, Stored = start });
                }
            });
        }

        await using (var connection = await store.Connect(CancellationToken.None))
        await using (var analyze = connection.CreateCommand())
        {
            analyze.CommandText = store is PostgresStore ? "VACUUM ANALYZE" : "ANALYZE";
            await analyze.ExecuteNonQueryAsync();
        }

        await Write(store, db => db.Add(new Head { Id = Customer, Version = 1 }));
    }

    private static Guid Person(int number) => new(number + 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    private static Guid Account(int number) => new(number + 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 2);

    private static Guid Team(int number) => new(number + 1, 3, 0, 0, 0, 0, 0, 0, 0, 0, 3);

    private static async Task Write(Store store, Action<UsherDb> add)
    {
        await using var db = store.Context(Customer);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var turn = await store.BeginWrite(db, CancellationToken.None);
        add(db);
        await db.SaveChangesAsync();
        await turn.Commit();
    }

    private static void Say(string line) => Console.WriteLine(line);
}
