using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Usher.Access;

namespace Usher.Web.Api;

/// <summary>
/// The permissions of which a route's caller has to hold one, shown in the OpenAPI document as <c>x-permissions</c>. It only tells: the
/// gate decides, by what the act itself needs, and a test that asks every route as everyone holds the two together.
/// </summary>
/// <param name="AnyOf">Any one of these is enough.</param>
public sealed record RouteNeeds(IReadOnlyList<Permission> AnyOf);

/// <summary>How a route says what it needs, and how the document repeats it.</summary>
public static class RouteNeedsExtensions
{
    /// <summary>
    /// The member of an operation that names its permissions, as <c>type/action</c>; an operation without it needs no permission.
    /// </summary>
    public const string Member = "x-permissions";

    /// <summary>Says which permissions a route needs, any one of them.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, params Permission[] anyOf) =>
        route.WithMetadata(new RouteNeeds(anyOf));

    /// <summary>Sets the transformer.</summary>
    public static void DescribeNeeds(this OpenApiOptions options) => options.AddOperationTransformer((operation, context, _) =>
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RouteNeeds>().FirstOrDefault() is not { } needs)
            return Task.CompletedTask;
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
        operation.Extensions[Member] =
            new JsonNodeExtension(new JsonArray([.. needs.AnyOf.Select(permission => JsonValue.Create(permission.Name))]));
        return Task.CompletedTask;
    });
}
