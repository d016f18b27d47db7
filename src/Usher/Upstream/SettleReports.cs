using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Upstream;

/// <summary>
/// Settles reports about one customer's tenants in one change (rule 1): makes users, follows names and tenants, deactivates. Whatever the
/// order they come in, they end the same.
/// </summary>
/// <param name="Kind">What they report.</param>
/// <param name="Reports">The reports, of tenants of this customer.</param>
public sealed record SettleReports(ReportKind Kind, IReadOnlyList<ReportedItem> Reports) : Change<CustomerSnapshot, ReportAnswers>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.UpstreamReport;

    /// <inheritdoc/>
    public override Section Section => Section.Connect;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, CustomerSnapshot found) => Task.FromResult(ReportedItem.BatchFault(Reports.Count));

    /// <inheritdoc/>
    public override Task<ReportAnswers> Run(Work work, CustomerSnapshot found) => Settling.Take(work, found, Kind, Reports);
}

/// <summary>The reports of a batch that came before, and those that were settled already in it.</summary>
internal sealed class KnownReports
{
    private readonly Dictionary<(string Product, string Id), UpstreamReport> _rows = [];

    public static async Task<KnownReports> Of(Work work, IEnumerable<string> reports)
    {
        var known = new KnownReports();
        var ids = reports.Distinct(StringComparer.Ordinal).ToList();
        foreach (var row in await work.Db.Set<UpstreamReport>().AsNoTracking().Where(row => ids.Contains(row.ReportId)).ToListAsync()) known.Add(row);
        return known;
    }

    public void Add(UpstreamReport row) => _rows[(row.Product, row.ReportId)] = row;

    /// <summary>What is answered about a report whose id came before; null: it did not.</summary>
    public ReportAnswer? Answer(string product, string id, byte[] digest) =>
        _rows.TryGetValue((product, id), out var row)
            ? row.Digest.AsSpan().SequenceEqual(digest) ? ReportAnswer.Of(id, row, repeated: true) : ReportAnswer.Of(id, new ReportIdReused())
            : null;
}
