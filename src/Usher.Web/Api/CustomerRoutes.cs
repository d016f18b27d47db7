using System.Text.Json.Serialization;
using Usher.Access;
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
