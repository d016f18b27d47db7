using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>
/// A route of a change of access: with <c>?preview=true</c> it tells which decisions the change would flip, and changes nothing.
/// </summary>
public sealed record RoutePreviews
{
    /// <summary>The parameter's name.</summary>
    public const string Parameter = "preview";

    /// <summary>The only one.</summary>
    public static RoutePreviews Metadata { get; } = new();

    /// <summary>Whether a request asks for the preview of what it would do.</summary>
    public static bool IsAsked(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<RoutePreviews>() is not null && http.Request.Query[Parameter] == "true";

    /// <summary>What is wrong with the parameter; null: nothing.</summary>
    public static string? Fault(IReadOnlyList<string?> values) => values switch
    {
        ["true" or "false"] => null,
        [_] => "One of: true, false.",
        _ => "Given twice.",
    };
}

/// <summary>How a route says that it previews, and how the document repeats it.</summary>
public static class RoutePreviewsExtensions
{
    /// <summary>Says that what the route changes can be previewed.</summary>
    public static RouteHandlerBuilder Previews(this RouteHandlerBuilder route) => route.WithMetadata(RoutePreviews.Metadata);

    /// <summary>Whether an operation of the document can be previewed.</summary>
    internal static bool Previews(this OpenApiOperation operation) =>
        operation.Parameters?.Any(parameter => parameter.Name == RoutePreviews.Parameter) == true;

    /// <summary>Sets the transformer.</summary>
    public static void DescribePreviews(this OpenApiOptions options) => options.AddOperationTransformer(async (operation, context, ct) =>
    {
        if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<RoutePreviews>().Any()) return;
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = RoutePreviews.Parameter,
            In = ParameterLocation.Query,
            Description = "With `true` nothing is changed: the answer says which decisions the change would flip, and its ETag, sent as " +
                "If-Match with the same request, applies it only if it still flips the same.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Boolean },
        });
        var preview = await context.GetOrCreateSchemaAsync(typeof(ChangePreview), null, ct);
        context.Document!.AddComponent(nameof(ChangePreview), preview);
        var reference = new OpenApiSchemaReference(nameof(ChangePreview), context.Document);
        operation.Responses ??= [];
        var done = operation.Responses.TryGetValue("200", out var ok) && ok is OpenApiResponse known ? known : null;
        var schema = done?.Content?["application/json"].Schema is { } other
            ? new OpenApiSchema { OneOf = [other, reference] }
            : (IOpenApiSchema)reference;
        operation.Responses["200"] = new OpenApiResponse
        {
            Description = done is null ? "The preview; nothing was changed" : "Done; or the preview, and nothing was changed",
            Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
            {
                ["ETag"] = new OpenApiHeader
                {
                    Description = "Of a preview: what its confirmation sends as If-Match",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                },
            },
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/json"] = new OpenApiMediaType { Schema = schema },
            },
        };
    });
}
