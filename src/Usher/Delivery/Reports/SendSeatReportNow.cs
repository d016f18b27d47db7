using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Delivery.Reports;

/// <summary>Mails a scheduled report to the caller alone, at once; its times stay as they are.</summary>
/// <param name="Id">Which.</param>
public sealed record SendSeatReportNow(Guid Id) : Change<SeatReport, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceView;

    /// <inheritdoc/>
    public override Task<Found<SeatReport>?> Find(Work work) => OneSeatReport.Find(work, Id);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, SeatReport found) =>
        await work.Db.Set<SeatReportSending>().AnyAsync(s => s.ReportId == Id && s.UserId == work.Actor.Id && s.IsExtra) ? new SeatReportOnItsWay() : null;

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, SeatReport found)
    {
        var sending = new SeatReportSending { Id = work.NewId(), ReportId = Id, UserId = work.Actor.Id, At = work.Now, IsExtra = true };
        work.Db.Add(sending);
        work.Concerns(Id);
        work.Enqueue(new SendSeatReport(sending.Id));
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>The same report is on its way to them already.</summary>
public sealed record SeatReportOnItsWay() : Refusal("This report is on its way to you already. Look in your mailbox in a few minutes.");
