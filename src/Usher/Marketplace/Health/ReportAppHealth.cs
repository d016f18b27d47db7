using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// An app says whether it works in a tenant where it is active, and what it did. When it begins to fail, and when it is well again, those
/// who may configure it are notified; what it says in between is shown.
/// </summary>
/// <param name="Tenant">The tenant, by slug.</param>
/// <param name="Well">Whether it works.</param>
/// <param name="Summary">What there is to say, in a sentence.</param>
/// <param name="Synced">How many things it synchronised.</param>
public sealed record ReportAppHealth(string Tenant, bool Well, string? Summary = null, int? Synced = null)
    : Change<AppStep, Nothing>, IUntold
{
    /// <summary>The longest pause that an app has to make between two reports that say the same.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public override Permission Needs => Permission.AppReadConfiguration;

    /// <inheritdoc/>
    public override async Task<Found<AppStep>?> Find(Work work) =>
        await AppItself.Row(work) is { } app ? await AppStep.Find(work, app.Slug, Tenant) : null;

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, AppStep found)
    {
        if (Summary is not null && Inputs.Text(Summary) is null) return new Invalid("/summary", Inputs.TextSentence);
        if (Synced is < 0) return new Invalid("/synced", "Enter 0 or more.");
        return await Reports(work, found).OrderByDescending(r => r.Id).FirstOrDefaultAsync() is { } last && last.Well == Well
            && work.Now - last.At < Pause
                ? new ReportedJustNow()
                : null;
    }

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, AppStep found)
    {
        var (tenant, app) = (found.Tenant.Id, found.App.Id);
        work.Db.Add(new AppReport
        {
            Id = work.NewId(), TenantId = tenant, AppId = app, Well = Well, At = work.Now, Synced = Synced,
            Summary = Summary is null ? null : Inputs.Text(Summary),
        });
        work.Db.RemoveRange(await Reports(work, found).OrderByDescending(r => r.Id).Skip(AppReport.Most - 1).ToListAsync());
        var known = await work.Db.Set<AppHealth>().AsNoTracking().FirstOrDefaultAsync(h => h.TenantId == tenant && h.AppId == app);
        if ((known?.Well ?? true) != Well) work.Publish(new AppHealthChanged(app, tenant));
        return Nothing.Value;
    }

    private static IQueryable<AppReport> Reports(Work work, AppStep at)
    {
        var (tenant, app) = (at.Tenant.Id, at.App.Id);
        return work.Db.Set<AppReport>().Where(r => r.TenantId == tenant && r.AppId == app);
    }
}

/// <summary>An app reports more often than anybody reads.</summary>
public sealed record ReportedJustNow() : Refusal("The app reported the same less than ten seconds ago. Wait a little.");
