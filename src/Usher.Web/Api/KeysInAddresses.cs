using Microsoft.AspNetCore.Http.Features;
using Usher.Directory;
using Usher.Machines;

namespace Usher.Web.Api;

/// <summary>
/// Refuses a request whose address carries a key, and revokes that key: proxies, histories and logs elsewhere have read it by now.
/// </summary>
public static class KeysInAddresses
{
    private const int MostEscapes = 3;

    /// <summary>Whether the request was refused, and is answered.</summary>
    public static async ValueTask<bool> Refuse(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        // Escaped once by a client, and again by what is between.
        for (var times = 0; times < MostEscapes && target.Contains('%'); times++) target = Uri.UnescapeDataString(target);
        var found = false;
        for (var at = target.IndexOf(KeyText.Prefix, StringComparison.Ordinal); at >= 0;
            at = target.IndexOf(KeyText.Prefix, at + 1, StringComparison.Ordinal))
        {
            // What only looks like the beginning of one, such as a search for “push_back”, is none.
            if (at + KeyText.Length > target.Length || KeyText.Parse(target.AsSpan(at, KeyText.Length)) is not { } shown) continue;
            found = true;
            // A client that goes away does not keep its key alive.
            await http.RequestServices.GetRequiredService<LeakedKeys>().Revoke(shown, CancellationToken.None);
        }

        if (!found) return false;
        var refusal = new KeyInAddress();
        await Problems.Problem(http, StatusCodes.Status400BadRequest, refusal.Code, "Key in the URL", refusal.Sentence).ExecuteAsync(http);
        return true;
    }
}
