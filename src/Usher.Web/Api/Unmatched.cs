using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Usher.Access;

namespace Usher.Web.Api;

/// <summary>
/// What an address below <c>/api</c> answers when no route takes the request: missing, another method, another content type, or which
/// methods there are.
/// </summary>
/// <param name="endpoints">Every route.</param>
/// <param name="policies">Reads the routes' constraints.</param>
public sealed class Unmatched(EndpointDataSource endpoints, ParameterPolicyFactory policies)
{
    private readonly Lazy<Route[]> _routes = new(() => endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>() is { HttpMethods.Count: > 0 }
        && e.RoutePattern.RawText?.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) == true)
        .Select(e =>
            new Route(e,
                new TemplateMatcher(TemplateParser.Parse(e.RoutePattern.RawText!.TrimStart('/')),
                new RouteValueDictionary(e.RoutePattern.Defaults))))
        .ToArray());

    /// <summary>The answer.</summary>
    public IResult Answer(HttpContext http)
    {
        var here = _routes.Value.Where(route => IsHere(http, route)).ToList();
        if (here.Count == 0) return new NotFound().ToProblem(http);
        var methods = here.SelectMany(route => route.Endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            .Distinct(StringComparer.Ordinal).ToList();
        if (methods.Contains(http.Request.Method, StringComparer.OrdinalIgnoreCase))
        {
            // Method and address are right, so it was the content type.
            var types = here.SelectMany(route => route.Endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes ?? [])
                .Distinct(StringComparer.Ordinal).ToList();
            http.Response.Headers.Accept = string.Join(", ", types);
            return Problems.Problem(http, StatusCodes.Status415UnsupportedMediaType, "UnsupportedContentType", "Unsupported content type",
                $"Send {string.Join(" or ", types)}.");
        }

        if (methods.Contains(HttpMethods.Get)) methods.Add(HttpMethods.Head);
        methods.Add(HttpMethods.Options);
        http.Response.Headers.Allow = string.Join(", ", methods.Order(StringComparer.Ordinal));
        return HttpMethods.IsOptions(http.Request.Method)
            ? Results.NoContent()
            : Problems.Problem(http, StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed", "Method not allowed",
                "This URL doesn't accept that method.");
    }

    private bool IsHere(HttpContext http, Route route)
    {
        var values = new RouteValueDictionary();
        return route.Matcher.TryMatch(http.Request.Path, values)
            && route.Endpoint.RoutePattern.ParameterPolicies.All(parameter =>
                parameter.Value.All(reference => Holds(http, route, parameter.Key, reference, values)));
    }

    private bool Holds(HttpContext http, Route route, string name, RoutePatternParameterPolicyReference reference,
        RouteValueDictionary values) =>
        policies.Create(route.Endpoint.RoutePattern.GetParameter(name), reference) is not IRouteConstraint constraint
        || constraint.Match(http, null, name, values, RouteDirection.IncomingRequest);

    private sealed record Route(RouteEndpoint Endpoint, TemplateMatcher Matcher);
}
