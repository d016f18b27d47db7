using Usher.Access;
using Usher.Marketplace;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>
/// The side of an app: <c>/api/app</c> for its own integration user, and where it hears of what becomes of it, for the owner of that.
/// </summary>
public static class AppSideRoutes
{
    /// <summary>Where an app hears of what becomes of it.</summary>
    public sealed record Webhook(string Url);

    /// <summary>Whether an app works in a tenant, what there is to say of it, and how many things it synchronised.</summary>
    public sealed record Report(string Tenant, bool Well, string? Summary, int? Synced);

    /// <summary>Maps the routes.</summary>
    internal static void Map(IEndpointRouteBuilder api, RouteGroupBuilder webhook)
    {
        var own = api.MapGroup("/app").WithTags("An app's own");
        own.MapGet("/tenants", (HttpContext http, string? cursor) => http.Run(new ListAppTenants { Cursor = cursor }))
            .Needs(Permission.AppReadConfiguration).WithSummary("The tenants where the app is active").Produces<Page<AppTenantView>>();
        own.MapGet("/tenants/{tenant}/configuration", (HttpContext http, string tenant, Configurations configurations) =>
                http.Run(caller => configurations.Read(caller, tenant, http.RequestAborted)))
            .Needs(Permission.AppReadConfiguration).WithSummary("The app's configuration, secrets included").Produces<OpenConfiguration>();
        own.MapPost("/reports", (HttpContext http, Report report) =>
                http.Run(new ReportAppHealth(report.Tenant, report.Well, report.Summary, report.Synced)))
            .Needs(Permission.AppReadConfiguration).WithSummary("Report whether the app works in a tenant, and what it synchronised")
            .Produces(StatusCodes.Status204NoContent);

        webhook.MapPut("", (HttpContext http, string customer, string app, Webhook set, AppWebhooks webhooks) =>
                http.Run(caller => webhooks.Set(caller, app, set.Url, http.RequestAborted)))
            .Needs(Permission.AppIntegrationUserManage).WithSummary("Set where an app hears of what becomes of it; its new secret is shown once")
            .Produces<WebhookSecret>();
        webhook.MapDelete("", (HttpContext http, string customer, string app) => http.Run(new RemoveAppWebhook(app)))
            .Needs(Permission.AppIntegrationUserManage).WithSummary("Remove an app's webhook").Produces(StatusCodes.Status204NoContent);
        webhook.MapGet("/messages", (HttpContext http, string customer, string app, MessageState? state, string? cursor) =>
                http.Run(new ListWebhookMessages(app, state) { Cursor = cursor }))
            .Needs(Permission.AppIntegrationUserManage).WithSummary("The messages to an app, the newest first").Produces<Page<MessageView>>();
        webhook.MapPost("/messages/{message}/replay", (HttpContext http, string customer, string app, Guid message) =>
                http.Run(new ReplayWebhookMessage(app, message)))
            .Needs(Permission.AppIntegrationUserManage).WithSummary("Send a message to an app once more").Produces(StatusCodes.Status204NoContent);
    }
}
