using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.Tests;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Stores;

/// <summary>Work that a use case leaves behind: done once, whatever happens.</summary>
public sealed record CountThing(Guid Thing) : IJob;

public sealed record OrderThing(string Name) : Change<Guid, Guid>
{
    public override Permission Needs => Permission.CustomerSetUp;

    public override Task<Found<Guid>?> Find(Work work) => Task.FromResult<Found<Guid>?>(new(Target.Of(work.Customer), work.NewId()));

    public override Task<Guid> Run(Work work, Guid found)
    {
        work.Db.Add(new Thing { Id = found, Name = Name });
        work.Enqueue(new CountThing(found));
        return Task.FromResult(found);
    }
}

/// <summary>Counts a thing by leaving its mark in the log.</summary>
public sealed class Counter : IJobHandler<CountThing>
{
    public Task Do(CountThing job, JobRun run, CancellationToken ct) => run.Finish("CountThing", Section.Connect, work =>
    {
        work.Concerns(job.Thing);
        return Task.FromResult(0);
    }, ct);
}

/// <summary>
/// A process of its own that makes changes and does jobs until it is killed. It prints each change after it was acknowledged; started again, it repeats the first
/// that was not, under the same idempotency key, as a careful client does.
/// </summary>
public static class KilledWriter
{
    public const string Verb = "--killed-writer";

    private const int Writers = 4;

    /// <summary>The writer's process: its output has a line for each acknowledged change, <c>writer number</c>.</summary>
    public static Process Start(string connectionString, string folder, Guid ward, IReadOnlyList<int> next) => Process.Start(
        new ProcessStartInfo(Path.ChangeExtension(typeof(KilledWriter).Assembly.Location, null), [Verb, connectionString, folder, $"{ward}", string.Join(',', next)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;

    /// <summary>Where the writers of a fresh run begin.</summary>
    public static int[] Beginning => new int[Writers];

    public static JobRunner Jobs(House house) =>
        new(house.Store, house.Gate, house.Bell, house.Clock, [JobRoute.To(() => new Counter())], NullLogger<JobRunner>.Instance);

    /// <summary>What the process does until it is killed, or until whoever started it is gone.</summary>
    public static async Task<int> Run(string[] args)
    {
        await using var house = await House.Open(args[0], TimeProvider.System, args[1], House.Key(args[1]));
        var ward = Guid.Parse(args[2]);
        var next = args[3].Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        using var stop = new CancellationTokenSource();
        var work = Enumerable.Range(0, Writers).Select(w => Task.Run(() => Write(house, ward, w, next[w], stop.Token))).Append(Jobs(house).Run(stop.Token)).ToList();
        await Console.In.ReadLineAsync();
        await stop.CancelAsync();
        await Task.WhenAll(work);
        return 0;
    }

    private static async Task Write(House house, Guid ward, int writer, int next, CancellationToken stop)
    {
        for (var n = next; !stop.IsCancellationRequested; n++)
        {
            var caller = Caller.PlatformTeam(ward) with { IdempotencyKey = $"{writer}-{n}" };
            var outcome = await house.Gate.Run(caller, new OrderThing($"{writer} {n}"), CancellationToken.None);
            outcome.Refused.ShouldBeNull();
            Console.Out.WriteLine($"{writer} {n}");
            await Console.Out.FlushAsync(CancellationToken.None);
        }
    }
}
