using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Upstream;

/// <summary>
/// Takes what a product says of its tenants: those that no customer has wait in the queue of orphans. What is said of one is that of the
/// latest event.
/// </summary>
/// <param name="Reports">The tenants.</param>
public sealed record ReportTenants(IReadOnlyList<TenantItem> Reports) : Change<Nothing, ReportAnswers>
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
        var known = await KnownReports.Of(work, Reports.Select(item => item.Id));
        var tenants = await KnownTenants.Of(work, Reports.Select(item => item.ExternalId));
        return new([.. Reports.Select(item => Settle(work, item, known, tenants))]);
    }

    private static ReportAnswer Settle(Work work, TenantItem item, KnownReports known, KnownTenants tenants)
    {
        if (ReportedItem.IdFault(item.Id, item.Product, item.ExternalId) is { } fault) return ReportAnswer.Of(item.Id, fault);
        if (known.Answer(item.Product, item.Id, item.Digest()) is { } repeated) return repeated;
        var row = item.Row(work);
        known.Add(row);
        work.Db.Add(row);
        if (item.Fault(work.Now) is { } refusal)
        {
            (row.Result, row.Refusal) = (ReportResult.Refused, refusal.Code);
        }
        else
        {
            var tenant = tenants.Row((item.Product, item.ExternalId));
            var changed = Describe(tenant, item);
            row.Result = tenant.LinkedTo is null ? ReportResult.Orphan : changed ? ReportResult.Updated : ReportResult.Unchanged;
        }

        return ReportAnswer.Of(item.Id, row);
    }

    /// <summary>Takes what the latest event says; of two at one instant, what comes last in the alphabet.</summary>
    private static bool Describe(ReportedTenant tenant, TenantItem item)
    {
        var said = (Inputs.Name(item.Name), Domain: item.Domain is null ? null : Inputs.Domain(item.Domain), item.Country);
        if (tenant.DescribedAt is { } latest && (item.At < latest
            || (item.At == latest && string.CompareOrdinal($"{said}", $"{(tenant.Name, tenant.Domain, tenant.Country)}") <= 0))) return false;
        (tenant.Name, tenant.Domain, tenant.Country, tenant.DescribedAt) = (said.Item1, said.Domain, said.Country, item.At);
        return true;
    }
}

/// <summary>One tenant as its product reports it.</summary>
/// <param name="Id">The product's own id of the report.</param>
/// <param name="Product">The product: Enterprise or Elite.</param>
/// <param name="ExternalId">The tenant's id in the product.</param>
/// <param name="At">When it was so there.</param>
/// <param name="Name">What it is called there.</param>
/// <param name="Domain">The domain of the company that uses it; null: not known.</param>
/// <param name="Country">The company's country, as an ISO 3166 code such as DE; null: not known.</param>
public sealed record TenantItem(string Id, string Product, string ExternalId, DateTimeOffset At, string Name, string? Domain = null,
    string? Country = null)
{
    internal Refusal? Fault(DateTimeOffset now) =>
        (Inputs.Name(Name) is null ? new ReportUnreadable("name") : null)
        ?? (Domain is not null && Inputs.Domain(Domain) is null ? new ReportUnreadable("domain") : null)
        ?? (Country is null or [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] ? null : new ReportUnreadable("country"))
        ?? ReportedItem.TimeFault(At, now);

    internal byte[] Digest() => UpstreamReport.DigestOf(StoredNames.Of(ReportKind.Tenant), Product, ExternalId,
        At.UtcTicks.ToString(CultureInfo.InvariantCulture), Name, Domain, Country);

    internal UpstreamReport Row(Work work) => new()
    {
        Id = work.NewId(),
        CustomerId = work.Db.CustomerId,
        ReportId = Id,
        Product = Product,
        Tenant = ExternalId,
        Kind = ReportKind.Tenant,
        At = At,
        Received = work.Now,
        Email = "",
        FirstName = ReportedItem.Stored(Name, Inputs.LongestName),
        Result = ReportResult.Unchanged,
        Digest = Digest(),
    };
}
