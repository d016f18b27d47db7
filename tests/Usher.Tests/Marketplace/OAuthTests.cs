using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Usher.Access;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Tests.Directory;

namespace Usher.Tests.Marketplace;

/// <summary>
/// Apps that connect by OAuth 2: authorization code (RFC 6749, 4.1) with PKCE (RFC 7636) and the issuer in the answer (RFC 9207), as these say and not as the code does.
/// </summary>
public class OAuthTests : IAsyncLifetime
{
    private OAuthTown _town = null!;

    private Town Town => _town.Town;

    public async ValueTask InitializeAsync() => _town = await OAuthTown.Open();

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task A_person_is_sent_to_the_provider_comes_back_and_the_app_is_active()
    {
        (await _town.Connections.SetSecret(Town.As("super", Guid.Empty), OAuthTown.App, "sesame: secret", own: false)).Refused.ShouldBeNull();
        var asked = await _town.Start();
        (asked["response_type"], asked["client_id"], asked["redirect_uri"], asked["scope"], asked["code_challenge_method"], asked["access_type"])
            .ShouldBe(("code", "usher-client", "https://usher.example/connections/return", "mail.read offline_access", "S256", "offline"));
        asked["state"].Length.ShouldBeGreaterThanOrEqualTo(43, "at least 256 bits");
        var done = await _town.Finish(asked["state"]);
        done.Value.ShouldBe(new ConnectionMade(OAuthTown.App, "south", "Mailer", "South", "harbor", true));
        var (_, form, basic) = _town.Asked.ShouldHaveSingleItem();
        (form["grant_type"], form["code"], form["redirect_uri"]).ShouldBe(("authorization_code", "code-1", "https://usher.example/connections/return"));
        // RFC 7636, 4.6: the challenge is the hash of the verifier, which is 43 to 128 characters long.
        form["code_verifier"].Length.ShouldBeInRange(43, 128);
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]))).ShouldBe(asked["code_challenge"]);
        // RFC 6749, 2.3.1: both are encoded as forms are before they are joined.
        Encoding.ASCII.GetString(Convert.FromBase64String(basic!["Basic ".Length..])).ShouldBe("usher-client:sesame%3A%20secret");
        form.ShouldNotContainKey("client_secret");
        var seen = (await _town.Seen())!;
        (seen.State, seen.By!.Id, seen.At, seen.Sentence).ShouldBe((ConnectionState.Connected, Town["customeradmin"], Town.Now, null));
        seen.Scopes.ShouldBe(["mail.read"]);
        await NothingShows();
    }

    [Fact]
    public async Task A_public_client_proves_itself_by_PKCE_alone()
    {
        await _town.Connect();
        var (_, form, basic) = _town.Asked.ShouldHaveSingleItem();
        (basic, form["client_id"]).ShouldBe((null, "usher-client"));
        form.ShouldNotContainKey("client_secret");
    }

    [Fact]
    public async Task Who_comes_back_twice_late_in_another_session_or_as_another_is_refused_alike()
    {
        var state = (await _town.Start())["state"];
        var heard = new List<Refusal?>
        {
            (await _town.Finish(state, "customeradmin2")).Refused,
            (await _town.Connections.Finish(_town.In("customeradmin", "another"), new(state, "code-1"), default)).Refused,
            (await _town.Connections.Finish(Town.As("customeradmin@lakeside") with { Session = Guid.NewGuid() }, new(state, "code-1"), default)).Refused,
            (await _town.Connections.Finish(_town.In("support"), new(state, "code-1"), default)).Refused,
            (await _town.Finish(state[..^2] + (state.EndsWith("AA", StringComparison.Ordinal) ? "BB" : "AA"))).Refused,
            (await _town.Finish("nothing")).Refused,
            (await _town.Finish("")).Refused,
        };
        _town.Asked.ShouldBeEmpty("nobody was asked for tokens");
        (await _town.Finish(state)).Refused.ShouldBeNull("the attempts of others used nothing up");
        heard.Add((await _town.Finish(state)).Refused);
        var late = (await _town.Start())["state"];
        Town.Clock.Move(TimeSpan.FromMinutes(10));
        heard.Add((await _town.Finish(late)).Refused);
        heard.ShouldAllBe(refusal => refusal is ConnectionNotStarted);
        _town.Grants.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_of_another_issuer_is_not_exchanged_and_uses_the_way_up()
    {
        var state = (await _town.Start())["state"];
        (await _town.Finish(state, iss: "https://evil.example")).Refused.ShouldBeOfType<WrongIssuer>();
        (await _town.Finish(state)).Refused.ShouldBeOfType<ConnectionNotStarted>();
        _town.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("access_denied", typeof(ConnectionDeclined), "Mailbox")]
    [InlineData("temporarily_unavailable", typeof(ProviderGaveNothing), "temporarily_unavailable")]
    [InlineData("<script>alert(1)</script>", typeof(ProviderGaveNothing), "unreadable")]
    public async Task What_the_provider_says_against_it_is_said_in_plain_words(string error, Type refusal, string words)
    {
        var heard = (await _town.Finish((await _town.Start())["state"], error: error)).Refused!;
        heard.ShouldBeOfType(refusal);
        heard.Sentence.ShouldContain(words);
        heard.Sentence.ShouldNotContain("<");
        (await _town.Seen()).ShouldBeNull();
    }

    [Theory]
    [InlineData(200, "<html>Sign in</html>", "text/html", "unreadable")]
    [InlineData(200, "[]", "application/json", "unreadable")]
    [InlineData(200, """{"access_token":"x"}""", "application/json", "unreadable")]
    [InlineData(200, """{"access_token":"x","token_type":"mac"}""", "application/json", "unreadable")]
    [InlineData(200, """{"access_token":"x","token_type":"Bearer","expires_in":-5}""", "application/json", "unreadable")]
    [InlineData(500, "oh", "text/plain", "status 500")]
    [InlineData(302, "", "text/plain", "redirect")]
    [InlineData(400, """{"error":"invalid_grant"}""", "application/json", "no longer accepts")]
    [InlineData(401, """{"error":"invalid_client"}""", "application/json", "client id or secret")]
    public async Task A_provider_that_gives_no_tokens_changes_nothing(int status, string body, string type, string words)
    {
        _town.Token = OAuthTown.Saying(status, body, type, answer => answer.Headers.Location = status == 302 ? "http://169.254.169.254/" : default);
        var heard = (await _town.Finish((await _town.Start())["state"])).Refused.ShouldBeOfType<ProviderGaveNothing>();
        heard.Sentence.ShouldContain(words);
        ((await Town.Rows<TenantConnection>()).Count, (await Town.Rows<ConnectionTokens>()).Count, (await State())).ShouldBe((0, 0, AppState.Approved));
    }

    [Fact]
    public async Task An_answer_that_never_ends_is_not_read_to_its_end()
    {
        _town.Token = async http =>
        {
            var piece = new byte[1 << 16];
            while (!http.RequestAborted.IsCancellationRequested) await http.Response.Body.WriteAsync(piece, http.RequestAborted);
        };
        (await _town.Finish((await _town.Start())["state"])).Refused.ShouldBeOfType<ProviderGaveNothing>().Sentence.ShouldContain("too-large");
    }

    [Fact]
    public async Task A_host_inside_private_ranges_is_not_asked_unless_the_operator_allows_it()
    {
        using var strict = new Connections(Town.Gate, new OutboundHosts([]), MarketTown.Protection, new PublicAddress("https://usher.example"), Town.Clock);
        var state = (await _town.Start())["state"];
        (await strict.Finish(_town.In("customeradmin"), new(state, "code-1"), default)).Refused.ShouldBeOfType<ProviderGaveNothing>().Sentence.ShouldContain("private address range");
        _town.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_who_may_configure_the_app_connects_it_in_a_session_and_where_it_is_approved_or_active()
    {
        (await _town.Connections.Start(_town.In("user"), OAuthTown.App, "south")).Refused.ShouldBeOfType<NotAllowed>();
        (await _town.Connections.Start(_town.In("custom"), OAuthTown.App, "south")).Refused.ShouldBeOfType<NotAllowed>("the app is not picked on their role");
        (await _town.Connections.Start(Town.As("customeradmin"), OAuthTown.App, "south")).Refused.ShouldBeOfType<OnlyInConsole>();
        (await _town.Connections.Start(_town.In("customeradmin"), "signage", "south")).Refused.ShouldBeOfType<NotByOAuth>();
        (await _town.Connections.Start(_town.In("customeradmin"), OAuthTown.App, "north")).Refused.ShouldBeOfType<AppNotThere>();
        (await _town.Connections.Start(_town.In("support"), OAuthTown.App, "south")).Refused.ShouldBeNull("staff configure everywhere");
        await _town.Connect("support");
        (await _town.Seen())!.By!.Name.ShouldBe("The vendor's support");
        // Everybody who sees the app sees that it is connected; what is of the connection, those who may configure it.
        var seen = (await _town.Seen("user"))!;
        (seen.State, seen.By, seen.Scopes.Count).ShouldBe((ConnectionState.Connected, null, 0));
    }

    [Fact]
    public async Task An_app_with_a_configuration_that_is_missing_waits_for_it_though_it_is_connected()
    {
        await _town.Publish(_town.Provider, OAuthTown.Manifest(_town.Provider) with
        {
            Schema = MarketTown.Schema("""{"type":"object","required":["folder"],"properties":{"folder":{"type":"string"}}}"""),
        });
        (await _town.Finish((await _town.Start())["state"])).Value!.Active.ShouldBeFalse();
        ((await _town.Seen())!.State, await State()).ShouldBe((ConnectionState.Connected, AppState.Approved));
        (await MarketTown.Try(Town, Town.As("customeradmin"), OAuthTown.App, "south", new { folder = "Inbox" })).ShouldBeNull();
        (await State()).ShouldBe(AppState.Active);
    }

    [Fact]
    public async Task What_was_had_while_the_app_was_removed_is_revoked_and_not_stored()
    {
        var state = (await _town.Start())["state"];
        _town.Token = async http =>
        {
            await Town.Do("support", new RemoveApp(OAuthTown.App, "south"));
            await OAuthTown.Saying(200, """{"access_token":"sesame-access","token_type":"Bearer","refresh_token":"sesame-late"}""")(http);
        };
        (await _town.Finish(state)).Refused.ShouldBeOfType<AppNotThere>();
        _town.Revoked.ShouldBe(["sesame-late"]);
        (await Town.Rows<TenantConnection>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_client_s_secret_is_set_by_who_publishes_and_never_read_back()
    {
        (await _town.Connections.SetSecret(Town.As("support", Guid.Empty), OAuthTown.App, "x", own: false)).Refused.ShouldBeOfType<NotAllowed>();
        (await _town.Connections.SetSecret(Town.As("customeradmin"), OAuthTown.App, "x", own: true)).Refused.ShouldBeOfType<NotFound>("it is the catalogue's");
        (await _town.Connections.SetSecret(Town.As("super", Guid.Empty), "signage", "x", own: false)).Refused.ShouldBeOfType<NotByOAuth>();
        (await _town.Connections.SetSecret(Town.As("super", Guid.Empty), OAuthTown.App, " x\n", own: false)).Refused.ShouldBeOfType<Invalid>();
        (await _town.Connections.SetSecret(Town.As("super", Guid.Empty), OAuthTown.App, "sesame-secret", own: false)).Refused.ShouldBeNull();
        (await Town.Rows<AppClient>()).ShouldHaveSingleItem().Sealed.ShouldNotContain("sesame");
        await Town.Do("customeradmin", new PublishOwnApp(OAuthTown.Manifest(_town.Provider) with { Slug = "own-mailer" }));
        (await _town.Connections.SetSecret(Town.As("customeradmin"), "own-mailer", "sesame-own", own: true)).Refused.ShouldBeNull();
        (await _town.Connections.SetSecret(Town.As("customeradmin"), "own-mailer", null, own: true)).Refused.ShouldBeNull();
        (await Town.Rows<AppClient>()).ShouldHaveSingleItem();
        // Of another client, or of another host, it is erased.
        await _town.Publish(_town.Provider);
        (await Town.Rows<AppClient>()).ShouldHaveSingleItem();
        await _town.Publish(_town.Provider with { TokenEndpoint = "https://elsewhere.example/token" });
        (await Town.Rows<AppClient>()).ShouldBeEmpty();
        await NothingShows();
    }

    public static TheoryData<string, OAuthProvider?> Wrong => new()
    {
        { "/oauth", null },
        { "/oauth/name", Right with { Name = " " } },
        { "/oauth/issuer", Right with { Issuer = "http://mailbox.example" } },
        { "/oauth/issuer", Right with { Issuer = "https://mailbox.example/?tenant=1" } },
        { "/oauth/authorizationEndpoint", Right with { AuthorizationEndpoint = "javascript:alert(1)" } },
        { "/oauth/authorizationEndpoint", Right with { AuthorizationEndpoint = "https://mailbox.example/#here" } },
        { "/oauth/tokenEndpoint", Right with { TokenEndpoint = "https://ana:word@mailbox.example/token" } },
        { "/oauth/tokenEndpoint", Right with { TokenEndpoint = "http://10.1.2.3/token" } },
        { "/oauth/revocationEndpoint", Right with { RevocationEndpoint = "mailbox" } },
        { "/oauth/clientId", Right with { ClientId = "" } },
        { "/oauth/scopes/1", Right with { Scopes = ["a", "a"] } },
        { "/oauth/scopes/0", Right with { Scopes = ["a b"] } },
    };

    private static OAuthProvider Right => OAuthTown.Of(new("https://mailbox.example/"));

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_manifest_that_cannot_be_connected_by_is_refused_at_its_member(string pointer, OAuthProvider? provider)
    {
        var refused = (await Town.Try(Town.As("super", Guid.Empty), new PublishApp(OAuthTown.Manifest(provider!) with { Slug = "fresh" }))).ShouldBeOfType<Invalid>();
        refused.Errors.Keys.ShouldBe([pointer]);
    }

    [Fact]
    public async Task An_app_that_does_not_connect_by_OAuth_names_no_provider() =>
        (await Town.Try(Town.As("super", Guid.Empty), new PublishApp(OAuthTown.Manifest(Right) with { Slug = "fresh", Connection = AppConnection.ApiKey })))
            .ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/oauth"]);

    private async Task<AppState?> State() =>
        (await Town.Read("customeradmin", new ViewApp(OAuthTown.App))).Tenants.Single(place => place.Tenant.Slug == "south").State;

    /// <summary>No token, code, secret or verifier is in the trail, or in clear in any row.</summary>
    private async Task NothingShows()
    {
        foreach (var entry in await Town.Rows<AuditEntry>()) Encoding.UTF8.GetString(entry.Body).ShouldNotContain("sesame");
        foreach (var row in await Town.Rows<ConnectionTokens>()) (row.SealedAccess + row.SealedRefresh).ShouldNotContain("sesame");
        (await Town.Rows<KeptAnswer>()).ShouldAllBe(kept => !kept.Result.Contains("sesame", StringComparison.Ordinal));
    }
}
