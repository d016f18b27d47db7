using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>What an app says of itself in one tenant, one time: nobody decides by it.</summary>
public sealed class AppReport : ICustomerOwned, IUnlocked
{
    /// <summary>How many are kept of one app in one tenant.</summary>
    internal const int Most = 20;

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Its id: it grows with time.</summary>
    public required Guid Id { get; init; }

    /// <summary>The tenant.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>The app.</summary>
    public required Guid AppId { get; init; }

    /// <summary>Whether it works.</summary>
    public required bool Well { get; init; }

    /// <summary>What there is to say, in a sentence; null: nothing.</summary>
    public string? Summary { get; init; }

    /// <summary>How many things it synchronised; null: it does not say.</summary>
    public int? Synced { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<AppReport>
    {
        public void Configure(EntityTypeBuilder<AppReport> report)
        {
            report.ToTable("app_reports").HasKey(r => r.Id);
            report.HasIndex(r => new { r.CustomerId, r.TenantId, r.AppId, r.Id });
        }
    }
}

/// <summary>Whether an app works in one tenant, as those who configure it were told last.</summary>
public sealed class AppHealth : ICustomerOwned
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The tenant.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>The app.</summary>
    public required Guid AppId { get; init; }

    /// <summary>Whether it works.</summary>
    [Audited]
    public required bool Well { get; set; }

    /// <summary>Since when.</summary>
    [Audited]
    public required DateTimeOffset Since { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<AppHealth>
    {
        public void Configure(EntityTypeBuilder<AppHealth> health) =>
            health.ToTable("app_health").HasKey(h => new { h.CustomerId, h.TenantId, h.AppId });
    }
}

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

/// <summary>How an app says it is in one tenant.</summary>
/// <param name="Well">Whether it works.</param>
/// <param name="Since">Since when.</param>
/// <param name="At">When it said something last.</param>
/// <param name="Summary">What it said then; null: nothing more.</param>
/// <param name="Synced">How many things it synchronised then; null: it did not say.</param>
public sealed record AppHealthView(bool Well, DateTimeOffset Since, DateTimeOffset At, string? Summary, int? Synced)
{
    /// <summary>How an app is in each of these tenants, by tenant: two queries.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, AppHealthView>> Of(Work work, Guid app)
    {
        var reports = work.Db.Set<AppReport>().Where(r => r.AppId == app);
        var last = await reports.Where(r => r.Id == reports.Where(o => o.TenantId == r.TenantId).OrderByDescending(o => o.Id).Select(o => o.Id).First())
            .ToListAsync();
        var since = await work.Db.Set<AppHealth>().Where(h => h.AppId == app).ToDictionaryAsync(h => h.TenantId);
        return last.ToDictionary(report => report.TenantId, report => new AppHealthView(report.Well,
            since.GetValueOrDefault(report.TenantId) is { } told && told.Well == report.Well ? told.Since : report.At,
            report.At, report.Summary, report.Synced));
    }
}
