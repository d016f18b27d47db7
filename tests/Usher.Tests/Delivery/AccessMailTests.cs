using Microsoft.EntityFrameworkCore;
using Usher.Delivery.Mail;
using Usher.Directory;
using Usher.Platform.Jobs;

namespace Usher.Tests.Delivery;

public sealed class AccessMailTests : IAsyncLifetime
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
    public async Task Whose_access_changed_gets_one_letter_that_says_what_the_note_says_and_where_to_look()
    {
        await _world.Tell("cy");
        await _world.Work();
        await _world.Work();

        var note = (await _world.Inbox("cy")).ShouldHaveSingleItem();
        var letter = _peer.Letters.ShouldHaveSingleItem();
        letter.ShouldContain("To: cy@harbor.example");
        letter.ShouldContain($"<{note.Id:N}@usher>");
        letter.ShouldContain(note.Text);
        letter.ShouldContain("https://usher.harbor.example/inbox");
        (await Waiting()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_gets_a_letter_of_a_call()
    {
        await _world.Calls.Call("1", "ana");
        await _world.Calls.HeldCall("2", "ana");
        await _world.Work();

        (await _world.Inbox("ana")).Count.ShouldBe(2);
        _peer.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("451 come back")]
    [InlineData("550 not here")]
    public async Task A_server_that_refuses_gets_the_letter_later_and_the_note_stands_at_once(string refusal)
    {
        _peer.Refuses = refusal;
        await _world.Tell("cy");
        await _world.Work();
        (await _world.Inbox("cy")).Count.ShouldBe(1);
        _peer.Letters.ShouldBeEmpty();
        (await Waiting()).ShouldHaveSingleItem().Failed.ShouldBeNull();

        _peer.Refuses = null;
        await Later();
        await Later();

        _peer.Letters.Count.ShouldBe(1);
        (await _world.Inbox("cy")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_hangs_up_before_it_answers_gets_the_same_letter_again_under_the_same_id()
    {
        _peer.ForgetsToAnswer = true;
        await _world.Tell("cy");
        await _world.Work();
        _peer.ForgetsToAnswer = false;
        await Later();

        _peer.Letters.Count.ShouldBe(2);
        _peer.Letters.Select(letter => letter.Split('\n').Single(line => line.StartsWith("Message-ID", StringComparison.OrdinalIgnoreCase))).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_hangs_holds_up_two_letters_at_most_and_nothing_else()
    {
        _peer.Hangs = true;
        var mail = _peer.Mail();
        using var enough = new CancellationTokenSource();
        var hanging = Enumerable.Range(0, SmtpMail.AtOnce).Select(_ => mail.Send(Letter(), enough.Token)).ToList();

        (await Should.ThrowAsync<MailUnwell>(() => mail.Send(Letter(), default))).Reason.ShouldBe("busy");
        hanging.ShouldAllBe(send => !send.IsCompleted);

        await enough.CancelAsync();
        foreach (var send in hanging) await Should.ThrowAsync<OperationCanceledException>(() => send);
        _peer.Hangs = false;
        await mail.Send(Letter(), default);
        _peer.Letters.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_hangs_is_left_when_its_time_is_over_and_gets_the_letters_when_it_is_well()
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
        for (var i = 0; i < 10 && _peer.Letters.Count < 4; i++)
        {
            world.Calls.Clock.Move(TimeSpan.FromMinutes(40));
            await world.Work();
        }

        _peer.Letters.Count.ShouldBe(4);
        foreach (var name in new[] { "ana", "bo", "cy", "olga" }) _peer.Letters.Count(letter => letter.Contains($"To: {name}@", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_stays_dead_for_a_day_has_the_letter_given_up_where_it_is_seen()
    {
        _peer.Die();
        await _world.Tell("cy");
        await _world.Work();
        for (var i = 0; i < 23 * 60 / 40; i++) await Later();
        (await Waiting()).ShouldHaveSingleItem().Failed.ShouldBeNull();
        for (var i = 0; i < 30; i++) await Later();

        (await Waiting()).ShouldHaveSingleItem().Failed.ShouldBe("mail:refused");
        (await _world.Inbox("cy")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_was_deactivated_before_the_letter_went_gets_none()
    {
        _peer.Refuses = "451 come back";
        await _world.Tell("cy");
        await _world.Work();
        await _world.Calls.Change(db => db.Users.Single(u => u.Id == _world.Calls["cy"]).Active = false);
        _peer.Refuses = null;
        await Later();

        _peer.Letters.ShouldBeEmpty();
        (await Waiting()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_server_the_letter_is_a_file_and_a_repeat_is_the_same_file()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("usher-mail-").FullName;
        var letter = Letter();
        var drop = new MailDrop(folder);
        await drop.Send(letter, default);
        await drop.Send(letter, default);

        (await File.ReadAllTextAsync(System.IO.Directory.GetFiles(folder).ShouldHaveSingleItem())).ShouldContain(letter.Text);
        var nowhere = new MailDrop(Path.Combine(System.IO.Directory.GetFiles(folder)[0], "outbox"));
        (await Should.ThrowAsync<MailUnwell>(() => nowhere.Send(letter, default))).Reason.ShouldBe("folder");
    }

    private static Letter Letter() => new(Guid.CreateVersion7(), "cy@harbor.example", "Usher", "Your teams changed.");

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
