using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Usher.Access;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Asks providers for tokens and revokes them (RFC 6749, 7009), at hosts that are judged at each connection. What comes back is a stranger's:
/// bounded in time and size, and nothing of it but a short code is ever shown.
/// </summary>
internal sealed class ProviderClient(OutboundHosts hosts, TimeProvider clock) : IDisposable
{
    private const int LongestToken = 16_384;

    /// <summary>How long a provider may take: less than a job's lease, so that no second node asks meanwhile.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(366);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(2);

    private readonly HttpClient _client = hosts.Client();

    /// <summary>Asks for tokens.</summary>
    /// <param name="provider">Where.</param>
    /// <param name="secret">The client's secret; null: it is a public client.</param>
    /// <param name="what">The grant.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<ProviderAnswer> Ask(OAuthProvider provider, string? secret, Dictionary<string, string> what, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        var (answer, body, reason) = await Send(provider, provider.TokenEndpoint, secret, what, ct);
        if (answer is null) return new() { Reason = reason };
        using (answer)
        {
            var status = (int)answer.StatusCode;
            var after = RetryAfter.Of(answer, clock.GetUtcNow()) is { } asked && asked > TimeSpan.Zero
                ? TimeSpan.FromTicks(Math.Min(asked.Ticks, LongestPause.Ticks))
                : (TimeSpan?)null;
            if (status is >= 300 and < 400) return new() { Reason = ProviderReason.Redirect };
            if (status >= 500 || status == 429) return new() { Reason = ProviderReason.Status + status, After = after };
            using var json = Json(body!);
            if (json?.RootElement is not { ValueKind: JsonValueKind.Object } said)
                return new() { Reason = answer.IsSuccessStatusCode ? ProviderReason.Unreadable : ProviderReason.Status + status, After = after };
            if (!answer.IsSuccessStatusCode || said.TryGetProperty("error", out _))
                return new() { Reason = ProviderReason.Code(Text(said, "error")), After = after };
            return Read(said, at) is { } tokens ? new() { Tokens = tokens } : new() { Reason = ProviderReason.Unreadable };
        }
    }

    /// <summary>Revokes a token.</summary>
    /// <returns>Why it is not revoked, as a code; null: it is, or the provider knows of no way.</returns>
    public async Task<ProviderAnswer> Revoke(OAuthProvider provider, string? secret, string token, bool isRefresh, CancellationToken ct)
    {
        if (provider.RevocationEndpoint is not { } endpoint) return new();
        var (answer, _, reason) = await Send(provider, endpoint, secret, new(StringComparer.Ordinal)
        {
            ["token"] = token, ["token_type_hint"] = isRefresh ? "refresh_token" : "access_token",
        }, ct);
        if (answer is null) return new() { Reason = reason };
        using (answer)
        {
            return answer.IsSuccessStatusCode
                ? new()
                : new() { Reason = ProviderReason.Status + (int)answer.StatusCode, After = RetryAfter.Of(answer, clock.GetUtcNow()) };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<(HttpResponseMessage? Answer, byte[]? Body, string? Reason)> Send(
        OAuthProvider provider, string endpoint, string? secret, Dictionary<string, string> form, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            var address = new Uri(endpoint);
            if (await hosts.Refuse(address, either.Token) is { } refusal)
                return (null, null, refusal is HostNotAllowed ? ProviderReason.Host : ProviderReason.Unreachable);
            using var request = new HttpRequestMessage(HttpMethod.Post, address);
            request.Headers.Accept.Add(new("application/json"));
            request.Headers.UserAgent.Add(new("Usher", null));
            if (secret is not null && provider.Authentication == ClientAuthentication.Basic)
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(
                    $"{Uri.EscapeDataString(provider.ClientId)}:{Uri.EscapeDataString(secret)}")));
            else
            {
                form["client_id"] = provider.ClientId;
                if (secret is not null) form["client_secret"] = secret;
            }

            request.Content = new FormUrlEncodedContent(form);
            // The client reads no more of an answer than a megabyte.
            var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token);
            return (answer, await answer.Content.ReadAsByteArrayAsync(either.Token), null);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, null, ProviderReason.Slow);
        }
        catch (HttpRequestException fault)
        {
            return (null, null, HostRefused.Is(fault) ? ProviderReason.Host
                : fault.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded ? ProviderReason.TooLarge
                : ProviderReason.Unreachable);
        }
    }

    private static ProviderTokens? Read(JsonElement said, DateTimeOffset at)
    {
        if (Token(said, "access_token") is not { } access
            || !string.Equals(Text(said, "token_type"), "Bearer", StringComparison.OrdinalIgnoreCase)) return null;
        TimeSpan? life = null;
        if (said.TryGetProperty("expires_in", out var given))
        {
            // Some write the number as a text.
            if (!(given.ValueKind == JsonValueKind.Number ? given.TryGetDouble(out var seconds) : double.TryParse(
                    given.ToString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out seconds))
                || !(seconds > 0)) return null;
            life = TimeSpan.FromSeconds(Math.Min(seconds, LongestLife.TotalSeconds));
        }

        var scopes = Text(said, "scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(access, Token(said, "refresh_token"), at, life,
            scopes is null ? null : string.Join(' ', scopes.Where(OAuthProvider.IsScope).Distinct(StringComparer.Ordinal).Take(100)));
    }

    private static string? Token(JsonElement said, string name) =>
        Text(said, name) is { Length: >= 1 and <= LongestToken } token && token.All(c => c is >= ' ' and <= '~') ? token : null;

    private static string? Text(JsonElement said, string name) =>
        said.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonDocument? Json(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
