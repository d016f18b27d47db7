using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Access;
using Usher.Bench.AuthZen;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;
using Usher.SystemTests.Stores;

namespace Usher.Bench.Nodes;

/// <summary>
/// Two nodes over one PostgreSQL with 100,000 customers, of which a thousand are asked about again and again and each two-hundredth question is about any of all:
/// what a node's memory comes to, how long a question about one of the thousand takes beside one where there are no others, and how long one
/// about any other, which is mostly read from the database.
/// </summary>
internal static class CustomersReport
{
    private const int Hot = 1_000;
    private const int Questions = 400_000;
    private const int UsersEach = 10;

    public static async Task<int> Run(string folder, int customers)
    {
        folder = System.IO.Directory.CreateDirectory(Path.Combine(folder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture))).FullName;
        var server = await PostgresServer.Start(PostgresPrograms.Newest);
        var database = await server.NewDatabase();
        await using var store = Store.Open(database);
        await store.Prepare();
        await LargeWorld.Fill(store, folder, Hot, UsersEach);
        var few = await Ask(database, Hot);
        await Parallel.ForAsync(Hot, customers, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (customer, _) => await LargeWorld.Add(store, customer, UsersEach));
        var many = await Ask(database, customers);
        GC.KeepAlive(server);
        System.IO.Directory.Delete(folder, recursive: true);
        var (memory, slower) = (many.Max(node => node.Megabytes), many.Max(node => node.P99) / few.Max(node => node.P99));
        var met = memory <= 600 && slower <= 2;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{customers:N0} customers: at most {memory:F0} MB a node (at most 600); p99 of a question {many.Max(node => node.P99):F2} µs against {few.Max(node => node.P99):F2} with {Hot:N0}: {slower:F2} (at most 2) {(met ? "met" : "MISSED")}"));
        return met ? 0 : 1;
    }

    /// <summary>A node: it asks, and says its memory and the 99th percentile of its questions.</summary>
    public static async Task<int> Node(string database, int customers)
    {
        await using var store = Store.Open(database);
        var snapshots = new Snapshots(store, new AccessFacts());
        using var stop = new CancellationTokenSource();
        var watching = new SnapshotWatch(store, snapshots, TimeProvider.System, NullLogger<SnapshotWatch>.Instance).Run(stop.Token);
        var random = new Random(Environment.ProcessId);
        for (var hot = 0; hot < Hot; hot++) await Question(snapshots, hot, 0);
        var (times, others) = (new List<double>(Questions), new List<double>());
        for (var i = 0; i < Questions; i++)
        {
            var customer = i % 200 == 0 ? random.Next(customers) : random.Next(Hot);
            var began = Stopwatch.GetTimestamp();
            await Question(snapshots, customer, i % UsersEach);
            (customer < Hot ? times : others).Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
        }

        var cold = others.Count == 0 ? 0 : Medians.Of(others);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.WorkingSet / 1e6:F1} {Medians.P99(times):F3} {cold:F0}"));
        await stop.CancelAsync();
        await watching;
        return 0;
    }

    private static async Task Question(Snapshots snapshots, int customer, int user)
    {
        var there = (await snapshots.Customer(LargeWorld.Id("customer", customer, 0), default))!;
        Authorizer.Decide(there.User(LargeWorld.Id("user", customer, user))!, Permission.UserView, Target.Of(there), TimeProvider.System.GetUtcNow());
    }

    private static async Task<(double Megabytes, double P99)[]> Ask(string database, int customers) => await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
    {
        using var node = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["customers-node", database, $"{customers}"]) { RedirectStandardOutput = true })!;
        var said = (await node.StandardOutput.ReadToEndAsync()).Trim().Split(' ');
        await node.WaitForExitAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{customers:N0} customers: {said[0]} MB, p99 {said[1]} µs, median of the others {said[2]} µs"));
        return (double.Parse(said[0], CultureInfo.InvariantCulture), double.Parse(said[1], CultureInfo.InvariantCulture));
    }));
}
