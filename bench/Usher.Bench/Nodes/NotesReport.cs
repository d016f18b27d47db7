using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Usher.Access;
using Usher.Bench.AuthZen;
using Usher.Data;
using Usher.Delivery.Inbox;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.SystemTests.Stores;
using Usher.Web.Hosting;

namespace Usher.Bench.Nodes;

/// <summary>How long a grant takes while the jobs of the same customer deliver thousands of notes to its people's inboxes, beside the same grants in quiet, one each 50 ms: a whole server over PostgreSQL.</summary>
internal static class NotesReport
{
    private const int Grants = 400;

    /// <summary>A grant notifies as well: as many as fit would be most of the notes.</summary>
    private static readonly TimeSpan Each = TimeSpan.FromMilliseconds(50);

    public static async Task<int> Run(string folder, int notes)
    {
        folder = System.IO.Directory.CreateDirectory(Path.Combine(folder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture))).FullName;
        var server = await PostgresServer.Start(PostgresPrograms.Newest);
        var settings = new UsherSettings(folder, await server.NewDatabase(), Path.Combine(folder, "audit.key"), IsDemo: false);
        await using var app = UsherHost.Build(settings, ["http://127.0.0.1:0"], builder => builder.Logging.ClearProviders());
        var (store, gate, customer) = (app.Services.GetRequiredService<Store>(), app.Services.GetRequiredService<Gate>(), LargeWorld.Id("customer", 0, 0));
        await store.Prepare();
        await LargeWorld.Fill(store, folder, 1, notes);
        await Granted(gate, Grants);
        var quiet = await Granted(gate, Grants);
        await gate.Effect(customer, "Arrange", Section.Connect, work =>
        {
            for (var user = 0; user < notes; user++) work.Publish(new AccessChanged(LargeWorld.Id("user", 0, user), DirectoryNotices.Teams));
            return Task.FromResult(true);
        });
        await app.StartAsync();
        var times = new List<double>();
        while (await Waiting(store, customer) > 0) times.AddRange(await Granted(gate, 20));
        await using (var db = store.Context(customer)) Console.WriteLine($"{await db.Set<Note>().CountAsync()} notes delivered meanwhile");
        await app.StopAsync();
        GC.KeepAlive(server);
        System.IO.Directory.Delete(folder, recursive: true);
        var (before, meanwhile) = (Medians.P99(quiet), Medians.P99(times));
        var met = meanwhile / before <= 2;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"grants: p99 {before:F2} ms in quiet ({quiet.Count}), {meanwhile:F2} ms while notes are delivered ({times.Count}); medians {Medians.Of(quiet):F2} and {Medians.Of(times):F2}; {meanwhile / before:F2} (at most 2) {(met ? "met" : "MISSED")}"));
        return met ? 0 : 1;
    }

    private static async Task<int> Waiting(Store store, Guid customer)
    {
        await using var db = store.Context(customer);
        return await db.Set<Job>().CountAsync(job => job.CustomerId == customer && job.Failed == null && job.Kind.StartsWith("AccessChanged/"));
    }

    private static async Task<List<double>> Granted(Gate gate, int grants)
    {
        var admin = new Caller(ActorKind.User, LargeWorld.Id("user", 0, 1), LargeWorld.Id("customer", 0, 0), Door.Api);
        var times = new List<double>(grants);
        using var timer = new PeriodicTimer(Each);
        for (var i = 0; i < grants; i++)
        {
            await timer.WaitForNextTickAsync();
            var began = Stopwatch.GetTimestamp();
            var outcome = await gate.Run(admin, new AssignConnectRole(LargeWorld.Id("user", 0, 20 + (i / 2 % 8 * 10)), i % 2 == 0 ? ConnectRole.CustomerAdmin : ConnectRole.User, null));
            if (outcome.Refused is { } refusal) throw new InvalidOperationException(refusal.Code);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return times;
    }
}
