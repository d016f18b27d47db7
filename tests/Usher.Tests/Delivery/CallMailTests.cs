using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Delivery;
using Usher.Delivery.Digests;
using Usher.Delivery.Mail;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Tests.Delivery;

/// <summary>E-mails about calls, at once and together: who gets one, when, and what is in it.</summary>
public class CallMailTests : IAsyncLifetime
{
    private const string Said = "Ana: We decided to take the annual plan for 4,000 euros.\nBo: I will send the contract by Friday.";

    private static readonly CallMailChoices AtOnce = new(true, true, true, true);

    // The world begins at nine, UTC, of a day in summer time or not: UTC has neither.
    private static readonly CallMailChoices Daily = AtOnce with { Digest = new("12:00", Enum.GetValues<DayOfWeek>(), "UTC") };

    private readonly TestMail _mail = new();
    private DeliveryWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await DeliveryWorld.New(new TestSlack(), _mail);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Nobody_gets_an_e_mail_of_a_call_who_did_not_choose_to()
    {
        await _world.Calls.Call("1", "ana");
        await _world.Work();

        _mail.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_chose_to_gets_one_of_each_call_they_see_and_nobody_else_does()
    {
        await Chooses("bo", AtOnce);
        await Chooses("cy", AtOnce);
        var id = await _world.Calls.Call("1", "ana", account: "Lakeside <Hotels>");
        await _world.Work();

        var message = _mail.Messages.ShouldHaveSingleItem();
        message.To.ShouldBe("bo@harbor.example");
        message.Subject.ShouldBe("Usher at harbor: Call 1");
        message.Text.ShouldContain($"https://usher.harbor.example/calls/{id}");
        message.Text.ShouldContain("Lakeside <Hotels>");
        message.Html!.ShouldContain("Lakeside &lt;Hotels&gt;");
        message.Unsubscribe.ShouldNotBeNull().ShouldStartWith("https://usher.harbor.example/unsubscribe/");
    }

    [Fact]
    public async Task A_call_of_long_ago_and_one_that_is_shared_again_or_seen_anyway_are_no_news()
    {
        foreach (var name in new[] { "bo", "cy" }) await Chooses(name, AtOnce);
        await _world.Calls.Call("1", "ana", Said, start: _world.Calls.Clock.GetUtcNow().AddDays(-8));
        await _world.Work();
        _mail.Messages.ShouldBeEmpty();

        var call = await _world.Calls.Call("2", "ana", Said);
        await _world.Work();
        _mail.Messages.Select(mail => mail.To).ShouldBe(["bo@harbor.example"]);
        foreach (var name in new[] { "bo", "cy", "cy", "bo" })
            (await _world.Gate.Run(_world.Calls.As("ana"), new ShareCall(call, $"{name}@harbor.example", _world.Calls.Clock.GetUtcNow().AddDays(1)))).Refused.ShouldBeNull();
        await _world.Work();
        _mail.Messages.Select(mail => mail.To).ShouldBe(["bo@harbor.example", "cy@harbor.example"]);
    }

    [Fact]
    public async Task Which_calls_is_chosen_by_why_one_sees_them()
    {
        await Chooses("ana", AtOnce with { OwnCalls = false });
        await Chooses("bo", AtOnce with { TeamCalls = false });
        await Chooses("cy", AtOnce with { SharedCalls = false });
        await Share(await _world.Calls.Call("1", "ana"));
        await _world.Calls.Call("2", "bo");
        await _world.Work();

        _mail.Messages.Select(m => (m.To, m.Subject)).ShouldBe([("ana@harbor.example", "Usher at harbor: Call 2"), ("bo@harbor.example", "Usher at harbor: Call 2")], ignoreOrder: true);
        await Chooses("cy", AtOnce);
        await Share(await _world.Calls.Call("3", "ana"));
        await _world.Work();
        _mail.Messages.ShouldContain(m => m.To == "cy@harbor.example" && m.Subject.EndsWith("Call 3", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(CallMailContent.Off, 0, false)]
    [InlineData(CallMailContent.Title, 1, false)]
    [InlineData(CallMailContent.Summary, 1, true)]
    public async Task What_it_says_is_what_the_organization_allows(CallMailContent content, int messages, bool quotes)
    {
        await Allows(content);
        await Chooses("bo", AtOnce);
        await _world.Calls.Call("1", "ana", Said);
        await _world.Work();

        _mail.Messages.Count.ShouldBe(messages);
        _mail.Messages.Any(m => m.Text.Contains("annual plan", StringComparison.Ordinal)).ShouldBe(quotes);
    }

    [Fact]
    public async Task What_was_said_is_text_whatever_it_looks_like()
    {
        await Allows(CallMailContent.Summary);
        await Chooses("bo", AtOnce);
        await _world.Calls.Call("1", "ana", "Ana: We decided to <img src=x onerror=alert(1)> pay 4,000 euros. \u202E<!channel>\nBo: I will send it by Friday.");
        await _world.Work();

        var message = _mail.Messages.ShouldHaveSingleItem();
        message.Text.ShouldContain("4,000 euros");
        message.Html!.ShouldNotContain("<img");
        message.Html!.ShouldNotContain("<!channel");
        (message.Text + message.Html + message.Subject).ShouldNotContain("\u202E");
    }

    [Fact]
    public async Task A_digest_has_what_came_since_the_last_at_its_time_and_none_is_empty()
    {
        await Chooses("bo", Daily);
        await _world.Calls.Call("1", "ana");
        await _world.Calls.Call("2", "bo");
        await _world.Work();
        _mail.Messages.ShouldBeEmpty();

        await Pass(TimeSpan.FromHours(3));
        var first = _mail.Messages.ShouldHaveSingleItem();
        first.Subject.ShouldBe("Usher at harbor: 2 new calls");
        first.Text.ShouldContain("Call 1");
        first.Text.ShouldContain("Call 2");

        await _world.Calls.Call("3", "ana");
        await Pass(TimeSpan.FromDays(1));
        await Pass(TimeSpan.FromDays(1));
        await Pass(TimeSpan.FromDays(1));
        _mail.Messages.Count.ShouldBe(2);
        _mail.Messages[1].Subject.ShouldBe("Usher at harbor: Call 3");
        _mail.Messages[1].Id.ShouldNotBe(first.Id);
        (await Waiting()).ShouldBe(0);
    }

    [Fact]
    public async Task What_one_may_not_see_when_it_is_sent_is_not_in_it()
    {
        await Allows(CallMailContent.Summary);
        foreach (var who in new[] { "bo", "cy" }) await Chooses(who, Daily);
        var deleted = await _world.Calls.Call("deleted", "ana", Said);
        await _world.Calls.Call("muted", "ana", Said, account: "Lakeside");
        await _world.Calls.Call("left", "ana", Said);
        var shared = await _world.Calls.Call("shared", "ana", Said);
        await Share(shared);
        await _world.Calls.Call("own", "bo");
        await _world.Work();
        (await Waiting()).ShouldBeGreaterThan(5);

        (await _world.Gate.Run(_world.Calls.As("ana"), new DeleteCall(deleted))).Refused.ShouldBeNull();
        (await _world.Gate.Run(_world.Calls.As("bo"), new MuteAccount("lakeside"))).Refused.ShouldBeNull();
        await _world.Calls.Change(db => db.Remove(db.Set<TeamMember>().Single(m => m.UserId == _world.Calls["bo"])).Entity);
        await Pass(TimeSpan.FromHours(3));

        // The share of an hour is over: cy gets nothing at all.
        var message = _mail.Messages.ShouldHaveSingleItem();
        message.To.ShouldBe("bo@harbor.example");
        message.Subject.ShouldBe("Usher at harbor: Call own");
        message.Text.ShouldNotContain("annual plan");
        (await Waiting()).ShouldBe(0);
    }

    [Fact]
    public async Task Held_calls_and_calls_opened_to_troubleshoot_are_in_no_e_mail()
    {
        foreach (var who in new[] { "ana", "olga" }) await Chooses(who, AtOnce);
        await _world.Calls.HeldCall("1", "ana");
        var other = await _world.Calls.Call("2", "cy");
        await _world.Gate.Run(_world.Calls.As("olga"), new TroubleshootCall(other, "Its delivery failed twice"));
        await _world.Gate.Derive(_world.Calls.Customer, "Arrange", work =>
        {
            work.Enqueue(new CallLetter(_world.Calls["olga"], other));
            return Task.FromResult(true);
        });
        await _world.Work();

        _mail.Messages.ShouldNotContain(m => m.Subject.Contains("Call", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_deactivated_before_it_is_due_gets_nothing_and_what_waited_is_gone()
    {
        await Chooses("bo", Daily);
        await _world.Calls.Call("1", "ana");
        await _world.Work();
        await _world.Calls.Change(db => db.Set<User>().Single(u => u.Id == _world.Calls["bo"]).Active = false);
        await Pass(TimeSpan.FromHours(3));

        _mail.Messages.ShouldBeEmpty();
        (await Waiting()).ShouldBe(0);
    }

    [Fact]
    public async Task While_the_mail_server_is_unwell_the_digest_waits_with_the_same_id_and_calls_and_is_there_once()
    {
        await Chooses("bo", Daily);
        await _world.Calls.Call("1", "ana");
        await _world.Work();
        var lost = new AcceptsAndFails();
        _mail.Through = lost;
        await Pass(TimeSpan.FromHours(3));
        await _world.Calls.Call("2", "ana");
        await Pass(TimeSpan.FromHours(1));
        _mail.Through = null;
        await Pass(TimeSpan.FromHours(1));

        lost.Heard.Count.ShouldBeGreaterThan(0);
        var message = _mail.Messages.ShouldHaveSingleItem();
        lost.Heard.ShouldAllBe(heard => heard.Id == message.Id && heard.Subject == "Usher at harbor: Call 1");
        message.Subject.ShouldBe("Usher at harbor: Call 1");
        await Pass(TimeSpan.FromDays(1));
        _mail.Messages.Select(m => m.Subject).ShouldBe(["Usher at harbor: Call 1", "Usher at harbor: Call 2"]);
    }

    [Fact]
    public async Task A_schedule_that_changes_sends_nothing_twice_and_what_waited_for_one_that_ends_comes_at_once()
    {
        await Chooses("bo", Daily);
        await _world.Calls.Call("1", "ana");
        await _world.Work();
        await Chooses("bo", Daily with { Digest = Daily.Digest! with { At = "14:00" } });
        await Chooses("bo", Daily with { TeamCalls = true, Digest = Daily.Digest! with { At = "14:00" } });
        await Pass(TimeSpan.FromHours(4));
        _mail.Messages.ShouldBeEmpty();
        await Pass(TimeSpan.FromHours(1));
        _mail.Messages.ShouldHaveSingleItem();

        await _world.Calls.Call("2", "ana");
        await _world.Work();
        await Chooses("bo", AtOnce);
        await Pass(TimeSpan.FromMinutes(1));
        _mail.Messages.Count.ShouldBe(2);
        await Pass(TimeSpan.FromDays(2));
        _mail.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Quiet_hours_put_it_off_and_the_next_time_says_so()
    {
        await Chooses("bo", Daily);
        (await _world.Gate.Run(_world.Calls.As("bo"), new SetNotificationChoices(new(true, true, true, true, true, new("11:00", "15:00", "UTC"))))).Refused.ShouldBeNull();
        await _world.Calls.Call("1", "ana");
        await _world.Work();
        var view = (await _world.Gate.Run(_world.Calls.As("bo"), new ViewCallMail())).Value!;
        view.NextDigest.ShouldBe(new DateTimeOffset(_world.Calls.Clock.GetUtcNow().Date.AddHours(15), TimeSpan.Zero));
        await Pass(TimeSpan.FromHours(4));
        _mail.Messages.ShouldBeEmpty();
        await Pass(TimeSpan.FromHours(2));
        _mail.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_link_in_it_stops_such_e_mails_and_starts_them_again_as_they_were()
    {
        await Chooses("bo", Daily with { SharedCalls = false });
        await _world.Calls.Call("1", "ana");
        await _world.Work();
        await Topic(wanted: false);
        await Pass(TimeSpan.FromHours(3));
        _mail.Messages.ShouldBeEmpty();
        (await Waiting()).ShouldBe(0);

        await Topic(wanted: true);
        (await _world.Gate.Run(_world.Calls.As("bo"), new ViewCallMail())).Value!.Choices.SharedCalls.ShouldBeFalse();
        await _world.Calls.Call("2", "ana");
        await Pass(TimeSpan.FromDays(1));
        _mail.Messages.ShouldHaveSingleItem().Subject.ShouldBe("Usher at harbor: Call 2");
    }

    [Fact]
    public async Task What_one_chose_is_there_again_and_what_is_invalid_or_not_ones_own_is_refused()
    {
        var before = (await _world.Gate.Run(_world.Calls.As("bo"), new ViewCallMail())).Value!;
        before.Choices.ShouldBe(AtOnce with { Mailed = false });
        before.NextDigest.ShouldBeNull();
        var chosen = Daily with { OwnCalls = false };
        await Chooses("bo", chosen);
        var view = (await _world.Gate.Run(_world.Calls.As("bo"), new ViewCallMail())).Value!;
        (view.Choices with { Digest = null }).ShouldBe(chosen with { Digest = null });
        view.Choices.Digest!.Days.ShouldBe(chosen.Digest!.Days);
        view.NextDigest.ShouldBe(new DateTimeOffset(_world.Calls.Clock.GetUtcNow().Date.AddHours(12), TimeSpan.Zero));
        await Allows(CallMailContent.Off);
        view = (await _world.Gate.Run(_world.Calls.As("bo"), new ViewCallMail())).Value!;
        (view.Content, view.NextDigest).ShouldBe((CallMailContent.Off, (DateTimeOffset?)null));

        (await _world.Gate.Run(_world.Calls.As("bo"), new SetCallMail(Daily with { Digest = new("26:00", [], "Nowhere") }))).Refused.ShouldBeOfType<Invalid>()
            .Errors.Keys.ShouldBe(["/digest/at", "/digest/days", "/digest/timeZone"]);
        (await _world.Gate.Run(_world.Calls.AsRecorder, new SetCallMail(AtOnce))).Refused.ShouldBeOfType<NotAllowed>();
        (await _world.Gate.Run(_world.Calls.AsRecorder, new ViewCallMail())).Refused.ShouldBeOfType<NotAllowed>();
        (await _world.Gate.Run(_world.Calls.As("olga"), new EditOrganization(CallMail: (CallMailContent)9))).Refused.ShouldBeOfType<Invalid>();
    }

    private async Task Chooses(string name, CallMailChoices chosen) => (await _world.Gate.Run(_world.Calls.As(name), new SetCallMail(chosen))).Refused.ShouldBeNull();

    private async Task Allows(CallMailContent content) => (await _world.Gate.Run(_world.Calls.As("olga"), new EditOrganization(CallMail: content))).Refused.ShouldBeNull();

    private async Task Topic(bool wanted) => (await _world.Gate.Run(_world.Calls.As("bo"), new SetMailTopic(MailTopic.Calls, wanted))).Refused.ShouldBeNull();

    private async Task Share(Guid call) =>
        (await _world.Gate.Run(_world.Calls.As("ana"), new ShareCall(call, "cy@harbor.example", _world.Calls.Clock.GetUtcNow().AddHours(1)))).Refused.ShouldBeNull();

    private async Task Pass(TimeSpan time)
    {
        await _world.Work();
        _world.Calls.Clock.Move(time);
        await _world.Work();
    }

    private async Task<int> Waiting()
    {
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        return await db.Set<DigestItem>().CountAsync();
    }

    /// <summary>A server that takes each message and never says so.</summary>
    private sealed class AcceptsAndFails : IMail
    {
        public string Name => "lost";

        public List<MailMessage> Heard { get; } = [];

        public Task Send(MailMessage message, CancellationToken ct)
        {
            Heard.Add(message);
            throw new MailUnwell("late");
        }
    }
}
