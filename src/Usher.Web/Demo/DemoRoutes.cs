using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Identity;
using Usher.Web.Api;

namespace Usher.Web.Demo;

/// <summary>One-click sign-in. Mapped in the demo only.</summary>
public static class DemoRoutes
{
    /// <summary>Maps <c>GET /demo/sign-in?token=…</c>: a session as that person, then their landing page.</summary>
    public static void MapDemo(this WebApplication app, DemoCard card) =>
        app.MapGet("/demo/sign-in", async (HttpContext http, string? token, Store store, Sessions sessions, SessionCookie cookie) =>
        {
            if (card.EmailOf(token ?? "") is not { } email) return new NotFound().ToProblem(http);
            await using var db = store.Context(Guid.Empty);
            var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.NormalizedEmail == email, http.RequestAborted);
            var place = account is null ? null : (await Membership.Of(db, account.Id, http.RequestAborted)).FirstOrDefault();
            if (account is null || place is null) return new NotFound().ToProblem(http);
            cookie.Set(http, await sessions.Begin(account.Id, place, http.RequestAborted));
            return Results.Redirect(place.Kind == ActorKind.Staff ? "/customers" : "/inbox");
        }).ExcludeFromDescription();
}
