using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Directory;
using Usher.Identity;

namespace Usher.Web.Api;

/// <summary>
/// What people are known by in Slack and at recorders (rule 26): <c>/api/me/identities</c> and <c>/api/customers/{customer}/identities</c>.
/// </summary>
public static class IdentityRoutes
{
    /// <summary>An identity to be proposed: a Slack user's id, or a host's address.</summary>
    public sealed record ProposedFor([property: JsonRequired] IdentityKind Kind, string External);

    /// <summary>An address that a recorder uses for me.</summary>
    public sealed record AddressAtRecorder(string Address);

    /// <summary>A code that Slack or an e-mail gave to me.</summary>
    public sealed record GivenCode(string Code);

    /// <summary>Maps the routes.</summary>
    public static void MapIdentities(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("/customers/{customer}/identities").WithTags("Users");
        all.MapGet("", (HttpContext http, string customer) => http.Run(new ListIdentities()))
            .Needs(Permission.DirectoryView).WithSummary("Slack and recorder identities: set, proposed and unmatched").Produces<IdentitiesView>();
        all.MapDelete("/{identity:guid}", (HttpContext http, string customer, Guid identity) => http.Run(new ClearIdentity(identity)))
            .Needs(Permission.DirectoryMaintain).WithSummary("Clear somebody's identity").Produces(StatusCodes.Status204NoContent);
        all.MapDelete("/proposals/{proposal:guid}", (HttpContext http, string customer, Guid proposal) => http.Run(new WithdrawIdentityProposal(proposal)))
            .Needs(Permission.DirectoryMaintain).WithSummary("Withdraw a proposed identity").Produces(StatusCodes.Status204NoContent);
        api.MapPost("/customers/{customer}/users/{user:guid}/identities", (HttpContext http, string customer, Guid user, ProposedFor proposed) =>
                http.Run(new ProposeIdentity(user, proposed.Kind, proposed.External), Http.Made))
            .WithTags("Users").Needs(Permission.DirectoryMaintain).WithSummary("Propose an identity, which counts once the person proves it")
            .Produces<MadeThing>(StatusCodes.Status201Created);

        var mine = api.MapGroup("/me/identities").WithTags("Me");
        mine.MapGet("", (Delegate)((HttpContext http) => http.Run(new ViewMyIdentities())))
            .Needs(Permission.ProfileEdit).WithSummary("My Slack and recorder identities").Produces<MyIdentities>();
        mine.MapPost("", (HttpContext http, GivenCode given, IdentityProofs proofs) => http.Run(caller => proofs.Prove(caller, given.Code, http.RequestAborted)))
            .Needs(Permission.ProfileEdit).WithSummary("Link to me what a code proves").Produces<IdentityProved>();
        mine.MapPost("/look", (HttpContext http, GivenCode given, IdentityProofs proofs) => http.Run(caller => proofs.Look(caller, given.Code, http.RequestAborted)))
            .Needs(Permission.ProfileEdit).WithSummary("What a code proves, before it is linked").Produces<IdentityProved>();
        mine.MapPost("/codes", (HttpContext http, AddressAtRecorder at) => http.Run(new AskForIdentityCode(at.Address)))
            .Needs(Permission.ProfileEdit).WithSummary("Send a code to an address that a recorder uses for me").Produces(StatusCodes.Status204NoContent);
        mine.MapDelete("/{identity:guid}", (HttpContext http, Guid identity) => http.Run(new RemoveMyIdentity(identity)))
            .Needs(Permission.ProfileEdit).WithSummary("Remove an identity of mine").Produces(StatusCodes.Status204NoContent);
        mine.MapDelete("/proposals/{proposal:guid}", (HttpContext http, Guid proposal) => http.Run(new DeclineIdentity(proposal)))
            .Needs(Permission.ProfileEdit).WithSummary("Say that a proposed identity is not mine").Produces(StatusCodes.Status204NoContent);
    }
}
