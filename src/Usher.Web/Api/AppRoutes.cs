using System.Text.Json;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Marketplace;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>The marketplace: <c>/api/customers/{customer}/apps</c>, the catalogue and the queue of requests.</summary>
public static class AppRoutes
{
    /// <summary>What an app is wanted for.</summary>
    public sealed record Wanted(string? For);

    /// <summary>The scopes that are approved of those that an app can do without, and the version that the approver was shown.</summary>
    public sealed record Approved(IReadOnlyList<string>? Scopes, int? Version = null);

    /// <summary>Why an app is declined.</summary>
    public sealed record Declined(string Reason);

    /// <summary>
    /// A configuration: all values, and the secrets that are replaced or cleared; one that is not named stays. Values that look like
    /// secrets and are meant to be readable are named in <paramref name="Accepted"/>.
    /// </summary>
    public sealed record Entered(JsonElement Values, IReadOnlyList<SecretEntry>? Secrets, IReadOnlyList<string>? Accepted);

    /// <summary>A configuration as it is entered, its secrets apart.</summary>
    public sealed record Tried(JsonElement Values);

    /// <summary>A key to be made.</summary>
    public sealed record NewAppKey(string Name, int Days);

    /// <summary>A version that was published.</summary>
    /// <param name="Version">Its number.</param>
    public sealed record Published(int Version);

    /// <summary>Maps the routes.</summary>
    public static void MapApps(this IEndpointRouteBuilder api)
    {
        var apps = api.MapGroup("/customers/{customer}/apps").WithTags("Marketplace");
        apps.MapGet("", (HttpContext http, string customer, string? query, string? category, AppState? state, string? cursor) =>
                http.Run(new ListApps(query, category, state) { Cursor = cursor }))
            .Needs(Permission.AppView).WithSummary("The catalogue, with the state of each app").Produces<Page<AppView>>();
        apps.MapPost("", (HttpContext http, string customer, AppManifest manifest) => http.Run(new PublishOwnApp(manifest), Created))
            .Needs(Permission.AppPublishOwn).WithSummary("Make a Workflow Builder app, or a new version of it")
            .Produces<Published>(StatusCodes.Status201Created);
        api.MapGet("/customers/{customer}/app-categories", (HttpContext http, string customer) => http.Run(new ListAppCategories()))
            .WithTags("Marketplace").Needs(Permission.AppView).WithSummary("The categories of the apps").Produces<IReadOnlyList<string>>();
        api.MapGet("/app-requests", (HttpContext http, string? app, string? customer, string? cursor) =>
                http.Run(new ListAppRequests(app, customer) { Cursor = cursor }))
            .WithTags("Marketplace").Needs(Permission.AppApprove).WithSummary("Requests for apps that wait, of all customers")
            .Produces<Page<AppRequestLine>>();
        api.MapPost("/catalogue", (HttpContext http, AppManifest manifest) => http.Run(new PublishApp(manifest), Created))
            .WithTags("Marketplace").Needs(Permission.AppPublish).WithSummary("Publish an app, or a new version of it")
            .Produces<Published>(StatusCodes.Status201Created);

        var one = apps.MapGroup("/{app}");
        one.MapGet("", (HttpContext http, string customer, string app) => http.Run(new ViewApp(app)))
            .Needs(Permission.AppView).WithSummary("An app").Produces<AppPage>();
        one.MapPost("/integration-user/own", (HttpContext http, string customer, string app) => http.Run(new OwnAppIntegrationUser(app)))
            .Needs(Permission.AppIntegrationUserManage).WithSummary("Become the owner of an app's integration user")
            .Produces(StatusCodes.Status204NoContent);
        one.MapPost("/integration-user/keys", (HttpContext http, string customer, string app, NewAppKey key) =>
                http.Run(new MakeAppKey(app, key.Name, key.Days), made => Results.Json(made, statusCode: StatusCodes.Status201Created)))
            .Needs(Permission.AppIntegrationUserManage).WithSummary("Make a key for an app's integration user, shown once")
            .Produces<KeyMade>(StatusCodes.Status201Created);
        one.MapDelete("/integration-user/keys/{key}", (HttpContext http, string customer, string app, Guid key) =>
                http.Run(new RevokeAppKey(app, key)))
            .Needs(Permission.AppIntegrationUserManage).WithSummary("Revoke a key of an app's integration user")
            .Produces(StatusCodes.Status204NoContent);
        var place = one.MapGroup("/tenants/{tenant}");
        MapTenant(place);
        ConnectionRoutes.Map(api, one, place);
        AppSideRoutes.Map(api, one.MapGroup("/integration-user/webhook"));
    }

    private static void MapTenant(RouteGroupBuilder place)
    {
        place.MapPost("/request", (
                HttpContext http, string customer, string app, string tenant, Wanted wanted) =>
                http.Run(new RequestApp(app, tenant, wanted.For)))
            .Needs(Permission.AppRequest).WithSummary("Request an app").Produces(StatusCodes.Status204NoContent);
        place.MapPost("/remind", (HttpContext http, string customer, string app, string tenant) => http.Run(new RemindOfApp(app, tenant)))
            .Needs(Permission.AppRequest).WithSummary("Remind those who decide about a request").Produces(StatusCodes.Status204NoContent);
        place.MapPost("/approve", (
                HttpContext http, string customer, string app, string tenant, Approved approved) =>
                http.Run(new ApproveApp(app, tenant, approved.Scopes, approved.Version)))
            .Needs(Permission.AppApprove).WithSummary("Approve an app").Produces(StatusCodes.Status204NoContent);
        place.MapPost("/approve-update", (
                HttpContext http, string customer, string app, string tenant, Approved approved) =>
                http.Run(new ApproveAppUpdate(app, tenant, approved.Scopes, approved.Version)))
            .Needs(Permission.AppApprove)
            .WithSummary("Approve what an app's newest version wants more")
            .Produces(StatusCodes.Status204NoContent);
        place.MapPost("/decline", (HttpContext http, string customer, string app, string tenant, Declined declined) =>
                http.Run(new DeclineApp(app, tenant, declined.Reason)))
            .Needs(Permission.AppApprove).WithSummary("Decline an app, with a reason").Produces(StatusCodes.Status204NoContent);
        place.MapPost("/remove", (HttpContext http, string customer, string app, string tenant) => http.Run(new RemoveApp(app, tenant)))
            .Needs(Permission.AppApprove).WithSummary("Make a declined or approved app available again")
            .Produces(StatusCodes.Status204NoContent);
        place.MapPost("/disable", (HttpContext http, string customer, string app, string tenant) => http.Run(new DisableApp(app, tenant)))
            .Needs(Permission.AppApprove).Previews().WithSummary("Disable an app; its configuration is kept")
            .Produces(StatusCodes.Status204NoContent);
        place.MapPost("/enable", (HttpContext http, string customer, string app, string tenant) => http.Run(new EnableApp(app, tenant)))
            .Needs(Permission.AppApprove).Previews().WithSummary("Enable a disabled app").Produces(StatusCodes.Status204NoContent);
        place.MapPost("/activate", (HttpContext http, string customer, string app, string tenant) => http.Run(new ConfigureApp(app, tenant)))
            .Needs(Permission.AppConfigure).Previews().WithSummary("Activate an approved app whose stored configuration serves")
            .Produces(StatusCodes.Status204NoContent);
        place.MapGet("/configuration", (HttpContext http, string customer, string app, string tenant) =>
            http.Run(new ViewConfiguration(app, tenant)))
            .Needs(Permission.AppConfigure).WithSummary("An app's configuration; secrets are shown to nobody").Produces<ConfigurationView>();
        place.MapGet("/configuration/saves/{number}", (HttpContext http, string customer, string app, string tenant, int number) =>
            http.Run(new ViewSavedConfiguration(app, tenant, number)))
            .Needs(Permission.AppConfigure).WithSummary("An app's configuration as it was saved once").Produces<SavedConfiguration>();
        place.MapPost("/configuration/test", (HttpContext http, string customer, string app, string tenant, Tried tried, ConnectionTests tests) =>
            http.Run(caller => tests.Test(caller, app, tenant, tried.Values, http.RequestAborted)))
            .Needs(Permission.AppConfigure).WithSummary("Test whether the hosts of a configuration answer; no secret is sent")
            .Produces<IReadOnlyList<TestedAddress>>();
        place.MapPut("/configuration", (
            HttpContext http, string customer, string app, string tenant, Entered entered, Configurations configurations) =>
            http.Run(caller => configurations.Configure(caller, app, tenant, entered.Values, entered.Secrets, entered.Accepted)))
            .Needs(Permission.AppConfigure).WithSummary("Configure an app; an approved one is activated")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static IResult Created(int version) => Results.Json(new Published(version), statusCode: StatusCodes.Status201Created);
}
