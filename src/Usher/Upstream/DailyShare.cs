using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Upstream;

/// <summary>
/// How many of a customer's people one product may report as deactivated within a day before it looks like a fault there: a fifth of them,
/// and five at least. Those beyond it are held until staff decide.
/// </summary>
internal sealed class DailyShare
{
    /// <summary>How many are never suspicious.</summary>
    public const int Least = 5;

    private const int Part = 5;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly Dictionary<string, int> _today = [];
    private readonly int _most;

    private DailyShare(int people) => _most = Math.Max(Least, people / Part);

    /// <summary>As it is now.</summary>
    public static async Task<DailyShare> Of(Work work, CustomerSnapshot customer, ReportKind kind)
    {
        if (kind != ReportKind.Deactivation) return new(0);
        var since = work.Now - Day;
        var today = await work.Db.Set<UpstreamReport>().Where(report => report.Result == ReportResult.Deactivated && report.Received > since)
            .GroupBy(report => report.Product).Select(of => new { Product = of.Key, Count = of.Count() }).ToListAsync();
        var share = new DailyShare(customer.Users.Count(user => user.User!.Active) + today.Sum(of => of.Count));
        foreach (var of in today) share._today[of.Product] = of.Count;
        return share;
    }

    /// <summary>Whether one more of this product is within its share.</summary>
    public bool Takes(string product)
    {
        var count = _today.GetValueOrDefault(product);
        if (count >= _most) return false;
        _today[product] = count + 1;
        return true;
    }
}
