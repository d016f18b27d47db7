using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Delivery.Reports;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>Scheduled reports of seats: <c>/api/customers/{customer}/seats/reports</c>.</summary>
public static class SeatReportRoutes
{
    /// <summary>Whether a scheduled report is paused.</summary>
    public sealed record SeatReportPause([property: JsonRequired] bool Paused);

    /// <summary>Maps the routes.</summary>
    public static void MapSeatReports(this IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/customers/{customer}/seats/reports").WithTags("Seats");
        reports.MapGet("", (HttpContext http, string customer) => http.Run(new ListSeatReports()))
            .Needs(Permission.LicenceView).WithSummary("Scheduled reports, and who could get one").Produces<SeatReportList>();
        reports.MapPost("", (HttpContext http, string customer, SeatReportPlan body) => http.Run(new ScheduleSeatReport(body)))
            .Needs(Permission.LicenceView).WithSummary("Schedule a report of seats by e-mail").Produces<SeatReportView>();
        var report = reports.MapGroup("/{report:guid}");
        report.MapPut("", (HttpContext http, string customer, Guid report, SeatReportPlan body) => http.Run(new EditSeatReport(report, body)))
            .Needs(Permission.LicenceView).WithSummary("Change my scheduled report").Produces<SeatReportView>();
        report.MapDelete("", (HttpContext http, string customer, Guid report) => http.Run(new EndSeatReport(report)))
            .Needs(Permission.LicenceView).WithSummary("End a scheduled report").Produces(StatusCodes.Status204NoContent);
        report.MapPut("/paused", (HttpContext http, string customer, Guid report, SeatReportPause body) => http.Run(new PauseSeatReport(report, body.Paused)))
            .Needs(Permission.LicenceView).WithSummary("Pause a scheduled report, or go on with it").Produces(StatusCodes.Status204NoContent);
        report.MapPost("/send", (HttpContext http, string customer, Guid report) => http.Run(new SendSeatReportNow(report)))
            .Needs(Permission.LicenceView).WithSummary("Mail a scheduled report to me now").Produces(StatusCodes.Status204NoContent);
        report.MapPost("/leave", (HttpContext http, string customer, Guid report) => http.Run(new LeaveSeatReport(report)))
            .Needs(Permission.PreferenceEdit).WithSummary("Leave a scheduled report that goes to me").Produces(StatusCodes.Status204NoContent);
    }
}
