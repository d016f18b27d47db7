using Usher.Access;
using Usher.Delivery;
using Usher.Delivery.Inbox;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Tests.Delivery;

/// <summary>Who is told of what about their own access beyond what an act does at once: what ends by its date, and the vendor's own people.</summary>
public class NoticesTests : IAsyncLifetime
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly TestMail _mail = new();
    private DeliveryWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await DeliveryWorld.New(new TestSlack(), _mail);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Whose_level_and_role_end_by_their_date_is_told_on_that_day_once()
    {
        var until = _world.Calls.Clock.GetUtcNow() + Week;
        await Do("olga", new SetLevel(_world.Calls["ana"], InsightsRole.UserAdmin, until, null));
        var super = await Do(Caller.PlatformTeam(Guid.Empty), new GrantStaffRole(StaffRole.SuperUser, "sue@usher.example", "Sue"));
        await Do(new Caller(ActorKind.Staff, super, _world.Calls.Customer, Door.Console), new AssignConnectRole(_world.Calls["ana"], ConnectRole.CustomerAdmin, until));
        await _world.Work();
        (await Told("ana")).ShouldBe([DirectoryNotices.Level, DirectoryNotices.ConnectRole], ignoreOrder: true);
        (await _world.Inbox("ana")).Select(note => note.Text).ShouldBe(["Olga Test gave you the level User Admin until 29 November 2026, 09:00 UTC.", "Your vendor's support gave you the role Customer Admin until 29 November 2026, 09:00 UTC."], ignoreOrder: true);

        _world.Calls.Clock.Move(Week - TimeSpan.FromSeconds(1));
        await _world.Work();
        // Three days before they were reminded of both.
        (await Told("ana")).Count(what => what == DirectoryNotices.EndsSoon).ShouldBe(2);
        (await Told("ana")).Count().ShouldBe(4);
        _world.Calls.Clock.Move(TimeSpan.FromSeconds(1));
        await _world.Work();
        await _world.Work();
        (await Told("ana")).ShouldBe([DirectoryNotices.Level, DirectoryNotices.ConnectRole, DirectoryNotices.EndsSoon, DirectoryNotices.EndsSoon, DirectoryNotices.LevelEnded, DirectoryNotices.ConnectRoleEnded], ignoreOrder: true);
        _mail.Messages.Count(letter => letter.Text.Contains("has expired", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_is_told_of_an_end_that_was_put_off_or_of_what_was_taken_before()
    {
        var until = _world.Calls.Clock.GetUtcNow() + Week;
        await Do("olga", new SetLevel(_world.Calls["ana"], InsightsRole.UserAdmin, until, null));
        await Do("olga", new SetLevel(_world.Calls["ana"], InsightsRole.UserAdmin, until + Week, null));
        await Do("olga", new SetLevel(_world.Calls["bo"], InsightsRole.UserAdmin, until, null));
        await Do("olga", new SetLevel(_world.Calls["bo"], InsightsRole.DefaultUser, null, null));
        _world.Calls.Clock.Move(Week);
        await _world.Work();
        (await Told("ana")).ShouldAllBe(what => what == DirectoryNotices.Level);
        (await Told("bo")).ShouldAllBe(what => what == DirectoryNotices.Level);

        _world.Calls.Clock.Move(Week);
        await _world.Work();
        (await Told("ana")).Count(what => what == DirectoryNotices.LevelEnded).ShouldBe(1);
    }

    [Fact]
    public async Task Staff_are_told_when_their_own_role_changes_and_by_mail_alone_when_it_ends()
    {
        var team = Caller.PlatformTeam(Guid.Empty);
        var id = await Do(team, new GrantStaffRole(StaffRole.SupportUser, "sam@usher.example", "Sam"));
        await _world.Work();
        var sam = new Caller(ActorKind.Staff, id, Guid.Empty, Door.Console);
        (await _world.Gate.Run(sam, new ListInbox())).Value!.Items.ShouldBeEmpty();

        await Do(team, new GrantStaffRole(StaffRole.SuperUser, "sam@usher.example", "Sam"));
        await _world.Work();
        (await _world.Gate.Run(sam, new ListInbox())).Value!.Items.ShouldHaveSingleItem().Text.ShouldBe("The Platform Team gave you the role Super User.");
        (await _world.Gate.Run(sam, new CountUnread())).Value.ShouldBe(1);
        _mail.Messages[^1].Text.ShouldContain("/inbox");

        await Do(team, new EndStaffRole(StaffRole.SuperUser, "sam@usher.example"));
        await _world.Work();
        var last = _mail.Messages[^1];
        last.To.ShouldBe("sam@usher.example");
        last.Text.ShouldContain("The Platform Team removed your role Super User");
        last.Text.ShouldNotContain("/inbox");
        (await _world.Gate.Run(sam, new ListInbox())).Refused.ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task Who_is_deactivated_hears_of_it_by_mail_also_in_quiet_hours()
    {
        await Do("ana", new SetNotificationChoices(new(false, true, true, true, true, new("00:00", "23:59", "UTC"))));
        var super = await Do(Caller.PlatformTeam(Guid.Empty), new GrantStaffRole(StaffRole.SuperUser, "sue@usher.example", "Sue"));
        await Do(new Caller(ActorKind.Staff, super, _world.Calls.Customer, Door.Console), new DeactivateUser(_world.Calls["ana"]));
        await _world.Work();
        var mail = _mail.Messages.Where(message => message.To == "ana@harbor.example").ShouldHaveSingleItem();
        mail.Text.ShouldContain("Your vendor's support deactivated your account");
        mail.Text.ShouldNotContain("/inbox");
    }

    private Task Do<TFound, TResult>(string name, Change<TFound, TResult> change) => Do(_world.Calls.As(name), change);

    private async Task<TResult> Do<TFound, TResult>(Caller caller, Change<TFound, TResult> change)
    {
        var outcome = await _world.Gate.Run(caller, change);
        outcome.Refused.ShouldBeNull();
        return outcome.Value!;
    }

    /// <summary>Which news stand in somebody's inbox.</summary>
    private async Task<IEnumerable<string>> Told(string name) => (await _world.Inbox(name)).Select(note => note.News!);
}
