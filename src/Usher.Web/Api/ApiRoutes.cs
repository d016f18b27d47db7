namespace Usher.Web.Api;

/// <summary>Every REST route, room by room.</summary>
public static class ApiRoutes
{
    /// <summary>Maps <c>/api</c>.</summary>
    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api");
        api.MapSession();

        // An unknown address below /api is a problem, never a page.
        api.Map("{**rest}", (HttpContext http) => new Access.NotFound().ToProblem(http)).WithOrder(int.MaxValue - 1).ExcludeFromDescription();
    }
}
