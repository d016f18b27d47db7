using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Calls;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>Seats: <c>/api/customers/{customer}/seats</c>.</summary>
public static class SeatRoutes
{
    /// <summary>The number of seats bought.</summary>
    public sealed record BoughtSeats([property: JsonRequired] int Bought);

    /// <summary>
    /// Who gets a seat and whose is removed, by id; with <c>dryRun</c> nothing is changed, with <c>byRow</c> people it can't be done for
    /// are left out.
    /// </summary>
    public sealed record SeatChanges(IReadOnlyList<Guid>? Give = null, IReadOnlyList<Guid>? Remove = null, bool DryRun = false, bool ByRow = false);

    /// <summary>Why a major change is declined.</summary>
    public sealed record DeclineReason([property: JsonRequired] string Reason);

    /// <summary>Maps the routes.</summary>
    public static void MapSeats(this IEndpointRouteBuilder api)
    {
        var seats = api.MapGroup("/customers/{customer}/seats").WithTags("Seats");
        seats.MapGet("", (HttpContext http, string customer) => http.Run(new ViewSeats()))
            .Needs(Permission.LicenceView).WithSummary("Seats bought and in use").Produces<SeatsView>();
        seats.MapPut("", (HttpContext http, string customer, BoughtSeats body) => http.Run(new ProvisionSeats(body.Bought)))
            .Needs(Permission.LicenceProvision).WithSummary("Set the number of seats bought").Produces(StatusCodes.Status204NoContent);
        seats.MapGet("/use", (HttpContext http, string customer) => http.Run(new ViewSeatUse()))
            .Needs(Permission.LicenceView).WithSummary("Seats bought, in use and idle, changes that wait, and calls not stored because their owner has no seat")
            .Produces<SeatUseView>();
        seats.MapGet("/weeks", (HttpContext http, string customer) => http.Run(new ViewSeatWeeks()))
            .Needs(Permission.LicenceView).WithSummary("Seats in use and people who used theirs, by week").Produces<SeatWeeks>();
        seats.MapGet("/users",
            (HttpContext http, string customer, string? query, string? state, bool? seat, bool? idle, string? cursor) =>
                http.Run(new ListSeatUse(new(query, State: state, Seat: seat), idle ?? false) { Cursor = cursor }))
            .Needs(Permission.LicenceView).WithSummary("Users with their seat and the week of last use").Produces<Page<SeatUse>>();
        seats.MapGet("/allocation", (HttpContext http, string customer) => http.Run(new ViewSeatAllocation()))
            .Needs(Permission.LicenceView).WithSummary("Seats by team and by department").Produces<SeatAllocation>();
        seats.MapPost("/changes", (HttpContext http, string customer, SeatChanges body) => body.DryRun
                ? http.Run(new PreviewSeats(body.Give ?? [], body.Remove ?? [], body.ByRow))
                : http.Run(new ChangeSeats(body.Give ?? [], body.Remove ?? [], body.ByRow), Changed))
            .Needs(Permission.LicenceAssign)
            .WithSummary("Give and remove seats of several people, or with dryRun say what would happen; a major change becomes a request")
            .Produces<SeatsChanged>().Produces<SeatsChanged>(StatusCodes.Status202Accepted);
        seats.MapGet("/requests", (HttpContext http, string customer, RequestState? state, string? cursor) =>
                http.Run(new ListSeatRequests(state) { Cursor = cursor }))
            .Needs(Permission.LicenceView).WithSummary("Major changes of seats that wait or were decided").Produces<Page<SeatRequestView>>();
        seats.MapPost("/requests/{request:guid}/approve", (HttpContext http, string customer, Guid request) => http.Run(new ApproveSeatRequest(request)))
            .Needs(Permission.LicenceApprove).WithSummary("Approve a major change of seats").Produces<SeatsChanged>();
        seats.MapPost("/requests/{request:guid}/decline", (HttpContext http, string customer, Guid request, DeclineReason body) =>
                http.Run(new DeclineSeatRequest(request, body.Reason)))
            .Needs(Permission.LicenceApprove).WithSummary("Decline a major change of seats").Produces(StatusCodes.Status204NoContent);
        seats.MapPost("/requests/{request:guid}/withdraw", (HttpContext http, string customer, Guid request) => http.Run(new WithdrawSeatRequest(request)))
            .Needs(Permission.LicenceAssign).WithSummary("Withdraw my major change of seats").Produces(StatusCodes.Status204NoContent);
        api.MapGet("/customers/{customer}/seats.csv", (HttpContext http, string customer, string? query, string? state, bool? seat, bool? idle) =>
                http.Run(new ExportSeats(new(query, State: state, Seat: seat), idle ?? false), seats => Results.File(SeatTable.ToCsv(seats), Csv.Type, "seats.csv")))
            .WithTags("Seats").Needs(Permission.LicenceView).WithSummary("Export the report of seats as CSV; recorded in the trail")
            .Produces<string>(StatusCodes.Status200OK, Csv.Type);
        api.MapGet("/customers/{customer}/seats.xlsx", (HttpContext http, string customer, string? query, string? state, bool? seat, bool? idle) =>
                http.Run(new ExportSeats(new(query, State: state, Seat: seat), idle ?? false), seats => Results.File(SeatTable.ToXlsx(seats), SeatTable.XlsxType, "seats.xlsx")))
            .WithTags("Seats").Needs(Permission.LicenceView).WithSummary("Export the report of seats as a workbook; recorded in the trail")
            .Produces<byte[]>(StatusCodes.Status200OK, SeatTable.XlsxType);
    }

    /// <summary>200 when the seats are given and removed, 202 when that waits.</summary>
    internal static IResult Changed(SeatsChanged changed) =>
        Results.Json(changed, statusCode: changed.Done ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
}
