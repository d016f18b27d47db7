using System.Net;
using System.Security.Claims;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Usher.Client;

/// <summary>Where Usher is, and how it is asked. Checked when the application starts.</summary>
public sealed class UsherOptions
{
    /// <summary>Where Usher is: <c>https://usher.example</c>. Unencrypted only on this machine.</summary>
    public Uri? Address { get; set; }

    /// <summary>The key of an integration user with <c>decision/ask</c>, or a platform key. A secret.</summary>
    [JsonIgnore]
    public string Key { get; set; } = "";

    /// <summary>How long a question may take, from the first byte sent to the last one read.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long an answer is used again, counted from when it was asked for; at most a second, so that a revoke is at most a second late.
    /// Zero: never.
    /// </summary>
    public TimeSpan CacheFor { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// Who the signed-in person is to Usher; null: nobody, and everything is refused. By default a user, by the e-mail address that the
    /// sign-in verified.
    /// </summary>
    [JsonIgnore]
    public Func<ClaimsPrincipal, Subject?> Subject { get; set; } = static person =>
        (person.FindFirst(ClaimTypes.Email) ?? person.FindFirst("email"))?.Value is { Length: > 0 } email
            ? Client.Subject.User(email)
            : null;

    /// <summary>
    /// The slug of the customer that a request is about, where the attribute names no route value for it; null: none, and it is refused.
    /// </summary>
    [JsonIgnore]
    public Func<HttpContext, string?> Customer { get; set; } = static _ => null;

    /// <summary>Says nothing of the key.</summary>
    public override string ToString() => $"Usher at {Address}";
}

/// <summary>What makes options usable. No sentence here repeats the key.</summary>
internal sealed class UsherOptionsRules : IValidateOptions<UsherOptions>
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestCache = TimeSpan.FromSeconds(1);

    public ValidateOptionsResult Validate(string? name, UsherOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(UsherOptions options)
    {
        if (options.Address is not { IsAbsoluteUri: true } address) yield return "Usher's address is missing: set it to https://…";
        else if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && IsThisMachine(address)))
            yield return "Usher's address must begin with https: over http anyone on the way can read the key.";
        else if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            yield return "Usher's address must have no user, query or fragment.";
        if (options.Key.Length == 0) yield return "Usher's key is missing.";
        else if (!options.Key.All(letter => letter is > ' ' and < '\x7f')) yield return "Usher's key has a character that no key has.";
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > LongestTimeout)
            yield return $"Usher's time-out must be above zero and at most {LongestTimeout.TotalSeconds:N0} seconds.";
        if (options.CacheFor < TimeSpan.Zero || options.CacheFor > LongestCache)
            yield return "Usher's answers must be cached for at most one second: a revoke would go unnoticed for longer.";
    }

    private static bool IsThisMachine(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
