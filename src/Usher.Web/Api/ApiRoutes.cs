using Usher.Web.Live;

namespace Usher.Web.Api;

/// <summary>Every REST route, room by room.</summary>
public static class ApiRoutes
{
    /// <summary>Maps <c>/api</c>.</summary>
    public static void MapApi(this WebApplication app)
    {
        // Every answer that is no success is the one type; which statuses an operation has is told in the document by what it does.
        var api = app.MapGroup("/api")
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status401Unauthorized, typeof(Problem), [Problem.ContentType]));
        api.MapSession();
        api.MapUnsubscribe();
        api.MapCalls();
        api.MapInbox();
        api.MapDelivery();
        api.MapMe();
        api.MapEvents();
        api.MapStaff();
        api.MapCustomers();
        api.MapUsers();
        api.MapIdentities();
        api.MapLevels();
        api.MapSeats();
        api.MapSeatReports();
        api.MapSettings();
        api.MapSlackSettings();
        api.MapAccessRequests();
        api.MapCustomRoles();
        api.MapTeams();
        api.MapIntegrationUsers();
        api.MapApps();
        api.MapPictures();
        api.MapUpstream();
        api.MapOrphans();
        api.MapWhy();
        api.MapAudit();

        // What no route takes is a problem, never a page.
        api.Map("{**rest}", (HttpContext http, Unmatched unmatched) => unmatched.Answer(http)).WithOrder(int.MaxValue - 1)
            .ExcludeFromDescription();
    }
}
