using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Usher.Web.Api;

/// <summary>
/// What the OpenAPI document says beyond what the routes tell by themselves. The console's types are generated from it, so it says what is
/// true on the wire: a member that is null is left out, so exactly the others are required; a number is written as a number.
/// </summary>
public static class ApiDocument
{
    /// <summary>Sets the document's transformers.</summary>
    public static void Describe(OpenApiOptions options)
    {
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (schema.Type is { } type && (type.HasFlag(JsonSchemaType.Integer) || type.HasFlag(JsonSchemaType.Number)))
            {
                schema.Type = type & ~JsonSchemaType.String;
                schema.Pattern = null;
            }

            // A member that is only read counts as nullable to the generator, whatever its type says.
            // A list is never null: left out of an answer when there is none, and refused in a request.
            if (context.JsonPropertyInfo is { IsGetNullable: false }
                || context.JsonTypeInfo.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary)
                schema.Type &= ~JsonSchemaType.Null;

            if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object && schema.Properties is { Count: > 0 } properties)
            {
                schema.Required = context.JsonTypeInfo.Properties
                    .Where(property => properties.ContainsKey(property.Name) && !property.IsGetNullable)
                    .Select(property => property.Name)
                    .ToHashSet(StringComparer.Ordinal);
            }

            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Usher",
                Version = "v1",
                Description =
                    "Access and administration of customers, tenants and users, and the call-insights desk. Every error is a problem " +
                        "document (RFC 9457).",
            };
            // Where it is served from is known to whoever fetched it; without it the document is the same everywhere.
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            document.Components.SecuritySchemes["key"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description =
                    "A personal key, or the key of an integration user. A browser sends the session cookie instead, with " +
                        "Usher-Antiforgery on every request that changes something.",
            };
            // That a member may be null is said at the member; in a list of them, as in the table of roles, it is the word itself that says it.
            foreach (var (name, schema) in document.Components.Schemas ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal))
                if (name != nameof(Access.Reach) && schema is OpenApiSchema { Enum: { } words })
                    foreach (var nothing in words.Where(word => word is null || word.GetValueKind() == System.Text.Json.JsonValueKind.Null).ToList()) words.Remove(nothing);
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
            return Task.CompletedTask;
        });
        options.DescribeNeeds();
        options.DescribePreviews();
        RequestSchemas.Describe(options);
        ApiOperations.Describe(options);
    }
}
