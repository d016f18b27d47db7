using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Directory;

namespace Usher.Web.Api;

/// <summary>Levels of Insights: <c>/api/customers/{customer}/levels</c>.</summary>
public static class LevelRoutes
{
    /// <summary>The user that staff propose.</summary>
    public sealed record Proposed([property: JsonRequired] Guid User);

    /// <summary>Why a proposal is withdrawn.</summary>
    public sealed record WithdrawReason([property: JsonRequired] string Reason);

    /// <summary>Maps the routes.</summary>
    public static void MapLevels(this IEndpointRouteBuilder api)
    {
        api.MapGet("/customers/{customer}/levels", (HttpContext http, string customer) => http.Run(new ViewLevels()))
            .WithTags("Users").Needs(Permission.AccessLevelManage).WithSummary("The organization by level").Produces<LevelsView>();
        api.MapGet("/customers/{customer}/users/{user:guid}/level", (HttpContext http, string customer, Guid user) =>
                http.Run(new ViewLevelChoices(user)))
            .WithTags("Users").Needs(Permission.AccessLevelManage).WithSummary("Levels I can give this person, and which need a request")
            .Produces<LevelChoices>();

        var replacement = api.MapGroup("/customers/{customer}/organization-admin/replacement").WithTags("Customers");
        replacement.MapGet("", (HttpContext http, string customer) => http.Run(new ViewReplacement()))
            .Needs(Permission.OrganizationAdminAppoint).WithSummary("Whether the last Organization Admin was lost, and who is proposed instead")
            .Produces<ReplacementsView>();
        replacement.MapPost("", (HttpContext http, string customer, Proposed body) => http.Run(new ProposeReplacement(body.User), Http.Made))
            .Needs(Permission.OrganizationAdminAppoint).WithSummary("Propose an Organization Admin where the last one was lost; for staff")
            .Produces<MadeThing>(StatusCodes.Status201Created);
        replacement.MapPost("/{proposal:guid}/confirm", (HttpContext http, string customer, Guid proposal) => http.Run(new ConfirmReplacement(proposal)))
            .Needs(Permission.OrganizationAdminAppoint).WithSummary("Confirm the proposed Organization Admin; it is announced and takes effect after 24 hours")
            .Produces<ReplacementAnnounced>();
        replacement.MapPost("/{proposal:guid}/withdraw", (HttpContext http, string customer, Guid proposal, WithdrawReason body) =>
                http.Run(new WithdrawReplacement(proposal, body.Reason)))
            .Needs(Permission.OrganizationAdminAppoint).WithSummary("Withdraw a proposed Organization Admin, with a reason")
            .Produces(StatusCodes.Status204NoContent);
    }
}
