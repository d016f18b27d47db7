using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Delivery;
using Usher.Delivery.Mail;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Tests.Delivery;

/// <summary>What was under way in a customer that is closed waits, and goes on when it is reopened.</summary>
public class ClosedCustomerJobTests : IAsyncLifetime
{
    private readonly TestSlack _slack = new();
    private readonly TestMail _mail = new();
    private DeliveryWorld _world = null!;
    private Guid _super;

    public async ValueTask InitializeAsync()
    {
        _world = await DeliveryWorld.New(_slack, _mail);
        await _world.Connect();
        _super = (await _world.Gate.Run(Caller.PlatformTeam(Guid.Empty), new GrantStaffRole(StaffRole.SuperUser, "super@usher.example", "Noor Haddad"))).Value;
        foreach (var name in new[] { "ana", "bo", "cy", "olga" }) _slack.With(name);
        await _world.Work();
        _mail.Messages.Clear();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _world.DisposeAsync();
    }

    [Fact]
    public async Task Everyone_whose_access_ended_gets_an_e_mail_while_it_is_closed_and_says_nothing_of_the_reason()
    {
        await _world.Calls.Change(db => db.Users.Single(u => u.Id == _world.Calls["bo"]).Active = false);
        await Close();
        await _world.Work();
        _mail.Messages.Select(message => message.To).ShouldBe(["ana@harbor.example", "cy@harbor.example", "olga@harbor.example"], ignoreOrder: true);
        _mail.Messages.ShouldAllBe(message => message.Text.Contains("Nothing was deleted", StringComparison.Ordinal) && !message.Text.Contains("invoice", StringComparison.Ordinal));

        await Reopen();
        await _world.Work();
        foreach (var name in new[] { "ana", "cy", "olga" })
            (await _world.Inbox(name)).ShouldContain(note => note.Text!.Contains("open again", StringComparison.Ordinal));
        (await _world.Inbox("ana")).Count(note => note.Text?.Contains("open again", StringComparison.Ordinal) == true).ShouldBe(1);
    }

    [Fact]
    public async Task Who_was_to_hear_of_the_closing_hears_nothing_when_it_was_reopened_before()
    {
        await Close();
        await Reopen();
        await _world.Work();
        _mail.Messages.ShouldNotContain(message => message.Text.Contains("was closed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_delivered_meanwhile_and_everything_after_reopening_once()
    {
        await _world.Calls.Call("1", "ana");
        await _world.Tell("cy");
        await Close();
        await _world.Work();
        _slack.Messages.ShouldBeEmpty();
        _mail.Messages.ShouldNotContain(message => message.Subject.Contains("notice", StringComparison.Ordinal));
        var waiting = await Waiting();
        waiting.ShouldNotBeEmpty();

        _world.Calls.Clock.Move(TimeSpan.FromDays(40));
        await _world.Work();
        (await Waiting()).Select(job => (job.Id, job.Attempt, job.Failed)).ShouldBe(waiting.Select(job => (job.Id, 0, (string?)null)), ignoreOrder: true);

        await Reopen();
        await _world.Work();
        (await _world.Inbox("ana")).ShouldContain(note => note.Call != null);
        _slack.Messages.ShouldHaveSingleItem();
        _mail.Messages.Count(message => message.To == "cy@harbor.example" && message.Text.Contains("teams", StringComparison.Ordinal)).ShouldBe(1);
        (await Waiting()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_under_way_when_it_is_closed_ends_nowhere_and_is_not_done_twice()
    {
        await _world.Calls.Call("1", "ana");
        _slack.AfterPost = () => Close().GetAwaiter().GetResult();
        await _world.Work();
        _slack.Messages.ShouldHaveSingleItem();
        (await _world.Deliveries()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Due);

        _slack.AfterPost = () => { };
        await Reopen();
        // By then whatever was posted is there: it is looked for first.
        _world.Calls.Clock.Move(TimeSpan.FromMinutes(1));
        await _world.Work();
        _slack.Messages.ShouldHaveSingleItem();
        (await _world.Deliveries()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Sent);
    }

    [Fact]
    public async Task Another_customer_s_work_goes_on_and_no_server_is_to_blame_for_what_waits()
    {
        await _world.Tell("cy");
        await Close();
        await _world.Work();
        _world.Calls.Clock.Move(TimeSpan.FromDays(1));
        await using (var db = _world.Calls.Store.Context(Guid.Empty))
            (await ExamineJobs.WaitTooLong(db, _world.Calls.Clock.GetUtcNow(), default)).ShouldBeFalse();

        var other = await Calls.CallWorld.Beside(_world.Calls.Store, "lakeside");
        var pat = await other.Person("pat");
        await _world.Gate.Effect<bool>(other.Customer, "Arrange", Section.Connect, work =>
        {
            work.Publish(new AccessChanged(pat, DirectoryNotices.Teams));
            return Task.FromResult(true);
        });
        await _world.Work();
        _mail.Messages.ShouldContain(message => message.To == "pat@harbor.example");
    }

    [Fact]
    public async Task The_time_for_which_it_was_closed_counts_for_no_attempt()
    {
        await _world.Tell("cy");
        await Close();
        await _world.Work();
        _world.Calls.Clock.Move(TimeSpan.FromDays(40));
        await Reopen();
        (await Waiting()).ShouldAllBe(job => job.FirstDue >= _world.Calls.Clock.GetUtcNow() - TimeSpan.FromMinutes(1));
    }

    private async Task Close() => (await _world.Gate.Run(Super() with { Note = "An unpaid invoice." }, new CloseCustomer())).Refused.ShouldBeNull();

    private async Task Reopen() => (await _world.Gate.Run(Super(), new ReopenCustomer())).Refused.ShouldBeNull();

    private Caller Super() => new(ActorKind.Staff, _super, _world.Calls.Customer, Door.Console);

    /// <summary>The jobs that wait for the customer, what recurs apart.</summary>
    private async Task<List<Job>> Waiting()
    {
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        return await db.Set<Job>().AsNoTracking().Where(j => j.CustomerId == _world.Calls.Customer && j.Kind != nameof(RefreshChannels)).ToListAsync();
    }
}
