using System.Security.Cryptography;
using System.Text;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Identity;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>Proves who calls: a key in <c>Authorization: Bearer</c>, else a session's cookie. Decides nothing.</summary>
/// <param name="next">The rest of the request.</param>
/// <param name="snapshots">Keys are among the facts that decide.</param>
/// <param name="sessions">Browsers' sessions.</param>
/// <param name="cookies">Where a browser's session is.</param>
/// <param name="uses">Remembers when keys were last used.</param>
/// <param name="clock">The server's time.</param>
public sealed class CallerMiddleware(RequestDelegate next, Snapshots snapshots, Sessions sessions, SessionCookie cookies, KeyUses uses,
    TimeProvider clock)
{
    /// <summary>What a page sends with every change: the session's antiforgery token.</summary>
    public const string AntiforgeryHeader = "Usher-Antiforgery";

    /// <summary>Sets the caller and goes on; a key that is none, revoked or expired answers 401 whatever it was sent to.</summary>
    public async Task Invoke(HttpContext http)
    {
        try
        {
            if (http.Request.Headers.Authorization.Count > 0)
            {
                var header = http.Request.Headers.Authorization.ToString();
                var caller = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
                    ? await CallerOf(header.AsMemory(7), http.RequestAborted)
                    : null;
                if (caller is null)
                {
                    await Problems.Unauthenticated(http).ExecuteAsync(http);
                    return;
                }

                http.SetCaller(caller);
            }
            else if (cookies.Read(http.Request) is { } cookie && await sessions.Find(cookie.AsMemory(), http.RequestAborted) is { } session)
            {
                // A change needs what only a page of this session can know; without it the cookie counts for nothing.
                var isRead = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
                if (isRead || CryptographicOperations.FixedTimeEquals(
                    Encoding.UTF8.GetBytes(http.Request.Headers[AntiforgeryHeader].ToString()),
                        Encoding.UTF8.GetBytes(session.Token.Antiforgery())))
                {
                    http.SetCaller(session.Caller);
                    http.Features.Set(session);
                }
            }

            await next(http);
        }
        catch (StoreUnavailable) when (!http.Response.HasStarted)
        {
            await Problems.Unavailable(http).ExecuteAsync(http);
        }
    }

    /// <summary>The caller a key belongs to; null when it is none, revoked or expired.</summary>
    public async ValueTask<Caller?> CallerOf(ReadOnlyMemory<char> text, CancellationToken ct)
    {
        if (KeyText.Parse(text.Span) is not { } shown) return null;
        var key = shown.Customer == Guid.Empty
            ? (await snapshots.Platform(ct)).Key(shown.Id)
            : (await snapshots.Customer(shown.Customer, ct))?.Key(shown.Id);
        if (key is null || !shown.Matches(key) || key.Expires <= clock.GetUtcNow()) return null;
        uses.Saw(shown.Customer, key.Id);
        return new Caller(key.HolderKind, key.HolderKind == ActorKind.PlatformKey
            ? key.Id
            : key.Holder, shown.Customer, Door.Api) { Key = key.Id, Limit = key.Limit };
    }
}
