using Usher.Access;
using Usher.Marketplace;

namespace Usher.Web.Api;

/// <summary>Apps that connect by OAuth: a person is sent to the provider, comes back, and the app is connected in a tenant.</summary>
public static class ConnectionRoutes
{
    /// <summary>The secret of an app's client; null clears it.</summary>
    public sealed record ClientSecret(string? Secret);

    /// <summary>Maps the routes.</summary>
    /// <param name="api">All of the API.</param>
    /// <param name="app">An app of a customer.</param>
    /// <param name="place">The same, in a tenant.</param>
    internal static void Map(IEndpointRouteBuilder api, RouteGroupBuilder app, RouteGroupBuilder place)
    {
        api.MapPut("/catalogue/{app}/client-secret", (HttpContext http, string app, ClientSecret given, Connections connections) =>
                http.Run(caller => connections.SetSecret(caller, app, given.Secret, own: false)))
            .WithTags("Marketplace").Needs(Permission.AppPublish).WithSummary("Set or clear the secret of an app's OAuth client")
            .Produces(StatusCodes.Status204NoContent);
        app.MapPut("/client-secret", (HttpContext http, string customer, string app, ClientSecret given, Connections connections) =>
                http.Run(caller => connections.SetSecret(caller, app, given.Secret, own: true)))
            .Needs(Permission.AppPublishOwn).WithSummary("Set or clear the secret of a Workflow Builder app's OAuth client")
            .Produces(StatusCodes.Status204NoContent);
        place.MapPost("/connection", (HttpContext http, string customer, string app, string tenant, Connections connections) =>
                http.Run(caller => connections.Start(caller, app, tenant)))
            .Needs(Permission.AppConfigure).WithSummary("Start connecting an app: where the person is to be sent, once")
            .Produces<ConnectionAddress>();
        place.MapDelete("/connection", (HttpContext http, string customer, string app, string tenant) => http.Run(new EndConnection(app, tenant)))
            .Needs(Permission.AppConfigure).WithSummary("End an app's connection; its tokens are revoked at the provider")
            .Produces(StatusCodes.Status204NoContent);
        api.MapPost("/app-connections", (HttpContext http, ConnectionReturn returned, Connections connections) =>
                http.Run(caller => connections.Finish(caller, returned, http.RequestAborted)))
            .WithTags("Marketplace").Needs(Permission.AppConfigure).WithSummary("Finish connecting an app, with what its provider sent the person back with")
            .Produces<ConnectionMade>();
    }
}
