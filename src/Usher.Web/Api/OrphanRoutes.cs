using Usher.Access;
using Usher.Platform;
using Usher.Upstream;

namespace Usher.Web.Api;

/// <summary>Tenants that no customer has: <c>/api/orphans</c>; linking one, and taking one out of its customer.</summary>
public static class OrphanRoutes
{
    /// <summary>A tenant to be linked to a customer.</summary>
    public sealed record TenantLink(Guid Orphan, string Name, string? SalesforceAccount);

    /// <summary>Maps the routes.</summary>
    public static void MapOrphans(this IEndpointRouteBuilder api)
    {
        var orphans = api.MapGroup("/orphans").WithTags("Upstream");
        orphans.MapGet("", (HttpContext http, string? query, string? product, string? cursor) =>
                http.Run(new ListOrphans(query, product) { Cursor = cursor }))
            .Needs(Permission.TenantLink).WithSummary("Tenants that no customer has").Produces<Page<OrphanLine>>();
        orphans.MapGet("/{orphan}", (HttpContext http, Guid orphan) => http.Run(new ViewOrphan(orphan)))
            .Needs(Permission.TenantLink).WithSummary("A tenant that no customer has, with customers whose it may be").Produces<OrphanView>();
        orphans.MapGet("/{orphan}/accounts", (HttpContext http, AccountSearch search, Guid orphan, string? query) =>
                http.Run(caller => search.Find(caller, orphan, query, http.RequestAborted)))
            .Needs(Permission.TenantLink).WithSummary("Salesforce accounts whose tenant it may be").Produces<AccountSuggestions>();

        var tenants = api.MapGroup("/customers/{customer}/tenants").WithTags("Upstream");
        tenants.MapPost("", (HttpContext http, AccountSearch search, string customer, TenantLink link) => Link(http, search, new(link.Orphan, link.Name, link.SalesforceAccount)))
            .Needs(Permission.TenantLink).Previews().WithSummary("Link a tenant that no customer has to this one")
            .Produces<MadeTenant>(StatusCodes.Status201Created);
        tenants.MapGet("/{tenant}/losses", (HttpContext http, string customer, string tenant) => http.Run(new ViewTenantLosses(tenant)))
            .Needs(Permission.TenantLink).WithSummary("What the customer loses with a tenant").Produces<TenantLosses>();
        tenants.MapDelete("/{tenant}", (HttpContext http, string customer, string tenant) => http.Run(new UnlinkTenant(tenant)))
            .Needs(Permission.TenantLink).Previews().WithSummary("Take a tenant out of its customer, with a note: everything of it is reset")
            .Produces<UnlinkedTenant>();
    }

    /// <summary>A preview asks nobody outside.</summary>
    private static Task<IResult> Link(HttpContext http, AccountSearch search, LinkTenant link) => RoutePreviews.IsAsked(http)
        ? http.Run(link)
        : http.Run(caller => search.Link(caller, link, http.RequestAborted), made => Results.Json(made, statusCode: StatusCodes.Status201Created));
}
