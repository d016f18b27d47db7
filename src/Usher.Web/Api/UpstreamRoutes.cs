using Usher.Access;
using Usher.Platform;
using Usher.Upstream;

namespace Usher.Web.Api;

/// <summary>What upstream products report, by platform key, and what became of it: <c>/api/upstream</c>.</summary>
public static class UpstreamRoutes
{
    /// <summary>A batch of sign-ins or deactivations: up to 1,000.</summary>
    public sealed record ReportBatch(IReadOnlyList<ReportedItem> Reports);

    /// <summary>A batch of tenants: up to 1,000.</summary>
    public sealed record TenantBatch(IReadOnlyList<TenantItem> Reports);

    /// <summary>Deactivations that are held: those named, or all of the customer.</summary>
    public sealed record HeldOnes(IReadOnlyList<Guid>? Reports);

    /// <summary>Maps the routes.</summary>
    public static void MapUpstream(this IEndpointRouteBuilder api)
    {
        var upstream = api.MapGroup("/upstream").WithTags("Upstream");
        upstream.MapPost("/sign-ins", (HttpContext http, UpstreamReports reports, ReportBatch batch) => Take(http, reports, ReportKind.SignIn, batch))
            .Needs(Permission.UpstreamReport).WithSummary("Report who signed in to a tenant of a product").Produces<ReportAnswers>();
        upstream.MapPost("/deactivations",
                (HttpContext http, UpstreamReports reports, ReportBatch batch) => Take(http, reports, ReportKind.Deactivation, batch))
            .Needs(Permission.UpstreamReport).WithSummary("Report who was deactivated in a product").Produces<ReportAnswers>();
        upstream.MapPost("/tenants", (HttpContext http, TenantBatch batch) => http.Run(new ReportTenants(batch.Reports)))
            .Needs(Permission.UpstreamReport).WithSummary("Report the tenants of a product").Produces<ReportAnswers>();
        upstream.MapGet("/reports", (HttpContext http, string? query, string? customer, string? product, ReportKind? kind,
                ReportResult? result, string? cursor) => http.Run(new ListReports(query, customer, product, kind, result) { Cursor = cursor }))
            .Needs(Permission.UserView).WithSummary("What upstream products reported, what it did, and what was refused")
            .Produces<Page<ReportLine>>();

        var held = api.MapGroup("/customers/{customer}/held-deactivations").WithTags("Upstream");
        held.MapPost("/release", (HttpContext http, string customer, HeldOnes which) => http.Run(new ReleaseDeactivations(which.Reports)))
            .Needs(Permission.UserDeactivate).Previews().WithSummary("Deactivate users whose deactivation upstream was held")
            .Produces(StatusCodes.Status204NoContent);
        held.MapPost("/dismiss", (HttpContext http, string customer, HeldOnes which) => http.Run(new DismissDeactivations(which.Reports)))
            .Needs(Permission.UserDeactivate).WithSummary("Dismiss deactivations upstream that were held")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static Task<IResult> Take(HttpContext http, UpstreamReports reports, ReportKind kind, ReportBatch batch) =>
        http.Run(caller => reports.Take(caller, kind, batch.Reports, http.RequestAborted));
}
