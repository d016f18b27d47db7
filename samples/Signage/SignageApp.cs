using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Usher.Client;

namespace Signage;

/// <summary>
/// Signage, an app of the marketplace: what the screens of a customer's sites show. It is configured through Usher, hears from Usher what
/// becomes of it, and asks Usher before each act of a person.
/// </summary>
public static class SignageApp
{
    private const string Slug = "signage";

    /// <summary>Builds it.</summary>
    /// <param name="args">The command line, for the host.</param>
    /// <param name="set">What is set besides the configuration.</param>
    public static WebApplication Build(string[] args, Action<SignageOptions>? set = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        var options = builder.Configuration.GetSection("Signage").Get<SignageOptions>() ?? new();
        set?.Invoke(options);
        builder.Services.AddSingleton(Options.Create(options));
        builder.Services.AddUsher(usher =>
        {
            (usher.Address, usher.Key) = (options.Usher, options.DecisionKey);
            usher.Customer = _ => options.Customer;
        });
        builder.Services.AddHttpClient<UsherSide>(http =>
        {
            http.BaseAddress = options.Usher;
            http.Timeout = TimeSpan.FromSeconds(10);
            http.DefaultRequestHeaders.Authorization = new("Bearer", options.AppKey);
        });
        builder.Services.AddSingleton<Screens>();
        builder.Services.AddSingleton<Webhook>();
        builder.Services.AddHostedService<KeepConfigured>();
        builder.Services.AddAuthentication(PersonFromProxy.Scheme).AddScheme<AuthenticationSchemeOptions, PersonFromProxy>(PersonFromProxy.Scheme, null);
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapPost("/usher", (HttpContext http, Webhook webhook) => webhook.Receive(http));
        if (options.TakesAnyonesWord) app.MapSignIn();

        app.MapGet("/", (HttpContext http, Screens screens) => Page.Of(http, options, screens));
        var tenant = app.MapGroup("/tenants/{tenant}");
        tenant.MapGet("/screens", (string tenant, Screens screens) => screens.Shown(tenant) is { } shown ? Results.Ok(shown) : NotActive())
            .WithMetadata(new UsherAuthorizeAttribute("app", "view") { Id = Slug, TenantFrom = "tenant" });
        tenant.MapPut("/screens/{screen}", (HttpContext http, string tenant, string screen, Words words, Screens screens) =>
                screens.Show(tenant, screen, words.Text, PersonFromProxy.Email(http.User)) ? Results.NoContent() : NotActive())
            .WithMetadata(new UsherAuthorizeAttribute("app", "configure") { Id = Slug, TenantFrom = "tenant" });
        return app;
    }

    private static IResult NotActive() => Results.Problem("Signage is not active in this tenant.", statusCode: (int)HttpStatusCode.Conflict);

    /// <summary>What a screen is to show.</summary>
    /// <param name="Text">The words.</param>
    public sealed record Words(string Text);
}
