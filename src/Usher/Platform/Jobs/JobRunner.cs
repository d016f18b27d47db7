using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Usher.Data;

namespace Usher.Platform.Jobs;

/// <summary>
/// Does jobs on this node: several at a time, customers in turn, each under a lease that another node may take over when it ends. A fault
/// is tried again later and later, for <see cref="Patience"/> at least; then the job stays, marked failed, where people can see it. What
/// recurs, and what this build has no handler for, is never given up.
/// </summary>
public sealed class JobRunner(Store store, Gate gate, JobSignal bell, TimeProvider clock, IEnumerable<JobRoute> routes,
    ILogger<JobRunner> log)
{
    /// <summary>The promise: no job is given up before it was tried for so long, however quickly its attempts fail.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    /// <summary>Nor before it was begun so often, however long no server ran: about half an hour, with the pauses between.</summary>
    public const int Attempts = 12;

    /// <summary>How many jobs at a time.</summary>
    private const int Width = 8;

    /// <summary>How long a node may be silent before another takes its jobs; it renews them three times as often.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>Until what comes free is taken together: to look for each job by itself costs more than most jobs.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<string, JobRoute> _routes = routes
        .SelectMany(route => route.Former.Prepend(route.Kind).Select(kind => KeyValuePair.Create(kind, route)))
        .ToDictionary(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, JobLease> _held = new();
    private readonly JobTable _table = new(store, routes.Where(route => route.WhileClosed)
        .SelectMany(route => route.Former.Prepend(route.Kind)));

    /// <summary>This node.</summary>
    public Guid Node { get; } = Guid.NewGuid();

    /// <summary>Does jobs until it is stopped; then waits for those under way, which go back unfinished where they can.</summary>
    public async Task Run(CancellationToken stop)
    {
        var running = new List<Task>();
        var renewed = clock.GetTimestamp();
        var looked = default(long?);
        var taken = renewed;
        Task? waiting = null, breath = null;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                while (bell.TryTake(out var handed)) running.Add(Begin(handed, stop));
                var free = Width - running.Count;
                bell.Offer(Node, free);
                var pause = Breath - clock.GetElapsedTime(taken);
                if (free is > 0 and < Width / 2 && pause > TimeSpan.Zero) breath = Task.Delay(pause, clock, stop);
                else if (free > 0 && (bell.WasRung() || looked is not { } last || clock.GetElapsedTime(last) >= LookAgain))
                {
                    var leases = await Take(free, stop);
                    running.AddRange(leases.Select(lease => Do(lease, stop)));
                    // A full hand may have left some: they are looked for as soon as it is free.
                    taken = clock.GetTimestamp();
                    looked = leases.Count < free ? taken : null;
                }

                if (clock.GetElapsedTime(renewed) > Lease / 3)
                {
                    renewed = clock.GetTimestamp();
                    await _table.Renew(Node, _held.Keys, clock.GetUtcNow() + Lease, stop);
                }

                // For a job to end, for the bell, or until it is time to look again.
                waiting ??= bell.Wait(LookAgain, stop);
                await Task.WhenAny([.. running, waiting, .. breath is null ? [] : new[] { breath }]);
                breath = null;
            }
            catch (Exception fault) when (store.IsUnavailable(fault))
            {
                log.LogWarning("Jobs wait: the database is not available ({Fault}).", fault.GetType().Name);
                await bell.Wait(LookAgain, stop).ContinueWith(_ => { }, TaskScheduler.Default);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }

            running.RemoveAll(task => task.IsCompleted);
            if (waiting is { IsCompleted: true }) waiting = null;
        }

        bell.Offer(Node, 0);
        while (bell.TryTake(out var handed)) await PutBack(new(gate, handed), new OperationCanceledException(), stopping: true);
        await Task.WhenAll(running).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    /// <summary>Takes and does what is due now, once.</summary>
    /// <returns>How many jobs were begun.</returns>
    public async Task<int> Turn(CancellationToken ct = default)
    {
        var leases = await Take(Width, ct);
        await Task.WhenAll(leases.Select(lease => Do(lease, ct)));
        return leases.Count;
    }

    /// <summary>Leases jobs that are due; none that this node does already.</summary>
    internal async Task<IReadOnlyList<JobLease>> Take(int most, CancellationToken ct)
    {
        var leases = await _table.Take(Node, most, clock.GetUtcNow(), Lease, _held.ContainsKey, ct);
        foreach (var lease in leases) _held[lease.Id] = lease;
        return leases;
    }

    private Task Begin(JobLease lease, CancellationToken ct)
    {
        _held[lease.Id] = lease;
        return Do(lease, ct);
    }

    /// <summary>Does one leased job.</summary>
    internal async Task Do(JobLease lease, CancellationToken ct)
    {
        var route = _routes.GetValueOrDefault(lease.Kind);
        var run = new JobRun(gate, lease, route?.WhileClosed == true);
        Telemetry.Begun(lease.Kind, clock.GetUtcNow() - lease.Due);
        try
        {
            await Task.Yield();
            if (route is null) throw new NoHandler();
            if (!route.WhileClosed && lease.Customer != Guid.Empty
                && await gate.Snapshots.Customer(lease.Customer, ct) is { Facts.Closed: true }) throw new WaitsForReopening();
            await route.Do(run, ct);
            if (!run.Finished && route.Every is { } every) await _table.Renew(lease, clock.GetUtcNow() + every);
            else if (!run.Finished) await _table.Finish(lease, ct);
            Telemetry.Ended(lease.Kind, "done");
        }
        catch (Exception fault) when (LeaseLost.Of(fault) is not null)
        {
            Telemetry.Ended(lease.Kind, "lost");
            log.LogInformation("Another node took over job {Kind} {Id}.", lease.Kind, lease.Id);
        }
        catch (Exception fault)
        {
            await PutBack(run, fault, ct.IsCancellationRequested);
        }
        finally
        {
            _held.TryRemove(lease.Id, out _);
        }
    }

    private async Task PutBack(JobRun run, Exception fault, bool stopping)
    {
        var lease = run.Lease;
        if (fault is WaitsForReopening)
        {
            await PutAside(lease);
            return;
        }

        var pause = stopping ? TimeSpan.Zero : (fault as TryAgain)?.After
            ?? Pause(lease.Attempt, _routes.GetValueOrDefault(lease.Kind)?.Every);
        try
        {
            var given = stopping ? null : await GiveUp(run, fault);
            await _table.PutBack(lease, clock.GetUtcNow() + pause, given);
            Telemetry.Ended(lease.Kind, given is null ? "retry" : "failed");
            if (given is null)
                log.LogInformation("Job {Kind} {Id}: attempt {Attempt} failed ({Fault}); again in {Pause}.", lease.Kind, lease.Id,
                    lease.Attempt, Kind(fault), pause);
            else log.LogError("Job {Kind} {Id} was given up after {Attempt} attempts ({Reason}).", lease.Kind, lease.Id, lease.Attempt,
                given);
        }
        catch (Exception lost) when (store.IsUnavailable(lost) || LeaseLost.Of(lost) is not null)
        {
            // The lease ends by itself, and the job is taken again.
            log.LogWarning("Job {Kind} {Id} could not be put back ({Fault}).", lease.Kind, lease.Id, lost.GetType().Name);
        }
    }

    /// <summary>Gives back a job whose customer was closed while it was leased: nobody takes it until the customer is reopened.</summary>
    private async Task PutAside(JobLease lease)
    {
        try
        {
            await _table.Renew(lease, lease.Due);
            Telemetry.Ended(lease.Kind, "closed");
        }
        catch (Exception lost) when (store.IsUnavailable(lost) || LeaseLost.Of(lost) is not null)
        {
            log.LogWarning("Job {Kind} {Id} could not be put back ({Fault}).", lease.Kind, lease.Id, lost.GetType().Name);
        }
    }

    /// <summary>Gives a job up when it is time, and whoever waits for it has said so; null: it is tried again.</summary>
    private async Task<string?> GiveUp(JobRun run, Exception fault)
    {
        var lease = run.Lease;
        var isLast = fault is Jobs.GiveUp || (lease.Attempt >= Attempts && clock.GetUtcNow() - lease.FirstDue >= Patience);
        if (!isLast || !_routes.TryGetValue(lease.Kind, out var route) || route.Every is not null) return null;
        var reason = fault switch
        {
            GiveUp up => up.Reason,
            TryAgain again => again.Reason,
            _ => fault.GetType().Name,
        };
        try
        {
            await route.GivenUp(run, reason);
            return reason;
        }
        catch (Exception other) when (!store.IsUnavailable(other) && LeaseLost.Of(other) is null)
        {
            log.LogWarning("Job {Kind} {Id} is not given up: its failure could not be stored ({Fault}).", lease.Kind, lease.Id,
                other.GetType().Name);
            return null;
        }
    }

    private static string Kind(Exception fault) => ((fault as TryAgain)?.InnerException ?? fault).GetType().Name;

    /// <summary>
    /// 1, 2, 4 … seconds, at most half an hour or as long as it takes to come again, and up to a quarter more so that what failed together
    /// does not come back together.
    /// </summary>
    private static TimeSpan Pause(int attempt, TimeSpan? every)
    {
        var most = Math.Min(1800, every?.TotalSeconds ?? double.MaxValue);
        return TimeSpan.FromSeconds(Math.Min(most, Math.Pow(2, attempt - 1)) * (1 + (Random.Shared.NextDouble() / 4)));
    }

    /// <summary>No handler for this kind here: a newer node wrote it, and a newer node does it.</summary>
    private sealed class NoHandler() : Exception("There is no handler for this kind of job.");
}
