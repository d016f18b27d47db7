using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Access;
using Usher.Bench.AuthZen;
using Usher.Bench.Lists;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;
using Usher.SystemTests.Stores;

namespace Usher.Bench.Nodes;

/// <summary>
/// How long after a revoke was acknowledged on one node another still allows: two processes over PostgreSQL, one that revokes, one that does nothing but ask. In a customer of
/// ten users and in one of ten thousand.
/// </summary>
internal static class RevokeReport
{
    private const double AtMost = 10;
    private const double Stale = 1_000;

    public static async Task<int> Run(string folder, int revokes)
    {
        var server = await PostgresServer.Start(PostgresPrograms.Newest);
        var database = await server.NewDatabase();
        folder = System.IO.Directory.CreateDirectory(Path.Combine(folder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture))).FullName;
        await using var store = Store.Open(database);
        await store.Prepare();
        await LargeWorld.Fill(store, folder, customers: 0);
        var met = true;
        foreach (var (customer, users) in new[] { (0, 10), (1, 10_000) })
        {
            await LargeWorld.Add(store, customer, users);
            met &= await With(ManyCalls.Open(store, folder), database, customer, users, revokes);
        }

        GC.KeepAlive(server);
        System.IO.Directory.Delete(folder, recursive: true);
        return met ? 0 : 1;
    }

    /// <summary>The node that asks: a line for each change of the answer, with the moment by the machine's monotonic clock.</summary>
    public static async Task<int> Ask(string database, int customer)
    {
        await using var store = Store.Open(database);
        var snapshots = new Snapshots(store, new AccessFacts());
        using var stop = new CancellationTokenSource();
        var watching = new SnapshotWatch(store, snapshots, TimeProvider.System, NullLogger<SnapshotWatch>.Instance).Run(stop.Token);
        var ended = Task.Run(Console.In.ReadToEnd);
        bool? before = null;
        var (home, person) = (LargeWorld.Id("customer", customer, 0), LargeWorld.Id("user", customer, 0));
        while (!ended.IsCompleted)
        {
            var there = (await snapshots.Customer(home, default))!;
            var allowed = Authorizer.Decide(there.User(person)!, Permission.UserView, Target.Of(there), TimeProvider.System.GetUtcNow()).Allowed;
            if (allowed != before) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetTimestamp()} {allowed}"));
            before = allowed;
            Thread.Yield();
        }

        await stop.CancelAsync();
        await watching;
        return 0;
    }

    private static async Task<bool> With(Gate gate, string database, int customer, int users, int revokes)
    {
        using var other = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["nodes-ask", database, $"{customer}"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await Heard(other, false);
        // What is held from before it listened is forgotten within this time.
        for (var i = 0; i < 20; i++) await Cycle(gate, other, customer);
        var lags = new List<double>(revokes);
        for (var i = 0; i < revokes; i++) lags.Add(await Cycle(gate, other, customer));
        other.StandardInput.Close();
        await other.WaitForExitAsync();
        lags.Sort();
        var (median, p99, stale) = (lags[lags.Count / 2], Medians.P99(lags), lags.Count(lag => lag > Stale));
        var met = p99 <= AtMost && stale == 0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{users,6} users, {revokes} revokes: median {median:F2} ms, p99 {p99:F2} ms (at most {AtMost}), at most {lags[^1]:F2} ms, {stale} stale beyond a second {(met ? "met" : "MISSED")}"));
        return met;
    }

    /// <returns>The milliseconds from when the revoke was acknowledged to when the other node refused; none when it refused before.</returns>
    private static async Task<double> Cycle(Gate gate, Process other, int customer)
    {
        await Assign(gate, customer, ConnectRole.CustomerAdmin);
        await Heard(other, true);
        await Assign(gate, customer, ConnectRole.User);
        var acknowledged = Stopwatch.GetTimestamp();
        return Math.Max(0, Stopwatch.GetElapsedTime(acknowledged, await Heard(other, false)).TotalMilliseconds);
    }

    private static async Task Assign(Gate gate, int customer, ConnectRole role)
    {
        var outcome = await gate.Run(new Caller(ActorKind.User, LargeWorld.Id("user", customer, 1), LargeWorld.Id("customer", customer, 0), Door.Api), new AssignConnectRole(LargeWorld.Id("user", customer, 0), role, null));
        if (outcome.Refused is { } refusal) throw new InvalidOperationException(refusal.Sentence);
    }

    private static async Task<long> Heard(Process other, bool allowed)
    {
        while (await other.StandardOutput.ReadLineAsync() is { } line)
            if (line.Split(' ') is [var at, var said] && bool.Parse(said) == allowed) return long.Parse(at, CultureInfo.InvariantCulture);
        throw new InvalidOperationException("The other node ended.");
    }
}
