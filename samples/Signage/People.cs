using System.Net;
using System.Net.Mime;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Signage;

/// <summary>
/// Who somebody is: as the proxy in front says, which signed them in and is on this machine; or, to try things out, as they say.
/// </summary>
public sealed class PersonFromProxy(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, IOptions<SignageOptions> signage)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    /// <summary>The scheme's name.</summary>
    public new const string Scheme = "Proxy";

    internal const string Cookie = "signage-person";

    /// <summary>A person's e-mail address; empty: nobody is signed in.</summary>
    public static string Email(ClaimsPrincipal person) => person.FindFirst(ClaimTypes.Email)?.Value ?? "";

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var email = signage.Value.TakesAnyonesWord ? Request.Cookies[Cookie] : Request.Headers["X-Forwarded-Email"].ToString();
        if (string.IsNullOrEmpty(email) || !IPAddress.IsLoopback(Context.Connection.RemoteIpAddress!)) return Task.FromResult(AuthenticateResult.NoResult());
        var person = new ClaimsIdentity([new(ClaimTypes.Email, email)], base.Scheme.Name);
        return Task.FromResult(AuthenticateResult.Success(new(new(person), base.Scheme.Name)));
    }
}

/// <summary>The one page, and how one says who one is while trying things out.</summary>
internal static class Page
{
    public static void MapSignIn(this WebApplication app) => app.MapPost("/sign-in", async (HttpContext http) =>
    {
        var form = await http.Request.ReadFormAsync();
        http.Response.Cookies.Append(PersonFromProxy.Cookie, form["email"].ToString(), new() { HttpOnly = true, SameSite = SameSiteMode.Strict });
        return Results.LocalRedirect("/");
    }).DisableAntiforgery();

    public static IResult Of(HttpContext http, SignageOptions options, Screens screens)
    {
        var page = new StringBuilder("""
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Signage</title>
            <style>body{font:16px/1.5 system-ui;max-width:40rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}dt{font-weight:600}</style>
            <h1>Signage</h1>
            """);
        var me = PersonFromProxy.Email(http.User);
        page.Append(me.Length == 0 ? "<p>Nobody is signed in.</p>" : $"<p>You are {Text(me)}.</p>");
        if (options.TakesAnyonesWord)
            page.Append("""
                <form method="post" action="/sign-in"><label>E-mail address <input name="email" type="email" required></label> <button>Be this person</button></form>
                """);
        foreach (var tenant in me.Length == 0 ? [] : screens.Tenants)
        {
            page.Append($"<h2>{Text(tenant)}</h2><dl>");
            foreach (var (screen, text) in screens.Shown(tenant) ?? new Dictionary<string, string>()) page.Append($"<dt>{Text(screen)}<dd>{Text(text)}");
            page.Append("</dl>");
        }

        if (!screens.Tenants.Any()) page.Append("<p>Signage is active in no tenant. Configure it in Usher: it appears here within a second.</p>");
        return Results.Content(page.ToString(), MediaTypeNames.Text.Html, Encoding.UTF8);
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
