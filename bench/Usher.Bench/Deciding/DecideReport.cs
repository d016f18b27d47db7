using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Usher.Bench.Deciding;

/// <summary>Runs <see cref="DecideBench"/>: the table and the allocation by BenchmarkDotNet, the ratios that have bars in turn.</summary>
internal static class DecideReport
{
    private const int Rounds = 3000;

    public static int Run()
    {
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default);
        var summary = BenchmarkRunner.Run<DecideBench>(config);
        var allocated = summary.Reports
            .Where(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == nameof(DecideBench.AsAuthorizer))
            .Max(report => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);

        var (one, many) = (new DecideBench { Customers = 1 }, new DecideBench { Customers = 1000 });
        one.SetUp();
        many.SetUp();
        double[] fastest =
        [
            .. InTurn.Fastest(Rounds, () => one.AsFloor(), () => one.AsAuthorizer(), () => many.AsFloor(), () => many.AsAuthorizer())
                .Concat(InTurn.Fastest(Rounds / 20, () => one.AsAspNetPolicy().Wait(), () => many.AsAspNetPolicy().Wait()))
                .Select(nanoseconds => nanoseconds / DecideBench.Questions),
        ];
        var (floor, ours, floorOfMany, oursOfMany, aspNet, aspNetOfMany) = (fastest[0], fastest[1], fastest[2], fastest[3], fastest[4], fastest[5]);

        Say($"1 customer: floor {floor:F1} ns, Decide {ours:F1} ns, IAuthorizationService {aspNet:F1} ns");
        Say($"1,000 customers: floor {floorOfMany:F1} ns, Decide {oursOfMany:F1} ns, IAuthorizationService {aspNetOfMany:F1} ns");
        bool[] met =
        [
            Bar("bytes allocated by Decide", allocated, 0),
            Bar("Decide / floor, 1 customer", ours / floor, 2),
            Bar("Decide / floor, 1,000 customers", oursOfMany / floorOfMany, 2),
            Bar("Decide / IAuthorizationService, 1 customer", ours / aspNet, 0.25),
            Bar("Decide / IAuthorizationService, 1,000 customers", oursOfMany / aspNetOfMany, 0.25),
            Bar("growth of Decide / growth of the floor, 1 to 1,000 customers", oursOfMany / ours / (floorOfMany / floor), 1.5),
        ];
        return met.All(bar => bar) ? 0 : 1;
    }

    private static bool Bar(string what, double value, double most)
    {
        Say($"  {what}: {value:F2} (at most {most}) {(value <= most ? "met" : "MISSED")}");
        return value <= most;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
