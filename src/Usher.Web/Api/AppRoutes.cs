using Usher.Access;
using Usher.Marketplace;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>The marketplace: <c>/api/customers/{customer}/apps</c>.</summary>
public static class AppRoutes
{
    /// <summary>Why an app is declined.</summary>
    public sealed record Declined(string Reason);

    /// <summary>A setting: without a value it is removed.</summary>
    public sealed record GivenSetting(string Name, string? Value);

    /// <summary>Settings of an app; those that are not named stay as they are.</summary>
    public sealed record GivenSettings(IReadOnlyList<GivenSetting> Settings);

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
            .Needs(Permission.AppConfigure).Previews().WithSummary("Configure an approved app").Produces(StatusCodes.Status204NoContent);
        place.MapGet("/configuration", (HttpContext http, string customer, string app, string tenant) =>
            http.Run(new ViewConfiguration(app, tenant)))
            .Needs(Permission.AppConfigure).WithSummary("An app's settings; secrets are shown to nobody").Produces<ConfigurationView>();
        place.MapPut("/configuration", (
            HttpContext http, string customer, string app, string tenant, GivenSettings given, AppSettings settings) =>
            http.Run(caller => settings.Configure(caller, app, tenant, given.Settings.Select(one => (one.Name, one.Value)))))
            .Needs(Permission.AppConfigure).WithSummary("Set or remove settings of an app; an approved one is activated")
            .Produces(StatusCodes.Status204NoContent);
    }
}
