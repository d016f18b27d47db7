using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Upstream;

/// <summary>What upstream products report, and tenants that no customer has: pages of the vendor's people.</summary>
internal sealed class UpstreamPages : IPages
{
    /// <inheritdoc/>
    public IEnumerable<(string Name, May May)> Pages(Work work, Target here) =>
    [
        ("upstream", May.Ask(work, Permission.UserView, Target.Platform)),
        ("orphans", May.Ask(work, Permission.TenantLink, Target.Platform)),
    ];
}

/// <summary>Deactivations that are held, and customers who lost the last of a role, for the vendor's people.</summary>
internal sealed class HeldDeactivationsWait : INeeds
{
    private static readonly TimeSpan Lately = TimeSpan.FromDays(14);

    /// <inheritdoc/>
    public int Order => 15;

    /// <inheritdoc/>
    public async Task<IEnumerable<Need>> Of(Work work)
    {
        if (work.Snapshot is not null || !May.Ask(work, Permission.UserDeactivate, Target.Platform).Allowed) return [];
        var since = work.Now - Lately;
        return await work.Db.Everywhere(Across.Upstream, async () =>
        {
            var reports = work.Db.Set<UpstreamReport>().IgnoreQueryFilters();
            var held = await reports.Where(row => row.Result == ReportResult.Held).GroupBy(_ => 1)
                .Select(all => new { Count = all.Count(), First = all.Min(row => row.Received) }).FirstOrDefaultAsync();
            var lost = await reports.Where(row => row.Last != null && row.Received > since && row.Result != ReportResult.Held)
                .OrderByDescending(row => row.Id).Take(INeeds.Most)
                .Join(work.Db.Customers.Where(c => !c.Closed), row => row.CustomerId, c => c.Id, (row, c) => new { row, c.Slug, c.Name, c.Id })
                .Where(one => !work.Db.Set<User>().IgnoreQueryFilters().Any(user => user.CustomerId == one.Id && user.Active
                    && (one.row.Last == CustomerAdmin ? user.Connect == ConnectRole.CustomerAdmin : user.Insights == InsightsRole.OrganizationAdmin)))
                .ToListAsync();
            return lost.DistinctBy(one => (one.Id, one.row.Last)).Select(one => new Need("customer-without-admin")
            {
                Id = one.Id, Slug = one.Slug, Name = one.Name, Level = one.row.Last, At = one.row.Received,
            }).Concat(held is null ? [] : [new Need("held-deactivations") { Count = held.Count, At = held.First }]).ToList();
        });
    }

    private static string CustomerAdmin { get; } = Roles.Name(Role.CustomerAdmin);
}

/// <summary>Tenants that no customer has, for those who may link them.</summary>
internal sealed class OrphansWait : INeeds
{
    /// <inheritdoc/>
    public int Order => 26;

    /// <inheritdoc/>
    public async Task<IEnumerable<Need>> Of(Work work)
    {
        if (work.Snapshot is not null || !May.Ask(work, Permission.TenantLink, Target.Platform).Allowed) return [];
        var waiting = await work.Db.Set<ReportedTenant>().Where(tenant => tenant.LinkedTo == null).GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), First = all.Min(tenant => tenant.Since) }).FirstOrDefaultAsync();
        return waiting is null ? [] : [new Need("orphan-tenants") { Count = waiting.Count, At = waiting.First }];
    }
}

/// <summary>Reports are kept for half a year; those that staff have to decide longer.</summary>
internal sealed class ForgetReports : IForget
{
    /// <inheritdoc/>
    public Task Forget(UsherDb db, DateTimeOffset now, CancellationToken ct)
    {
        var before = now - UpstreamReport.Kept;
        return db.Set<UpstreamReport>().IgnoreQueryFilters().Where(row => row.Received < before && row.Result != ReportResult.Held)
            .ExecuteDeleteAsync(ct);
    }
}

/// <summary>What waits in the two queues.</summary>
internal sealed class ExamineUpstream : IExamine
{
    /// <inheritdoc/>
    public int Order => 45;

    /// <inheritdoc/>
    public async Task<IEnumerable<Finding>> Look(Store store, UsherDb db, TimeProvider clock, CancellationToken ct)
    {
        var held = await db.Set<UpstreamReport>().IgnoreQueryFilters().CountAsync(row => row.Result == ReportResult.Held, ct);
        var orphans = await db.Set<ReportedTenant>().CountAsync(tenant => tenant.LinkedTo == null, ct);
        return [new("upstream", held == 0 ? Standing.Good : Standing.Note,
            $"{orphans} tenants that no customer has, {held} deactivations held until staff decide")];
    }
}
