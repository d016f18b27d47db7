using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Identity;
using Usher.Machines;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.Web.Live;

namespace Usher.Web.Hosting;

/// <summary>
/// What a server does beside answering: jobs, hearing of other nodes' changes, writing refusals and the last use of keys down, sending
/// links to new passwords. What ends before its time is said and begun again: none of it may be missing unseen.
/// </summary>
internal sealed class Background(JobRunner jobs, SnapshotWatch watch, Upkeep upkeep, KeyUses uses, ForgottenPasswords forgotten,
    Listeners listeners, SlackSockets sockets, Platform.Audit.HeadSender heads, TimeProvider clock, ILogger<Background> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Keep("jobs", jobs.Run, stoppingToken),
        Keep("changes of other nodes", watch.Run, stoppingToken),
        Keep("upkeep", upkeep.Run, stoppingToken),
        Keep("key use", uses.Run, stoppingToken),
        Keep("password reset links", forgotten.Run, stoppingToken),
        Keep("sending heads off the host", heads.Run, stoppingToken),
        Keep("Slack over Socket Mode", sockets.Run, stoppingToken),
        Keep("live update streams", listeners.Run, stoppingToken));

    private async Task Keep(string what, Func<CancellationToken, Task> run, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var running = Task.Run(() => run(stop), CancellationToken.None);
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested) return;
            log.LogError("The background task for {What} failed ({Fault}) and restarts.", what,
                running.Exception?.InnerException?.GetType().Name);
            await Task.Delay(Pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
