using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Delivery.Digests;
using Usher.Delivery.Mail;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Reports;

/// <summary>A report is to be mailed to one person.</summary>
/// <param name="Sending">Which report, and to whom: a <see cref="SeatReportSending"/>, whose id is the message's.</param>
public sealed record SendSeatReport(Guid Sending) : IJob;

/// <summary>
/// Mails a report to one person, outside their quiet hours: what they may see at this moment, if they may see it and want it (rule 22),
/// judged at every attempt again. Who may not see it any more is taken off the schedule, and its owner is notified: once.
/// </summary>
public sealed class SeatReportMail(IMail mail, SeatReportWriter writer) : IJobHandler<SendSeatReport>
{
    /// <inheritdoc/>
    public async Task Do(SendSeatReport job, JobRun run, CancellationToken ct)
    {
        // The file is written outside the transaction: a large one takes a while.
        var plan = await run.Derive(work => Plan(work, job, ct), ct);
        if (plan is null) return;
        if (plan.Later is { } later)
        {
            await run.Postpone(later, ct);
            return;
        }

        if (plan.Says is { } says) await mail.Post(writer.Write(says), ct);
        await run.Finish("SendSeatReport", Section.Insights, work => Note(work, job, plan.State, ct), ct);
    }

    /// <inheritdoc/>
    public async Task GivenUp(SendSeatReport job, JobRun run, string reason, CancellationToken ct)
    {
        await run.Derive(async work =>
        {
            if (await Of(work, job, ct) is not { } sending) return false;
            if (sending.IsExtra) work.Db.Remove(sending);
            else sending.State = SeatReportState.Failed;
            return true;
        }, ct);
        await Posting.GivenUp();
    }

    /// <summary>What is to be done with it now; null: nothing, it was called off.</summary>
    private static async Task<PlannedReport?> Plan(Work work, SendSeatReport job, CancellationToken ct)
    {
        if (await Of(work, job, ct) is not { State: SeatReportState.Waiting } sending
            || await work.Db.Set<SeatReport>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == sending.ReportId, ct) is not { } report
            || (!sending.IsExtra && (report.Paused
                || !await work.Db.Set<SeatReportRecipient>().AnyAsync(r => r.ReportId == report.Id && r.UserId == sending.UserId, ct)))) return null;
        if (!SeatReport.IsOpenTo(work, sending.UserId)) return new(SeatReportState.NotAllowed);
        var wishes = await Wishes.Of(work, [sending.UserId]);
        // What they ask for themselves comes at once, whatever else they want.
        if (!sending.IsExtra && !wishes.WantReports(sending.UserId)) return new(SeatReportState.Unwanted);
        if (!sending.IsExtra && wishes.QuietUntil(sending.UserId, work.Now) is { } later) return new(SeatReportState.Waiting, later);
        var customer = await work.Db.Customers.Where(c => c.Id == work.Db.CustomerId).Select(c => new
        {
            c.Slug, c.Name, c.Seats, c.CallMail, Used = work.Db.Set<User>().Count(user => user.HasSeat),
        }).FirstAsync(ct);
        var rows = await ExportSeats.Rows(work, work.Customer, new(), report.Report == SeatReportKind.IdleSeats);
        return new(SeatReportState.Sent, Says: new(
            (sending.Id, work.Db.CustomerId, sending.UserId, work.Customer.User(sending.UserId)!.User!.Email), (customer.Slug, customer.Name),
            report, work.Customer.User(report.OwnerId)?.Name, (customer.Used, customer.Seats), rows, customer.CallMail != CallMailContent.Off, work.Now));
    }

    /// <summary>Writes down what became of it; that a report was sent, and to whom, is in the audit trail.</summary>
    private static async Task<bool> Note(Work work, SendSeatReport job, SeatReportState state, CancellationToken ct)
    {
        if (await Of(work, job, ct) is not { } sending) return false;
        sending.State = state;
        if (sending.IsExtra) work.Db.Remove(sending);
        if (state == SeatReportState.Sent)
        {
            work.Concerns(sending.ReportId);
            work.Concerns(sending.UserId);
        }

        if (state == SeatReportState.NotAllowed && work.Customer.Facts.InsightsActive) await Drop(work, sending, ct);
        return true;
    }

    private static async Task Drop(Work work, SeatReportSending sending, CancellationToken ct)
    {
        if (SeatReport.IsOpenTo(work, sending.UserId)
            || await work.Db.Set<SeatReportRecipient>().FirstOrDefaultAsync(r => r.ReportId == sending.ReportId && r.UserId == sending.UserId, ct) is not { } recipient
            || await work.Db.Set<SeatReport>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == sending.ReportId, ct) is not { } report) return;
        work.Db.Remove(recipient);
        work.Tell(report.OwnerId, SeatReportNotices.Lost, report.Id,
            $"{PersonView.Of(work.Customer, sending.UserId).Name} can’t see the {SeatReportNotices.Called(report)} any more, and was removed from your schedule.");
    }

    private static Task<SeatReportSending?> Of(Work work, SendSeatReport job, CancellationToken ct) =>
        work.Db.Set<SeatReportSending>().FirstOrDefaultAsync(s => s.Id == job.Sending, ct);

    private sealed record PlannedReport(SeatReportState State, DateTimeOffset? Later = null, SeatReportSays? Says = null);
}
