using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Reports;

/// <summary>A scheduled report is due, and again after each time.</summary>
/// <param name="Report">Which.</param>
/// <param name="Version">The version of its schedule: one of a schedule that was changed ends.</param>
public sealed record SeatReportClock(Guid Report, int Version) : IJob, IRecurring
{
    /// <summary>How long it is at most until it is tried again after a fault; how long it is otherwise, the schedule says.</summary>
    public static TimeSpan Every => TimeSpan.FromDays(1);
}

/// <summary>
/// Begins to send a report to each of its recipients, and says when it is due next, in one transaction: however often it is tried, it is
/// sent once for each time, and once for all the times that were missed.
/// </summary>
public sealed class SeatReportClocks : IJobHandler<SeatReportClock>
{
    /// <inheritdoc/>
    public Task Do(SeatReportClock job, JobRun run, CancellationToken ct) => run.Renew(async work =>
    {
        var report = await work.Db.Set<SeatReport>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == job.Report, ct);
        if (report is null || report.Paused || report.Version != job.Version) return null;
        if (!SeatReport.IsOpenTo(work, report.OwnerId)) work.Enqueue(new EndOrphanedSeatReport(report.Id));
        else await Begin(work, report, ct);
        // A clock that went back meanwhile makes no second one of the same time.
        return report.Next(work.Now > run.Lease.Due ? work.Now : run.Lease.Due);
    }, ct);

    private static async Task Begin(Work work, SeatReport report, CancellationToken ct)
    {
        work.Db.RemoveRange(await work.Db.Set<SeatReportSending>().Where(s => s.ReportId == report.Id && !s.IsExtra).ToListAsync(ct));
        foreach (var user in await work.Db.Set<SeatReportRecipient>().Where(r => r.ReportId == report.Id).Select(r => r.UserId).ToListAsync(ct))
        {
            var sending = new SeatReportSending { Id = work.NewId(), ReportId = report.Id, UserId = user, At = work.Now };
            work.Db.Add(sending);
            work.Enqueue(new SendSeatReport(sending.Id));
        }
    }
}

/// <summary>A report whose owner may not see it any more is to end.</summary>
/// <param name="Report">Which.</param>
public sealed record EndOrphanedSeatReport(Guid Report) : IJob;

/// <summary>
/// Ends what a person scheduled who was deactivated, or may not see the report any more: nobody answers for it. While the organization has
/// no Insights nobody sees any; then it waits.
/// </summary>
public sealed class EndOrphanedSeatReports : IJobHandler<EndOrphanedSeatReport>, IListener<UserDeactivated>
{
    private const string Act = "EndOrphanedSeatReport";

    /// <inheritdoc/>
    public Task Do(EndOrphanedSeatReport job, JobRun run, CancellationToken ct) => run.Finish(Act, Section.Insights, async work =>
        await work.Db.Set<SeatReport>().FirstOrDefaultAsync(r => r.Id == job.Report, ct) is { } report && await End(work, report), ct);

    /// <inheritdoc/>
    public Task Do(UserDeactivated job, JobRun run, CancellationToken ct) => run.Finish(Act, Section.Insights, async work =>
    {
        foreach (var report in await work.Db.Set<SeatReport>().Where(r => r.OwnerId == job.User).ToListAsync(ct)) await End(work, report);
        return true;
    }, ct);

    private static async Task<bool> End(Work work, SeatReport report)
    {
        var owner = work.Customer.User(report.OwnerId);
        var isActive = owner is { User.Active: true };
        if (isActive && (!work.Customer.Facts.InsightsActive || SeatReport.IsOpenTo(work, report.OwnerId))) return false;
        await SeatReportNotices.TellEnded(work, report, isActive
            ? $"{owner!.Name}, who scheduled it, can’t see reports of seats any more."
            : $"{owner?.Name ?? "Whoever"}, who scheduled it, was deactivated.");
        await report.End(work);
        return true;
    }
}
