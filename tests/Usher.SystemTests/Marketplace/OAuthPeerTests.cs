using Microsoft.AspNetCore.WebUtilities;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.Tests;
using Usher.Tests.Directory;
using Usher.Tests.Marketplace;

namespace Usher.SystemTests.Marketplace;

/// <summary>Connections against another's authorization server, which checks PKCE, rotates refresh tokens and ends a grant whose former token is shown again.</summary>
public sealed class OAuthPeerTests : IAsyncLifetime
{
    private const string Return = "http://127.0.0.1:65000/connections/return";

    private Town _town = null!;
    private AuthorizationServer _server = null!;
    private Connections _connections = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await AuthorizationServer.Start(Return);
        _town = await Town.Open();
        _connections = new(_town.Gate, new OutboundHosts(["127.0.0.1"]), MarketTown.Protection, new PublicAddress("http://127.0.0.1:65000"), _town.Clock);
        await _town.Do(_town.As("super", Guid.Empty), new PublishApp(OAuthTown.Manifest(_server.Provider)));
        (await _connections.SetSecret(_town.As("super", Guid.Empty), OAuthTown.App, AuthorizationServer.Secret, own: false)).Refused.ShouldBeNull();
        await _town.Do("user", new RequestApp(OAuthTown.App, "south"));
        await _town.Do("support", new ApproveApp(OAuthTown.App, "south"));
    }

    public async ValueTask DisposeAsync()
    {
        _connections?.Dispose();
        if (_town is not null) await _town.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_app_is_connected_renewed_again_and_again_and_revoked()
    {
        var back = await Connect();
        back["iss"].ShouldBe(_server.Provider.Issuer);
        (await Seen())!.Scopes.ShouldBe(["openid", "offline_access", "mail.read"]);
        for (var renewed = 1; renewed <= 3; renewed++)
        {
            _town.Clock.Move(TimeSpan.FromSeconds(10));
            await Hear();
            var times = renewed;
            await Eventually.Until(() => Task.FromResult(_server.Said.Count(line => line == "grant refresh_token") == times), TimeSpan.FromSeconds(10));
        }

        (await Seen())!.State.ShouldBe(ConnectionState.Connected);
        await _town.Do("support", new DisableApp(OAuthTown.App, "south"));
        await Hear();
        await Eventually.Until(() => Task.FromResult(_server.Said.Contains("revoked")), TimeSpan.FromSeconds(10));
        _server.Said.ShouldNotContain(line => line.StartsWith("refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_that_was_used_is_refused_by_the_server_and_nothing_is_stored()
    {
        var back = await Connect();
        await _town.Do("customeradmin", new EndConnection(OAuthTown.App, "south"));
        var (_, state) = await Start();
        (await _connections.Finish(Admin, new(state, back["code"], back["iss"]), default)).Refused.ShouldBeOfType<ProviderGaveNothing>();
        (await Seen()).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_revoked_there_is_ended_here_with_the_next_renewal()
    {
        await Connect();
        var row = (await _town.Rows<ConnectionTokens>()).ShouldHaveSingleItem();
        var refresh = ConnectionTokens.Seal(MarketTown.Protection).Open(row.SealedRefresh!, row.CustomerId.ToString(), row.ConnectionId.ToString());
        using (var http = new HttpClient())
        {
            http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"usher:{AuthorizationServer.Secret}")));
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("token", refresh)]);
            (await http.PostAsync(_server.Provider.RevocationEndpoint, form)).IsSuccessStatusCode.ShouldBeTrue();
        }

        _town.Clock.Move(TimeSpan.FromSeconds(10));
        await Hear();
        (await Seen())!.State.ShouldBe(ConnectionState.Ended);
    }

    private Caller Admin => _town.As("customeradmin") with { Session = _town["south"] };

    private async Task<(string Address, string State)> Start()
    {
        var address = (await _connections.Start(Admin, OAuthTown.App, "south")).Value!.Address!;
        return (address, QueryHelpers.ParseQuery(new Uri(address).Query)["state"].ToString());
    }

    private async Task<Dictionary<string, string>> Connect()
    {
        var (address, _) = await Start();
        var back = QueryHelpers.ParseQuery((await AuthorizationServer.Consent(address)).Query).ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.Ordinal);
        (await _connections.Finish(Admin, new(back["state"], back["code"], back["iss"]), default)).Refused.ShouldBeNull();
        return back;
    }

    private async Task<ConnectionView?> Seen() =>
        (await _town.Read("customeradmin", new ViewApp(OAuthTown.App))).Tenants.Single(place => place.Tenant.Slug == "south").Connection;

    private Task Hear() => MarketTown.Hear(_town,
        JobRoute.To(() => new TokenRefresher(_connections)), JobRoute.To(() => new TokenRevoker(_connections), typeof(TokenRevoker)));
}
