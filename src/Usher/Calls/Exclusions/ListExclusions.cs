using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Ingest;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Exclusions;

/// <summary>The exclusion list: what is on it, what was removed and can be restored, and how many calls it kept from being stored (rule 19).</summary>
public sealed record ListExclusions : Query<CustomerSnapshot, ExclusionsView>
{
    private const int Days = 30;

    /// <inheritdoc/>
    public override Permission Needs => Permission.SecurityConfigure;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<ExclusionsView> Run(Work work, CustomerSnapshot found)
    {
        var day = work.Now.UtcDateTime.Date.AddDays(1 - Days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new(
            [
                .. (await work.Db.Set<Exclusion>().ToListAsync()).OrderBy(one => one.Kind == ExclusionKind.Condition).ThenBy(one => one.Words, StringComparer.Ordinal)
                    .Select(one => new ExclusionView(one.Id, one.Kind, one.Words, PersonView.Of(found, one.AddedBy), one.At, one.Removed, one.Read())),
            ],
            await work.Db.Set<RefusedCalls>().Where(one => one.Because == RefusedBecause.Excluded && one.Day.CompareTo(day) >= 0).SumAsync(one => one.Count),
            Days);
    }
}

/// <summary>The exclusion list.</summary>
/// <param name="Exclusions">What is on it, and what was removed.</param>
/// <param name="Excluded">How many calls were not stored for it; the same call pushed again counts again.</param>
/// <param name="Days">Within how many days, today included.</param>
public sealed record ExclusionsView(IReadOnlyList<ExclusionView> Exclusions, int Excluded, int Days);

/// <summary>Something on the exclusion list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Address, domain or conditions.</param>
/// <param name="Value">The address or domain, or the conditions in words.</param>
/// <param name="AddedBy">Who added it last.</param>
/// <param name="At">When.</param>
/// <param name="Removed">When it was removed; null: it is in force.</param>
/// <param name="Conditions">The conditions, all of which hold for a call that is excluded; none for an address or a domain.</param>
public sealed record ExclusionView(Guid Id, ExclusionKind Kind, string Value, PersonView AddedBy, DateTimeOffset At, DateTimeOffset? Removed,
    IReadOnlyList<CrmCondition> Conditions);
