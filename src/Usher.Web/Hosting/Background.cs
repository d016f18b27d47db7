using Usher.Data;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Web.Hosting;

/// <summary>Does jobs while the server runs.</summary>
/// <param name="runner">This node's.</param>
internal sealed class Jobs(JobRunner runner) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => runner.Run(stoppingToken);
}

/// <summary>Writes refusals into the audit log, each second those of the last one, and what is left when the server stops.</summary>
internal sealed class Refusals(RefusalLog refusals, Store store, TimeProvider clock, ILogger<Refusals> log) : BackgroundService
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Turn, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Flush(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            await Flush(CancellationToken.None);
        }
    }

    private async Task Flush(CancellationToken ct)
    {
        try
        {
            await refusals.Flush(ct);
        }
        catch (Exception fault) when (fault is StoreUnavailable || store.IsUnavailable(fault))
        {
            log.LogWarning("Refusals wait: the database cannot take anything now.");
        }
    }
}
