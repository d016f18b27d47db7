using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using Usher.Access;
using Usher.Calls;
using Usher.Data;
using Usher.Delivery;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.SystemTests.Stores;

namespace Usher.Bench.Lists;

/// <summary>
/// What row-level security costs: lists, search and changes on one PostgreSQL, as the role that the policies hold for, and as one that they do not hold for and that says nothing
/// of whose rows it reads; in shuffled turns in one run.
/// </summary>
internal static class RowSecurityReport
{
    private const int Calls = 30_000;
    private const double Batch = 10;

    public static async Task<int> Run(string folder, int rounds)
    {
        folder = System.IO.Directory.CreateDirectory(Path.Combine(folder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture))).FullName;
        var server = await PostgresServer.Start(PostgresPrograms.Newest);
        var database = await server.NewDatabase();
        await using var with = new PostgresStore(database);
        await ManyCalls.Fill(with, Calls, searched: true);
        await using var without = new PostgresStore(await Unguarded(database), null, guarded: false);
        using var heads = new TreeHeads(Path.Combine(folder, "heads"), ECDsa.Create(ECCurve.NamedCurves.nistP256));
        Gate[] gates = [ManyCalls.Open(with, heads), ManyCalls.Open(without, heads)];
        var met = await Compare("lists", rounds, 1.15, (way, viewer, _) => Done(gates[way].Run(ManyCalls.Viewer(viewer), new ListCalls())))
            & await Compare("search", rounds, 1.15, (way, viewer, turn) => Done(gates[way].Run(ManyCalls.Viewer(viewer), new ListCalls { Text = ManyCalls.Word(5 + (turn * 40)) })))
            & await Compare("changes", rounds, 1.1, (way, viewer, turn) => Done(gates[way].Run(ManyCalls.Viewer(viewer), new SetPreferences(new(turn % 2 == 0, true, true, true)))));
        GC.KeepAlive(server);
        System.IO.Directory.Delete(folder, recursive: true);
        return met ? 0 : 1;
    }

    private static async Task<bool> Compare(string what, int rounds, double most, Func<int, int, int, Task> act)
    {
        var times = new[] { new List<double>(), new List<double>() };
        var random = new Random(1);
        for (var round = -5; round < rounds; round++)
        {
            for (var viewer = 1; viewer <= ManyCalls.Viewers; viewer++)
            {
                int[] ways = [0, 1];
                random.Shuffle(ways);
                foreach (var way in ways)
                {
                    var began = Stopwatch.GetTimestamp();
                    for (var turn = 0; turn < Batch; turn++) await act(way, viewer, turn);
                    if (round >= 0) times[way].Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds / Batch);
                }
            }
        }

        var (with, without) = (Medians.Of(times[0]), Medians.Of(times[1]));
        var met = with / without <= most;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {with:F0} µs with row-level security, {without:F0} without, medians of {times[0].Count} of ten; {with / without:F3} (at most {most}) {(met ? "met" : "MISSED")}"));
        return met;
    }

    /// <summary>The same database as a role for which the policies do not hold.</summary>
    private static async Task<string> Unguarded(string database)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database) { Username = "usher" }.ConnectionString);
        await using var create = source.CreateCommand("CREATE ROLE usher_unguarded LOGIN BYPASSRLS IN ROLE usher_server");
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(database) { Username = "usher_unguarded" }.ConnectionString;
    }

    private static async Task Done<T>(Task<Outcome<T>> act)
    {
        if ((await act).Refused is { } refusal) throw new InvalidOperationException(refusal.Code);
    }
}
