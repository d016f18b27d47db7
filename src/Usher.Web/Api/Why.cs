using Usher.Access;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>What goes with a refusal: the sentence, the rule, who can help.</summary>
public static class Why
{
    /// <summary>Explains a refused permission to the one who was refused; null when nothing may be said.</summary>
    public static async Task<object?> Of(HttpContext http, Caller caller, Permission needs)
    {
        _ = http;
        _ = caller;
        _ = needs;
        return await Task.FromResult<object?>(null);
    }
}
