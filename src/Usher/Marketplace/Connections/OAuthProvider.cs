using System.Text.Json;
using System.Text.Json.Serialization;
using Usher.Directory;

namespace Usher.Marketplace;

/// <summary>How an app's client proves itself to its provider, once it has a secret (RFC 6749, 2.3.1).</summary>
public enum ClientAuthentication
{
    /// <summary>By HTTP Basic, which every provider supports.</summary>
    Basic,

    /// <summary>In the body of the request.</summary>
    Post,
}

/// <summary>Where an app connects by OAuth 2, and as which client.</summary>
/// <param name="Name">What people know the provider as.</param>
/// <param name="Issuer">The provider's issuer (RFC 8414, 9207).</param>
/// <param name="AuthorizationEndpoint">Where people are sent.</param>
/// <param name="TokenEndpoint">Where tokens are had.</param>
/// <param name="ClientId">The app's client there.</param>
/// <param name="Scopes">What is asked for.</param>
/// <param name="RevocationEndpoint">Where tokens are revoked (RFC 7009); null: the provider has no such endpoint.</param>
/// <param name="Authentication">How the client proves itself, once it has a secret.</param>
public sealed record OAuthProvider(
    string Name, string Issuer, string AuthorizationEndpoint, string TokenEndpoint, string ClientId, IReadOnlyList<string>? Scopes = null,
    string? RevocationEndpoint = null, ClientAuthentication Authentication = ClientAuthentication.Basic)
{
    private const int LongestAddress = 500;
    private const int LongestScope = 200;
    private const int MostScopes = 50;
    private const string AddressSentence = "Enter an address that begins with https:// and has no user and no fragment.";
    private const string IssuerSentence = "Enter an address that begins with https:// and has no user, query or fragment.";

    /// <summary>As it is stored.</summary>
    [JsonIgnore]
    internal string Json => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>The host that gives tokens, with its port.</summary>
    [JsonIgnore]
    internal string Host => new Uri(TokenEndpoint).Authority;

    internal static OAuthProvider? Read(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<OAuthProvider>(json, JsonSerializerOptions.Web);

    /// <summary>
    /// Whether what was had from another is good with this one: the same issuer and client, at the same hosts. A new version of an app
    /// cannot have a token or a secret sent elsewhere.
    /// </summary>
    internal bool IsAs(OAuthProvider? other) => other is not null && Issuer == other.Issuer && IsClientOf(other)
        && (RevocationEndpoint is null || other.RevocationEndpoint is null
            || Authority(RevocationEndpoint) == Authority(other.RevocationEndpoint));

    /// <summary>Whether the client's secret is good with another: the same client, at the same host.</summary>
    internal bool IsClientOf(OAuthProvider? other) =>
        other is not null && ClientId == other.ClientId && Authority(TokenEndpoint) == Authority(other.TokenEndpoint);

    /// <summary>What is wrong in a manifest, each at its member.</summary>
    internal static IEnumerable<(string Pointer, string Sentence)> Faults(AppConnection connection, OAuthProvider? given)
    {
        if (connection != AppConnection.OAuth)
        {
            if (given is not null) yield return ("/oauth", "Leave this out, or set connection to oauth.");
            yield break;
        }

        if (given is null)
        {
            yield return ("/oauth", "Say where the app connects: name, issuer, authorizationEndpoint, tokenEndpoint and clientId.");
            yield break;
        }

        if (Inputs.Name(given.Name) is null) yield return ("/oauth/name", Inputs.NameSentence);
        if (!IsAddress(given.Issuer) || given.Issuer.Contains('?')) yield return ("/oauth/issuer", IssuerSentence);
        if (!IsAddress(given.AuthorizationEndpoint)) yield return ("/oauth/authorizationEndpoint", AddressSentence);
        if (!IsAddress(given.TokenEndpoint)) yield return ("/oauth/tokenEndpoint", AddressSentence);
        if (given.RevocationEndpoint is { } revocation && !IsAddress(revocation)) yield return ("/oauth/revocationEndpoint", AddressSentence);
        if (given.ClientId is not { Length: >= 1 and <= 200 } || given.ClientId.Any(c => c is < '!' or > '~'))
            yield return ("/oauth/clientId", "Enter 1 to 200 characters of ASCII, without spaces.");
        if (given.Scopes is { Count: > MostScopes }) yield return ("/oauth/scopes", $"Use at most {MostScopes} scopes.");
        foreach (var (i, scope) in (given.Scopes ?? []).Index())
            if (!IsScope(scope) || given.Scopes!.Take(i).Contains(scope, StringComparer.Ordinal))
                yield return ($"/oauth/scopes/{i}", "Name each scope once, as the provider writes it, without spaces.");
    }

    /// <summary>Whether a text can be a scope (RFC 6749, 3.3).</summary>
    internal static bool IsScope(string? scope) =>
        scope is { Length: >= 1 and <= LongestScope } && scope.All(c => c is '!' or (>= '#' and <= '[') or (>= ']' and <= '~'));

    /// <summary>https; http on this machine alone, where the operator allowed it, for those who try an app.</summary>
    private static bool IsAddress(string? text) =>
        text is { Length: <= LongestAddress } && !text.Contains('#') && !text.Any(char.IsControl)
            && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.UserInfo.Length == 0
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private static string Authority(string address) => new Uri(address).GetLeftPart(UriPartial.Authority);
}
