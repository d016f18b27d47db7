using System.Diagnostics;

namespace Usher.Web.Hosting;

/// <summary>
/// The trace a request belongs to, for log lines and problems, where nobody collects spans. The framework would begin one for every request
/// and log around it: the decision API does without until something goes wrong.
/// </summary>
internal static class Tracing
{
    /// <summary>What of the framework begins a span for every request as soon as it may log.</summary>
    public const string Framework = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>Begins or goes on with the trace of a request (W3C Trace Context); null when it has one.</summary>
    public static Activity? Begin(HttpContext http)
    {
        if (Activity.Current is not null) return null;
        var activity = new Activity("request");
        if (ActivityContext.TryParse(http.Request.Headers.TraceParent, traceState: null, out var parent))
            activity.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags);
        return activity.Start();
    }
}
