using Usher.Access;
using Usher.Directory;

namespace Usher.Web.Api;

/// <summary>Levels of Insights: <c>/api/customers/{customer}/levels</c>.</summary>
public static class LevelRoutes
{
    /// <summary>Maps the routes.</summary>
    public static void MapLevels(this IEndpointRouteBuilder api)
    {
        api.MapGet("/customers/{customer}/levels", (HttpContext http, string customer) => http.Run(new ViewLevels()))
            .WithTags("Users").Needs(Permission.AccessLevelManage).WithSummary("The organization by level").Produces<LevelsView>();
        api.MapGet("/customers/{customer}/users/{user:guid}/level", (HttpContext http, string customer, Guid user) =>
                http.Run(new ViewLevelChoices(user)))
            .WithTags("Users").Needs(Permission.AccessLevelManage).WithSummary("Levels I can give this person, and which need a request")
            .Produces<LevelChoices>();
    }
}
