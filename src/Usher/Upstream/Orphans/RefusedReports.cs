using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Upstream;

/// <summary>A tenant that no customer had, and about which reports were refused, is linked to one.</summary>
/// <param name="Tenant">The tenant, as the customer has it.</param>
public sealed record OrphanLinked(Guid Tenant) : IEvent;

/// <summary>
/// Settles what was refused while nobody had the tenant (rule 1: late reports count like those in time). What the product repeated meanwhile
/// is done once.
/// </summary>
public sealed class SettleRefusedReports : IListener<OrphanLinked>
{
    /// <inheritdoc/>
    public async Task Do(OrphanLinked job, JobRun run, CancellationToken ct)
    {
        // Whichever comes first, they end the same.
        foreach (var kind in new[] { ReportKind.SignIn, ReportKind.Deactivation })
        {
            Guid? last = Guid.Empty;
            while (last is { } after)
                last = await run.Step("SettleRefusedReports", Section.Connect, work => Settle(work, job.Tenant, kind, after, ct), ct);
        }
    }

    /// <summary>Settles a batch: the last report of it; null when there is none.</summary>
    private static async Task<Guid?> Settle(Work work, Guid tenant, ReportKind kind, Guid after, CancellationToken ct)
    {
        if (await work.Db.Tenants.AsNoTracking().FirstOrDefaultAsync(one => one.Id == tenant, ct) is not { } of) return null;
        var code = new TenantOfNobody().Code;
        var rows = await work.Db.Everywhere(Across.Upstream, () => work.Db.Set<UpstreamReport>().IgnoreQueryFilters().AsNoTracking()
            .Where(row => row.CustomerId == Guid.Empty && row.Kind == kind && row.Id.CompareTo(after) > 0)
            .Where(row => row.Product == of.Product && row.Tenant == of.ExternalId && row.Refusal == code)
            .OrderBy(row => row.Id).Take(ReportedItem.Most).ToListAsync(ct));
        if (rows.Count == 0) return null;
        await Settling.Take(work, work.Customer, kind, rows.ConvertAll(ReportedItem.From));
        return rows[^1].Id;
    }
}
