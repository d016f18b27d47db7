using System.Text.Json;
using System.Text.RegularExpressions;
using Usher.Access;
using Usher.Data;
using Usher.Platform;
using Usher.Web.Api;

namespace Usher.Web.Hosting;

/// <summary>
/// The outermost wall of HTTP: what goes wrong with a request that no use case saw becomes a problem, and what goes wrong in the server
/// says a trace id and nothing else. Answers to software are never sniffed and never stored.
/// </summary>
/// <param name="next">The rest of the request.</param>
/// <param name="store">Tells faults of the database from others.</param>
/// <param name="log">Hears of faults: their types and where, never their messages, which carry what people typed.</param>
public sealed partial class Faults(RequestDelegate next, Store store, ILogger<Faults> log)
{
    /// <summary>Takes the request.</summary>
    public async Task Invoke(HttpContext http)
    {
        var response = http.Response;
        var isDoor = WebConsole.IsDoor(http.Request.Path);
        if (isDoor)
        {
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers.CacheControl = "no-store";
        }

        // What answers GET answers HEAD; the server leaves the body out by itself.
        if (isDoor && HttpMethods.IsHead(http.Request.Method)) http.Request.Method = HttpMethods.Get;
        try
        {
            // Before anything else is found wrong with the request: whatever becomes of it, the key was shown.
            if (await KeysInAddresses.Refuse(http)) return;
            if (HasNul(http.Request))
                await Problems.Problem(http, StatusCodes.Status400BadRequest, "MalformedAddress", "Malformed URL",
                    "A URL can't contain NUL.").ExecuteAsync(http);
            else if (isDoor && !IsIdempotencyKey(http.Request.Headers[Http.IdempotencyKey]))
                await Problems.Problem(http, StatusCodes.Status400BadRequest, "MalformedHeader", "Malformed header",
                    $"{Http.IdempotencyKey} must be one text of 1 to {Http.LongestIdempotencyKey} characters.").ExecuteAsync(http);
            else if (!isDoor || !await Bodies.Refuse(http)) await next(http);
            if (isDoor && response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null })
                await Status(http).ExecuteAsync(http);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: there is nobody to answer.
            if (!response.HasStarted) response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception fault) when (!response.HasStarted)
        {
            await Answer(http, fault).ExecuteAsync(http);
        }
    }

    private IResult Answer(HttpContext http, Exception fault)
    {
        http.Response.Clear();
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        switch (fault)
        {
            case BadHttpRequestException bad:
                return bad.StatusCode == StatusCodes.Status400BadRequest ? Malformed(http, bad) : Status(http, bad.StatusCode);
            case StoreUnavailable:
                LogUnavailable(fault.InnerException);
                return Problems.Unavailable(http);
            case var _ when store.IsUnavailable(fault):
                LogUnavailable(fault);
                return Problems.Unavailable(http);
            default:
                LogFault(fault);
                return Status(http, StatusCodes.Status500InternalServerError);
        }
    }

    private static IResult Status(HttpContext http) => Status(http, http.Response.StatusCode);

    /// <summary>The problem for a status that no use case gave.</summary>
    internal static IResult Status(HttpContext http, int status) => status switch
    {
        StatusCodes.Status404NotFound => new NotFound().ToProblem(http),
        StatusCodes.Status405MethodNotAllowed =>
            Problems.Problem(http, status, "MethodNotAllowed", "Method not allowed", "This URL doesn't accept that method."),
        StatusCodes.Status408RequestTimeout =>
            Problems.Problem(http, status, "TooSlow", "Too slow", "The request did not arrive in time. Send it again."),
        StatusCodes.Status413PayloadTooLarge =>
            Problems.Problem(http, status, "BodyTooLarge", "Too large", "The body is too large for this URL. Nothing of it was stored."),
        StatusCodes.Status415UnsupportedMediaType =>
            Problems.Problem(http, status, "UnsupportedContentType", "Unsupported content type",
                "This URL doesn't accept that content type."),
        StatusCodes.Status500InternalServerError =>
            Problems.Problem(http, status, "Fault", "Something went wrong",
                "The server failed, not your request. Look for the trace id in the logs."),
        _ => Problems.Problem(http, status, "BadRequest", "Bad request", "The request is not valid."),
    };

    /// <summary>Says where a body or parameter cannot be read. The sentences are our own: those of the serializer name our types.</summary>
    private static IResult Malformed(HttpContext http, BadHttpRequestException bad)
    {
        if (bad.InnerException is JsonException json)
        {
            var (pointer, sentence) = Said(json);
            return Problems.Problem(http, StatusCodes.Status400BadRequest, "MalformedBody", "Malformed body",
                "The body can't be read. See the message for each member.",
                new Dictionary<string, string[]>(StringComparer.Ordinal) { [pointer] = [sentence] });
        }

        return ParameterName().Match(bad.Message) is { Success: true } parameter
            ? Problems.Problem(http, StatusCodes.Status400BadRequest, "MalformedParameter", "Malformed parameter",
                $"The parameter {parameter.Groups["name"].Value} is missing or can't be read.")
            : Problems.Problem(http, StatusCodes.Status400BadRequest, "MalformedRequest", "Malformed request",
                "The request can't be read.");
    }

    private static (string Pointer, string Sentence) Said(JsonException json) =>
        json.InnerException is JsonException
            ? ("", $"This is not well-formed JSON: line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}.")
        : (Pointer(json.Path), "This value can't be read.");

    /// <summary>The JSON pointer (RFC 6901) of a path as the serializer writes it: <c>$.turns[3].text</c>, <c>$['odd name']</c>.</summary>
    internal static string Pointer(string? path) => path is null ? "" : string.Concat(PathSteps().Matches(path).Select(step =>
        JsonPointers.Below("", step.Groups["step"].Value)));

    /// <summary>None is one too. What is no key is refused, never ignored: the sender would take a repetition for safe.</summary>
    private static bool IsIdempotencyKey(Microsoft.Extensions.Primitives.StringValues given) =>
        given.Count == 0 || given is [{ Length: > 0 and <= Http.LongestIdempotencyKey }];

    private static bool HasNul(HttpRequest request) =>
        request.QueryString.HasValue && request.QueryString.Value!.Contains("%00", StringComparison.Ordinal)
            || request.Path.Value!.Contains('\0', StringComparison.Ordinal);

    [GeneratedRegex(@"\G(^\$)?(\.(?<step>[^.\[\]]+)|\['(?<step>([^'\\]|\\.|'(?!\]))*)'\]|\[(?<step>\d+)\])", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 100)]
    private static partial Regex PathSteps();

    [GeneratedRegex("parameter \"[^\" ]+ (?<name>[^\" ]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex ParameterName();

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed")]
    private partial void LogFault(Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database was not available for a request")]
    private partial void LogUnavailable(Exception? cause);
}
