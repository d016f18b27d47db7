using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Upstream;

/// <summary>A tenant about which reports were refused, since no customer had it, is linked to this one.</summary>
public sealed record OrphanLinked : IEvent;

/// <summary>
/// Settles what was refused while nobody had the tenant, or its customer was closed (rule 1: late reports count like those in time). What the
/// product repeated meanwhile is done once. What was reported before the tenant last left a customer gives nobody anything in the next one.
/// </summary>
public sealed class SettleRefusedReports : IListener<OrphanLinked>, IListener<CustomerReopened>
{
    private static readonly string[] Codes = [new TenantOfNobody().Code, new TenantOfClosedCustomer().Code];

    /// <inheritdoc/>
    public Task Do(OrphanLinked job, JobRun run, CancellationToken ct) => Settle(run, ct);

    /// <inheritdoc/>
    public Task Do(CustomerReopened job, JobRun run, CancellationToken ct) => Settle(run, ct);

    private static async Task Settle(JobRun run, CancellationToken ct)
    {
        // Whichever comes first, they end the same.
        foreach (var kind in new[] { ReportKind.SignIn, ReportKind.Deactivation })
        {
            Guid? last = Guid.Empty;
            while (last is { } after)
                last = await run.Step("SettleRefusedReports", Section.Connect, work => Batch(work, kind, after, ct), ct);
        }
    }

    /// <summary>Settles a batch: the last report of it; null when there is none.</summary>
    private static async Task<Guid?> Batch(Work work, ReportKind kind, Guid after, CancellationToken ct)
    {
        var (customer, tenants) = (work.Db.CustomerId, work.Db.Set<ReportedTenant>());
        var rows = await work.Db.Everywhere(Across.Upstream, () => work.Db.Set<UpstreamReport>().IgnoreQueryFilters().AsNoTracking()
            .Where(row => row.CustomerId == Guid.Empty && row.Kind == kind && row.Id.CompareTo(after) > 0 && Codes.Contains(row.Refusal))
            .Where(row => tenants.Any(tenant => tenant.LinkedTo == customer
                && tenant.Product == row.Product && tenant.ExternalId == row.Tenant && tenant.Since <= row.Received))
            .OrderBy(row => row.Id).Take(ReportedItem.Most).ToListAsync(ct));
        if (rows.Count == 0) return null;
        await Settling.Take(work, work.Customer, kind, rows.ConvertAll(ReportedItem.From));
        return rows[^1].Id;
    }
}
