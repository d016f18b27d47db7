using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Usher.Access;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Connects apps to their providers by OAuth 2: authorization code with PKCE (RFC 6749, 7636, 9207, 9700), renewed and revoked. With
/// <see cref="ProviderClient"/> the only class where a token, a verifier or a client's secret is in clear.
/// </summary>
public sealed class Connections(Gate gate, OutboundHosts hosts, IDataProtectionProvider protection, PublicAddress address, TimeProvider clock)
    : IDisposable
{
    /// <summary>The page of the console that people come back to: what a publisher registers at the provider, after the public address.</summary>
    public const string ReturnPath = "/connections/return";

    private const int LongestSecret = 2_000;
    private const int LongestParameter = 8_192;
    private const int CustomerBytes = 16;
    private const int StateBytes = CustomerBytes + 32;

    /// <summary>A little more than the provider's own time.</summary>
    private static readonly TimeSpan Patience = ProviderClient.Patience + TimeSpan.FromSeconds(5);

    private readonly Seal _tokens = ConnectionTokens.Seal(protection);
    private readonly Seal _verifiers = new(protection, "Usher.App.Verifier");
    private readonly Seal _secrets = new(protection, "Usher.App.ClientSecret");
    private readonly ProviderClient _client = new(hosts, clock);

    /// <summary>Where people come back to.</summary>
    private string ReturnAddress => address.Base + ReturnPath;

    /// <summary>Sets or clears the secret of an app's client: of the catalogue, or of the caller's customer.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="app">The app, by slug.</param>
    /// <param name="secret">The secret; null clears it.</param>
    /// <param name="own">Whether it is an app of the customer's own.</param>
    public Task<Outcome<Nothing>> SetSecret(Caller caller, string app, string? secret, bool own)
    {
        var given = secret is null ? null : new GivenClientSecret(
            Convert.ToHexStringLower(HMACSHA256.HashData(gate.Heads.Secret("client-secret"), Encoding.UTF8.GetBytes(secret))),
            secret.Length is 0 or > LongestSecret || secret.Any(c => c is < ' ' or > '~') || secret.Trim() != secret
                ? null
                : (id, provider) => _secrets.Close(secret, id.ToString(), provider.ClientId, provider.Host));
        return own ? gate.Run(caller, new SetOwnClientSecret(app, given)) : gate.Run(caller, new SetClientSecret(app, given));
    }

    /// <summary>Sends somebody to the provider of an app.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="app">The app, by slug.</param>
    /// <param name="tenant">The tenant, by slug.</param>
    public Task<Outcome<ConnectionAddress>> Start(Caller caller, string app, string tenant) =>
        // Asked again, it is another way: what comes back is good once.
        gate.Run(caller with { IdempotencyKey = null }, new StartConnection(app, tenant)
        {
            Make = (id, provider) =>
            {
                var state = new byte[StateBytes];
                caller.Customer.TryWriteBytes(state);
                RandomNumberGenerator.Fill(state.AsSpan(CustomerBytes));
                var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
                return new(SHA256.HashData(state), _verifiers.Close(verifier, caller.Customer.ToString(), id.ToString()),
                    To(provider, Base64Url.EncodeToString(state), verifier));
            },
        });

    /// <summary>Takes what a provider sent somebody back with: an app is connected, or not and nothing is changed.</summary>
    /// <param name="caller">Who came back.</param>
    /// <param name="returned">What they came with.</param>
    /// <param name="ct">The caller left.</param>
    public async Task<Outcome<ConnectionMade>> Finish(Caller caller, ConnectionReturn returned, CancellationToken ct)
    {
        var state = new byte[StateBytes];
        var isState = returned.State is { Length: <= 2 * StateBytes } text && Base64Url.IsValid(text, out var length) && length == StateBytes
            && Base64Url.TryDecodeFromChars(text, state, out _);
        // The customer is in what comes back, since the address of return is one for all: a user's own, whatever it says.
        var here = caller with
        {
            IdempotencyKey = null,
            Customer = caller.Home != Guid.Empty ? caller.Home : isState ? new Guid(state.AsSpan(0, CustomerBytes)) : Guid.CreateVersion7(),
        };
        var done = await new Steps<ConnectionPlan, GivenConnection, ConnectionMade>
        {
            Decide = ct => gate.Run(here, new UseConnectionStart(SHA256.HashData(state)), ct),
            Call = (plan, ct) => Exchange(here.Customer, plan, returned, ct),
            Store = (plan, given) => gate.Run(here, new StoreConnection(plan.App, plan.Tenant) { Given = given }),
            Undo = (plan, given, ct) => Undo(here.Customer, plan, given, ct),
            Within = Patience,
            Late = new TookTooLong("The answer of the provider"),
        }.Run(clock, ct);
        // Another's, an old one and none at all are the same to whoever asks.
        return done.Refused is NotFound ? new ConnectionNotStarted() : done;
    }

    /// <summary>Renews tokens, once.</summary>
    internal async Task<ProviderAnswer> Refresh(RefreshPlan plan, CancellationToken ct)
    {
        string[] place = [plan.Row.CustomerId.ToString(), plan.Row.Id.ToString()];
        if (_tokens.TryOpen(plan.Tokens.SealedRefresh!, place) is not { } refresh || !IsOpen(plan.Row.AppId, plan.Provider, plan.SealedSecret, out var secret))
            return new() { Reason = ProviderReason.Secret };
        return await _client.Ask(plan.Provider, secret, new(StringComparer.Ordinal)
        {
            ["grant_type"] = "refresh_token", ["refresh_token"] = refresh,
        }, ct);
    }

    /// <summary>Puts tokens, sealed, in the place of the former; a refresh token stays until there is another.</summary>
    internal void Put(ConnectionTokens row, ProviderTokens got)
    {
        var (access, refresh, at, expires) = Close(got, row.CustomerId, row.ConnectionId);
        (row.SealedAccess, row.SealedRefresh, row.At, row.Expires) = (access, refresh ?? row.SealedRefresh, at, expires);
    }

    /// <summary>Revokes a token, once.</summary>
    internal async Task<ProviderAnswer> Revoke(RevokePlan plan, CancellationToken ct)
    {
        var (row, provider) = (plan.Row, OAuthProvider.Read(plan.Row.Provider)!);
        // What cannot be opened any more cannot be revoked either.
        return _tokens.TryOpen(row.Sealed, row.CustomerId.ToString(), row.ConnectionId.ToString()) is { } token
            ? await _client.Revoke(provider, IsOpen(row.AppId, provider, plan.SealedSecret, out var secret) ? secret : null, token, row.IsRefresh, ct)
            : new();
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private string To(OAuthProvider provider, string state, string verifier)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = provider.ClientId,
            ["redirect_uri"] = ReturnAddress,
            ["state"] = state,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
        };
        if (provider.Scopes is { Count: > 0 } scopes) query["scope"] = string.Join(' ', scopes);
        // OpenID Connect Core 1.0, 11: without a consent no refresh token is promised.
        if (provider.Scopes?.Contains("offline_access", StringComparer.Ordinal) == true) query["prompt"] = "consent";
        var asked = string.Join('&', query.Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}"));
        return provider.AuthorizationEndpoint + (provider.AuthorizationEndpoint.Contains('?') ? '&' : '?') + asked;
    }

    private async Task<Outcome<GivenConnection>> Exchange(Guid customer, ConnectionPlan plan, ConnectionReturn returned, CancellationToken ct)
    {
        var provider = plan.Provider;
        if (returned.Iss is { } issuer && issuer != provider.Issuer) return new WrongIssuer(provider.Name);
        if (returned.Error is { } error)
            return error == "access_denied"
                ? new ConnectionDeclined(provider.Name)
                : new ProviderGaveNothing(ProviderReason.Sentence(provider.Name, ProviderReason.Code(error)));
        if (returned.Code is not { Length: >= 1 and <= LongestParameter } code)
            return new ProviderGaveNothing(ProviderReason.Sentence(provider.Name, ProviderReason.Unreadable));
        if (_verifiers.TryOpen(plan.SealedVerifier, customer.ToString(), plan.Start.ToString()) is not { } verifier
            || !IsOpen(plan.AppId, provider, plan.SealedSecret, out var secret))
            return new ProviderGaveNothing(ProviderReason.Sentence(provider.Name, ProviderReason.Secret));
        var answer = await _client.Ask(provider, secret, new(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = ReturnAddress, ["code_verifier"] = verifier,
        }, ct);
        if (answer.Tokens is not { } tokens) return new ProviderGaveNothing(ProviderReason.Sentence(provider.Name, answer.Reason!));
        var (access, refresh, at, expires) = Close(tokens, customer, plan.Start);
        return new GivenConnection(plan.Start, provider, access, refresh, at, expires, tokens.Scopes ?? string.Join(' ', provider.Scopes ?? []));
    }

    /// <summary>Tokens, sealed for a connection, with the instants of their life as they are stored.</summary>
    private (string Access, string? Refresh, DateTimeOffset At, DateTimeOffset? Expires) Close(ProviderTokens got, Guid customer, Guid connection)
    {
        string[] place = [customer.ToString(), connection.ToString()];
        return (_tokens.Close(got.Access, place), got.Refresh is { } refresh ? _tokens.Close(refresh, place) : null,
            Data.StoredInstant.Whole(got.At), got.Life is { } life ? Data.StoredInstant.Whole(got.At + life) : null);
    }

    /// <summary>What was had and is not stored is revoked.</summary>
    private async Task Undo(Guid customer, ConnectionPlan plan, GivenConnection given, CancellationToken ct)
    {
        _ = IsOpen(plan.AppId, plan.Provider, plan.SealedSecret, out var secret);
        var token = _tokens.Open(given.SealedRefresh ?? given.SealedAccess, customer.ToString(), given.Id.ToString());
        var answer = await _client.Revoke(plan.Provider, secret, token, given.SealedRefresh is not null, ct);
        if (answer.Reason is { } reason) throw new InvalidOperationException(reason);
    }

    /// <summary>Opens the client's secret, where it has one; false: it has one that cannot be opened any more.</summary>
    private bool IsOpen(Guid app, OAuthProvider provider, string? closed, out string? secret)
    {
        secret = closed is null ? null : _secrets.TryOpen(closed, app.ToString(), provider.ClientId, provider.Host);
        return closed is null || secret is not null;
    }
}

/// <summary>What a provider sends somebody back with (RFC 6749, 4.1.2; RFC 9207).</summary>
/// <param name="State">What they were sent with.</param>
/// <param name="Code">What tokens are had for; null: there are none to be had.</param>
/// <param name="Iss">The provider's issuer; null: it does not say.</param>
/// <param name="Error">Why there are none to be had, as the provider's code.</param>
public sealed record ConnectionReturn(string State, string? Code = null, string? Iss = null, string? Error = null)
{
    /// <inheritdoc/>
    public override string ToString() => "return";
}
