using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>Requests for access: <c>/api/customers/{customer}/access-requests</c>.</summary>
public static class AccessRequestRoutes
{
    /// <summary>A request to be made, for one of a level, a role, a custom role, tenants; without a user, for oneself.</summary>
    public sealed record NewRequest(
        InsightsRole? Level, Guid? User, DateTimeOffset? Until, IReadOnlyList<string>? Teams, ConnectRole? Role, string? CustomRole,
        IReadOnlyList<string>? Tenants);

    /// <summary>Maps the routes.</summary>
    public static void MapAccessRequests(this IEndpointRouteBuilder api)
    {
        var requests = api.MapGroup("/customers/{customer}/access-requests").WithTags("Access requests");
        requests.MapGet("", (HttpContext http, string customer, string? state, bool? mine, string? cursor) => state switch
            {
                null => http.Run(new ListRequests(null, mine == true) { Cursor = cursor }),
                "open" => http.Run(new ListRequests(RequestState.Open, mine == true) { Cursor = cursor }),
                "approved" => http.Run(new ListRequests(RequestState.Approved, mine == true) { Cursor = cursor }),
                "declined" => http.Run(new ListRequests(RequestState.Declined, mine == true) { Cursor = cursor }),
                "withdrawn" => http.Run(new ListRequests(RequestState.Withdrawn, mine == true) { Cursor = cursor }),
                _ => Task.FromResult(new Invalid("/state", "Choose open, approved, declined or withdrawn.").ToProblem(http)),
            })
            .Needs(Permission.AccessRequestCreate).WithSummary("Access requests: those you decide, and your own")
            .Produces<Page<RequestView>>();
        requests.MapPost("", (HttpContext http, string customer, NewRequest body) =>
                http.Run(new RequestAccess(body.User, body.Level, body.Until, body.Teams, body.Role, body.CustomRole, body.Tenants), Http.Made))
            .Needs(Permission.AccessRequestCreate).WithSummary("Request a level, a role, a custom role or tenants")
            .Produces<MadeThing>(StatusCodes.Status201Created);
        requests.MapGet("/choices", (HttpContext http, string customer, Guid? user) => http.Run(new ViewRequestChoices(user)))
            .Needs(Permission.AccessRequestCreate).WithSummary("What can be requested, for oneself or for someone one manages")
            .Produces<RequestChoices>();
        requests.MapPost("/{request:guid}/withdraw", (HttpContext http, string customer, Guid request) => http.Run(new WithdrawRequest(request)))
            .Needs(Permission.AccessRequestCreate).WithSummary("Withdraw a request of your own").Produces(StatusCodes.Status204NoContent);

        requests.MapPost("/{request:guid}/approve", (HttpContext http, string customer, Guid request, Narrower body) =>
                http.Run(new ApproveRequest(request, body)))
            .Needs(Permission.AccessLevelApprove).Previews().WithSummary("Approve a request for a level, as it is or narrower")
            .Produces(StatusCodes.Status204NoContent);
        requests.MapPost("/{request:guid}/decline", (HttpContext http, string customer, Guid request, AppRoutes.Declined body) =>
                http.Run(new DeclineRequest(request, body.Reason)))
            .Needs(Permission.AccessLevelApprove).WithSummary("Decline a request for a level").Produces(StatusCodes.Status204NoContent);
        requests.MapPost("/{request:guid}/approve-role", (HttpContext http, string customer, Guid request, Narrower body) =>
                http.Run(new ApproveRoleRequest(request, body)))
            .Needs(Permission.RoleAssign).Previews().WithSummary("Approve a request for Customer Admin or a custom role, as it is or narrower")
            .Produces(StatusCodes.Status204NoContent);
        requests.MapPost("/{request:guid}/decline-role", (HttpContext http, string customer, Guid request, AppRoutes.Declined body) =>
                http.Run(new DeclineRoleRequest(request, body.Reason)))
            .Needs(Permission.RoleAssign).WithSummary("Decline a request for Customer Admin or a custom role")
            .Produces(StatusCodes.Status204NoContent);
        requests.MapPost("/{request:guid}/approve-tenants", (HttpContext http, string customer, Guid request, Narrower body) =>
                http.Run(new ApproveTenantRequest(request, body)))
            .Needs(Permission.TenantAssign).Previews().WithSummary("Approve a request for tenants, as it is or narrower")
            .Produces(StatusCodes.Status204NoContent);
        requests.MapPost("/{request:guid}/decline-tenants", (HttpContext http, string customer, Guid request, AppRoutes.Declined body) =>
                http.Run(new DeclineTenantRequest(request, body.Reason)))
            .Needs(Permission.TenantAssign).WithSummary("Decline a request for tenants").Produces(StatusCodes.Status204NoContent);
    }
}
