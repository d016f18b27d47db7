using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Usher.Access;
using Usher.Bench.AuthZen;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;
using Usher.SystemTests.Stores;

namespace Usher.Bench.Audited;

/// <summary>
/// Changes through the gate beside the same changes through <see cref="BareGate"/>, in turn in one run, on both databases with every commit synced:
/// eight writers, each in a customer of their own, and one alone.
/// </summary>
internal static class AuditedReport
{
    private const int Customers = 8;

    public static async Task<int> Run(string folder, int rounds, double seconds)
    {
        var met = true;
        System.IO.Directory.CreateDirectory(folder);
        await using (var store = new SqliteStore($"Data Source={Path.Combine(folder, "usher.db")}")) met &= await On(store, folder, rounds, seconds);
        var server = await PostgresServer.Start(PostgresPrograms.Newest);
        await using (var store = new PostgresStore(await server.NewDatabase())) met &= await On(store, Path.Combine(folder, "postgres"), rounds, seconds);
        GC.KeepAlive(server);
        return met ? 0 : 1;
    }

    private static async Task<bool> On(Store store, string folder, int rounds, double seconds)
    {
        System.IO.Directory.CreateDirectory(folder);
        await store.Prepare();
        await LargeWorld.Fill(store, folder, Customers);
        using var heads = new TreeHeads(Path.Combine(folder, "heads"), ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var snapshots = new Snapshots(store, new AccessFacts());
        var gate = new Gate(store, snapshots, TimeProvider.System, heads, new RefusalLog(store, heads), new JobSignal());
        using var bare = new BareGate(store, snapshots, gate, TimeProvider.System, heads, Path.Combine(folder, "bare.heads"));
        var met = true;
        foreach (var writers in new[] { 1, Customers })
        {
            Task Audited(Caller caller, Change<Person, Nothing> change) => Done(gate.Run(caller, change));
            await Rate(Audited, writers, seconds);
            await Rate(bare.Run, writers, seconds);
            var ratios = new List<double>();
            var (with, without) = (new List<Measured>(), new List<Measured>());
            for (var round = 0; round < rounds; round++)
            {
                with.Add(await Rate(Audited, writers, seconds));
                without.Add(await Rate(bare.Run, writers, seconds));
                with.Add(await Rate(Audited, writers, seconds));
                ratios.Add((with[^1].Rate + with[^2].Rate) / 2 / without[^1].Rate);
            }

            var ratio = Medians.Of(ratios);
            met &= ratio >= 0.9;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{store.Name}, {writers} writing: {Medians.Of(with.Select(m => m.Rate)):F0} audited changes/s, {Medians.Of(without.Select(m => m.Rate)):F0} bare; {Medians.Of(with.Select(m => m.Cpu)):F0} µs of processor time each, {Medians.Of(without.Select(m => m.Cpu)):F0} bare; audited / bare {ratio:F2} (at least 0.90) {(ratio >= 0.9 ? "met" : "MISSED")}"));
        }

        return met;
    }

    /// <summary>Names, and a role given and taken.</summary>
    private static async Task<Measured> Rate(Func<Caller, Change<Person, Nothing>, Task> run, int writers, double seconds)
    {
        var (began, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var made = await Task.WhenAll(Enumerable.Range(0, writers).Select(customer => Task.Run(async () =>
        {
            var admin = new Caller(ActorKind.User, LargeWorld.Id("user", customer, 1), LargeWorld.Id("customer", customer, 0), Door.Api);
            var count = 0;
            while (Stopwatch.GetElapsedTime(began).TotalSeconds < seconds)
            {
                var person = LargeWorld.Id("user", customer, 2 + (Random.Shared.Next(8) * 10));
                await run(admin, count % 2 == 0
                    ? new RenameUser(person, "Person", Random.Shared.Next().ToString(CultureInfo.InvariantCulture))
                    : new AssignConnectRole(person, Random.Shared.Next(2) == 0 ? ConnectRole.CustomerAdmin : ConnectRole.User, null));
                count++;
            }

            return count;
        })));
        return new(made.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / made.Sum());
    }

    private static async Task Done(Task<Outcome<Nothing>> change)
    {
        if ((await change).Refused is { } refusal) throw new InvalidOperationException(refusal.Code);
    }

    /// <summary>Changes per second, microseconds of this process for each.</summary>
    private sealed record Measured(double Rate, double Cpu);
}
