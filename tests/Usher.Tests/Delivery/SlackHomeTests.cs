using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Delivery.Slack;
using Usher.Directory;

namespace Usher.Tests.Delivery;

/// <summary>The Home tab: what its owner may see at that moment, and nothing else for longer than a minute.</summary>
public class SlackHomeTests : IAsyncLifetime
{
    private readonly TestSlack _slack = new TestSlack().With("ana").With("bo").With("cy").With("olga").With("stranger", email: "stranger@elsewhere.example");
    private DeliveryWorld _world = null!;
    private int _sent;

    public async ValueTask InitializeAsync()
    {
        _world = await DeliveryWorld.New(_slack);
        await _world.Connect();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task It_shows_the_calls_that_its_owner_sees_and_what_waits_for_them()
    {
        await _world.Calls.Call("1", "ana", account: "Globex <!channel>");
        await _world.Calls.HeldCall("held", "ana");
        foreach (var who in new[] { "ana", "cy" }) await Open(who);

        Words("ana").ShouldSatisfyAllConditions(w => w.ShouldContain("Call 1"), w => w.ShouldContain("Globex <!channel>"), w => w.ShouldContain("is held"),
            w => w.ShouldNotContain("Call held", customMessage: "what looks sensitive is in no message"));
        Words("cy").ShouldSatisfyAllConditions(w => w.ShouldNotContain("Call 1"), w => w.ShouldContain("There are no calls that you may see yet."), w => w.ShouldContain("all caught up"));
        _slack.Homes["Uana"].ShouldNotContain("mrkdwn");
    }

    [Fact]
    public async Task Who_is_no_active_user_here_sees_nothing()
    {
        await _world.Calls.Call("1", "ana");
        await Open("stranger");
        await _world.Calls.Change(db => db.Users.Single(u => u.Id == _world.Calls["bo"]).Active = false);
        await Open("bo");
        foreach (var who in new[] { "stranger", "bo" }) Words(who).ShouldBe(new NoUserInSlack().Sentence);
    }

    [Theory]
    [InlineData("team")]
    [InlineData("deleted")]
    [InlineData("deactivated")]
    public async Task What_its_owner_sees_no_longer_is_gone_within_a_minute(string how)
    {
        var id = await _world.Calls.Call("1", "ana");
        await Open("bo");
        Words("bo").ShouldContain("Call 1");
        switch (how)
        {
            case "team":
                await _world.Calls.Change(db => { db.RemoveRange(db.Set<TeamMember>().Where(m => m.UserId == _world.Calls["bo"])); return 0; });
                break;
            case "deleted":
                (await _world.Gate.Run(_world.Calls.As("ana"), new DeleteCall(id))).Refused.ShouldBeNull();
                break;
            default:
                await _world.Calls.Change(db => db.Users.Single(u => u.Id == _world.Calls["bo"]).Active = false);
                break;
        }

        _world.Calls.Clock.Move(TimeSpan.FromSeconds(59));
        await _world.Work();
        Words("bo").ShouldNotContain("Call 1");
    }

    [Fact]
    public async Task Whoever_became_a_guest_has_nothing_in_it_as_soon_as_Slack_says_so()
    {
        await _world.Calls.Call("1", "ana");
        await Open("bo");
        _slack.With("bo", guest: true);
        await Hear(new() { ["type"] = "user_change", ["user"] = new JsonObject { ["id"] = "Ubo", ["is_restricted"] = true } });
        Words("bo").ShouldBe(new NoUserInSlack().Sentence);
    }

    [Fact]
    public async Task Whoever_became_a_guest_unheard_gets_nothing_new_and_what_is_there_goes_within_minutes()
    {
        await _world.Calls.Call("1", "ana");
        await Open("bo");
        _slack.With("bo", guest: true);
        _world.Calls.Clock.Move(TimeSpan.FromSeconds(61));
        await _world.Calls.Call("2", "ana");
        await _world.Work();
        Words("bo").ShouldBe(new NoUserInSlack().Sentence);

        await Open("ana");
        _slack.With("ana", guest: true);
        for (var i = 0; i < 11; i++)
        {
            _world.Calls.Clock.Move(WatchHomes.Every);
            await _world.Work();
        }

        Words("ana").ShouldBe(new NoUserInSlack().Sentence);
    }

    [Fact]
    public async Task Of_two_that_are_put_there_at_once_the_older_one_does_not_stay()
    {
        var id = await _world.Calls.Call("1", "ana");
        await _world.Work();
        var (begun, late, older) = (new TaskCompletionSource(), new TaskCompletionSource(), Task.CompletedTask);
        _slack.BeforeHome = view =>
        {
            if (!view.Contains("Call 1", StringComparison.Ordinal)) return Task.CompletedTask;
            begun.TrySetResult();
            return late.Task;
        };
        _slack.AfterHome = async view =>
        {
            if (view.Contains("Call 1", StringComparison.Ordinal)) return;
            late.TrySetResult();
            await older;
        };
        await Say(Opened("bo", "home"));
        older = _world.Jobs.Turn();
        await begun.Task;
        (await _world.Gate.Run(_world.Calls.As("ana"), new DeleteCall(id))).Refused.ShouldBeNull();
        _world.Calls.Clock.Move(WatchHomes.Every + TimeSpan.FromSeconds(1));
        await _world.Jobs.Turn();
        late.TrySetResult();
        await older;

        _world.Calls.Clock.Move(TimeSpan.FromSeconds(59));
        await _world.Work();
        Words("bo").ShouldNotContain("Call 1");
    }

    [Fact]
    public async Task It_is_published_again_only_when_it_would_be_another()
    {
        await _world.Calls.Call("1", "ana");
        await Open("ana");
        for (var i = 0; i < 10; i++)
        {
            _world.Calls.Clock.Move(WatchHomes.Every);
            await _world.Work();
        }

        _slack.Asked.Count(a => a == "views.publish").ShouldBe(1);
        await _world.Calls.Call("2", "ana");
        _world.Calls.Clock.Move(WatchHomes.Every);
        await _world.Work();
        Words("ana").ShouldContain("Call 2");
    }

    [Fact]
    public async Task After_a_day_it_is_emptied_and_no_longer_watched_until_it_is_opened_again()
    {
        await _world.Calls.Call("1", "ana");
        await Open("ana");
        _world.Calls.Clock.Move(SlackHome.Watched + TimeSpan.FromMinutes(1));
        await _world.Work();
        Words("ana").ShouldNotContain("Call 1");
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        (await db.Set<SlackHome>().CountAsync()).ShouldBe(0);
        (await db.Set<Usher.Platform.Jobs.Job>().CountAsync(j => j.Kind == nameof(WatchHomes))).ShouldBe(0);

        await Open("ana");
        Words("ana").ShouldContain("Call 1");
    }

    [Fact]
    public async Task Slack_that_is_away_gets_it_later()
    {
        await _world.Calls.Call("1", "ana");
        _slack.Before = method =>
        {
            if (method == "views.publish") throw new SlackBusy(TimeSpan.FromSeconds(30));
        };
        await Open("ana");
        _slack.Homes.ShouldBeEmpty();
        _slack.Before = _ => { };
        _world.Calls.Clock.Move(TimeSpan.FromSeconds(31));
        await _world.Work();
        Words("ana").ShouldContain("Call 1");
    }

    [Fact]
    public async Task Other_tabs_and_forged_ids_open_nothing()
    {
        await Open("ana", tab: "messages");
        await Open("<!channel>");
        _slack.Homes.ShouldBeEmpty();
    }

    private string Words(string who) => SlackDesk.Words(_slack.Homes[$"U{who}"]);

    private Task Open(string who, string tab = "home") => Hear(Opened(who, tab));

    private static JsonObject Opened(string who, string tab) => new() { ["type"] = "app_home_opened", ["user"] = $"U{who}", ["tab"] = tab };

    private async Task Hear(JsonObject happened)
    {
        await Say(happened);
        await _world.Work();
    }

    private async Task Say(JsonObject happened)
    {
        var body = Encoding.UTF8.GetBytes(new JsonObject { ["type"] = "event_callback", ["team_id"] = TestSlack.Workspace, ["event"] = happened }.ToJsonString());
        var timestamp = $"{(_world.Calls.Clock.GetUtcNow() + TimeSpan.FromSeconds(_sent++ % 200)).ToUnixTimeSeconds()}";
        (await _world.Events.Hear("harbor", timestamp, SlackSignature.Of(DeliveryWorld.SigningSecret, timestamp, body), body, default)).IsGenuine.ShouldBeTrue();
    }
}
