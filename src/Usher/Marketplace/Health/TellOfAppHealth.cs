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
        var (app, tenant) = (await work.Db.Apps.FirstOrDefaultAsync(a => a.Id == job.App),
            await work.Db.Tenants.FirstOrDefaultAsync(t => t.Id == job.Tenant));
        if (last is null || app is null || tenant is null) return false;
        var health = await work.Db.Set<AppHealth>().FirstOrDefaultAsync(h => h.TenantId == job.Tenant && h.AppId == job.App);
        // Two reports may have crossed: what was told last is told once.
        if ((health?.Well ?? true) == last.Well) return false;
        if (health is null) work.Db.Add(new AppHealth { TenantId = job.Tenant, AppId = job.App, Well = last.Well, Since = last.At });
        else (health.Well, health.Since) = (last.Well, last.At);
        work.Concerns(job.App);
        var here = Target.Of(work.Customer) with { App = job.App, Tenant = job.Tenant };
        work.TellThose(user => Authorizer.Decide(user, Permission.AppConfigure, here, work.Now).Allowed,
            last.Well ? MarketplaceNotices.AppIsWell : MarketplaceNotices.AppFails, job.App, last.Well
                ? $"{app.Name} works again in {tenant.Name}."
                : $"{app.Name} reports a problem in {tenant.Name}{(last.Summary is null ? "." : $": {last.Summary}")}");
        return true;
    }, ct);
}
