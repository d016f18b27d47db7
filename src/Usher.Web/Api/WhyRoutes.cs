using Usher.Access;
using Usher.Directory;
using Usher.Governance;

namespace Usher.Web.Api;

/// <summary>Why: a decision explained, and the table of roles.</summary>
public static class WhyRoutes
{
    /// <summary>Maps the routes.</summary>
    public static void MapWhy(this IEndpointRouteBuilder api)
    {
        api.MapGet("/customers/{customer}/explain",
            (HttpContext http, string customer, string person, string permission, string? id, string? tenant, string? team) =>
            {
                var question = new WhyQuestion(person, permission, id, tenant, team);
                return Permission.Find(permission)?.Section == Section.Insights
                    ? http.Run(new ExplainInsightsDecision(question))
                    : http.Run(new ExplainDecision(question));
            })
            .WithTags("Why").Needs(Permission.InsightsDecisionExplain, Permission.DecisionExplain).WithSummary("Explain someone's access")
            .Produces<DecisionExplained>();
        api.MapGet("/roles", () => Results.Ok(RolesMatrix.Table))
            .WithTags("Why").WithSummary("The table of roles").Produces<RolesMatrix>();
    }
}
