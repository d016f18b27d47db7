using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>Custom roles: <c>/api/customers/{customer}/custom-roles</c>.</summary>
public static class CustomRoleRoutes
{
    /// <summary>A custom role to be created.</summary>
    public sealed record NewRole(string Name, IReadOnlyList<string>? Apps);

    /// <summary>What changes of a custom role: what is left out stays as it is.</summary>
    public sealed record RoleChange(string? Name, IReadOnlyList<string>? Apps);

    /// <summary>Maps the routes.</summary>
    public static void MapCustomRoles(this IEndpointRouteBuilder api)
    {
        var roles = api.MapGroup("/customers/{customer}/custom-roles").WithTags("Custom roles");
        roles.MapGet("", (HttpContext http, string customer, string? query, string? cursor) => http.Run(new ListCustomRoles(query) { Cursor = cursor }))
            .Needs(Permission.CustomRoleManage).WithSummary("Custom roles with their apps").Produces<Page<CustomRoleView>>();
        roles.MapPost("", (HttpContext http, string customer, NewRole role) =>
                http.Run(new CreateCustomRole(role.Name, role.Apps ?? []),
                    slug => Results.Json(new { slug }, statusCode: StatusCodes.Status201Created)))
            .Needs(Permission.CustomRoleManage).Previews().WithSummary("Create a custom role")
            .Produces<MadeSlug>(StatusCodes.Status201Created);

        var role = roles.MapGroup("/{role}");
        role.MapGet("", (HttpContext http, string customer, string role) => http.Run(new ViewCustomRole(role)))
            .Needs(Permission.CustomRoleManage).WithSummary("A custom role").Produces<CustomRoleView>();
        role.MapPatch("", (HttpContext http, string customer, string role, RoleChange change) =>
                http.Run(new EditCustomRole(role, change.Name, change.Apps)))
            .Needs(Permission.CustomRoleManage).Previews().WithSummary("Change a custom role's name or apps")
            .Produces(StatusCodes.Status204NoContent);
        role.MapDelete("", (HttpContext http, string customer, string role, int? holders) =>
                http.Run(new DeleteCustomRole(role, holders ?? 0)))
            .Needs(Permission.CustomRoleManage).Previews().WithSummary("Delete a custom role, and take it from those who have it")
            .Produces(StatusCodes.Status204NoContent);
    }
}
