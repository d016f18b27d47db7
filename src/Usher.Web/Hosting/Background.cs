using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Web.Hosting;

/// <summary>What a server does beside answering: jobs, hearing of other nodes' changes, writing refusals and the last use of keys down, sending links to new passwords.</summary>
internal sealed class Background(JobRunner jobs, SnapshotWatch watch, Upkeep upkeep, KeyUses uses, ForgottenPasswords forgotten) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Task.Run(() => jobs.Run(stoppingToken), CancellationToken.None),
        Task.Run(() => watch.Run(stoppingToken), CancellationToken.None),
        Task.Run(() => upkeep.Run(stoppingToken), CancellationToken.None),
        Task.Run(() => uses.Run(stoppingToken), CancellationToken.None),
        Task.Run(() => forgotten.Run(stoppingToken), CancellationToken.None));
}
