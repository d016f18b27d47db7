using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Delivery.Reports;

/// <summary>Leaves a scheduled report that goes to one: nothing of it is sent to one any more. Others still get it.</summary>
/// <param name="Id">Which.</param>
public sealed record LeaveSeatReport(Guid Id) : Change<SeatReportRecipient, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override async Task<Found<SeatReportRecipient>?> Find(Work work) => await Oneself.Find(work, notificationsOnly: true) is { } own
        && await work.Db.Set<SeatReportRecipient>().FirstOrDefaultAsync(r => r.ReportId == Id && r.UserId == work.Actor.Id) is { } recipient
            ? new(own.Target, recipient)
            : null;

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, SeatReportRecipient found)
    {
        work.Db.Remove(found);
        if (await work.Db.Set<SeatReport>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == Id) is { } report && report.OwnerId != work.Actor.Id)
            work.Tell(report.OwnerId, SeatReportNotices.Left, Id, $"{work.Speaker} left the {SeatReportNotices.Called(report)} that you scheduled.");
        return Nothing.Value;
    }
}
