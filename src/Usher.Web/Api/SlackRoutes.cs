using Usher.Delivery.Slack;
using Usher.Web.Hosting;

namespace Usher.Web.Api;

/// <summary>
/// What Slack sends: <c>POST /slack/{customer}/events</c>, signed with the secret of the organization's app. 200 says that it was heard,
/// 401 that it is not from Slack, late, or sent before; 503 that Slack is to send it again.
/// </summary>
public static class SlackRoutes
{
    /// <summary>Maps the route.</summary>
    public static void MapSlack(this WebApplication app) => app.MapPost("/slack/{customer}/events", async (HttpContext http,
        SlackEvents events, string customer) =>
    {
        if (http.Request.ContentLength > SlackEvents.Longest) return Faults.Status(http, StatusCodes.Status413PayloadTooLarge);
        var body = await Bodies.Read(http, SlackEvents.Longest);
        if (body.Length > SlackEvents.Longest) return Faults.Status(http, StatusCodes.Status413PayloadTooLarge);
        var headers = http.Request.Headers;
        var heard = await events.Hear(customer, One(headers["X-Slack-Request-Timestamp"]), One(headers["X-Slack-Signature"]), body,
            http.RequestAborted);
        return !heard.IsGenuine ? Problems.Unauthenticated(http)
            : heard.Challenge is { } challenge ? Results.Text(challenge)
            : Results.Ok();
    }).ExcludeFromDescription();

    private static string? One(Microsoft.Extensions.Primitives.StringValues header) => header is [{ } only] ? only : null;
}
