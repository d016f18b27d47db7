namespace Usher.Web.Hosting;

/// <summary>
/// One line for each request at a door for machines: the method, the route as the code writes it, the status and the time taken; never the
/// address itself, which carries slugs, ids and what people searched for. The decision API is counted, not logged: it is asked thousands of
/// times a second.
/// </summary>
/// <param name="next">The rest of the request.</param>
/// <param name="log">Where the lines go.</param>
/// <param name="clock">Measures.</param>
public sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> log, TimeProvider clock)
{
    /// <summary>Takes the request.</summary>
    public Task Invoke(HttpContext http) =>
        WebConsole.IsDoor(http.Request.Path) && !http.Request.Path.StartsWithSegments("/access", StringComparison.Ordinal)
            ? Logged(http)
            : next(http);

    private async Task Logged(HttpContext http)
    {
        using var trace = Tracing.Begin(http);
        var began = clock.GetTimestamp();
        var method = Known(http.Request.Method);
        await next(http);
        var status = http.Response.StatusCode;
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimEnd('/') ?? "-";
        LogRequest(status >= 500
            ? LogLevel.Warning
            : LogLevel.Information, method, route, status, (long)clock.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <summary>A method's name may be anything a client sends; only the known ones are logged.</summary>
    private static string Known(string method) => HttpMethods.GetCanonicalizedValue(method) is var known
        && known is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" or "TRACE" or "CONNECT" ? known : "OTHER";

    [LoggerMessage(Message = "{Method} {Route} {Status} in {Milliseconds} ms")]
    private partial void LogRequest(LogLevel level, string method, string route, int status, long milliseconds);
}
