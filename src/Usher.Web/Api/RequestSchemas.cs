using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Usher.Web.Reading;

namespace Usher.Web.Api;

/// <summary>
/// Says of bodies what their reader asks of them (<see cref="BodyShape"/>): which members have to be there, and that there are no others.
/// And sees to it that no two types pass for one in the document.
/// </summary>
internal static class RequestSchemas
{
    /// <summary>Sets the transformers.</summary>
    public static void Describe(OpenApiOptions options)
    {
        var bodies = new ConcurrentDictionary<string, Type>(StringComparer.Ordinal);
        var types = new ConcurrentDictionary<string, Type>(StringComparer.Ordinal);
        options.CreateSchemaReferenceId = type =>
        {
            if (OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not { } id) return null;
            var first = types.GetOrAdd(id, type.Type);
            return (Nullable.GetUnderlyingType(first) ?? first) == (Nullable.GetUnderlyingType(type.Type) ?? type.Type) ? id
                : throw new InvalidOperationException($"{first} and {type.Type} would both be {id} in the document: rename one.");
        };
        options.AddOperationTransformer((_, context, _) =>
        {
            foreach (var body in context.Description.ParameterDescriptions.Where(parameter => parameter.Source == BindingSource.Body
                && parameter.Type is not null))
                bodies.TryAdd(body.Type.Name, body.Type);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, context, _) =>
        {
            var json = context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
            var told = new HashSet<Type>();
            foreach (var type in bodies.Values) Tell(document, json.GetTypeInfo(type), told);
            return Task.CompletedTask;
        });
    }

    private static void Tell(OpenApiDocument document, JsonTypeInfo type, HashSet<Type> told)
    {
        if (!told.Add(type.Type)) return;
        if (type.ElementType is { } element) Tell(document, type.Options.GetTypeInfo(element), told);
        if (type.Kind != JsonTypeInfoKind.Object || document.Components?.Schemas is not { } schemas) return;
        if (!schemas.TryGetValue(type.Type.Name, out var found) || found is not OpenApiSchema schema) return;
        var members = BodyShape.Members(type).ToList();
        schema.Required = members.Where(BodyShape.IsRequired).Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        schema.AdditionalPropertiesAllowed = false;
        foreach (var member in members) Tell(document, type.Options.GetTypeInfo(member.PropertyType), told);
    }
}
