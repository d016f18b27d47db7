using System.Text;
using Usher.Access;
using Usher.Calls;
using Usher.Delivery;
using Usher.Delivery.Inbox;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;
using Usher.Tests.Architecture;
using Usher.Tests.Directory;

namespace Usher.Tests.Delivery;

public class PreferencesTests : IAsyncLifetime
{
    private static readonly PreferenceView Everything = new(true, true, true, true);
    private static readonly NotificationChoices Mailed = new(true, true, true, true, true);

    private readonly TestSlack _slack = new TestSlack().With("ana").With("bo").With("cy");
    private readonly TestMail _mail = new();
    private DeliveryWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await DeliveryWorld.New(_slack, _mail);
        await _world.Connect();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Each_gets_notes_of_the_calls_they_want_to_hear_of()
    {
        await Wants("ana", Everything with { OwnCalls = false });
        await Wants("bo", Everything with { TeamCalls = false });
        await Wants("cy", Everything with { SharedCalls = false });
        var id = await _world.Calls.Call("1", "ana");
        await Share(id);
        await _world.Calls.Call("2", "bo");
        await _world.Work();

        (await Told("ana")).ShouldBe(["Call 2"]);
        (await Told("bo")).ShouldBe(["Call 2"]);
        (await Told("cy")).ShouldBeEmpty();
        (await _world.Gate.Run(_world.Calls.As("ana"), new ViewCall(id))).Refused.ShouldBeNull();
    }

    [Fact]
    public async Task Held_calls_openings_and_access_are_told_whatever_one_wants()
    {
        await Wants("ana", new(false, false, false, false));
        await Chooses("ana", Mailed with { AccessMail = false });
        await Mute("ana", "Lakeside");
        await _world.Calls.HeldCall("1", "ana");
        var id = await _world.Calls.Call("2", "ana", account: "Lakeside");
        await _world.Gate.Run(_world.Calls.As("olga"), new TroubleshootCall(id, "Its delivery failed twice"));
        await _world.Tell("ana");
        await _world.Work();

        (await _world.Inbox("ana")).Select(n => n.Kind).ShouldBe([NoteKind.Held, NoteKind.Opened, NoteKind.Access], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_mutes_an_account_hears_nothing_of_its_calls_reads_them_still_and_hears_again_when_it_is_unmuted()
    {
        var muted = await Mute("ana", "  LAKESIDE Hotels ");
        (await Mute("ana", "Lakeside Hotels")).ShouldBe(muted);
        await Mute("cy", "lakeside hotels");
        var id = await _world.Calls.Call("1", "ana", account: "Lakeside Hotels");
        await Share(id);
        await _world.Calls.Call("2", "ana", account: "Lakeside");
        await _world.Work();

        (await Told("ana")).ShouldBe(["Call 2"]);
        (await Told("bo")).ShouldBe(["Call 1", "Call 2"], ignoreOrder: true);
        (await Told("cy")).ShouldBeEmpty();
        _slack.Messages.ShouldHaveSingleItem().Message.Blocks.ShouldContain("Call 2");
        (await _world.Gate.Run(_world.Calls.As("ana"), new ViewCall(id))).Refused.ShouldBeNull();

        (await _world.Gate.Run(_world.Calls.As("bo"), new UnmuteAccount(muted.Id))).Refused.ShouldBeNull();
        (await Muted("ana")).ShouldBe(["LAKESIDE Hotels"]);
        (await _world.Gate.Run(_world.Calls.As("ana"), new UnmuteAccount(muted.Id))).Refused.ShouldBeNull();
        (await _world.Gate.Run(_world.Calls.As("ana"), new UnmuteAccount(muted.Id))).Refused.ShouldBeNull();
        (await Muted("ana")).ShouldBeEmpty();
        await _world.Calls.Call("3", "ana", account: "Lakeside Hotels");
        await _world.Work();
        (await Told("ana")).ShouldContain("Call 3");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task An_account_without_a_name_cannot_be_muted(string? name) =>
        (await _world.Gate.Run(_world.Calls.As("ana"), new MuteAccount(name))).Refused.ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/account"]);

    [Fact]
    public async Task No_more_accounts_are_muted_than_one_can_look_through()
    {
        await _world.Calls.Change(db =>
        {
            for (var i = 0; i < MuteAccount.Most; i++) db.Add(new MutedAccount { Id = Guid.CreateVersion7(), UserId = _world.Calls["ana"], Account = $"A{i}", AccountKey = $"a{i}" });
            return 0;
        });

        (await _world.Gate.Run(_world.Calls.As("ana"), new MuteAccount("One more"))).Refused.ShouldBe(new TooManyMuted());
    }

    [Fact]
    public async Task In_quiet_hours_nothing_is_sent_but_kept_and_sent_after_and_notes_stand_at_once()
    {
        // The world begins at nine, UTC.
        await Chooses("ana", Mailed with { Quiet = new("10:00", "13:00", "Europe/Berlin") });
        await _world.Calls.Call("1", "ana");
        await _world.Tell("ana");
        await _world.Work();
        (await _world.Inbox("ana")).Count.ShouldBe(2);
        _slack.Messages.ShouldBeEmpty();
        _mail.Messages.ShouldBeEmpty();

        _world.Calls.Clock.Move(TimeSpan.FromHours(4));
        await _world.Work();
        await _world.Work();
        _slack.Messages.Count.ShouldBe(1);
        _mail.Messages.ShouldHaveSingleItem().Id.ShouldBe((await _world.Inbox("ana")).Single(n => n.Kind == NoteKind.Access).Id);
        (await _world.Inbox("ana")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_one_wants_is_asked_when_it_is_sent()
    {
        await Chooses("ana", Mailed with { Quiet = new("10:00", "13:00", "Europe/Berlin") });
        await _world.Calls.Call("1", "ana");
        await _world.Tell("ana");
        await _world.Work();
        await Wants("ana", Everything with { SlackMessages = false });
        await Chooses("ana", Mailed with { AccessMail = false });
        _world.Calls.Clock.Move(TimeSpan.FromHours(4));
        await _world.Work();

        _slack.Messages.ShouldBeEmpty();
        _mail.Messages.ShouldBeEmpty();
        (await _world.Deliveries()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(DirectoryNotices.Teams, 0)]
    [InlineData(DirectoryNotices.SeatTaken, 0)]
    [InlineData(DirectoryNotices.ConnectRole, 1)]
    [InlineData(DirectoryNotices.CustomRoles, 1)]
    [InlineData(DirectoryNotices.Level, 1)]
    [InlineData(MachineNotices.KeyLeaked, 1)]
    public async Task Who_wants_no_mail_gets_what_is_grave_all_the_same(string what, int letters)
    {
        await Chooses("ana", Mailed with { AccessMail = false });
        await _world.Tell("ana", what);
        await _world.Work();

        _mail.Messages.Count.ShouldBe(letters);
        (await _world.Inbox("ana")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Preferences_are_for_people_and_ones_own_and_hours_that_are_none_are_refused()
    {
        var recorder = _world.Calls.AsRecorder;
        (await _world.Gate.Run(recorder, new SetPreferences(Everything))).Refused.ShouldBeOfType<NotAllowed>();
        (await _world.Gate.Run(recorder, new ViewPreferences())).Refused.ShouldBeOfType<NotAllowed>();
        (await _world.Gate.Run(recorder, new MuteAccount("Lakeside"))).Refused.ShouldBeOfType<NotAllowed>();
        (await _world.Gate.Run(recorder, new UnmuteAccount(Guid.CreateVersion7()))).Refused.ShouldBeOfType<NotAllowed>();
        (await _world.Gate.Run(recorder, new ListMutedAccounts())).Refused.ShouldBeOfType<NotAllowed>();

        (await _world.Gate.Run(recorder, new SetNotificationChoices(Mailed))).Refused.ShouldBeOfType<NotAllowed>();
        (await _world.Gate.Run(recorder, new ViewNotificationChoices())).Refused.ShouldBeOfType<NotAllowed>();

        (await _world.Gate.Run(_world.Calls.As("ana"), new SetNotificationChoices(Mailed with { Quiet = new("25:00", "26:00", "Nowhere") })))
            .Refused.ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/quiet/from", "/quiet/to", "/quiet/timeZone"]);
        var (wanted, chosen) = (Everything with { TeamCalls = false }, new NotificationChoices(false, true, false, true, false, new("22:00", "07:00", "Europe/Berlin")));
        await Wants("ana", wanted);
        await Chooses("ana", chosen);
        (await _world.Gate.Run(_world.Calls.As("ana"), new ViewPreferences())).Value.ShouldBe(wanted);
        (await _world.Gate.Run(_world.Calls.As("ana"), new ViewNotificationChoices())).Value.ShouldBe(chosen);
        (await _world.Gate.Run(_world.Calls.As("bo"), new ViewPreferences())).Value.ShouldBe(Everything);
        (await _world.Gate.Run(_world.Calls.As("bo"), new ViewNotificationChoices())).Value.ShouldBe(Mailed);
    }

    [Fact]
    public async Task Without_Insights_and_as_staff_one_still_says_what_is_mailed_and_when()
    {
        await using var town = await Town.Open();
        var meadow = CreateCustomer.IdFor("meadow");
        var made = await town.Do(Caller.PlatformTeam(meadow), new SetUpCustomer("meadow", "Meadow", [new("main", "Main", "Elite", "m-1")], 0, false, new("admin@meadow.example", "Ada")));
        foreach (var caller in new[] { new Caller(ActorKind.User, made.CustomerAdmin, meadow, Door.Console), town.As("support", Guid.Empty) })
        {
            (await town.Gate.Run(caller, new ViewPreferences())).Refused.ShouldBeOfType<NotAllowed>();
            (await town.Gate.Run(caller, new SetPreferences(Everything))).Refused.ShouldBeOfType<NotAllowed>();
            await town.Do(caller, new SetNotificationChoices(new(false, true, true, true, true, new("22:00", "07:00", "Europe/Berlin"))));
            (await town.Read(caller, new ViewNotificationChoices())).ShouldBe(new(false, true, true, true, true, new("22:00", "07:00", "Europe/Berlin")));
        }

        (await town.Try("support", new ViewNotificationChoices())).ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task The_audit_log_says_that_an_account_was_muted_and_not_which()
    {
        await Mute("ana", "Canary Hotels");
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        var entries = db.Set<Usher.Platform.Audit.AuditEntry>().ToList().ConvertAll(entry => Encoding.UTF8.GetString(entry.Body));
        entries.ShouldContain(entry => entry.Contains(nameof(MuteAccount), StringComparison.Ordinal));
        entries.ShouldAllBe(entry => !entry.Contains("canary", StringComparison.OrdinalIgnoreCase));
    }

    private async Task Wants(string name, PreferenceView wanted) => (await _world.Gate.Run(_world.Calls.As(name), new SetPreferences(wanted))).Refused.ShouldBeNull();

    private async Task Chooses(string name, NotificationChoices chosen) => (await _world.Gate.Run(_world.Calls.As(name), new SetNotificationChoices(chosen))).Refused.ShouldBeNull();

    private async Task<MutedAccountView> Mute(string name, string account) => (await _world.Gate.Run(_world.Calls.As(name), new MuteAccount(account))).Value.ShouldNotBeNull();

    private async Task<IEnumerable<string>> Muted(string name) => (await _world.Gate.Run(_world.Calls.As(name), new ListMutedAccounts())).Value!.Items.Select(m => m.Account);

    private async Task Share(Guid call) =>
        (await _world.Gate.Run(_world.Calls.As("ana"), new ShareCall(call, "cy@harbor.example", _world.Calls.Clock.GetUtcNow().AddHours(1)))).Refused.ShouldBeNull();

    private async Task<IEnumerable<string?>> Told(string name) => (await _world.Inbox(name)).Select(n => n.Title);
}
