using System.Reflection;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Primitives;
using Usher.Platform;
using Usher.Web.Api;

namespace Usher.Web.Reading;

/// <summary>
/// Compares the query of a request with the parameters that the OpenAPI document tells of its operation: one that is not known would be
/// passed over, and a list narrowed by it be the whole list; one that is there twice would be joined.
/// </summary>
/// <param name="descriptions">What the document is made from.</param>
internal sealed class QueryShape(IApiDescriptionGroupCollectionProvider descriptions)
{
    private readonly Lazy<ILookup<MethodInfo, ApiParameterDescription>> _parameters =
        new(() => descriptions.ApiDescriptionGroups.Items.SelectMany(group => group.Items)
        .SelectMany(operation => operation.ParameterDescriptions.Where(parameter => parameter.Source == BindingSource.Query),
            (operation, parameter) => (Handler(operation.ActionDescriptor.EndpointMetadata), parameter))
        .Where(known => known.Item1 is not null)
        .ToLookup(known => known.Item1!, known => known.parameter));

    /// <summary>What is wrong, by JSON pointer of the parameter's name; empty: nothing.</summary>
    public IReadOnlyDictionary<string, string[]> Compare(Endpoint endpoint, IQueryCollection query)
    {
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (query.Count == 0 || Handler(endpoint.Metadata) is not { } handler) return faults;
        var known = _parameters.Value[handler].DistinctBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase);
        var previews = endpoint.Metadata.GetMetadata<RoutePreviews>() is not null;
        IReadOnlyCollection<string> names = previews ? [.. known.Keys, RoutePreviews.Parameter] : known.Keys;
        foreach (var (name, values) in query)
        {
            var fault = previews && name == RoutePreviews.Parameter ? RoutePreviews.Fault(values)
                : !known.TryGetValue(name, out var parameter) ? BodyShape.Unknown(name, names)
                : values.Count != 1 ? "Given twice."
                : Fault(Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type, values[0]);
            if (fault is not null) faults[JsonPointers.Below("", name)] = [fault];
        }

        return faults;
    }

    /// <summary>Gives the words of enumerations the names that they are bound by: addresses have them as bodies do, in lower case.</summary>
    public void Bind(Endpoint endpoint, HttpRequest request)
    {
        if (request.Query.Count == 0 || Handler(endpoint.Metadata) is not { } handler) return;
        Dictionary<string, StringValues>? bound = null;
        foreach (var parameter in _parameters.Value[handler])
        {
            if ((Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type) is not { IsEnum: true } type
                || !request.Query.TryGetValue(parameter.Name, out var word)) continue;
            bound ??= request.Query.ToDictionary(StringComparer.OrdinalIgnoreCase);
            bound[parameter.Name] = Enum.GetNames(type)[Array.IndexOf([.. BodyShape.Words(type)], word.ToString())];
        }

        if (bound is not null) request.Query = new QueryCollection(bound);
    }

    private static string? Fault(Type type, string? value)
    {
        if (type == typeof(DateTimeOffset))
            return Moment.TryRead(value, out _) ? null : Moment.Expected + " In an address, + is written %2B.";
        return !type.IsEnum || BodyShape.Words(type).Contains(value, StringComparer.Ordinal)
            ? null
            : $"One of: {string.Join(", ", BodyShape.Words(type))}.";
    }

    private static MethodInfo? Handler(IEnumerable<object> metadata) => metadata.OfType<MethodInfo>().FirstOrDefault();
}
