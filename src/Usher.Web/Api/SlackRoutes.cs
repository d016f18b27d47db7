using System.Text;
using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Delivery.Slack;
using Usher.Platform;
using Usher.Web.Hosting;

namespace Usher.Web.Api;

/// <summary>
/// How an organization is connected to Slack, <c>/api/customers/{customer}/slack</c>; and what Slack sends, signed with the secret of the organization's app: <c>POST /slack/{customer}/events</c>, <c>…/interactions</c> and
/// <c>…/commands</c>. 200 says that it was heard, 401 that it is not from Slack, late, or sent before; 503 that Slack is to send it again.
/// </summary>
public static class SlackRoutes
{
    private delegate Task<SlackHeard> Hear(string customer, string? timestamp, string? signature, ReadOnlyMemory<byte> body,
        CancellationToken ct);

    /// <summary>An organization's app. A secret that is left out stays, unless it is another app; an empty socketToken ends Socket Mode.</summary>
    public sealed record SlackAppBody([property: JsonRequired] string ClientId, string? ClientSecret = null, string? SigningSecret = null,
        string? SocketToken = null);

    /// <summary>Maps the routes of the API.</summary>
    public static void MapSlackSettings(this IEndpointRouteBuilder api)
    {
        var slack = api.MapGroup("/customers/{customer}/slack").WithTags("Slack");
        slack.MapGet("", (HttpContext http, string customer, PublicAddress address) => http.Run(new ViewSlack(address.IsSet ? address.Base : null)))
            .Needs(Permission.OrganizationConfigure).WithSummary("How the organization is connected to Slack, and the manifest of its app")
            .Produces<SlackView>();
        slack.MapPut("/app", (HttpContext http, string customer, SlackAppBody body, SlackInstallations installations) => http.Run(caller =>
                installations.SetApp(caller, new(body.ClientId, body.ClientSecret, body.SigningSecret, body.SocketToken))))
            .Needs(Permission.OrganizationConfigure).WithSummary("Enter the client ID and secrets of the organization’s Slack app")
            .Produces(StatusCodes.Status204NoContent);
        slack.MapPost("/installation", (HttpContext http, string customer, SlackInstallations installations) => http.Run(installations.Start))
            .Needs(Permission.OrganizationConfigure).WithSummary("Start installing the app: where the person is to be sent")
            .Produces<SlackInstallation>();
        slack.MapPut("/connection", (HttpContext http, string customer, SlackReturn returned, SlackInstallations installations) =>
                http.Run(caller => installations.Finish(caller, returned, http.RequestAborted)))
            .Needs(Permission.OrganizationConfigure).WithSummary("Finish installing the app, with what Slack sent the person back with")
            .Produces<SlackInstalled>();
        slack.MapDelete("/connection", (HttpContext http, string customer) => http.Run(new DisconnectSlack()))
            .Needs(Permission.OrganizationConfigure).WithSummary("Disconnect from Slack; the token is revoked")
            .Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>Maps the routes that Slack sends to.</summary>
    public static void MapSlack(this WebApplication app)
    {
        app.MapPost("/slack/{customer}/events", (HttpContext http, SlackEvents events, string customer) =>
            Answer(http, customer, events.Hear)).ExcludeFromDescription();
        app.MapPost("/slack/{customer}/interactions", (HttpContext http, SlackInteractions interactions, string customer) =>
            Answer(http, customer, interactions.Hear)).ExcludeFromDescription();
        app.MapPost("/slack/{customer}/commands", (HttpContext http, SlackCommands commands, string customer) =>
            Answer(http, customer, commands.Hear)).ExcludeFromDescription();
    }

    private static async Task<IResult> Answer(HttpContext http, string customer, Hear hear)
    {
        if (http.Request.ContentLength > SlackDoor.Longest) return Faults.Status(http, StatusCodes.Status413PayloadTooLarge);
        var body = await Bodies.Read(http, SlackDoor.Longest);
        if (body.Length > SlackDoor.Longest) return Faults.Status(http, StatusCodes.Status413PayloadTooLarge);
        var headers = http.Request.Headers;
        var heard = await hear(customer, One(headers["X-Slack-Request-Timestamp"]), One(headers["X-Slack-Signature"]), body,
            http.RequestAborted);
        return heard switch
        {
            { IsGenuine: false } => Problems.Unauthenticated(http),
            { Challenge: { } challenge } => Results.Text(challenge),
            { Json: { } json } => Results.Text(json, "application/json", Encoding.UTF8),
            _ => Results.Ok(),
        };
    }

    private static string? One(Microsoft.Extensions.Primitives.StringValues header) => header is [{ } only] ? only : null;
}
