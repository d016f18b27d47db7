using Usher.Access;
using Usher.Delivery;
using Usher.Delivery.Inbox;
using Usher.Delivery.Mail;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.Tests.Delivery;
using Usher.Tests.Directory;

namespace Usher.Tests.Marketplace;

/// <summary>What waits for the vendor's people is mailed to those who may decide, to each in one message, however much comes at once.</summary>
public class ReminderTests : IAsyncLifetime
{
    private static readonly string[] Staff = ["super", "support", "second"];

    private readonly TestMail _mail = new();
    private Town _town = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await Town.Open();
        await Work();
        _mail.Messages.Clear();
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task A_reminder_reaches_everyone_who_may_approve_once_and_the_next_one_again()
    {
        for (var reminder = 1; reminder <= 2; reminder++)
        {
            _town.Clock.Move(TimeSpan.FromDays(2));
            await _town.Do("user", new RemindOfApp("signage", "north"));
            await Later();
            await Later();

            _mail.Messages.Count.ShouldBe(3 * reminder);
            _mail.Messages.Select(mail => mail.To).Distinct().Count().ShouldBe(3);
            var text = _mail.Messages[^1].Text;
            foreach (var said in new[] { "Harbor: ", "Signage", "North", "waiting for a decision", "/unsubscribe/" }) text.ShouldContain(said);
            foreach (var one in Staff) (await Inbox(one)).Count(note => note.News == MarketplaceNotices.Reminded).ShouldBe(reminder);
        }
    }

    [Fact]
    public async Task Who_requested_it_or_reminds_is_not_mailed_their_own_reminder()
    {
        await _town.Do("support", new RequestApp("menu", "north"));
        _town.Clock.Move(TimeSpan.FromDays(2));
        await _town.Do(As("second", Town.Harbor), new RemindOfApp("menu", "north"));
        await Later();

        _mail.Messages.Select(mail => mail.To).ShouldBe(["super@usher.example"]);
    }

    [Fact]
    public async Task Who_turned_such_e_mails_off_finds_the_reminder_in_the_inbox_alone()
    {
        await _town.Do(_town.As("support", Guid.Empty), new SetMailTopic(MailTopic.Decisions, Wanted: false));
        _town.Clock.Move(TimeSpan.FromDays(2));
        await _town.Do("user", new RemindOfApp("signage", "north"));
        await Later();

        _mail.Messages.Select(mail => mail.To).ShouldBe(["super@usher.example", "second@usher.example"], ignoreOrder: true);
        (await Inbox("support")).ShouldContain(note => note.News == MarketplaceNotices.Reminded);
    }

    [Fact]
    public async Task Fifty_at_once_are_one_e_mail_for_each_that_says_how_many_and_shows_the_first()
    {
        await Storm(50);
        await Later();
        await Later();

        _mail.Messages.Count.ShouldBe(3);
        _mail.Messages.Select(mail => mail.To).Distinct().Count().ShouldBe(3);
        foreach (var mail in _mail.Messages)
        {
            mail.Subject.ShouldContain("(50)");
            mail.Text.ShouldContain("And 30 more.");
            mail.Text.Split("Somebody reminds you").Length.ShouldBe(21);
        }

        foreach (var one in Staff) (await Inbox(one)).Count.ShouldBe(50);
    }

    [Fact]
    public async Task What_comes_after_ten_minutes_is_an_e_mail_of_its_own_and_nothing_is_in_two()
    {
        await Storm(3);
        await Work();
        _town.Clock.Move(TimeSpan.FromMinutes(9));
        await Storm(2);
        await Work();
        _town.Clock.Move(TimeSpan.FromMinutes(2));
        await Storm(1);
        await Later();

        var mails = _mail.Messages.Where(mail => mail.To == "support@usher.example").ToList();
        mails.Count.ShouldBe(2);
        mails.Sum(mail => mail.Text.Split("Somebody reminds you").Length - 1).ShouldBe(6);
    }

    [Fact]
    public async Task Staff_get_an_e_mail_when_tenants_are_requested_which_nobody_else_can_give_and_of_no_other_request()
    {
        await _town.Do("user", new RequestAccess(null, Role: ConnectRole.CustomerAdmin));
        await Later();
        _mail.Messages.ShouldBeEmpty();

        var id = await _town.Newcomer("nina");
        await _town.Do("super", new AssignTenants(id, ["north"]));
        await _town.Do("nina", new RequestAccess(null, Tenants: ["south"]));
        await Later();

        _mail.Messages.Count.ShouldBe(3);
        _mail.Messages[0].Text.ShouldContain("Harbor: Nina Example requested the tenant South.");
    }

    [Fact]
    public async Task Nobody_is_notified_of_what_a_customer_asked_that_was_closed_meanwhile()
    {
        await Storm(1);
        await _town.Do(_town.As("super") with { Note = "The contract ended." }, new CloseCustomer());
        await Later();

        _mail.Messages.ShouldBeEmpty();
        (await Inbox("support")).ShouldBeEmpty();
    }

    private Task Storm(int count) => _town.Gate.Effect(Town.Harbor, "Arrange", Section.Connect, work =>
    {
        for (var i = 0; i < count; i++)
            work.PublishOnPlatform(StaffAsked.Of(work, MarketplaceNotices.Reminded, Permission.AppApprove, Guid.Empty, Guid.CreateVersion7(), $"Somebody reminds you of request {i}."));
        return Task.FromResult(true);
    });

    private async Task<IReadOnlyList<NoteView>> Inbox(string name)
    {
        var notes = new List<NoteView>();
        string? cursor = null;
        do
        {
            var page = await _town.Read(As(name, Guid.Empty), new ListInbox { Cursor = cursor });
            notes.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return notes;
    }

    private Caller As(string name, Guid customer) => new(ActorKind.Staff, _town[name], customer, Door.Console);

    private async Task Later()
    {
        await Work();
        _town.Clock.Move(TimeSpan.FromMinutes(11));
        await Work();
    }

    private Task Work()
    {
        var console = new PublicAddress("https://usher.example");
        var letters = new NoticeMail(console, new MailLinks(_town.Gate, console, _town.Clock));
        return MarketTown.Hear(_town,
            JobRoute.To(() => new TellStaff(), typeof(TellStaff)),
            JobRoute.To(() => new TellOfAccess(), typeof(TellOfAccess)),
            JobRoute.To(() => new GatheredMail(_mail, letters)));
    }
}
