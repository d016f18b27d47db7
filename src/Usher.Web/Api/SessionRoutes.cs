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
    /// <summary>The session's cookie.</summary>
    public const string Cookie = "usher-session";

    /// <summary>What one signs in with.</summary>
    /// <param name="Email">The address.</param>
    /// <param name="Password">The password.</param>
    public sealed record Credentials(string Email, string Password);

    /// <summary>A password chosen by a link.</summary>
    /// <param name="Link">The link's token.</param>
    /// <param name="Password">The password.</param>
    public sealed record Chosen(string Link, string Password);

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
        session.MapPost("", async (HttpContext http, Credentials given, Passwords passwords) => given is not { Email.Length: <= 254, Password.Length: <= 200 }
            ? Refused(http)
            : (await passwords.SignIn(given.Email, given.Password, http.RequestAborted)) is { Value: { } cookie } ? SignedIn(http, cookie) : Refused(http))
            .WithSummary("Sign in; the answer sets the session's cookie").Produces(StatusCodes.Status204NoContent);
        session.MapPost("/password", async (HttpContext http, Chosen chosen, Passwords passwords) =>
        {
            var outcome = await passwords.SetPassword(chosen.Link ?? "", chosen.Password ?? "", http.RequestAborted);
            return outcome.Refused is { } refusal ? refusal.ToProblem(http) : SignedIn(http, outcome.Value!);
        }).WithSummary("Choose a password by the link sent to one's address, and sign in").Produces(StatusCodes.Status204NoContent);
        session.MapPost("/forgotten", (HttpContext http, Lost lost, ForgottenPasswords forgotten) => forgotten.Ask(lost.Email) is { } refusal ? refusal.ToProblem(http) : Results.Accepted()).WithSummary("Ask for a link to choose a new password; it goes to the address, if it has a place here").Produces(StatusCodes.Status202Accepted);
        session.MapPut("", async (HttpContext http, Elsewhere elsewhere, Sessions sessions, Snapshots snapshots, Store store) =>
        {
            if (http.Features.Get<SignedIn>() is not { } here) return Problems.Unauthenticated(http);
            var there = Inputs.Slug(elsewhere.Customer) is { } slug ? await snapshots.Customer(slug, http.RequestAborted) : null;
            await using var db = store.Context(Guid.Empty);
            var place = (await Membership.Of(db, here.Account, http.RequestAborted)).FirstOrDefault(p => p.Kind == ActorKind.User && p.Customer == there?.Id);
            if (place is null) return new NotFound().ToProblem(http);
            return await sessions.Move(here, place) is { } cookie ? SignedIn(http, cookie) : Problems.Unauthenticated(http);
        }).WithSummary("Go on in another customer of one's own").Produces(StatusCodes.Status204NoContent);
        session.MapDelete("", (HttpContext http, Sessions sessions) => SignOut(http, sessions.End)).WithSummary("Sign out").Produces(StatusCodes.Status204NoContent);
        session.MapDelete("/all", (HttpContext http, Sessions sessions) => SignOut(http, sessions.EndAll)).WithSummary("Sign out everywhere").Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>Sets the cookie of a new session.</summary>
    public static void SetCookie(HttpContext http, string cookie) => http.Response.Cookies.Append(Cookie, cookie, new CookieOptions
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        MaxAge = Sessions.Lifetime,
        Path = "/",
    });

    private static IResult SignedIn(HttpContext http, string cookie)
    {
        SetCookie(http, cookie);
        return Results.NoContent();
    }

    private static async Task<IResult> SignOut(HttpContext http, Func<SignedIn, Task> end)
    {
        if (http.Features.Get<SignedIn>() is not { } session) return Problems.Unauthenticated(http);
        await end(session);
        http.Response.Cookies.Delete(Cookie);
        return Results.NoContent();
    }

    private static IResult Refused(HttpContext http)
    {
        var refusal = new SignInRefused();
        return Problems.Problem(http, StatusCodes.Status401Unauthorized, refusal.Code, "Not signed in", refusal.Sentence);
    }
}
