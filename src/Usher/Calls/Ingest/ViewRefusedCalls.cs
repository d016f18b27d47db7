using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Ingest;

/// <summary>How many calls were not stored within the last days because their owner had no recording licence (rule 16): a total, never whose they were.</summary>
public sealed record ViewRefusedCalls : Query<CustomerSnapshot, RefusedCallsView>
{
    private const int Days = 30;

    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<RefusedCallsView> Run(Work work, CustomerSnapshot found)
    {
        var since = work.Now.UtcDateTime.Date.AddDays(1 - Days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var count = await work.Db.Set<RefusedCalls>()
            .Where(r => r.Because == RefusedBecause.NoLicence && r.Day.CompareTo(since) >= 0)
            .SumAsync(r => r.Count);
        return new(count, Days);
    }
}

/// <summary>Calls that were not stored for lack of a recording licence.</summary>
/// <param name="NoLicence">How many; the same call pushed again counts again.</param>
/// <param name="Days">Within how many days, today included.</param>
public sealed record RefusedCallsView(int NoLicence, int Days);
