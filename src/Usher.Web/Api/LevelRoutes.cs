using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>Levels of Insights and requests for them: <c>/api/customers/{customer}/levels</c>, <c>…/access-requests</c>.</summary>
public static class LevelRoutes
{
    /// <summary>A request to be made; without a user, for oneself.</summary>
    public sealed record NewRequest([property: JsonRequired] InsightsRole Level, Guid? User, DateTimeOffset? Until,
        IReadOnlyList<string>? Teams);

    /// <summary>Maps the routes.</summary>
    public static void MapLevels(this IEndpointRouteBuilder api)
    {
        api.MapGet("/customers/{customer}/levels", (HttpContext http, string customer) => http.Run(new ViewLevels()))
            .WithTags("Users").Needs(Permission.AccessLevelManage).WithSummary("The organization by level").Produces<LevelsView>();
        api.MapGet("/customers/{customer}/users/{user:guid}/level", (HttpContext http, string customer, Guid user) =>
                http.Run(new ViewLevelChoices(user)))
            .WithTags("Users").Needs(Permission.AccessLevelManage).WithSummary("Levels I can give this person, and which need a request")
            .Produces<LevelChoices>();
        var requests = api.MapGroup("/customers/{customer}/access-requests").WithTags("Access requests");
        requests.MapGet("", (HttpContext http, string customer, string? state, string? cursor) => state switch
            {
                null => http.Run(new ListRequests(null) { Cursor = cursor }),
                "open" => http.Run(new ListRequests(RequestState.Open) { Cursor = cursor }),
                "approved" => http.Run(new ListRequests(RequestState.Approved) { Cursor = cursor }),
                "declined" => http.Run(new ListRequests(RequestState.Declined) { Cursor = cursor }),
                _ => Task.FromResult(new Invalid("/state", "Choose open, approved or declined.").ToProblem(http)),
            })
            .Needs(Permission.AccessRequestCreate).WithSummary("Access requests: all for those who approve, otherwise your own")
            .Produces<Page<RequestView>>();
        requests.MapPost("", (HttpContext http, string customer, NewRequest body) =>
                http.Run(new RequestAccess(body.User, body.Level, body.Until, body.Teams), Http.Made))
            .Needs(Permission.AccessRequestCreate).WithSummary("Request a level").Produces<MadeThing>(StatusCodes.Status201Created);
        requests.MapPost("/{request:guid}/approve", (HttpContext http, string customer, Guid request) =>
                http.Run(new ApproveRequest(request)))
            .Needs(Permission.AccessLevelApprove).Previews().WithSummary("Approve a request").Produces(StatusCodes.Status204NoContent);
        requests.MapPost("/{request:guid}/decline", (HttpContext http, string customer, Guid request) =>
                http.Run(new DeclineRequest(request)))
            .Needs(Permission.AccessLevelApprove).WithSummary("Decline a request").Produces(StatusCodes.Status204NoContent);
    }
}
