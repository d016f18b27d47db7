using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

namespace Usher.Salesforce;

/// <summary>An access token, and where it is good.</summary>
/// <param name="Instance">The address of the organization's API.</param>
/// <param name="Token">The token. Never logged, never in an exception.</param>
internal sealed record SalesforceAccess(Uri Instance, string Token)
{
    /// <inheritdoc/>
    public override string ToString() => Instance.Host;
}

/// <summary>
/// Signs in to Salesforce by OAuth 2.0: client credentials (RFC 6749, 4.4), or a JWT bearer (RFC 7523). The token is held in memory until it is
/// refused.
/// </summary>
/// <param name="http">Sends to hosts that may be connected to.</param>
/// <param name="settings">Who signs in.</param>
/// <param name="clock">The server's time.</param>
internal sealed class SalesforceSignIn(HttpClient http, SalesforceSettings settings, TimeProvider clock) : IDisposable
{
    /// <summary>How long a signed statement is good: Salesforce takes none longer than three minutes.</summary>
    private static readonly TimeSpan Statement = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _one = new(1, 1);
    private SalesforceAccess? _access;

    /// <summary>The access; another than the one that was refused.</summary>
    public async Task<SalesforceAccess> Access(SalesforceAccess? refused, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (_access is { } held && !ReferenceEquals(held, refused)) return held;
            return _access = await Ask(ct);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<SalesforceAccess> Ask(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.Url, "/services/oauth2/token"))
        {
            Content = new FormUrlEncodedContent(settings.ClientSecret is { } secret
                ? new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["grant_type"] = "client_credentials", ["client_id"] = settings.ClientId, ["client_secret"] = secret,
                }
                : new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer", ["assertion"] = Assertion(),
                }),
        };
        using var answer = await SalesforceClient.Send(http, request, ct);
        using var body = await SalesforceClient.Json(answer, ct);
        var root = body.RootElement;
        if (answer.StatusCode == HttpStatusCode.OK && Soql.Text(root, "access_token") is { } token
            && Uri.TryCreate(Soql.Text(root, "instance_url"), UriKind.Absolute, out var instance))
            return MaySend(instance) ? new(instance, token) : throw new SalesforceUnreachable("instance elsewhere");
        if ((int)answer.StatusCode >= 500) throw new SalesforceUnreachable($"status {(int)answer.StatusCode}");
        throw Soql.Text(root, "error") is { } code ? new SalesforceRefused(SalesforceClient.Code(code)) : new SalesforceUnreachable("unexpected answer");
    }

    /// <summary>A token is sent where it was asked for, or to Salesforce's own hosts: an answer cannot send it elsewhere.</summary>
    private bool MaySend(Uri instance) =>
        instance.UserInfo.Length == 0
        && (instance.GetLeftPart(UriPartial.Authority) == settings.Url.GetLeftPart(UriPartial.Authority)
            || (instance.Scheme == Uri.UriSchemeHttps && instance.IsDefaultPort
                && (instance.IdnHost.EndsWith(".salesforce.com", StringComparison.OrdinalIgnoreCase)
                    || instance.IdnHost.EndsWith(".salesforce.mil", StringComparison.OrdinalIgnoreCase)
                    || instance.IdnHost.EndsWith(".sfcrmproducts.cn", StringComparison.OrdinalIgnoreCase))));

    /// <summary>A statement signed by the key whose certificate the connected app has (RFC 7523, RS256).</summary>
    private string Assertion()
    {
        var expires = (clock.GetUtcNow() + Statement).ToUnixTimeSeconds();
        var head = Base64Url.EncodeToString("""{"alg":"RS256"}"""u8);
        var claims = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new
        {
            iss = settings.ClientId,
            sub = settings.User,
            aud = settings.Url.GetLeftPart(UriPartial.Authority),
            exp = expires.ToString(CultureInfo.InvariantCulture),
        }));
        using var key = RSA.Create();
        key.ImportFromPem(settings.PrivateKey);
        var signed = key.SignData(System.Text.Encoding.ASCII.GetBytes($"{head}.{claims}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{head}.{claims}.{Base64Url.EncodeToString(signed)}";
    }
}
