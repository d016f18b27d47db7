using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Usher.Web.Api;

/// <summary>
/// What every operation of the OpenAPI document has in common: an id that stays as long as its address does, the problems it may answer,
/// the headers it reads, who may call it. And the decision API, which is served before routing.
/// </summary>
public static class ApiOperations
{
    private static readonly (string Name, string Description)[] Statuses =
    [
        ("400", "The request can't be read; `errors` says where."),
        ("401", "Not signed in, or the key is unknown, revoked or expired."),
        ("403", "Not allowed; `why` says what is missing and who can help."),
        ("404", "Not found, or not visible to the caller: the same answer for both."),
        ("409", "Refused by a rule; `code` names it."),
        ("412", "Changed in the meantime (If-Match); where a preview was confirmed, `preview` says what the change would flip now."),
        ("413", "The body is too large; nothing of it was stored."),
        ("415", "This URL doesn't accept that content type."),
        ("422", "Some fields are invalid: `errors` has a message for each, by JSON pointer."),
        ("429", "Too many attempts; this one was not processed. Try again after Retry-After."),
        ("503", "The database is not available; nothing was done. Try again after Retry-After."),
    ];

    /// <summary>Sets the transformer.</summary>
    public static void Describe(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info.License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" };
        document.Components ??= new OpenApiComponents();
        AddProblems(document.Components);
        AddHeaders(document.Components);
        AddSession(document);
        foreach (var (path, item) in document.Paths)
        {
            foreach (var (method, operation) in item.Operations ?? []) Complete(document, path, method, operation);
        }

        AddDecisions(document);
        return Task.CompletedTask;
    });

    /// <summary>The id of an operation: its method and the words of its address, with a last parameter after By.</summary>
    internal static string Id(HttpMethod method, string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries).SkipWhile(segment => segment == "api").ToList();
        var id = new StringBuilder(method.Method.ToLowerInvariant());
        foreach (var (i, segment) in segments.Index())
        {
            if (!segment.StartsWith('{')) id.Append(Pascal(segment));
            else if (i == segments.Count - 1) id.Append("By").Append(Pascal(segment.Trim('{', '}')));
        }

        return id.ToString();
    }

    private static void Complete(OpenApiDocument document, string path, HttpMethod method, OpenApiOperation operation)
    {
        operation.OperationId ??= Id(method, path);
        var changes = method != HttpMethod.Get;
        // Signing in asks for nobody to be signed in.
        var open = path is "/api/session" or "/api/session/password" or "/api/session/forgotten" && method == HttpMethod.Post;
        if (open) operation.Security = [];
        foreach (var (type, body) in operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
        {
            if (type.StartsWith("text/", StringComparison.Ordinal)) body.Schema = new OpenApiSchema { Type = JsonSchemaType.String };
        }

        operation.Responses ??= [];
        foreach (var (status, _) in Statuses)
        {
            var may = status switch
            {
                "403" => !open,
                "409" => changes,
                "412" => method == HttpMethod.Put || method == HttpMethod.Patch || operation.Previews(),
                "429" => open || path == "/api/me/password",
                "413" or "415" => operation.RequestBody is not null,
                _ => true,
            };
            if (may) operation.Responses[status] = new OpenApiResponseReference($"Problem{status}", document);
        }

        if (!changes || open) return;
        operation.Parameters ??= [];
        // A question changes nothing; each start of a connection is another, and what a provider sends back is good once by itself.
        if (method == HttpMethod.Post && path is not ("/api/ask" or "/api/app-connections") && !path.EndsWith("/exclusions/test", StringComparison.Ordinal)
            && !path.EndsWith("/connection", StringComparison.Ordinal))
            operation.Parameters.Add(new OpenApiParameterReference("IdempotencyKey", document));
        if (method == HttpMethod.Put || method == HttpMethod.Patch || operation.Previews())
            operation.Parameters.Add(new OpenApiParameterReference("IfMatch", document));
        operation.Parameters.Add(new OpenApiParameterReference("Note", document));
    }

    private static void AddProblems(OpenApiComponents components)
    {
        components.Responses ??= new Dictionary<string, IOpenApiResponse>(StringComparer.Ordinal);
        foreach (var (status, description) in Statuses)
        {
            components.Responses[$"Problem{status}"] = new OpenApiResponse
            {
                Description = description,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [Problem.ContentType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference("Problem") },
                },
            };
        }
    }

    private static void AddHeaders(OpenApiComponents components)
    {
        components.Parameters ??= new Dictionary<string, IOpenApiParameter>(StringComparer.Ordinal);
        components.Parameters["IdempotencyKey"] = Header(Http.IdempotencyKey,
            "A key that the caller chooses for this request: a repeat with the same key gets the same answer and is not done again.",
            Http.LongestIdempotencyKey);
        components.Parameters["IfMatch"] =
            Header("If-Match", "The ETag that the caller read, or that of a preview; if it changed in the meantime, the answer is 412.");
        components.Parameters["Note"] =
            Header("Usher-Note", "The reason, in at most 2,000 characters, percent-encoded; recorded in the audit trail (rule 24).");
    }

    private static void AddSession(OpenApiDocument document)
    {
        document.Components!.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes["session"] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Cookie,
            Name = SessionCookie.Plain,
            Description =
                $"A browser's session; {SessionCookie.Secure} where people reach the server by https. A request that changes something " +
                    $"carries the token in {CallerMiddleware.AntiforgeryHeader}; GET /api/me returns it.",
        };
        document.Security ??= [];
        document.Security.Add(new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("session", document)] = [] });
    }

    /// <summary>Adds the decision API from its own description, written by hand beside this file.</summary>
    private static void AddDecisions(OpenApiDocument document)
    {
        using var text = new StreamReader(typeof(ApiOperations).Assembly.GetManifestResourceStream("decisions.openapi.json")!);
        var decisions = OpenApiDocument.Parse(text.ReadToEnd(), "json").Document!;
        foreach (var (path, item) in decisions.Paths) document.Paths.Add(path, item);
    }

    private static OpenApiParameter Header(string name, string description, int? longest = null) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = longest },
    };

    private static string Pascal(string words) =>
        string.Concat(words.Split('-', '.').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
