using System.Diagnostics;
using System.Collections.Frozen;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Usher.Platform;

namespace Usher.Web.Hosting;

/// <summary>
/// Sends traces and metrics by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; the other <c>OTEL_…</c> variables of the OpenTelemetry
/// specification count too. OpenTelemetry's own instrumentation tells of requests, of what we ask others and of the runtime; of its spans
/// only tags that can carry nothing of people's are kept.
/// </summary>
public static class TelemetryExport
{
    /// <summary>Whether an endpoint is set.</summary>
    public static bool IsOn(IConfiguration configuration) => configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 };

    /// <summary>Adds the export; what is held is sent when the process ends.</summary>
    public static IServiceCollection AddTelemetryExport(this IServiceCollection services)
    {
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("usher", serviceVersion: Telemetry.Version).AddEnvironmentVariableDetector())
            .WithTracing(traces => traces
                .AddSource(Telemetry.Name)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddProcessor(new OnlyHarmlessTags())
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics
                .AddMeter(Telemetry.Name)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddOtlpExporter());
        return services;
    }

    /// <summary>Leaves of a span what names no one: addresses carry slugs, ids, searches and, to Slack, secrets.</summary>
    private sealed class OnlyHarmlessTags : BaseProcessor<Activity>
    {
        private static readonly FrozenSet<string> Harmless = new[]
        {
            "http.request.method", "http.response.status_code", "http.route", "url.scheme", "error.type", "network.protocol.version",
                "server.address", "server.port",
        }.ToFrozenSet(StringComparer.Ordinal);

        public override void OnEnd(Activity data)
        {
            // It comes from the client, as it likes.
            data.TraceStateString = null;
            if (data.Source.Name == Telemetry.Name) return;
            foreach (var (name, _) in data.TagObjects.ToList())
            {
                if (!Harmless.Contains(name)) data.SetTag(name, null);
            }

            if (data.Kind == ActivityKind.Server) data.SetTag("server.address", null);
        }
    }
}
