using System.Diagnostics;
using System.Collections.Frozen;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Usher.Platform;

namespace Usher.Web.Hosting;

/// <summary>
/// Sends traces and metrics by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; the other <c>OTEL_…</c> variables of the OpenTelemetry specification count too.
/// Of the framework's spans only tags that can carry nothing of people's are kept.
/// </summary>
public sealed class TelemetryExport : IHostedService
{
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <summary>Whether an endpoint is set.</summary>
    public static bool IsOn(IConfiguration configuration) => configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 };

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("usher", serviceVersion: Telemetry.Version).AddEnvironmentVariableDetector();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(Telemetry.Name, "Microsoft.AspNetCore", "System.Net.Http")
            .AddProcessor(new OnlyHarmlessTags())
            .AddOtlpExporter()
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Telemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime")
            .AddOtlpExporter()
            .Build();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        // Disposing sends what is held.
        _traces?.Dispose();
        _metrics?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Leaves of a span what names no one: addresses carry slugs, ids, searches and, to Slack, secrets.</summary>
    private sealed class OnlyHarmlessTags : BaseProcessor<Activity>
    {
        private static readonly FrozenSet<string> Harmless = new[]
        {
            "http.request.method", "http.response.status_code", "http.route", "url.scheme", "error.type", "network.protocol.version", "server.address", "server.port",
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
