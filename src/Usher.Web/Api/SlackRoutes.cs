using System.Text;
using Usher.Delivery.Slack;
using Usher.Web.Hosting;

namespace Usher.Web.Api;

/// <summary>
/// What Slack sends, signed with the secret of the organization's app: <c>POST /slack/{customer}/events</c>, <c>…/interactions</c> and
/// <c>…/commands</c>. 200 says that it was heard, 401 that it is not from Slack, late, or sent before; 503 that Slack is to send it again.
/// </summary>
public static class SlackRoutes
{
    private delegate Task<SlackHeard> Hear(string customer, string? timestamp, string? signature, ReadOnlyMemory<byte> body,
        CancellationToken ct);

    /// <summary>Maps the routes.</summary>
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
