using Usher.Access;
using Usher.Marketplace;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>The marketplace: <c>/api/customers/{customer}/apps</c>.</summary>
public static class AppRoutes
{
    /// <summary>Why an app is declined.</summary>
    public sealed record Declined(string Reason);

    /// <summary>Maps the routes.</summary>
    public static void MapApps(this IEndpointRouteBuilder api)
    {
        var apps = api.MapGroup("/customers/{customer}/apps").WithTags("Marketplace");
        apps.MapGet("", (HttpContext http, string customer, string? query, string? cursor) =>
                http.Run(new ListApps(query) { Cursor = cursor }))
            .Needs(Permission.AppView).WithSummary("The catalogue, with the state of each app").Produces<Page<AppView>>();

        var place = apps.MapGroup("/{app}/tenants/{tenant}");
        place.MapPost("/request", (HttpContext http, string customer, string app, string tenant) => http.Run(new RequestApp(app, tenant)))
            .Needs(Permission.AppRequest).WithSummary("Request an app").Produces(StatusCodes.Status204NoContent);
        place.MapPost("/approve", (HttpContext http, string customer, string app, string tenant) => http.Run(new ApproveApp(app, tenant)))
            .Needs(Permission.AppApprove).WithSummary("Approve an app").Produces(StatusCodes.Status204NoContent);
        place.MapPost("/decline", (HttpContext http, string customer, string app, string tenant, Declined declined) =>
                http.Run(new DeclineApp(app, tenant, declined.Reason)))
            .Needs(Permission.AppApprove).WithSummary("Decline an app, with a reason").Produces(StatusCodes.Status204NoContent);
        place.MapPost("/activate", (HttpContext http, string customer, string app, string tenant) => http.Run(new ActivateApp(app, tenant)))
            .Needs(Permission.AppConfigure).WithSummary("Configure an approved app").Produces(StatusCodes.Status204NoContent);
    }
}
