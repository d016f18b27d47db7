using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>Integration users and their keys: <c>/api/customers/{customer}/integration-users</c>.</summary>
public static class IntegrationUserRoutes
{
    /// <summary>An integration user to be created.</summary>
    public sealed record NewIntegrationUser(string Name, [property: JsonRequired] Guid Owner, IReadOnlyList<string>? Scopes);

    /// <summary>Approved or withdrawn.</summary>
    public sealed record Approval(bool Approved = true);

    /// <summary>The new owner.</summary>
    public sealed record NewOwner([property: JsonRequired] Guid Owner);

    /// <summary>All scopes from now on.</summary>
    public sealed record NewScopes([property: JsonRequired] IReadOnlyList<string> Scopes);

    /// <summary>A key to be made; without scopes it carries all of its integration user.</summary>
    public sealed record NewKey(string Name, IReadOnlyList<string>? Scopes, int Days = 365);

    /// <summary>How to rotate.</summary>
    public sealed record Rotation(int Days = 365, int OverlapHours = 24);

    /// <summary>Maps the routes.</summary>
    public static void MapIntegrationUsers(this IEndpointRouteBuilder api)
    {
        var integrationUsers = api.MapGroup("/customers/{customer}/integration-users").WithTags("Integration users");
        integrationUsers.MapGet("", (HttpContext http, string customer, string? query, string? cursor) =>
                http.Run(new ListIntegrationUsers(query) { Cursor = cursor }))
            .Needs(Permission.IntegrationUserManage).WithSummary("Integration users with their active keys")
            .Produces<Page<IntegrationUserView>>();
        integrationUsers.MapGet("/set-up", (HttpContext http, string customer, string? cursor) =>
                http.Run(new ListIntegrationSetUps { Cursor = cursor }))
            .Needs(Permission.IntegrationUserManage, Permission.AppConfigure)
            .WithSummary("Integration users with what is done and who does what next until they work").Produces<Page<IntegrationSetUp>>();
        integrationUsers.MapPost("", (HttpContext http, string customer, NewIntegrationUser body) =>
                http.Run(new CreateIntegrationUser(body.Name, body.Owner, body.Scopes ?? []), Http.Made))
            .Needs(Permission.IntegrationUserManage).WithSummary("Create an integration user")
            .Produces<MadeThing>(StatusCodes.Status201Created);

        var integrationUser = integrationUsers.MapGroup("/{integrationUser:guid}");
        integrationUser.MapGet("", (HttpContext http, string customer, Guid integrationUser) =>
                http.Run(new ViewIntegrationUser(integrationUser)))
            .Needs(Permission.IntegrationUserManage).WithSummary("An integration user with its active keys")
            .Produces<IntegrationUserView>();
        integrationUser.MapPost("/approve", (HttpContext http, string customer, Guid integrationUser, Approval? body) =>
                http.Run(new ApproveIntegration(integrationUser, body?.Approved ?? true)))
            .Needs(Permission.IntegrationApprove).Previews().WithSummary("Approve, or withdraw the approval")
            .Produces(StatusCodes.Status204NoContent);
        integrationUser.MapPost("/owner", (HttpContext http, string customer, Guid integrationUser, NewOwner body) =>
                http.Run(new HandOver(integrationUser, body.Owner)))
            .Needs(Permission.IntegrationUserManage).Previews().WithSummary("Hand over to another owner; its keys stop working")
            .Produces(StatusCodes.Status204NoContent);
        integrationUser.MapPost("/scopes", (HttpContext http, string customer, Guid integrationUser, NewScopes body) =>
                http.Run(new ChangeScopes(integrationUser, body.Scopes ?? [])))
            .Needs(Permission.IntegrationUserManage).Previews().WithSummary("Change the scopes; adding one requires approval again")
            .Produces<ScopesChanged>();
        integrationUser.MapPost("/keys", (HttpContext http, string customer, Guid integrationUser, NewKey key) =>
                http.Run(new MakeKey(integrationUser, key.Name, key.Days, key.Scopes), Shown))
            .Needs(Permission.IntegrationUserManage).WithSummary("Create a key; its text is shown once")
            .Produces<KeyMade>(StatusCodes.Status201Created);
        integrationUser.MapPost("/keys/{key:guid}/rotate",
            (HttpContext http, string customer, Guid integrationUser, Guid key, Rotation? how) =>
                http.Run(new RotateKey(integrationUser, key, how?.Days ?? 365, how?.OverlapHours ?? 24), Shown))
            .Needs(Permission.IntegrationUserManage).WithSummary("Rotate a key: the new one replaces it after an overlap")
            .Produces<KeyMade>(StatusCodes.Status201Created);
        integrationUser.MapDelete("/keys/{key:guid}", (HttpContext http, string customer, Guid integrationUser, Guid key) =>
                http.Run(new RevokeKey(integrationUser, key)))
            .Needs(Permission.IntegrationUserManage).WithSummary("Revoke a key").Produces(StatusCodes.Status204NoContent);
    }

    private static IResult Shown(KeyMade made) => Results.Json(made, statusCode: StatusCodes.Status201Created);
}
