using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.HttpOverrides;
using Usher.Calls;
using Usher.Data;
using Usher.Web.Api;
using Usher.Web.AuthZen;
using Usher.Web.Live;
using Usher.Web.Reading;

namespace Usher.Web.Hosting;

/// <summary>The server: entry points over the gate.</summary>
public static class UsherHost
{
    /// <summary>Builds the server; the caller starts it.</summary>
    /// <param name="settings">What the operator set.</param>
    /// <param name="urls">Where to listen.</param>
    /// <param name="configure">More services; null: none.</param>
    public static WebApplication Build(UsherSettings settings, IReadOnlyList<string> urls, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls([.. urls]);
        // One receive for a request instead of two, for four kilobytes of each idle connection.
        builder.WebHost.UseSockets(sockets => sockets.WaitForDataBeforeAllocatingBuffer = false);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Bodies.Longest;
            kestrel.Limits.MaxRequestLineSize = 128 << 10; // 10,000 characters of any script, percent-encoded
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            // A request's own id is any text, and goes back as it came (AuthZEN 1.0, 10.1.7).
            kestrel.ResponseHeaderEncodingSelector = name => name == AuthZenDoor.RequestId ? System.Text.Encoding.UTF8 : null;
        });
        builder.Logging.AddUsher(settings);
        if (TelemetryExport.IsOn(builder.Configuration)) builder.Services.AddTelemetryExport();
        builder.Services.AddUsher(settings);
        builder.Services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions));
        // A malformed request says where it is malformed: Faults reads the exception.
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["application/json"];
        });
        builder.Services.AddHostedService<Background>();
        builder.Services.AddSingleton<Unmatched>();
        builder.Services.AddSingleton<QueryShape>();
        builder.Services.AddSingleton<Health>();
        builder.Services.AddSingleton<Listeners>();
        builder.Services.AddSingleton<Events>();
        builder.Services.AddOpenApi(ApiDocumentRoutes.Version, ApiDocument.Describe);
        builder.Services.AddSingleton(services => AskedCalls.FindIn(services.GetRequiredService<Store>()));
        builder.Services.AddSingleton(services => AskedCalls.ListIn(services.GetRequiredService<Store>()));
        builder.Services.AddSingleton(services => Searcher.CustomersIn(services.GetRequiredService<Store>()));
        builder.Services.AddSingleton<AskedCalls>();
        builder.Services.AddSingleton(services => new Receipts(settings.OpenAuditKey().Key));
        builder.Services.AddSingleton<SessionCookie>();
        builder.Services.AddSingleton<MailLinkDoor>();
        builder.Services.AddSingleton<Askers>();
        builder.Services.AddSingleton<Denials>();
        builder.Services.AddSingleton<Decider>();
        builder.Services.AddSingleton<AccessRequestDoor>();
        builder.Services.AddSingleton<Searcher>();
        configure?.Invoke(builder);

        var app = builder.Build();
        if (settings.Proxies.Count > 0) app.UseForwardedHeaders(Forwarded(settings.Proxies));
        // Before everything else: it answers for itself, faults too, and is asked more often than all the rest together.
        app.UseMiddleware<AuthZenDoor>();
        app.UseConsoleBuild();
        app.UseMiddleware<RequestLog>();
        // Lists travel small. What carries a secret of the session (oneself) does not: its length must tell nothing.
        app.UseWhen(
            http => HttpMethods.IsGet(http.Request.Method) && http.Request.Path.StartsWithSegments("/api",
                StringComparison.Ordinal) && !http.Request.Path.StartsWithSegments("/api/me", StringComparison.Ordinal),
            lists => lists.UseResponseCompression());
        app.UseMiddleware<Faults>();
        app.UseMiddleware<CallerMiddleware>();
        app.UseRouting();
        app.UseMiddleware<StrictRequests>();
        app.MapHealth();
        app.MapApiDocument();
        app.MapApi();
        app.MapOneClick();
        app.MapSlack();
        app.MapConsole();
        return app;
    }

    /// <summary>
    /// Who the client is and whether by https, as the named proxies say; whoever else says so is not heard. Through several of them: the
    /// last that is none of them.
    /// </summary>
    private static ForwardedHeadersOptions Forwarded(IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies) options.KnownIPNetworks.Add(proxy);
        return options;
    }

    /// <summary>How JSON is written and read at every door: camel case, enumerations in the law's words with hyphens.</summary>
    public static void Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.DictionaryKeyPolicy = null;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.MaxDepth = 32;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
    }
}
