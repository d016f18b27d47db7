using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Identity;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>Signing in and out: <c>/api/session</c>.</summary>
public static class SessionRoutes
{
    /// <summary>How long a password is at most on its way here: one of 200 characters, decomposed as far as may be.</summary>
    private const int LongestTyped = 1_000;

    /// <summary>What one signs in with.</summary>
    /// <param name="Email">The address.</param>
    /// <param name="Password">The password.</param>
    public sealed record Credentials(string Email, string Password);

    /// <summary>A password chosen by a link.</summary>
    /// <param name="Link">The link's token.</param>
    /// <param name="Password">The password.</param>
    /// <param name="Keys">What becomes of one's personal keys, in every customer; unless said otherwise they are revoked.</param>
    public sealed record Chosen(string Link, string Password, OnKeys Keys = OnKeys.Revoke);

    /// <summary>Who lost their password.</summary>
    /// <param name="Email">The address.</param>
    public sealed record Lost(string Email);

    /// <summary>The customer to go on in.</summary>
    /// <param name="Customer">Its slug.</param>
    public sealed record Elsewhere(string Customer);

    /// <summary>Maps the routes.</summary>
    public static void MapSession(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Session");
        session.MapPost("", async (HttpContext http, Credentials given, Passwords passwords) =>
        {
            if (given is not { Email.Length: <= 254, Password.Length: <= LongestTyped }) return Refused(http, new SignInRefused());
            var outcome = await passwords.SignIn(given.Email, given.Password, http.Source(), http.RequestAborted);
            return outcome.Refused is { } refusal ? Refused(http, refusal) : SignedIn(http, outcome.Value!);
        })
            .WithSummary("Sign in; the answer sets the session's cookie").Produces(StatusCodes.Status204NoContent);
        session.MapPost("/password", async (HttpContext http, Chosen chosen, Passwords passwords) =>
        {
            var password = chosen.Password is { Length: <= LongestTyped } typed ? typed : "";
            var outcome = await passwords.SetPassword(chosen.Link ?? "", password, chosen.Keys, http.Source(), http.RequestAborted);
            return outcome.Refused is { } refusal ? refusal.ToProblem(http) : SignedIn(http, outcome.Value!);
        })
            .WithSummary("Set a password with the link from the e-mail, and sign in").Produces(StatusCodes.Status204NoContent);
        session.MapPost("/forgotten", (HttpContext http, Lost lost, ForgottenPasswords forgotten) =>
            forgotten.Ask(lost.Email, http.Source()) is { } refusal ? refusal.ToProblem(http) : Results.Accepted())
            .WithSummary("Request a link to reset the password; sent only if the address has an account")
            .Produces(StatusCodes.Status202Accepted);
        session.MapPut("", async (HttpContext http, Elsewhere elsewhere, Sessions sessions, Snapshots snapshots, Store store) =>
        {
            if (http.Features.Get<SignedIn>() is not { } here) return Problems.Unauthenticated(http);
            var there = Inputs.Slug(elsewhere.Customer) is { } slug ? await snapshots.Customer(slug, http.RequestAborted) : null;
            await using var db = store.Context(Guid.Empty);
            var place = (await Membership.Of(db, here.Account, http.RequestAborted))
                .FirstOrDefault(p => p.Kind == ActorKind.User && p.Customer == there?.Id);
            if (place is null) return new NotFound().ToProblem(http);
            return await sessions.Move(here, place) is { } cookie ? SignedIn(http, cookie) : Problems.Unauthenticated(http);
        }).WithSummary("Switch to another customer of yours").Produces(StatusCodes.Status204NoContent);
        session.MapDelete("", (HttpContext http, Sessions sessions) =>
                SignOut(http, sessions.End)).WithSummary("Sign out").Produces(StatusCodes.Status204NoContent);
        session.MapDelete("/all", async (HttpContext http, Sessions sessions, string? keys) => keys is null or "revoke" or "keep"
                ? await SignOut(http, signedIn => sessions.EndAll(signedIn, keys == "keep" ? OnKeys.Keep : OnKeys.Revoke))
                : new Invalid("/keys", "Choose revoke or keep.").ToProblem(http))
            .WithSummary("Sign out everywhere; revokes your personal keys by default").Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>
    /// Where a request comes from: the client's own address, where the proxies in between are named (<c>Usher__Proxies</c>).
    /// </summary>
    public static Source Source(this HttpContext http) => Identity.Source.Of(http.Connection.RemoteIpAddress);

    private static SessionCookie Cookie(HttpContext http) => http.RequestServices.GetRequiredService<SessionCookie>();

    private static IResult SignedIn(HttpContext http, string cookie)
    {
        Cookie(http).Set(http, cookie);
        return Results.NoContent();
    }

    private static async Task<IResult> SignOut(HttpContext http, Func<SignedIn, Task> end)
    {
        if (http.Features.Get<SignedIn>() is not { } session) return Problems.Unauthenticated(http);
        await end(session);
        Cookie(http).Clear(http);
        return Results.NoContent();
    }

    private static IResult Refused(HttpContext http, Refusal refusal) => refusal is SignInRefused
        ? Problems.Problem(http, StatusCodes.Status401Unauthorized, refusal.Code, "Not signed in", refusal.Sentence)
        : refusal.ToProblem(http);
}
