using System.Text;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Delivery;
using Usher.Delivery.Digests;
using Usher.Delivery.Mail;
using Usher.Delivery.Reports;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Tests.Delivery;

/// <summary>Reports of seats by e-mail: who schedules one, to whom, when it comes, and what comes of it.</summary>
public class SeatReportTests : IAsyncLifetime
{
    // The world begins at nine, UTC.
    private static readonly DigestSchedule Noon = new("12:00", Enum.GetValues<DayOfWeek>(), "UTC");

    private readonly TestMail _mail = new();
    private DeliveryWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await DeliveryWorld.New(new TestSlack(), _mail);
        foreach (var name in new[] { "una", "uri" }) await _world.Calls.Person(name, InsightsRole.UserAdmin, seat: false);
        await _world.Calls.Person("ed", InsightsRole.Editor, seat: false);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task It_comes_at_its_time_to_each_recipient_with_the_file_and_its_numbers()
    {
        await Schedule("una", "una", "uri");
        await Pass(TimeSpan.FromHours(2));
        Reports.ShouldBeEmpty();
        await Pass(TimeSpan.FromHours(1));

        Reports.Select(mail => mail.To).ShouldBe(["una@harbor.example", "uri@harbor.example"], ignoreOrder: true);
        var message = Reports[0];
        message.Subject.ShouldStartWith("Usher at harbor: report of seats, ");
        message.Text.ShouldContain("4 of 100 seats at harbor are used");
        message.Text.ShouldContain("https://usher.harbor.example/customers/harbor/seats");
        message.Text.ShouldContain("Una Test scheduled this report.");
        message.Unsubscribe.ShouldNotBeNull().ShouldStartWith("https://usher.harbor.example/unsubscribe/");
        var file = message.File.ShouldNotBeNull();
        file.Type.ShouldBe("text/csv");
        Encoding.UTF8.GetString(file.Content.Span).ShouldContain("\"Ana Test\",\"ana@harbor.example\"");

        var last = (await List()).Single().Last.ShouldNotBeNull();
        (last.Sent, last.Waiting, last.NotSent, last.Failed).ShouldBe((2, 0, 0, 0));
        await Pass(TimeSpan.FromDays(1));
        Reports.Count.ShouldBe(4);
        Reports.Select(mail => mail.Id).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task What_was_missed_while_the_server_was_away_comes_once()
    {
        await Schedule("una", "una");
        _world.Calls.Clock.Move(TimeSpan.FromDays(5));
        await _world.Work();
        Reports.Count.ShouldBe(1);
        (await List()).Single().Next.ShouldNotBeNull().ShouldBeGreaterThan(_world.Calls.Clock.GetUtcNow());
    }

    [Fact]
    public async Task While_the_mail_server_is_unwell_it_waits_with_the_same_id_and_comes_once()
    {
        await Schedule("una", "una");
        await _world.Work();
        var lost = new Unwell();
        _mail.Through = lost;
        await Pass(TimeSpan.FromHours(3));
        (await List()).Single().Last!.Waiting.ShouldBe(1);
        _mail.Through = null;
        await Pass(TimeSpan.FromHours(1));

        var message = Reports.ShouldHaveSingleItem();
        lost.Heard.ShouldNotBeEmpty();
        lost.Heard.ShouldAllBe(id => id == message.Id);
    }

    [Fact]
    public async Task Who_may_not_see_seats_schedules_nothing_and_gets_nothing()
    {
        foreach (var name in new[] { "ana", "ed" })
        {
            (await Try(name, new ScheduleSeatReport(Plan("una")))).ShouldBeOfType<NotAllowed>();
            (await Try(name, new ListSeatReports())).ShouldBeOfType<NotAllowed>();
            (await Try("una", new ScheduleSeatReport(Plan("una", name)))).ShouldBe(new RecipientMayNotSee(name == "ana" ? "Ana Test" : "Ed Test"));
        }

        (await Try("una", new ScheduleSeatReport(Plan("una") with { Recipients = [Guid.CreateVersion7()] }))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/recipients"]);
        (await Try("una", new ScheduleSeatReport(Plan()))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/recipients"]);
        (await Try("una", new ScheduleSeatReport(Plan("una") with { When = new("25:00", [], "Nowhere") }))).ShouldBeOfType<Invalid>()
            .Errors.Keys.ShouldBe(["/when/at", "/when/days", "/when/timeZone"], ignoreOrder: true);
        (await List()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recipient_who_may_not_see_seats_any_more_gets_nothing_and_its_owner_is_notified_once()
    {
        await Schedule("una", "una", "uri", "olga");
        await Level("uri", InsightsRole.DefaultUser);
        await Pass(TimeSpan.FromHours(3));

        Reports.Select(mail => mail.To).ShouldBe(["una@harbor.example", "olga@harbor.example"], ignoreOrder: true);
        await Pass(TimeSpan.FromDays(2));
        Reports.ShouldNotContain(mail => mail.To == "uri@harbor.example");
        (await _world.Inbox("una")).Count(note => note.Text?.Contains("Uri Test can’t see the report of seats any more", StringComparison.Ordinal) == true).ShouldBe(1);
        (await List()).Single().Recipients.Select(one => one.Person.Name).ShouldBe(["Olga Test", "Una Test"]);
    }

    [Fact]
    public async Task A_right_that_ends_between_the_time_and_the_sending_ends_it_too()
    {
        await Schedule("una", "una", "uri");
        await _world.Work();
        _mail.Through = new Unwell();
        await Pass(TimeSpan.FromHours(3));
        await Level("uri", InsightsRole.DefaultUser);
        _mail.Through = null;
        await Pass(TimeSpan.FromHours(1));

        Reports.Select(mail => mail.To).ShouldBe(["una@harbor.example"]);
    }

    [Fact]
    public async Task It_ends_with_its_owner_and_those_who_got_it_are_notified()
    {
        await Schedule("una", "una", "uri");
        (await Try("olga", new DeactivateUser(_world.Calls["una"]))).ShouldBeOfType<NotAllowed>();
        await _world.Calls.Change(db => db.Users.Single(u => u.Id == _world.Calls["una"]).Active = false);
        await _world.Gate.Effect(_world.Calls.Customer, "Arrange", Section.Connect, work =>
        {
            work.Publish(new UserDeactivated(_world.Calls["una"]));
            return Task.FromResult(true);
        });
        await _world.Work();
        (await List("uri")).ShouldBeEmpty();
        (await _world.Inbox("uri")).ShouldContain(note => note.Text!.Contains("is not sent any more. Una Test, who scheduled it, was deactivated.", StringComparison.Ordinal));
        await Pass(TimeSpan.FromDays(1));
        Reports.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_ends_when_its_owner_may_not_see_seats_any_more()
    {
        await Schedule("una", "uri");
        await Level("una", InsightsRole.Editor);
        await Pass(TimeSpan.FromHours(3));

        Reports.ShouldBeEmpty();
        (await List("uri")).ShouldBeEmpty();
        (await _world.Inbox("uri")).ShouldContain(note => note.Text!.Contains("can’t see reports of seats any more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_owner_changes_it_and_an_organization_admin_may_pause_and_end_it()
    {
        var id = await Schedule("una", "una");
        (await Try("uri", new EditSeatReport(id, Plan("uri")))).ShouldBe(new NotYourSeatReport("Una Test"));
        (await Try("olga", new EditSeatReport(id, Plan("olga")))).ShouldBe(new NotYourSeatReport("Una Test"));
        (await Try("uri", new PauseSeatReport(id, true))).ShouldBe(new NotYourSeatReport("Una Test"));
        (await Try("uri", new EndSeatReport(id))).ShouldBe(new NotYourSeatReport("Una Test"));

        (await Try("olga", new PauseSeatReport(id, true))).ShouldBeNull();
        await Pass(TimeSpan.FromDays(1));
        Reports.ShouldBeEmpty();
        (await List()).Single().Next.ShouldBeNull();
        (await Try("una", new PauseSeatReport(id, false))).ShouldBeNull();
        await Pass(TimeSpan.FromDays(1));
        Reports.Count.ShouldBe(1);

        (await Try("olga", new EndSeatReport(id))).ShouldBeNull();
        await Pass(TimeSpan.FromDays(2));
        Reports.Count.ShouldBe(1);
        (await _world.Inbox("una")).ShouldContain(note => note.Text!.EndsWith("Olga Test ended it.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_changed_schedule_sends_nothing_for_the_former_one_and_who_is_new_is_notified()
    {
        var id = await Schedule("una", "una");
        (await Try("una", new EditSeatReport(id, Plan("una", "uri") with { When = Noon with { At = "15:00" }, Format = SeatReportFormat.Xlsx, Report = SeatReportKind.IdleSeats }))).ShouldBeNull();
        await Pass(TimeSpan.FromHours(4));
        Reports.ShouldBeEmpty();
        await Pass(TimeSpan.FromHours(2));

        Reports.Count.ShouldBe(2);
        Reports[0].File!.Name.ShouldStartWith("idle-seats-");
        Reports[0].File!.Content.Span[..2].ToArray().ShouldBe("PK"u8.ToArray());
        (await _world.Inbox("uri")).ShouldContain(note => note.Text!.StartsWith("Una Test scheduled the report of idle seats to you by e-mail, at 15:00 (UTC) on every day.", StringComparison.Ordinal));
        (await _world.Inbox("una")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recipient_leaves_and_by_the_link_stops_all_of_them()
    {
        var id = await Schedule("una", "una", "uri", "olga");
        (await Try("ana", new LeaveSeatReport(id))).ShouldBeOfType<NotFound>();
        (await Try("uri", new LeaveSeatReport(id))).ShouldBeNull();
        (await Try("olga", new SetMailTopic(MailTopic.Reports, Wanted: false))).ShouldBeNull();
        await Pass(TimeSpan.FromHours(3));

        Reports.Select(mail => mail.To).ShouldBe(["una@harbor.example"]);
        var report = (await List()).Single();
        report.Recipients.Select(one => (one.Person.Name, one.Wants)).ShouldBe([("Olga Test", false), ("Una Test", true)]);
        report.Last!.NotSent.ShouldBe(1);
        (await _world.Inbox("una")).ShouldContain(note => note.Text == "Uri Test left the report of seats that you scheduled.");
    }

    [Fact]
    public async Task One_sends_it_to_oneself_at_once_and_not_twice_at_a_time()
    {
        var id = await Schedule("una", "una");
        (await Try("uri", new SendSeatReportNow(id))).ShouldBeNull();
        (await Try("uri", new SendSeatReportNow(id))).ShouldBe(new SeatReportOnItsWay());
        await _world.Work();
        Reports.Select(mail => mail.To).ShouldBe(["uri@harbor.example"]);
        (await Try("uri", new SendSeatReportNow(id))).ShouldBeNull();
        (await List()).Single().Last.ShouldBeNull();
    }

    [Fact]
    public async Task Where_no_content_goes_by_e_mail_there_is_a_link_and_neither_file_nor_number()
    {
        await _world.Calls.Change(db => db.Customers.Single(c => c.Id == _world.Calls.Customer).CallMail = CallMailContent.Off);
        await Schedule("una", "una");
        await Pass(TimeSpan.FromHours(3));

        var message = Reports.ShouldHaveSingleItem();
        message.File.ShouldBeNull();
        message.Text.ShouldNotContain("seats at harbor are used");
        message.Text.ShouldContain("Your organization sends no content by e-mail: see it in Usher.");
        message.Text.ShouldContain("/customers/harbor/seats");
    }

    [Fact]
    public async Task Quiet_hours_put_it_off()
    {
        await Schedule("una", "una");
        (await Try("una", new SetNotificationChoices(new(true, true, true, true, true, new("11:00", "15:00", "UTC"))))).ShouldBeNull();
        await Pass(TimeSpan.FromHours(4));
        Reports.ShouldBeEmpty();
        await Pass(TimeSpan.FromHours(2));
        Reports.Count.ShouldBe(1);
    }

    [Fact]
    public async Task There_are_twenty_at_most()
    {
        for (var i = 0; i < 20; i++) await Schedule("una", "una");
        (await Try("uri", new ScheduleSeatReport(Plan("uri")))).ShouldBe(new TooManySeatReports());
    }

    [Fact]
    public async Task Without_insights_nothing_is_sent_and_the_schedule_waits()
    {
        await Schedule("una", "una");
        await _world.Calls.Change(db => db.Set<TenantApp>().Single(app => app.State == AppState.Active).State = AppState.Disabled);
        await Pass(TimeSpan.FromDays(1));
        Reports.ShouldBeEmpty();
        await _world.Calls.Change(db => db.Set<TenantApp>().Single(app => app.State == AppState.Disabled).State = AppState.Active);
        await Pass(TimeSpan.FromDays(1));
        Reports.Select(mail => mail.To).ShouldBe(["una@harbor.example"]);
    }

    [Fact]
    public async Task That_a_report_was_sent_and_to_whom_is_in_the_audit_trail()
    {
        await Schedule("una", "una", "uri");
        await Pass(TimeSpan.FromHours(3));
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        (await db.Set<Usher.Platform.Audit.AuditEntry>().CountAsync(entry => entry.Act == "SendSeatReport", TestContext.Current.CancellationToken)).ShouldBe(2);
    }

    private List<MailMessage> Reports => [.. _mail.Messages.Where(mail => mail.Subject.Contains(": report of ", StringComparison.Ordinal))];

    private SeatReportPlan Plan(params string[] recipients) =>
        new(SeatReportKind.Seats, SeatReportFormat.Csv, Noon, [.. recipients.Select(name => _world.Calls[name])]);

    private async Task<Guid> Schedule(string owner, params string[] recipients) =>
        (await _world.Gate.Run(_world.Calls.As(owner), new ScheduleSeatReport(Plan(recipients)))).Value.ShouldNotBeNull().Id;

    private async Task<IReadOnlyList<SeatReportView>> List(string name = "una") =>
        (await _world.Gate.Run(_world.Calls.As(name), new ListSeatReports())).Value.ShouldNotBeNull().Reports;

    private async Task<Refusal?> Try<TFound, TResult>(string name, UseCase<TFound, TResult> act) => act switch
    {
        Change<TFound, TResult> change => (await _world.Gate.Run(_world.Calls.As(name), change)).Refused,
        Query<TFound, TResult> query => (await _world.Gate.Run(_world.Calls.As(name), query)).Refused,
        _ => throw new NotSupportedException(),
    };

    private Task Level(string name, InsightsRole level) => _world.Calls.Change(db => db.Users.Single(u => u.Id == _world.Calls[name]).Insights = level);

    private async Task Pass(TimeSpan time)
    {
        // The jobs of before that time are done before it.
        await _world.Work();
        _world.Calls.Clock.Move(time);
        await _world.Work();
    }

    /// <summary>Hears a message and does not accept it.</summary>
    private sealed class Unwell : IMail
    {
        public string Name => "unwell";

        public List<Guid> Heard { get; } = [];

        public Task Send(MailMessage message, CancellationToken ct)
        {
            Heard.Add(message.Id);
            throw new MailUnwell("refused");
        }
    }
}
