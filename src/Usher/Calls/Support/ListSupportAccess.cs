using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Support;

/// <summary>A member of staff's access to a call, as the organization sees it.</summary>
/// <param name="Id">The access.</param>
/// <param name="Call">The call, by its opaque id.</param>
/// <param name="Staff">Who may look.</param>
/// <param name="Email">The address they are known by.</param>
/// <param name="By">Who gave it.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When it was given.</param>
/// <param name="Until">When it ends, or ended.</param>
/// <param name="LookedAt">When they first looked; null: they have not.</param>
/// <param name="Open">Whether they may look now.</param>
public sealed record SupportAccessView(Guid Id, Guid Call, string Staff, string? Email, PersonView By, string Reason, DateTimeOffset At,
    DateTimeOffset Until, DateTimeOffset? LookedAt, bool Open)
{
    internal static async Task<IReadOnlyList<SupportAccessView>> Of(Work work, IEnumerable<SupportAccess> given)
    {
        var platform = await work.Snapshots.Platform(default);
        return
        [
            .. given.Select(access => new SupportAccessView(access.Id, access.CallId,
                platform.StaffMember(access.StaffId)?.Name ?? "A former member of staff", platform.StaffMember(access.StaffId)?.StaffMember?.Email,
                CallItems.Person(work.Customer, access.GivenBy), access.Reason, access.At, access.Until, access.LookedAt,
                access.Until > work.Now)),
        ];
    }
}

/// <summary>Which members of staff may look, or could, at which calls of the organization: the latest given first. Calls are named by id.</summary>
public sealed record ListSupportAccess : Listing<CustomerSnapshot, Page<SupportAccessView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.SupportAccessGrant;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Page<SupportAccessView>> Run(Work work, CustomerSnapshot found)
    {
        var rows = work.Db.Set<SupportAccess>().AsQueryable();
        if (After(work) is { Id: var last }) rows = rows.Where(a => a.Id < last);
        var given = await rows.OrderByDescending(a => a.Id).Take(Page<SupportAccessView>.Size + 1).ToListAsync();
        var views = (await SupportAccessView.Of(work, given)).ToDictionary(view => view.Id);
        return Part(work, given, row => new("", row.Id)).Show(row => views[row.Id]);
    }
}
