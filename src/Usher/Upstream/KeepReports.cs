using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Upstream;

/// <summary>
/// Refuses reports about tenants that no customer has, or one that is closed, and keeps them. A tenant that was not heard of before becomes an
/// orphan.
/// </summary>
/// <param name="Kind">What they report.</param>
/// <param name="Reports">The reports.</param>
public sealed record KeepReports(ReportKind Kind, IReadOnlyList<ReportedItem> Reports) : Change<Nothing, ReportAnswers>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.UpstreamReport;

    /// <inheritdoc/>
    public override Section Section => Section.Connect;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Task.FromResult<Found<Nothing>?>(new(Target.Platform, Nothing.Value));

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Nothing found) => Task.FromResult(ReportedItem.BatchFault(Reports.Count));

    /// <inheritdoc/>
    public override async Task<ReportAnswers> Run(Work work, Nothing found)
    {
        var (known, tenants) = (await KnownReports.Of(work, Reports.Select(item => item.Id)), await KnownTenants.Of(work, Reports.Select(item => item.Tenant)));
        var answers = new List<ReportAnswer>();
        foreach (var item in Reports)
        {
            if (known.Answer(item.Product, item.Id, item.Digest(Kind)) is { } answer) answers.Add(answer);
            else if (ReportedItem.IdFault(item.Id, item.Product, item.Tenant) is { } fault) answers.Add(ReportAnswer.Of(item.Id, fault));
            else
            {
                var row = item.Row(work, Kind);
                (row.Result, row.Refusal) = (ReportResult.Refused, (item.Fault(Kind, work.Now) ?? tenants.Fault(item.Of)).Code);
                tenants.Saw(item.Of);
                known.Add(row);
                work.Db.Add(row);
                answers.Add(ReportAnswer.Of(item.Id, row));
            }
        }

        return new(answers);
    }
}

/// <summary>The tenants that reports are about, as they were reported before.</summary>
internal sealed class KnownTenants
{
    private readonly Work _work;
    private readonly Dictionary<(string Product, string ExternalId), ReportedTenant> _rows;
    private readonly Dictionary<(string Product, string ExternalId), (Guid Customer, bool Closed)> _linked;

    private KnownTenants(Work work, Dictionary<(string Product, string ExternalId), ReportedTenant> rows,
        Dictionary<(string Product, string ExternalId), (Guid Customer, bool Closed)> linked) =>
        (_work, _rows, _linked) = (work, rows, linked);

    public static async Task<KnownTenants> Of(Work work, IEnumerable<string> externalIds)
    {
        var ids = externalIds.Distinct(StringComparer.Ordinal).ToList();
        var rows = await work.Db.Set<ReportedTenant>().Where(one => ids.Contains(one.ExternalId))
            .ToDictionaryAsync(one => (one.Product, one.ExternalId));
        var linked = await work.Db.Everywhere(Across.Upstream, () => work.Db.Tenants.IgnoreQueryFilters()
            .Where(tenant => ids.Contains(tenant.ExternalId))
            .Join(work.Db.Customers, tenant => tenant.CustomerId, customer => customer.Id,
                (tenant, customer) => new { tenant.Product, tenant.ExternalId, tenant.CustomerId, customer.Closed })
            .ToDictionaryAsync(one => (one.Product, one.ExternalId), one => (one.CustomerId, one.Closed)));
        return new(work, rows, linked);
    }

    /// <summary>Why nothing of a tenant is taken.</summary>
    public Refusal Fault((string Product, string ExternalId) of) =>
        _linked.TryGetValue(of, out var whose) ? whose.Closed ? new TenantOfClosedCustomer() : new ReportNotSettled() : new TenantOfNobody();

    /// <summary>A report about a tenant was refused.</summary>
    public void Saw((string Product, string ExternalId) of)
    {
        var row = Row(of);
        if (row.LinkedTo is null) row.Refused++;
    }

    /// <summary>The row of a tenant that was reported now.</summary>
    public ReportedTenant Row((string Product, string ExternalId) of)
    {
        if (!_rows.TryGetValue(of, out var row))
            _work.Db.Add(row = _rows[of] = ReportedTenant.New(_work, of.Product, of.ExternalId));
        (row.LastReported, row.LinkedTo) = (_work.Now, _linked.TryGetValue(of, out var whose) ? whose.Customer : null);
        return row;
    }
}
