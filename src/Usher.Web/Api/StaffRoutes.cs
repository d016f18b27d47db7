using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>The vendor's own people: <c>/api/staff</c>. Super Users are made on the host alone (rule 4).</summary>
public static class StaffRoutes
{
    /// <summary>Somebody to make a Support User.</summary>
    /// <param name="Email">Their address.</param>
    /// <param name="Name">The name that people see.</param>
    public sealed record NewSupportUser(string Email, string Name);

    /// <summary>Maps the routes.</summary>
    public static void MapStaff(this IEndpointRouteBuilder api)
    {
        var staff = api.MapGroup("/staff").WithTags("Staff");
        staff.MapGet("", (HttpContext http, string? query, string? cursor) => http.Run(new ListStaff(query) { Cursor = cursor }))
            .Needs(Permission.SupportUserGrant).WithSummary("The vendor's staff").Produces<Page<StaffLine>>();
        staff.MapPost("", (HttpContext http, NewSupportUser body) =>
                http.Run(new GrantStaffRole(StaffRole.SupportUser, body.Email ?? "", body.Name ?? ""), Http.Made))
            .Needs(Permission.SupportUserGrant).WithSummary("Give the Support User role").Produces<MadeThing>(StatusCodes.Status201Created);
        staff.MapDelete("/{email}", (HttpContext http, string email) => http.Run(new EndStaffRole(StaffRole.SupportUser, email)))
            .Needs(Permission.SupportUserGrant).WithSummary("Remove the Support User role").Produces(StatusCodes.Status204NoContent);
    }
}
