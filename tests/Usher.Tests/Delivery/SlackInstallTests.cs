using System.Globalization;
using System.Text;
using System.Web;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Delivery;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.Tests.Calls;

namespace Usher.Tests.Delivery;

/// <summary>An Organization Admin installs the organization's own app: to Slack and back, as docs.slack.dev (Installing with OAuth) has it.</summary>
public sealed class SlackInstallTests : IAsyncLifetime
{
    private const string Client = "111.222";
    private static readonly Guid Session = Guid.CreateVersion7();

    private readonly TestSlack _slack = new();
    private DeliveryWorld _world = null!;
    private Guid _call;

    private Caller Olga => _world.Calls.As("olga") with { Session = Session };

    public async ValueTask InitializeAsync()
    {
        _world = await DeliveryWorld.New(_slack, at: new(new Uri("http://127.0.0.1:9/api/")));
        await _world.Calls.Person("otto", InsightsRole.OrganizationAdmin);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Who_allows_it_in_Slack_and_comes_back_connects_the_organization_and_the_other_Organization_Admins_are_told()
    {
        var state = await Sent();
        (await Finish(state)).Value!.Workspace.ShouldBe("Harbor");
        await _world.Work();

        var connection = (await Connection())!;
        (connection.Workspace, connection.Name, connection.Bot).ShouldBe((TestSlack.Workspace, "Harbor", TestSlack.Bot));
        _world.Connections.Open(connection).Token.ShouldBe("xoxb-installed");
        (await _world.Inbox("otto")).ShouldContain(note => note.Text.Contains("olga", StringComparison.OrdinalIgnoreCase) && note.Text.Contains("Harbor"));
        (await _world.Inbox("olga")).ShouldNotContain(note => note.Text.Contains("Harbor"));
        (await _world.Inbox("ana")).ShouldNotContain(note => note.Text.Contains("Harbor"));
    }

    [Fact]
    public async Task The_address_in_Slack_asks_for_the_manifests_scopes_and_leads_back_to_the_console()
    {
        await Enter();
        var address = new Uri((await _world.Installations.Start(Olga)).Value!.Address);
        var query = HttpUtility.ParseQueryString(address.Query);
        address.GetLeftPart(UriPartial.Path).ShouldBe("http://127.0.0.1:9/oauth/v2/authorize");
        query["client_id"].ShouldBe(Client);
        query["scope"]!.Split(',').ShouldBe(SlackManifest.Scopes);
        query["redirect_uri"].ShouldBe("https://usher.harbor.example/connections/slack");
    }

    [Fact]
    public async Task What_comes_back_in_another_session_or_from_another_person_is_none()
    {
        var state = await Sent();
        (await _world.Installations.Finish(Olga with { Session = Guid.CreateVersion7() }, new(state, "code"), default)).Refused.ShouldBeOfType<NotSentToSlack>();
        (await _world.Installations.Finish(_world.Calls.As("otto") with { Session = Session }, new(state, "code"), default)).Refused.ShouldBeOfType<NotSentToSlack>();
        (await Finish(state[..^2])).Refused.ShouldBeOfType<NotSentToSlack>();
        (await Finish("")).Refused.ShouldBeOfType<NotSentToSlack>();
        _slack.Asked.ShouldNotContain("oauth.v2.access");
        (await Connection()).ShouldBeNull();
    }

    [Fact]
    public async Task After_ten_minutes_it_is_too_late()
    {
        var state = await Sent();
        _world.Calls.Clock.Move(TimeSpan.FromMinutes(10));
        (await Finish(state)).Refused.ShouldBeOfType<NotSentToSlack>();
    }

    [Fact]
    public async Task What_was_sent_for_one_app_is_none_for_another()
    {
        var state = await Sent();
        (await Enter(new("333.444", "secret", "signing", null))).Refused.ShouldBeNull();
        (await Finish(state)).Refused.ShouldBeOfType<NotSentToSlack>();
    }

    [Fact]
    public async Task Who_declines_in_Slack_changes_nothing()
    {
        var state = await Sent();
        var refused = (await _world.Installations.Finish(Olga, new(state, Error: "access_denied"), default)).Refused.ShouldBeOfType<SlackNotInstalled>();
        refused.Sentence.ShouldContain("declined");
        (await Connection()).ShouldBeNull();
    }

    [Fact]
    public async Task An_installation_without_all_scopes_is_refused_and_its_token_revoked()
    {
        var state = await Sent();
        _slack.Grant = new("xoxb-weak", ["chat:write"], new(TestSlack.Workspace, TestSlack.Bot, "Harbor"));
        (await Finish(state)).Refused.ShouldBeOfType<SlackNotInstalled>().Sentence.ShouldContain("users:read.email");
        _slack.Revoked.ShouldBe(["xoxb-weak"]);
        (await Connection()).ShouldBeNull();
    }

    [Fact]
    public async Task An_installation_for_a_whole_Enterprise_organization_is_refused_and_its_token_revoked()
    {
        var state = await Sent();
        _slack.Grant = new("xoxb-wide", SlackManifest.Scopes, null);
        (await Finish(state)).Refused.ShouldBeOfType<SlackNotInstalled>();
        _slack.Revoked.ShouldBe(["xoxb-wide"]);
    }

    [Fact]
    public async Task Slack_that_refuses_the_code_is_named_and_nothing_is_changed()
    {
        var state = await Sent();
        _slack.Before = method => { if (method == "oauth.v2.access") throw new SlackRefused("invalid_code"); };
        (await Finish(state)).Refused.ShouldBeOfType<SlackNotInstalled>().Sentence.ShouldContain("invalid_code");
        (await Connection()).ShouldBeNull();
    }

    [Fact]
    public async Task A_name_of_a_workspace_that_turns_the_direction_of_writing_is_not_shown()
    {
        var state = await Sent();
        _slack.Grant = new("xoxb", SlackManifest.Scopes, new("T9", "U9", "Har\u202Ebor"));
        (await Finish(state)).Value!.Workspace.ShouldBe("T9");
    }

    [Theory]
    [InlineData("ed")]
    [InlineData("uma")]
    [InlineData("ana")]
    public async Task Nobody_but_an_Organization_Admin_installs_enters_sees_or_disconnects(string who)
    {
        if (who is "ed") await _world.Calls.Person("ed", InsightsRole.Editor);
        if (who is "uma") await _world.Calls.Person("uma", InsightsRole.UserAdmin);
        await Enter();
        await _world.Connect();
        var caller = _world.Calls.As(who) with { Session = Session };
        (await _world.Installations.SetApp(caller, new(Client, "a", "b", null))).Refused.ShouldBeOfType<NotAllowed>();
        (await _world.Installations.Start(caller)).Refused.ShouldBeOfType<NotAllowed>();
        (await _world.Installations.Finish(caller, new("x", "code"), default)).Refused.ShouldBeOfType<NotAllowed>();
        (await _world.Gate.Run(caller, new ViewSlack(null))).Refused.ShouldBeOfType<NotAllowed>();
        (await _world.Gate.Run(caller, new DisconnectSlack())).Refused.ShouldBeOfType<NotAllowed>();
        (await Connection()).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_key_cannot_be_sent_to_Slack()
    {
        await Enter();
        (await _world.Installations.Start(_world.Calls.As("olga"))).Refused.ShouldBeOfType<InstallInConsole>();
    }

    [Fact]
    public async Task Without_an_app_there_is_nothing_to_install() =>
        (await _world.Installations.Start(Olga)).Refused.ShouldBeOfType<NoSlackApp>();

    [Theory]
    [InlineData("", "s", "s", null, "/clientId")]
    [InlineData("12", "s", "s", null, "/clientId")]
    [InlineData("1.2\n", "s", "s", null, "/clientId")]
    [InlineData(Client, null, "s", null, "/clientSecret")]
    [InlineData(Client, "s s", "s", null, "/clientSecret")]
    [InlineData(Client, "s", null, null, "/signingSecret")]
    [InlineData(Client, "s", "é", null, "/signingSecret")]
    [InlineData(Client, "s", "s", "xoxb-1", "/socketToken")]
    public async Task What_cannot_be_the_apps_is_refused_at_its_field(string id, string? client, string? signing, string? socket, string field) =>
        (await Enter(new(id, client, signing, socket))).Refused.ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe([field]);

    [Fact]
    public async Task Secrets_that_are_left_out_stay_are_sealed_and_are_shown_to_nobody()
    {
        await Enter(new(Client, "client-canary", "signing-canary", "xapp-canary"));
        (await Enter(new(Client, null, null, null))).Refused.ShouldBeNull();
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        var app = await db.Set<SlackApp>().SingleAsync(TestContext.Current.CancellationToken);
        (app.SealedClientSecret + app.SealedSigningSecret + app.SealedSocketToken).ShouldNotContain("canary");
        new[] { app.SealedClientSecret, app.SealedSigningSecret, app.SealedSocketToken }.ShouldAllBe(secret => secret != null);
        var view = (await _world.Gate.Run(Olga, new ViewSlack("https://usher.example"))).Value!;
        view.App.ShouldBe(new(Client, true, true));
        (await Enter(new(Client, null, null, ""))).Refused.ShouldBeNull();
        (await _world.Gate.Run(Olga, new ViewSlack(null))).Value!.App.ShouldBe(new(Client, true, false));
    }

    [Fact]
    public async Task Another_app_needs_secrets_of_its_own_and_does_not_keep_the_former_ones_connection()
    {
        await Enter(new(Client, "a", "b", "xapp-1"));
        (await Enter(new("333.444", null, null, null))).Refused.ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/clientSecret"]);
        (await Enter(new("333.444", "c", "d", null))).Refused.ShouldBeNull();
        (await _world.Gate.Run(Olga, new ViewSlack(null))).Value!.App.ShouldBe(new("333.444", true, false));
    }

    [Fact]
    public async Task Slack_is_answered_that_the_address_is_ours_before_the_app_is_installed_and_nothing_else_is_heard()
    {
        await Enter(new(Client, "a", DeliveryWorld.SigningSecret, null));
        (await Said("""{"type":"url_verification","challenge":"c-1"}""")).ShouldBe(new SlackHeard(true, "c-1"));
        (await Said("""{"type":"event_callback","team_id":"T1","event":{"type":"app_mention","channel":"C1","ts":"1.1","user":"UANA","text":"price?"}}""")).ShouldBe(SlackHeard.Heard);
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        (await db.Set<SlackQuestion>().AnyAsync(TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_disconnects_ends_what_was_seen_by_channels_and_the_token()
    {
        await Arrive();
        (await Sees("cy")).ShouldBeTrue();

        (await _world.Gate.Run(Olga, new DisconnectSlack())).Refused.ShouldBeNull();
        (await Sees("cy")).ShouldBeFalse();
        await _world.Work();
        _slack.Revoked.ShouldBe(["xoxb-canary"]);
        (await _world.Inbox("otto")).ShouldContain(note => note.Text.Contains("disconnected"));
        (await _world.Gate.Run(Olga, new DisconnectSlack())).Refused.ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task In_another_workspace_nobody_sees_by_channels_of_the_former()
    {
        await Arrive();
        _slack.Grant = new("xoxb-other", SlackManifest.Scopes, new("T2", "U2", "Elsewhere"));
        _slack.Before = method => { if (method.StartsWith("conversations", StringComparison.Ordinal)) throw new SlackUnreachable("away"); };
        (await Finish(await Sent())).Refused.ShouldBeNull();
        (await Sees("cy")).ShouldBeFalse();
        await _world.Work();
        _slack.Revoked.ShouldBe(["xoxb-canary"]);
    }

    [Fact]
    public async Task Connected_and_invited_again_everything_goes_on_by_itself()
    {
        await Arrive();
        (await _world.Gate.Run(Olga, new DisconnectSlack())).Refused.ShouldBeNull();
        await _world.Work();
        (await Finish(await Sent())).Refused.ShouldBeNull();
        await _world.Work();
        (await Sees("cy")).ShouldBeFalse("nobody invited us again");
        _slack.Channel("CDEALS", "ana", "cy");
        _world.Calls.Clock.Move(RefreshChannels.Every);
        await _world.Work();
        (await Sees("cy")).ShouldBeTrue();
        _slack.Messages.Count.ShouldBe(1, "what was posted is there still");
    }

    [Fact]
    public async Task A_token_by_which_the_organization_is_connected_is_not_revoked()
    {
        await Arrive();
        (await _world.Gate.Run(Olga, new DisconnectSlack())).Refused.ShouldBeNull();
        // Slack gives the same token again, and that before the former is revoked.
        _slack.Grant = new("xoxb-canary", SlackManifest.Scopes, new(TestSlack.Workspace, TestSlack.Bot, "Harbor"));
        (await Finish(await Sent())).Refused.ShouldBeNull();
        await _world.Work();
        _slack.Grant = _slack.Grant with { Scopes = ["chat:write"] };
        (await Finish(await Sent())).Refused.ShouldBeOfType<SlackNotInstalled>();
        _slack.Revoked.ShouldBeEmpty();
        (await Sees("cy")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_reading_that_was_under_way_when_the_organization_was_disconnected_gives_nobody_access()
    {
        await Arrive();
        _world.Calls.Clock.Move(TimeSpan.FromMinutes(6));
        var once = 0;
        _slack.Before = method =>
        {
            if (method == "users.info" && Interlocked.Exchange(ref once, 1) == 0)
                _world.Gate.Run(Olga, new DisconnectSlack()).GetAwaiter().GetResult().Refused.ShouldBeNull();
        };
        await _world.Work();
        once.ShouldBe(1);
        (await Sees("cy")).ShouldBeFalse();
    }

    /// <summary>A call of ana's stands in a channel that cy, of no team, is in: cy sees it by the channel.</summary>
    private async Task Arrive()
    {
        await _world.Connect();
        _slack.With("ana").With("cy").Channel("CDEALS", "ana", "cy");
        await _world.Channel("CDEALS");
        _call = await _world.Calls.Call("1", "ana");
        await _world.Work();
    }

    private async Task<bool> Sees(string who) => (await _world.Gate.Run(_world.Calls.As(who), new ViewCall(_call))).Refused is null;

    private Task<Outcome<Nothing>> Enter(SlackAppGiven? app = null) => _world.Installations.SetApp(Olga, app ?? new(Client, "client-canary", "signing", null));

    private async Task<string> Sent()
    {
        (await Enter()).Refused.ShouldBeNull();
        return HttpUtility.ParseQueryString(new Uri((await _world.Installations.Start(Olga)).Value!.Address).Query)["state"]!;
    }

    private Task<Outcome<SlackInstalled>> Finish(string state) => _world.Installations.Finish(Olga, new(state, "code"), default);

    private Task<SlackHeard> Said(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var timestamp = _world.Calls.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return _world.Events.Hear("harbor", timestamp, SlackSignature.Of(DeliveryWorld.SigningSecret, timestamp, bytes), bytes, default);
    }

    private async Task<SlackConnection?> Connection()
    {
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        return await db.Set<SlackConnection>().AsNoTracking().FirstOrDefaultAsync(TestContext.Current.CancellationToken);
    }
}
