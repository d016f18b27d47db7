using Usher.Identity;
using Usher.Web.Hosting;

namespace Usher.Web.Api;

/// <summary>
/// The cookie of a browser's session. Wherever people reach the server by https it is sent by https alone, and its name says that no other
/// host and no path set it (<c>__Host-</c>, RFC 6265bis 4.1.3.2); a cookie under the other name then counts for nothing.
/// </summary>
/// <param name="settings">Whether the public address is https.</param>
public sealed class SessionCookie(UsherSettings settings)
{
    /// <summary>Its name where people reach the server by http, as in the demo.</summary>
    public const string Plain = "usher-session";

    /// <summary>Its name where they reach it by https.</summary>
    public const string Secure = "__Host-usher-session";

    private readonly bool _isPublicHttps = settings.PublicUrl?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>What a request brings; null: none.</summary>
    public string? Read(HttpRequest request) => request.Cookies[IsSecure(request) ? Secure : Plain];

    /// <summary>Sets the cookie of a new session.</summary>
    public void Set(HttpContext http, string value) => http.Response.Cookies.Append(Name(http), value, Options(http, Sessions.Lifetime));

    /// <summary>Takes the cookie away.</summary>
    public void Clear(HttpContext http) => http.Response.Cookies.Delete(Name(http), Options(http, null));

    private string Name(HttpContext http) => IsSecure(http.Request) ? Secure : Plain;

    private CookieOptions Options(HttpContext http, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Strict,
        Secure = IsSecure(http.Request),
        MaxAge = lifetime,
        Path = "/",
    };

    private bool IsSecure(HttpRequest request) => _isPublicHttps || request.IsHttps;
}
