using System.Diagnostics;
using System.Globalization;
using Usher.Access;
using Usher.Calls;
using Usher.Data;
using Usher.Platform;
using Usher.SystemTests.Stores;

namespace Usher.Bench.Lists;

/// <summary>
/// Listing the visible ones of 100,000 calls: the first page of twelve viewers, ours beside three written by hand, in turn in one run, on both databases.
/// </summary>
internal static class ListReport
{
    private const int Calls = 100_000;
    private const int Page = 25;
    private const int Ours = 3;

    public static async Task<int> Run(string folder, int rounds)
    {
        System.IO.Directory.CreateDirectory(folder);
        Say($"{Calls:N0} calls. “Ours” is VisibleCalls.Page, which the use case begins with; the others are the same page with the client library alone. All four inside a use case, after the gate: a connection from the pool, the query, {Page} calls and one more as objects. “Whole use case” is ListCalls through the gate: page, count, and what is shown of each call. Microseconds, medians of {rounds} rounds, in shuffled turns.");
        var met = true;
        await using (var store = new SqliteStore($"Data Source={Path.Combine(folder, "calls.db")}")) met &= await On(store, folder, rounds);
        var server = await PostgresServer.Start(PostgresPrograms.Newest);
        await using (var store = new PostgresStore(await server.NewDatabase())) met &= await On(store, folder, rounds);
        GC.KeepAlive(server);
        return met ? 0 : 1;
    }

    private static async Task<bool> On(Store store, string folder, int rounds)
    {
        await ManyCalls.Fill(store, Calls, searched: false);
        var gate = ManyCalls.Open(store, folder);
        var actors = new Actor[ManyCalls.Viewers];
        var rivals = new HandWritten[ManyCalls.Viewers];
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
        for (var i = 0; i < actors.Length; i++)
        {
            actors[i] = (await gate.Resolve(ManyCalls.Viewer(i + 1), CancellationToken.None))!;
            rivals[i] = HandWritten.For(store, ManyCalls.Customer, CallVisibility.Principals(actors[i]).ToArray(), now, Page + 1);
            await SameCalls(gate, i, rivals[i]);
        }

        var times = new Dictionary<(int Viewer, int Way), List<double>>();
        var whole = new Dictionary<int, List<double>>();
        var bytes = new long[actors.Length];
        var random = new Random(1);
        for (var round = -10; round < rounds; round++)
        {
            for (var viewer = 0; viewer < actors.Length; viewer++)
            {
                // Shuffled, so that none always follows the one that empties the caches.
                int[] ways = [0, 1, 2, 3];
                random.Shuffle(ways);
                foreach (var way in ways)
                {
                    var took = (await gate.Run(ManyCalls.Viewer(viewer + 1), new FirstPage(way == Ours ? null : rivals[viewer], way))).Value!.Took;
                    if (round >= 0) times.GetOrAdd((viewer, way)).Add(took.TotalMicroseconds);
                }

                var before = GC.GetTotalAllocatedBytes();
                var use = await Timed(() => gate.Run(ManyCalls.Viewer(viewer + 1), new ListCalls()));
                bytes[viewer] = GC.GetTotalAllocatedBytes() - before;
                if (round >= 0) whole.GetOrAdd(viewer).Add(use.TotalMicroseconds);
            }
        }

        Say($"{store.Name}");
        Say($"  {"principals",10} {"sees",8} {"ours",8} {string.Join(' ', HandWritten.Names.Select(n => $"{n,16}"))} {"ours/fastest",13} | {"whole use case",15} {"kB",6}");
        var (ratios, ours) = (new List<double>(), new List<double>());
        for (var viewer = 0; viewer < actors.Length; viewer++)
        {
            var medians = Enumerable.Range(0, 4).Select(way => Medians.Of(times[(viewer, way)])).ToArray();
            var sees = (await gate.Run(ManyCalls.Viewer(viewer + 1), new ListCalls())).Value!.Count;
            ratios.Add(medians[Ours] / medians[..Ours].Min());
            ours.Add(medians[Ours]);
            Say($"  {CallVisibility.Principals(actors[viewer]).Length,10} {sees,8} {medians[Ours],8:F0} {string.Join(' ', medians[..Ours].Select(m => m.ToString("F0", CultureInfo.InvariantCulture).PadLeft(16)))} {ratios[^1],13:F2} | {Medians.Of(whole[viewer]),15:F0} {bytes[viewer] / 1024,6}");
        }

        var wholes = whole.Values.Select(Medians.Of).ToList();
        bool[] met =
        [
            Bar("ours / fastest by hand, median viewer", Medians.Of(ratios), 1.3),
            Bar("ours / fastest by hand, worst viewer", ratios.Max(), 1.3),
            Bar("worst viewer / median viewer, ours", ours.Max() / Medians.Of(ours), 4),
            Bar("worst viewer / median viewer, whole use case", wholes.Max() / Medians.Of(wholes), 4),
        ];
        return met.All(bar => bar);
    }

    /// <summary>All four list the same calls in the same order; otherwise there is nothing to compare.</summary>
    private static async Task SameCalls(Gate gate, int viewer, HandWritten rival)
    {
        var ours = (await gate.Run(ManyCalls.Viewer(viewer + 1), new FirstPage(null, Ours))).Value!.Calls;
        for (var way = 0; way < Ours; way++)
        {
            if (!ours.SequenceEqual((await rival.List(way)).Select(c => c.Item1)))
                throw new InvalidOperationException($"Viewer {viewer + 1} is listed other calls by hand ({HandWritten.Names[way]}).");
        }
    }

    private static async Task<TimeSpan> Timed<T>(Func<Task<T>> act)
    {
        var start = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(start);
    }

    private static List<double> GetOrAdd<TKey>(this Dictionary<TKey, List<double>> times, TKey key)
        where TKey : notnull => times.TryGetValue(key, out var list) ? list : times[key] = [];

    private static bool Bar(string what, double value, double most)
    {
        Say($"  {what}: {value:F2} (at most {most}) {(value <= most ? "met" : "MISSED")}");
        return value <= most;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>What <see cref="ListCalls"/> begins with, or one of the ways by hand in its place, timed alone: all four after the same gate.</summary>
    private sealed record FirstPage(HandWritten? Hand, int Way) : Query<CustomerSnapshot, FirstPage.Timed>
    {
        public override Permission Needs => Permission.CallView;

        public override Task<Found<CustomerSnapshot>?> Find(Work work) => Task.FromResult<Found<CustomerSnapshot>?>(new(Target.Of(work.Customer), work.Customer));

        public override async Task<Timed> Run(Work work, CustomerSnapshot found)
        {
            var start = Stopwatch.GetTimestamp();
            if (Hand is not null)
            {
                var page = await Hand.List(Way);
                return new(Stopwatch.GetElapsedTime(start), [.. page.Select(c => c.Item1)]);
            }

            var visible = await VisibleCalls.Page(work, new(), Page + 1);
            return new(Stopwatch.GetElapsedTime(start), [.. visible.Select(v => v.CallId)]);
        }

        public sealed record Timed(TimeSpan Took, IReadOnlyList<Guid> Calls);
    }
}
