using System.Globalization;
using Usher.Calls;
using Usher.Delivery.Mail;
using Usher.Platform;

namespace Usher.Delivery.Reports;

/// <summary>What a mailed report says.</summary>
/// <param name="To">The message's id; the customer, the reader and their address.</param>
/// <param name="Customer">The customer's slug and name.</param>
/// <param name="Report">The schedule.</param>
/// <param name="Owner">Who scheduled it; null: nobody who is known any more.</param>
/// <param name="Seats">How many seats are in use, and how many were bought.</param>
/// <param name="Rows">The report.</param>
/// <param name="WithFile">Whether the organization lets e-mails have content.</param>
/// <param name="At">When.</param>
internal sealed record SeatReportSays(
    (Guid Id, Guid Customer, Guid Reader, string Address) To, (string Slug, string Name) Customer, SeatReport Report, string? Owner,
    (int Used, int Bought) Seats, IReadOnlyList<ExportedSeat> Rows, bool WithFile, DateTimeOffset At);

/// <summary>Writes the e-mail of a report: its numbers, the file, where to see it, and how to leave it.</summary>
public sealed class SeatReportWriter(PublicAddress console, MailLinks links)
{
    /// <summary>What most mail servers accept, encoded.</summary>
    private const int LargestFile = 7_000_000;

    /// <summary>Writes it.</summary>
    internal MailMessage Write(SeatReportSays says)
    {
        var (to, report) = (says.To, says.Report);
        var isIdle = report.Report == SeatReportKind.IdleSeats;
        var day = TimeZoneInfo.ConvertTime(says.At, QuietHours.Zone(report.Zone) ?? TimeZoneInfo.Utc).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var text = new MailText().Say("Hello,");
        MailFile? file = null;
        if (says.WithFile)
        {
            text.Say($"{Number(says.Seats.Used)} of {Number(says.Seats.Bought)} seats at {says.Customer.Name} are used on {day}."
                + (isIdle ? $" {Number(says.Rows.Count)} of them {(says.Rows.Count == 1 ? "is" : "are")} idle." : ""));
            file = File(report, says.Rows, day);
            text.Say(file is null ? "The report is too large for an e-mail: export it in Usher." : "The report is attached.");
        }
        else text.Say($"The {SeatReportNotices.Called(report)} at {says.Customer.Name} of {day} is ready. Your organization sends no content by e-mail: see it in Usher.");

        if (console.IsSet) text.Link("See seats", $"{console.Base}/customers/{says.Customer.Slug}/seats{(isIdle ? "?seat=idle" : "")}");
        text.Say($"{says.Owner ?? "Someone"} scheduled this report. You can leave it in Usher, in Seats under Reports.");
        var stop = links.Address(to.Customer, to.Reader, MailTopic.Reports, says.At);
        if (stop is not null) text.Link("Stop e-mails about scheduled reports", stop);
        return new(to.Id, to.Address, $"Usher at {says.Customer.Name}: {SeatReportNotices.Called(report)}, {day}", text)
        {
            File = file,
            // A mail client turns it off by itself, over https only (RFC 8058, 3.1).
            Unsubscribe = stop?.StartsWith("https://", StringComparison.Ordinal) == true ? stop : null,
        };
    }

    private static MailFile? File(SeatReport report, IReadOnlyList<ExportedSeat> rows, string day)
    {
        var name = $"{(report.Report == SeatReportKind.IdleSeats ? "idle-seats" : "seats")}-{day}";
        var file = report.Format == SeatReportFormat.Xlsx
            ? new MailFile($"{name}.xlsx", SeatTable.XlsxType, SeatTable.ToXlsx(rows))
            : new MailFile($"{name}.csv", Csv.Type, SeatTable.ToCsv(rows));
        return file.Content.Length > LargestFile ? null : file;
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
