using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
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
