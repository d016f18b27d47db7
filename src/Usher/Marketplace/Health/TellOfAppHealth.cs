using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Marketplace;

/// <summary>An app began to fail in a tenant, or is well again.</summary>
/// <param name="App">The app.</param>
/// <param name="Tenant">The tenant.</param>
public sealed record AppHealthChanged(Guid App, Guid Tenant) : IEvent;

/// <summary>
/// Writes down that an app began to fail or is well again, as it said last, and notifies those who may configure it there.
/// </summary>
public sealed class TellOfAppHealth : IListener<AppHealthChanged>
{
    private const string Act = "AppHealthChanged";

    /// <inheritdoc/>
    public Task Do(AppHealthChanged job, JobRun run, CancellationToken ct) => run.Finish(Act, Section.Connect, async work =>
    {
        var last = await work.Db.Set<AppReport>().Where(r => r.TenantId == job.Tenant && r.AppId == job.App)
            .OrderByDescending(r => r.Id).FirstOrDefaultAsync();
        if (last is null || await AppStep.Find(work, job.App, job.Tenant) is not { Thing: var step }) return false;
        var health = await work.Db.Set<AppHealth>().FirstOrDefaultAsync(h => h.TenantId == job.Tenant && h.AppId == job.App);
        // Two reports may have crossed: what was told last is told once.
        if ((health?.Well ?? true) == last.Well) return false;
        if (health is null) work.Db.Add(new AppHealth { TenantId = job.Tenant, AppId = job.App, Well = last.Well, Since = last.At });
        else (health.Well, health.Since) = (last.Well, last.At);
        work.Concerns(job.App);
        step.TellConfigurers(work, last.Well ? MarketplaceNotices.AppIsWell : MarketplaceNotices.AppFails, last.Well
            ? $"{step.App.Name} works again in {step.Tenant.Name}."
            : $"{step.App.Name} reports a problem in {step.Tenant.Name}{(last.Summary is null ? "." : $": {last.Summary}")}");
        return true;
    }, ct);
}
