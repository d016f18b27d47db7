using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Usher.Client;

/// <summary>
/// Lets a request pass only if Usher says that the signed-in person may: <c>[UsherAuthorize("app", "configure", Id = "signage")]</c>.
/// </summary>
/// <param name="type">The kind of thing, a word of the table of roles.</param>
/// <param name="action">The action on it.</param>
/// <remarks>A route value that is named here and not in the request refuses the request.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class UsherAuthorizeAttribute(string type, string action) : AuthorizeAttribute, IAuthorizationRequirementData
{
    /// <summary>The kind of thing.</summary>
    public string Type { get; } = type;

    /// <summary>The action on it.</summary>
    public string Action { get; } = action;

    /// <summary>The thing's id, always the same. Without this and <see cref="IdFrom"/>: the permission at all.</summary>
    public string? Id { get; set; }

    /// <summary>The route value that holds the thing's id.</summary>
    public string? IdFrom { get; set; }

    /// <summary>The route value that holds the customer's slug; without it <see cref="UsherOptions.Customer"/> says which.</summary>
    public string? CustomerFrom { get; set; }

    /// <summary>The route value that holds the tenant's slug; without it any tenant that the person reaches will do.</summary>
    public string? TenantFrom { get; set; }

    /// <summary>The route value that holds the team's slug; without it any team that the person's level includes will do.</summary>
    public string? TeamFrom { get; set; }

    /// <inheritdoc/>
    public IEnumerable<IAuthorizationRequirement> GetRequirements() =>
    [
        new UsherRequirement(Type, Action)
        {
            Id = Id,
            IdFrom = IdFrom,
            CustomerFrom = CustomerFrom,
            TenantFrom = TenantFrom,
            TeamFrom = TeamFrom,
        },
    ];
}

/// <summary>That Usher says yes: for policies, and for <c>IAuthorizationService</c> with a <see cref="Resource"/>.</summary>
/// <param name="Type">The kind of thing.</param>
/// <param name="Action">The action on it.</param>
public sealed record UsherRequirement(string Type, string Action) : IAuthorizationRequirement
{
    /// <inheritdoc cref="UsherAuthorizeAttribute.Id"/>
    public string? Id { get; init; }

    /// <inheritdoc cref="UsherAuthorizeAttribute.IdFrom"/>
    public string? IdFrom { get; init; }

    /// <inheritdoc cref="UsherAuthorizeAttribute.CustomerFrom"/>
    public string? CustomerFrom { get; init; }

    /// <inheritdoc cref="UsherAuthorizeAttribute.TenantFrom"/>
    public string? TenantFrom { get; init; }

    /// <inheritdoc cref="UsherAuthorizeAttribute.TeamFrom"/>
    public string? TeamFrom { get; init; }

    /// <summary>What the request is about; null when it does not say all that it should.</summary>
    internal Resource? In(HttpContext http, UsherOptions options)
    {
        var isWhole = true;
        string? Route(string? name)
        {
            if (name is null) return null;
            var value = Convert.ToString(http.GetRouteValue(name), CultureInfo.InvariantCulture);
            isWhole &= value is { Length: > 0 };
            return value;
        }

        var customer = CustomerFrom is null ? options.Customer(http) : Route(CustomerFrom);
        var (id, tenant, team) = (Id ?? Route(IdFrom) ?? customer, Route(TenantFrom), Route(TeamFrom));
        return isWhole && customer is { Length: > 0 } && id is not null ? new(Type, id, customer, tenant, team) : null;
    }
}

/// <summary>
/// Asks Usher for each requirement. Whatever is not a yes refuses, and no other handler can make up for it: nobody signed in, a person
/// without an e-mail address, a request that names no customer, no answer.
/// </summary>
internal sealed partial class UsherAuthorizationHandler(UsherClient usher, IOptions<UsherOptions> options,
    ILogger<UsherAuthorizationHandler> log) : AuthorizationHandler<UsherRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, UsherRequirement requirement)
    {
        var http = context.Resource as HttpContext;
        var resource = context.Resource as Resource ?? (http is null ? null : requirement.In(http, options.Value));
        if (context.User.Identity is not { IsAuthenticated: true } || options.Value.Subject(context.User) is not { } subject
            || resource is null || resource.Type != requirement.Type)
        {
            context.Fail(new(this, "The request does not say who, or about what."));
            return;
        }

        var answer = await usher.Evaluate(new(subject, requirement.Action, resource), http?.RequestAborted ?? CancellationToken.None);
        if (answer.Fault is { } fault) NotAnswered(log, requirement.Type, requirement.Action, fault);
        if (answer.Allowed) context.Succeed(requirement);
        else context.Fail(new(this, answer.Fault is null ? "Usher says no." : "Usher did not answer."));
    }

    [LoggerMessage(LogLevel.Warning, "Refused {Type}/{Action}: Usher did not answer ({Fault})")]
    private static partial void NotAnswered(ILogger log, string type, string action, Fault fault);
}
