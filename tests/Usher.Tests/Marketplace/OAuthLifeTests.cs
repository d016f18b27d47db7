using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.Tests.Directory;

namespace Usher.Tests.Marketplace;

/// <summary>What becomes of a connection: renewed before it expires, by one node; a fault that passes is not an end; ended, its tokens are revoked (RFC 7009) and erased.</summary>
public class OAuthLifeTests : IAsyncLifetime
{
    private static readonly Func<HttpContext, Task> Ended = OAuthTown.Saying(400, """{"error":"invalid_grant","error_description":"sesame"}""");

    private OAuthTown _town = null!;

    private Town Town => _town.Town;

    public async ValueTask InitializeAsync()
    {
        _town = await OAuthTown.Open();
        await _town.Connect();
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task Tokens_are_renewed_before_they_expire_each_with_the_newest_refresh_token()
    {
        await _town.Hear();
        _town.Grants.Count.ShouldBe(1, "an hour has only begun");
        Town.Clock.Move(TimeSpan.FromMinutes(46));
        await _town.Hear();
        (_town.Grants[1]["grant_type"], _town.Grants[1]["refresh_token"]).ShouldBe(("refresh_token", "sesame-refresh-1"));
        // RFC 6749, 6: one that gives no new refresh token leaves the former good.
        _town.Token = OAuthTown.Saying(200, """{"access_token":"sesame-plain","token_type":"Bearer","expires_in":3600}""");
        Town.Clock.Move(TimeSpan.FromMinutes(46));
        await _town.Hear();
        Town.Clock.Move(TimeSpan.FromMinutes(46));
        await _town.Hear();
        _town.Grants.Skip(2).Select(one => one["refresh_token"]).ShouldBe(["sesame-refresh-2", "sesame-refresh-2"]);
        (await _town.Seen())!.State.ShouldBe(ConnectionState.Connected);
    }

    [Fact]
    public async Task Two_nodes_never_show_the_provider_one_refresh_token_at_once()
    {
        var (asked, others) = (new TaskCompletionSource(), new TaskCompletionSource());
        _town.Token = async http =>
        {
            // The first to ask is answered when all others have had their turns.
            if (asked.TrySetResult()) await others.Task;
            await OAuthTown.Saying(200, """{"access_token":"sesame","token_type":"Bearer","expires_in":3600,"refresh_token":"sesame-next"}""")(http);
        };
        Town.Clock.Move(TimeSpan.FromMinutes(46));
        var nodes = Enumerable.Range(0, 4).Select(_ => new JobRunner(Town.Store, Town.Gate, new JobSignal(), Town.Clock, _town.Routes, NullLogger<JobRunner>.Instance)).ToList();
        var first = Task.Run(async () =>
        {
            while (!asked.Task.IsCompleted) await nodes[0].Turn();
        });
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        for (var turn = 0; turn < 3; turn++) await Task.WhenAll(nodes.Skip(1).Select(node => node.Turn())).WaitAsync(TimeSpan.FromSeconds(30));
        others.SetResult();
        await first;
        _town.Grants.Count.ShouldBe(2, "one to connect, one to renew");
    }

    [Fact]
    public async Task A_node_that_lost_its_lease_meanwhile_stores_nothing()
    {
        Town.Clock.Move(TimeSpan.FromMinutes(46));
        _town.Token = async http =>
        {
            _town.Token = null;
            // Asleep for longer than its lease, as a machine that was suspended.
            Town.Clock.Move(TimeSpan.FromMinutes(1));
            await _town.Hear();
            await OAuthTown.Saying(200, """{"access_token":"sesame-stale","token_type":"Bearer","expires_in":3600,"refresh_token":"sesame-stale"}""")(http);
        };
        await _town.Hear();
        _town.Grants.Count.ShouldBe(3, "both asked");
        Town.Clock.Move(TimeSpan.FromMinutes(46));
        await _town.Hear();
        _town.Grants[^1]["refresh_token"].ShouldBe("sesame-refresh-2", "what the other node stored");
    }

    [Theory]
    [InlineData(503, "oh", "status 503")]
    [InlineData(429, "{}", "status 429")]
    [InlineData(200, "<html>", "unreadable")]
    [InlineData(400, """{"error":"invalid_client"}""", "client id or secret")]
    public async Task What_passes_is_not_an_end(int status, string body, string words)
    {
        _town.Token = OAuthTown.Saying(status, body, "text/html");
        Town.Clock.Move(TimeSpan.FromMinutes(46));
        await _town.Hear();
        var failing = (await _town.Seen())!;
        (failing.State, failing.Since).ShouldBe((ConnectionState.Failing, Town.Now));
        failing.Sentence!.ShouldContain(words);
        failing.NextTry.ShouldNotBeNull().ShouldBeGreaterThan(Town.Now);
        // For two days: it is never given up.
        for (var part = 0; part < 5; part++)
        {
            Town.Clock.Move(TimeSpan.FromHours(10));
            await _town.Hear();
        }

        ((await _town.Seen())!.State, (await _town.Seen())!.Since).ShouldBe((ConnectionState.Failing, failing.Since));
        (await Town.ToldTo("customeradmin2")).ShouldNotContain(MarketplaceNotices.ConnectionEnded);
        _town.Token = null;
        Town.Clock.Move(TimeSpan.FromHours(1));
        await _town.Hear();
        (await _town.Seen())!.State.ShouldBe(ConnectionState.Connected);
        _town.Grants[^1]["refresh_token"].ShouldBe("sesame-refresh-1");
    }

    [Fact]
    public async Task A_provider_that_asks_to_wait_is_left_alone_for_so_long()
    {
        _town.Token = OAuthTown.Saying(503, "", "text/plain", answer => answer.Headers.RetryAfter = "1800");
        Town.Clock.Move(TimeSpan.FromMinutes(46));
        await _town.Hear();
        Town.Clock.Move(TimeSpan.FromMinutes(29));
        await _town.Hear();
        _town.Grants.Count.ShouldBe(2);
        Town.Clock.Move(TimeSpan.FromMinutes(2));
        await _town.Hear();
        _town.Grants.Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_the_provider_ended_is_ended_and_told_once_and_told_again_when_somebody_connects()
    {
        _town.Token = Ended;
        Town.Clock.Move(TimeSpan.FromMinutes(46));
        await _town.Hear();
        Town.Clock.Move(TimeSpan.FromHours(5));
        await _town.Hear();
        _town.Grants.Count.ShouldBe(2, "it is not asked again");
        var seen = (await _town.Seen())!;
        (seen.State, seen.Sentence).ShouldBe((ConnectionState.Ended, "Mailbox ended this connection."));
        (await Town.Rows<ConnectionTokens>()).ShouldBeEmpty();
        (await Town.ToldTo("customeradmin2")).Count(what => what == MarketplaceNotices.ConnectionEnded).ShouldBe(1);
        (await Town.ToldTo("user")).ShouldNotContain(MarketplaceNotices.ConnectionEnded);
        (await Needs("customeradmin2")).ShouldBe(["mailer"]);
        (await Needs("user")).ShouldBeEmpty();
        _town.Token = null;
        await _town.Connect();
        (await Needs("customeradmin2")).ShouldBeEmpty();
        (await _town.Seen())!.State.ShouldBe(ConnectionState.Connected);
        (await Town.ToldTo("customeradmin2")).Count(what => what == MarketplaceNotices.ConnectedAgain).ShouldBe(1);
    }

    private async Task<IReadOnlyList<string?>> Needs(string who) =>
        [.. (await Town.Read(who, new Usher.Identity.ListWhatNeedsMe())).Items.Where(need => need.Kind == "app-to-connect").Select(need => need.Slug)];

    [Fact]
    public async Task Without_a_refresh_token_it_ends_when_the_access_token_does()
    {
        _town.Token = OAuthTown.Saying(200, """{"access_token":"sesame","token_type":"Bearer","expires_in":"600"}""");
        await _town.Connect();
        Town.Clock.Move(TimeSpan.FromMinutes(9));
        await _town.Hear();
        (await _town.Seen())!.State.ShouldBe(ConnectionState.Connected);
        Town.Clock.Move(TimeSpan.FromMinutes(2));
        await _town.Hear();
        (await _town.Seen())!.State.ShouldBe(ConnectionState.Ended);
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("disconnect")]
    [InlineData("unlink")]
    public async Task Tokens_are_revoked_at_the_provider_and_erased_here(string how)
    {
        _town.Revocation = OAuthTown.Saying(503, "");
        if (how == "disable") await Town.Do("support", new DisableApp(OAuthTown.App, "south"));
        else if (how == "disconnect") await Town.Do("customeradmin", new EndConnection(OAuthTown.App, "south"));
        else await Town.Do(Town.As("super") with { Note = "The environment was sold." }, new Usher.Upstream.UnlinkTenant("south"));
        ((await Town.Rows<TenantConnection>()).Count, (await Town.Rows<ConnectionTokens>()).Count).ShouldBe((0, 0));
        await _town.Hear();
        (await Town.Rows<TokenRevocation>()).ShouldHaveSingleItem("the provider has not revoked it yet");
        _town.Revocation = null;
        Town.Clock.Move(TimeSpan.FromMinutes(5));
        await _town.Hear();
        _town.Revoked.ShouldAllBe(token => token == "sesame-refresh-1");
        _town.Asked[^1].Form["token_type_hint"].ShouldBe("refresh_token");
        (await Town.Rows<TokenRevocation>()).ShouldBeEmpty();
        Town.Clock.Move(TimeSpan.FromHours(5));
        await _town.Hear();
        _town.Grants.Count.ShouldBe(1, "nothing is renewed any more");
    }

    [Fact]
    public async Task An_app_that_is_enabled_again_asks_to_be_connected_again()
    {
        await Town.Do("support", new DisableApp(OAuthTown.App, "south"));
        (await _town.Connections.Start(_town.In("customeradmin"), OAuthTown.App, "south")).Refused.ShouldBeOfType<AppNotThere>();
        await Town.Do("support", new EnableApp(OAuthTown.App, "south"));
        (await _town.Seen()).ShouldBeNull();
        await _town.Connect();
        (await _town.Seen())!.State.ShouldBe(ConnectionState.Connected);
    }

    [Fact]
    public async Task What_cannot_be_revoked_for_a_day_is_erased_all_the_same()
    {
        _town.Revocation = OAuthTown.Saying(503, "");
        await Town.Do("customeradmin", new EndConnection(OAuthTown.App, "south"));
        for (var part = 0; part < 15; part++)
        {
            await _town.Hear();
            Town.Clock.Move(TimeSpan.FromHours(4));
        }

        (await Town.Rows<TokenRevocation>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Connecting_again_with_the_same_provider_revokes_nothing_since_some_revoke_all_of_a_person_s()
    {
        await _town.Connect();
        await _town.Hear();
        _town.Revoked.ShouldBeEmpty();
        (await Town.Rows<ConnectionTokens>()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_version_with_another_client_or_host_is_connected_again_and_no_token_is_sent_there()
    {
        var elsewhere = _town.Provider with { ClientId = "another-client" };
        await _town.Publish(elsewhere);
        var seen = (await _town.Seen())!;
        seen.State.ShouldBe(ConnectionState.Changed);
        Town.Clock.Move(TimeSpan.FromMinutes(46));
        await _town.Hear();
        _town.Grants.Count.ShouldBe(1);
        await _town.Connect();
        await _town.Hear();
        (await _town.Seen())!.State.ShouldBe(ConnectionState.Connected);
        _town.Revoked.ShouldBe(["sesame-refresh-1"]);
    }

    [Fact]
    public async Task A_version_that_connects_as_before_goes_on_with_the_connection()
    {
        await _town.Publish(_town.Provider with { Scopes = ["mail.read"], Name = "Mailbox Pro" });
        Town.Clock.Move(TimeSpan.FromMinutes(46));
        await _town.Hear();
        (await _town.Seen())!.State.ShouldBe(ConnectionState.Connected);
        _town.Grants.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_app_itself_reads_its_access_token_and_no_other()
    {
        await _town.Publish(_town.Provider, OAuthTown.Manifest(_town.Provider) with { Scopes = [new AppScope("call/ingest", false, "It sends calls.")] });
        await Town.Do("user", new RequestApp(OAuthTown.App, "north"));
        await Town.Do("support", new ApproveApp(OAuthTown.App, "north"));
        await Town.Do("customeradmin", new OwnAppIntegrationUser(OAuthTown.App));
        var machine = (await Town.Rows<IntegrationUser>()).Single(one => one.Name == "app-mailer").Id;
        var itself = new Caller(ActorKind.IntegrationUser, machine, Town.Harbor, Door.Api) { Home = Town.Harbor };
        var configurations = new Configurations(Town.Gate, MarketTown.Protection);
        var read = (await configurations.Read(itself, "south")).Value!.Connection!;
        (read.State, read.AccessToken, read.Expires).ShouldBe((ConnectionState.Connected, "sesame-access-1", Town.Now + TimeSpan.FromHours(1)));
        read.Scopes.ShouldBe(["mail.read"]);
        System.Text.Json.JsonSerializer.Serialize(read).ShouldNotContain("refresh");
        // Of a token that ends under its hands the app is told that there is none.
        _town.Token = OAuthTown.Saying(503, "");
        Town.Clock.Move(TimeSpan.FromMinutes(53));
        await _town.Hear();
        ((await configurations.Read(itself, "south")).Value!.Connection!.AccessToken).ShouldBe("sesame-access-1");
        Town.Clock.Move(TimeSpan.FromMinutes(2));
        var failing = (await configurations.Read(itself, "south")).Value!.Connection!;
        (failing.State, failing.AccessToken).ShouldBe((ConnectionState.Failing, null));
        await Town.Do("customeradmin", new EndConnection(OAuthTown.App, "south"));
        (await configurations.Read(itself, "south")).Value!.Connection.ShouldBeNull();
    }
}
