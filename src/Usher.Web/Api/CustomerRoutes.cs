using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Calls;
using Usher.Directory;
using Usher.Governance;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>Customers: <c>/api/customers</c>.</summary>
public static class CustomerRoutes
{
    /// <summary>A customer to be created.</summary>
    public sealed record NewCustomer(string Slug, string Name);

    /// <summary>What changes of a customer: what is left out stays as it is; an empty Salesforce account names none.</summary>
    public sealed record CustomerChange(string? Name, IReadOnlyList<string>? Domains, string? SalesforceAccount);

    /// <summary>The number of seats bought.</summary>
    public sealed record BoughtSeats([property: JsonRequired] int Bought);

    /// <summary>The user to appoint.</summary>
    public sealed record Candidate([property: JsonRequired] Guid User);

    /// <summary>Maps the routes.</summary>
    public static void MapCustomers(this IEndpointRouteBuilder api)
    {
        var customers = api.MapGroup("/customers").WithTags("Customers");
        customers.MapGet("", (HttpContext http, string? query, string? cursor) => http.Run(new ListCustomers(query) { Cursor = cursor }))
            .Needs(Permission.CustomerView).WithSummary("Find customers by name").Produces<CustomerList>();
        customers.MapPost("", (HttpContext http, NewCustomer body) =>
                http.Found(CreateCustomer.IdFor(body.Slug ?? ""), new CreateCustomer(body.Slug ?? "", body.Name), Http.Made))
            .Needs(Permission.CustomerCreate).WithSummary("Create a customer").Produces<MadeThing>(StatusCodes.Status201Created);

        var customer = customers.MapGroup("/{customer}");
        customer.MapGet("", (HttpContext http, string customer) => http.Run(new ViewCustomer()))
            .Needs(Permission.CustomerView).WithSummary("A customer's dashboard").Produces<CustomerView>();
        customer.MapPatch("", (HttpContext http, string customer, CustomerChange change) =>
                http.Run(new EditCustomer(change.Name, change.Domains, change.SalesforceAccount)))
            .Needs(Permission.CustomerEdit).WithSummary("Change a customer's name, domains or Salesforce account")
            .Produces(StatusCodes.Status204NoContent);
        customer.MapPost("/close", (HttpContext http, string customer) => http.Run(new CloseCustomer()))
            .Needs(Permission.CustomerClose).WithSummary("Close a customer, with a note: everything is refused to its people and keys")
            .Produces(StatusCodes.Status204NoContent);
        customer.MapPost("/reopen", (HttpContext http, string customer) => http.Run(new ReopenCustomer()))
            .Needs(Permission.CustomerClose).WithSummary("Reopen a closed customer").Produces(StatusCodes.Status204NoContent);
        customer.MapGet("/dashboard", (HttpContext http, string customer) => http.Run(new ViewDashboard()))
            .Needs(Permission.CustomerView).WithSummary("Figures, apps, roles, requests and health of a customer")
            .Produces<DashboardView>();
        customer.MapGet("/seats", (HttpContext http, string customer) => http.Run(new ViewSeats()))
            .Needs(Permission.LicenceView).WithSummary("Seats bought and in use").Produces<SeatsView>();
        customer.MapGet("/seats/use", (HttpContext http, string customer) => http.Run(new ViewSeatUse()))
            .Needs(Permission.LicenceView).WithSummary("Idle seats, and calls not stored because their owner has no seat")
            .Produces<SeatUseView>();
        customer.MapGet("/seats/users",
            (HttpContext http, string customer, string? query, string? state, bool? seat, bool? idle, string? cursor) =>
                http.Run(new ListSeatUse(new(query, State: state, Seat: seat), idle ?? false) { Cursor = cursor }))
            .Needs(Permission.LicenceView).WithSummary("Users with their seat and the week of last use").Produces<Page<SeatUse>>();
        customer.MapPut("/seats", (HttpContext http, string customer, BoughtSeats seats) => http.Run(new ProvisionSeats(seats.Bought)))
            .Needs(Permission.LicenceProvision).WithSummary("Set the number of seats bought").Produces(StatusCodes.Status204NoContent);
        customer.MapPost("/organization-admin", (HttpContext http, string customer, Candidate candidate) =>
                http.Run(new AppointFirstOrganizationAdmin(candidate.User), Waiting))
            .Needs(Permission.OrganizationAdminAppoint).Previews().WithSummary("Appoint the first Organization Admin; staff propose")
            .Produces<Appointment>().Produces<Appointment>(StatusCodes.Status202Accepted);
    }

    private static IResult Waiting(Appointment appointment) =>
        Results.Json(appointment, statusCode: appointment.Done ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
}

/// <summary>A thing that was made.</summary>
public sealed record MadeThing(Guid Id);

/// <summary>A thing that was made and is known by its slug.</summary>
public sealed record MadeSlug(string Slug);
