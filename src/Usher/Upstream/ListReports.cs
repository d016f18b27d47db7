using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Upstream;

/// <summary>
/// What upstream products reported, the latest first: staff see all customers' and what no customer could take, a Customer Admin the own. Two
/// queries.
/// </summary>
/// <param name="Query">Part of an e-mail address; null: all.</param>
/// <param name="Customer">Only of this customer, by slug; null: all.</param>
/// <param name="Product">Only of this product; null: all.</param>
/// <param name="Kind">Only of this kind; null: all.</param>
/// <param name="Result">Only with this result; null: all.</param>
public sealed record ListReports(string? Query = null, string? Customer = null, string? Product = null, ReportKind? Kind = null,
    ReportResult? Result = null) : Listing<Nothing, Page<ReportLine>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.UserView;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Task.FromResult<Found<Nothing>?>(new(work.Whole, Nothing.Value));

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Nothing found) => Sought.Fault(Query) ?? await base.Check(work, found);

    /// <inheritdoc/>
    public override async Task<Page<ReportLine>> Run(Work work, Nothing found)
    {
        var platform = work.Snapshot is null ? await work.Snapshots.Platform(default) : null;
        var page = work.Snapshot is null ? await work.Db.Everywhere(Across.Upstream, () => Read(work)) : await Read(work);
        return page.Show(one => new ReportLine(
            one.Row.Id, one.Row.ReportId, one.Row.Product, one.Row.Tenant,
            one.Slug is null ? null : new(one.Slug, one.Called ?? one.Slug), one.Row.Kind, one.Row.At,
            one.Row.Received, one.Row.Email, $"{one.Row.FirstName} {one.Row.LastName}".TrimEnd(), one.Row.UserId, one.Row.Result, one.Row.Refusal,
            UpstreamRefusals.Sentence(one.Row.Refusal), one.Row.Last,
            one.Row.DecidedBy is { } by ? platform?.StaffMember(by)?.Name ?? "your vendor's support" : null, one.Row.DecidedAt));
    }

    private async Task<Page<Found>> Read(Work work)
    {
        var db = work.Db;
        var rows = db.Set<UpstreamReport>().AsQueryable();
        if (work.Snapshot is null) rows = rows.IgnoreQueryFilters();
        if (Customer is { } slug) rows = rows.Where(row => db.Set<Customer>().Any(c => c.Slug == slug && c.Id == row.CustomerId));
        if (Product is { } product) rows = rows.Where(row => row.Product == product);
        if (Kind is { } kind) rows = rows.Where(row => row.Kind == kind);
        if (Result is { } result) rows = rows.Where(row => row.Result == result);
        if (Query?.Trim().ToLowerInvariant() is { Length: > 0 } part) rows = rows.Where(row => row.Email.Contains(part));
        if (After(work) is { Id: var last }) rows = rows.Where(row => row.Id.CompareTo(last) < 0);
        var read = await rows.OrderByDescending(row => row.Id).Take(Page<Found>.Size + 1)
            .Select(row => new
            {
                Row = row,
                Customer = db.Set<Customer>().Where(c => c.Id == row.CustomerId).Select(c => new { c.Slug, c.Name }).FirstOrDefault(),
            }).ToListAsync();
        return Part(work, read.ConvertAll(one => new Found(one.Row, one.Customer?.Slug, one.Customer?.Name)), one => new("", one.Row.Id));
    }

    private sealed record Found(UpstreamReport Row, string? Slug, string? Called);
}

/// <summary>A report, and what it did.</summary>
/// <param name="Id">Its id here.</param>
/// <param name="ReportId">The id that the product gave it.</param>
/// <param name="Product">The product.</param>
/// <param name="Tenant">The tenant's id in the product.</param>
/// <param name="Customer">The customer who has the tenant; null: it was refused, or is about a tenant itself.</param>
/// <param name="Kind">What was reported.</param>
/// <param name="At">When it happened there.</param>
/// <param name="Received">When it came.</param>
/// <param name="Email">The person it is about; empty for a tenant.</param>
/// <param name="Name">What they, or the tenant, are called there.</param>
/// <param name="User">The user here; null: none.</param>
/// <param name="Result">What it did.</param>
/// <param name="Code">The refusal's name; null: it was not refused.</param>
/// <param name="Why">The refusal in a sentence.</param>
/// <param name="Last">The role that nobody in the customer has since then; null: somebody has.</param>
/// <param name="DecidedBy">Who of staff released or dismissed it; null: nobody.</param>
/// <param name="DecidedAt">When they did.</param>
public sealed record ReportLine(
    Guid Id, string ReportId, string Product, string Tenant, ThingView? Customer, ReportKind Kind, DateTimeOffset At,
    DateTimeOffset Received, string Email, string Name, Guid? User, ReportResult Result, string? Code, string? Why, string? Last,
    string? DecidedBy, DateTimeOffset? DecidedAt);
