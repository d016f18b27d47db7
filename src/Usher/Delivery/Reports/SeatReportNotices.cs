using Microsoft.EntityFrameworkCore;
using Usher.Platform;

namespace Usher.Delivery.Reports;

/// <summary>What people read about scheduled reports.</summary>
public sealed class SeatReportNotices : INotices
{
    /// <summary>A report goes to them from now on.</summary>
    public const string Added = "report-added";

    /// <summary>A report that went to them, or that they scheduled, ended.</summary>
    public const string Ended = "report-ended";

    /// <summary>Somebody left the report that they scheduled.</summary>
    public const string Left = "report-left";

    /// <summary>Somebody their report went to may not see it any more.</summary>
    public const string Lost = "report-recipient-lost";

    /// <inheritdoc/>
    public IEnumerable<Notice> Kinds =>
    [
        new(Added, "A report is scheduled to you.") { Topic = MailTopic.Reports },
        new(Ended, "A scheduled report ended.") { Topic = MailTopic.Reports },
        new(Left, "Someone left a report that you scheduled.") { Topic = MailTopic.Reports },
        new(Lost, "Someone your report went to can’t see it any more.") { Topic = MailTopic.Reports },
    ];

    /// <summary>What a report is called.</summary>
    internal static string Called(SeatReport report) => report.Report == SeatReportKind.IdleSeats ? "report of idle seats" : "report of seats";

    internal static void TellAdded(Work work, SeatReport report, Guid user) => work.Tell(user, Added, report.Id,
        $"{work.Speaker} scheduled the {Called(report)} to you by e-mail, at {report.When.At} ({report.Zone}) on {Days(report)}. "
            + "You can leave it in Seats, under Reports, or by the link in each e-mail.");

    /// <summary>Notifies those it went to, and its owner, that nothing comes any more; who ended it knows.</summary>
    internal static async Task TellEnded(Work work, SeatReport report, string why)
    {
        var people = await work.Db.Set<SeatReportRecipient>().Where(r => r.ReportId == report.Id).Select(r => r.UserId).ToListAsync();
        foreach (var user in people.Append(report.OwnerId).Distinct().Where(id => id != work.Actor.Id && work.Customer.User(id) is { User.Active: true }))
            work.Tell(user, Ended, report.Id, $"The scheduled {Called(report)} is not sent any more. {why}");
    }

    private static string Days(SeatReport report) => report.When.Days is { Count: < 7 } days
        ? string.Join(", ", days.Select(day => day + "s"))
        : "every day";
}
