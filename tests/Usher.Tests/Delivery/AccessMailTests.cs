using Microsoft.EntityFrameworkCore;
using SmtpServer.Protocol;
using Usher.Delivery.Mail;
using Usher.Directory;
using Usher.Platform.Jobs;

namespace Usher.Tests.Delivery;

public class AccessMailTests : IAsyncLifetime
{
    private readonly SmtpPeer _peer = new();
    private readonly TestSlack _slack = new();
    private DeliveryWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await DeliveryWorld.New(_slack, _peer.Mail());

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _peer.DisposeAsync();
    }

    [Fact]
    public async Task Whose_access_changed_gets_one_e_mail_that_says_what_the_note_says_and_where_to_look()
    {
        await _world.Tell("cy");
        await _world.Work();
        await _world.Work();

        var note = (await _world.Inbox("cy")).ShouldHaveSingleItem();
        var message = _peer.Messages.ShouldHaveSingleItem();
        message.To.ToString().ShouldBe("cy@harbor.example");
        message.MessageId.ShouldBe($"{note.Id:N}@harbor.example");
        message.TextBody!.ShouldContain(note.Text!);
        message.TextBody!.ShouldContain("https://usher.harbor.example/inbox");
        (await Waiting()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_gets_mail_about_a_call()
    {
        await _world.Calls.Call("1", "ana");
        await _world.Calls.HeldCall("2", "ana");
        await _world.Work();

        (await _world.Inbox("ana")).Count.ShouldBe(2);
        _peer.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData(SmtpReplyCode.Aborted)]
    [InlineData(SmtpReplyCode.MailboxUnavailable)]
    public async Task A_server_that_refuses_gets_the_message_later_and_the_note_stands_at_once(SmtpReplyCode refusal)
    {
        _peer.Refuses = (refusal, "not now");
        await _world.Tell("cy");
        await _world.Work();
        (await _world.Inbox("cy")).Count.ShouldBe(1);
        _peer.Messages.ShouldBeEmpty();
        (await Waiting()).ShouldHaveSingleItem().Failed.ShouldBeNull();

        _peer.Refuses = null;
        await Later();
        await Later();

        _peer.Messages.Count.ShouldBe(1);
        (await _world.Inbox("cy")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_hangs_up_before_it_answers_gets_the_same_message_again_under_the_same_id()
    {
        _peer.ForgetsToAnswer = true;
        await _world.Tell("cy");
        await _world.Work();
        _peer.ForgetsToAnswer = false;
        await Later();

        _peer.Messages.Count.ShouldBe(2);
        _peer.Messages.Select(message => message.MessageId).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_hangs_holds_up_two_messages_at_most_and_nothing_else()
    {
        _peer.Hangs = true;
        var mail = _peer.Mail();
        using var enough = new CancellationTokenSource();
        var hanging = Enumerable.Range(0, SmtpMail.AtOnce).Select(_ => mail.Send(Message(), enough.Token)).ToList();

        (await Should.ThrowAsync<MailUnwell>(() => mail.Send(Message(), default))).Reason.ShouldBe("busy");
        hanging.ShouldAllBe(send => !send.IsCompleted);

        await enough.CancelAsync();
        foreach (var send in hanging) await Should.ThrowAsync<OperationCanceledException>(() => send);
        _peer.Hangs = false;
        await mail.Send(Message(), default);
        _peer.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_hangs_is_left_when_its_time_is_over_and_gets_the_messages_when_it_is_well()
    {
        var mail = new TestMail { Through = _peer.Mail(TimeSpan.FromMilliseconds(50)) };
        await using var world = await DeliveryWorld.New(_slack, mail);
        _peer.Hangs = true;
        foreach (var name in new[] { "ana", "bo", "cy", "olga" }) await world.Tell(name);
        await world.Calls.Call("1", "ana");
        await world.Work();
        (await world.Inbox("bo")).Count.ShouldBe(2);

        _peer.Hangs = false;
        mail.Through = _peer.Mail();
        for (var i = 0; i < 10 && _peer.Messages.Count < 4; i++)
        {
            world.Calls.Clock.Move(TimeSpan.FromMinutes(40));
            await world.Work();
        }

        _peer.Messages.Count.ShouldBe(4);
        foreach (var name in new[] { "ana", "bo", "cy", "olga" }) _peer.Messages.Count(message => message.To.ToString() == $"{name}@harbor.example").ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_stays_away_for_a_day_has_the_message_given_up_where_it_is_seen()
    {
        await _peer.Close();
        await _world.Tell("cy");
        await _world.Work();
        for (var i = 0; i < 23 * 60 / 40; i++) await Later();
        (await Waiting()).ShouldHaveSingleItem().Failed.ShouldBeNull();
        for (var i = 0; i < 30; i++) await Later();

        (await Waiting()).ShouldHaveSingleItem().Failed.ShouldBe("mail:refused");
        (await _world.Inbox("cy")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_was_deactivated_before_the_message_went_gets_none()
    {
        _peer.Refuses = (SmtpReplyCode.Aborted, "come back");
        await _world.Tell("cy");
        await _world.Work();
        await _world.Calls.Change(db => db.Users.Single(u => u.Id == _world.Calls["cy"]).Active = false);
        _peer.Refuses = null;
        await Later();

        _peer.Messages.ShouldBeEmpty();
        (await Waiting()).ShouldBeEmpty();
    }

    private static MailMessage Message() => new(Guid.CreateVersion7(), "cy@harbor.example", "Usher", "Your teams changed.");

    private Task Later()
    {
        _world.Calls.Clock.Move(TimeSpan.FromMinutes(40));
        return _world.Work();
    }

    private async Task<List<Job>> Waiting()
    {
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        return await db.Set<Job>().AsNoTracking().Where(j => j.Kind == nameof(AccessLetter)).ToListAsync();
    }
}
