using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.Comments;
using Usher.Delivery;
using Usher.Delivery.Inbox;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Tests.Delivery;

namespace Usher.Tests.Calls;

/// <summary>Comments on a call: who writes, who reads, who is mentioned and notified (<c>call/comment</c>, rule 22).</summary>
public class CommentTests : IAsyncLifetime
{
    private readonly TestMail _mail = new();
    private DeliveryWorld _world = null!;
    private Guid _call;

    public async ValueTask InitializeAsync()
    {
        _world = await DeliveryWorld.New(new TestSlack(), _mail);
        _call = await _world.Calls.Call("1", "ana");
        await _world.Work();
        foreach (var name in new[] { "ana", "bo" }) await _world.Gate.Run(_world.Calls.As(name), new ReadAllNotes());
        Later();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Whoever_sees_a_call_comments_on_it_and_all_who_see_it_read_so_oldest_first()
    {
        var first = await Add("bo", "The second point\nis the one that counts.");
        Later();
        await Add("ana", "Agreed.");

        first.ShouldSatisfyAllConditions(c => c.By.Name.ShouldBe("Bo Test"), c => c.Mine.ShouldBeTrue(), c => c.Edited.ShouldBeNull(), c => c.Mentions.ShouldBeEmpty());
        foreach (var name in new[] { "ana", "bo" })
            (await List(name)).Select(c => (c.By.Name, c.Text, c.Mine)).ShouldBe([("Bo Test", "The second point\nis the one that counts.", name == "bo"), ("Ana Test", "Agreed.", name == "ana")]);
    }

    [Fact]
    public async Task Who_does_not_see_the_call_neither_comments_nor_reads_nor_learns_that_it_is_there()
    {
        var comment = await Add("bo", "Hello.");
        foreach (var name in new[] { "cy", "olga" })
            foreach (var call in new[] { _call, Guid.CreateVersion7() })
            {
                (await Run(name, new AddComment(call, "Hello.", []))).ShouldBe(new NotFound());
                (await Run(name, new ListComments(call))).ShouldBe(new NotFound());
                (await Run(name, new EditComment(call, comment.Id, "Mine.", []))).ShouldBe(new NotFound());
                (await Run(name, new DeleteComment(call, comment.Id))).ShouldBe(new NotFound());
            }

        var held = await _world.Calls.HeldCall("2", "ana");
        (await Run("bo", new AddComment(held, "Hello.", []))).ShouldBe(new NotFound());
        (await Run("ana", new AddComment(held, "To myself.", []))).ShouldBeNull();
        (await Run("ana", new AddComment(held, "To Bo.", [_world.Calls["bo"]]))).ShouldBe(new NotAReader());
    }

    [Fact]
    public async Task One_changes_and_deletes_ones_own_comments_and_nobody_elses()
    {
        var comment = await Add("bo", "The price is wong.");
        (await Run("ana", new EditComment(_call, comment.Id, "Mine.", []))).ShouldBe(new NotYourComment());
        (await Run("ana", new DeleteComment(_call, comment.Id))).ShouldBe(new NotYourComment());
        (await Run("bo", new EditComment(_call, Guid.CreateVersion7(), "Mine.", []))).ShouldBe(new NotFound());

        Later();
        (await Run("bo", new EditComment(_call, comment.Id, "The price is wrong.", []))).ShouldBeNull();
        (await List("ana")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Text.ShouldBe("The price is wrong."), c => c.Edited.ShouldNotBeNull());

        (await Run("bo", new DeleteComment(_call, comment.Id))).ShouldBeNull();
        (await List("ana")).ShouldBeEmpty();
        (await Run("bo", new DeleteComment(_call, comment.Id))).ShouldBe(new NotFound());
    }

    [Fact]
    public async Task What_a_comment_says_is_in_no_answer_that_is_kept_for_a_repeated_request()
    {
        var caller = _world.Calls.As("bo") with { IdempotencyKey = "again" };
        var first = (await _world.Gate.Run(caller, new AddComment(_call, "The falcon lands.", [_world.Calls["ana"]]))).Value!;
        await using (var db = _world.Calls.Store.Context(_world.Calls.Customer))
            (await db.Set<KeptAnswer>().Select(a => a.Result).ToListAsync(TestContext.Current.CancellationToken)).ShouldNotContain(result => result.Contains("falcon", StringComparison.Ordinal));
        var again = (await _world.Gate.Run(caller, new AddComment(_call, "The falcon lands.", [_world.Calls["ana"]]))).Value!;
        (again.Id, again.Text).ShouldBe((first.Id, ""));
        (await List("ana")).ShouldHaveSingleItem().Text.ShouldBe("The falcon lands.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("turned \u202E around")]
    public async Task A_comment_has_words(string text) => (await Run("bo", new AddComment(_call, text, []))).ShouldBeOfType<Invalid>();

    [Fact]
    public async Task A_comment_has_at_most_4000_characters_and_20_mentions()
    {
        (await Run("bo", new AddComment(_call, new string('x', 4_001), []))).ShouldBeOfType<Invalid>();
        (await Run("bo", new AddComment(_call, new string('x', 4_000), []))).ShouldBeNull();
        (await Run("bo", new AddComment(_call, "All of you.", [.. Enumerable.Range(0, 21).Select(_ => Guid.CreateVersion7())]))).ShouldBeOfType<Invalid>();
    }

    [Fact]
    public async Task Only_who_sees_the_call_can_be_mentioned_and_a_stranger_is_like_nobody()
    {
        foreach (var someone in new[] { _world.Calls["cy"], _world.Calls["olga"], _world.Calls["sales"], Guid.CreateVersion7(), Guid.Empty })
            (await Run("bo", new AddComment(_call, "Look.", [_world.Calls["ana"], someone]))).ShouldBe(new NotAReader());
        var comment = await Add("bo", "Look.");
        (await Run("bo", new EditComment(_call, comment.Id, "Look.", [_world.Calls["cy"]]))).ShouldBe(new NotAReader());
        (await Add("bo", "Look, both.", "ana", "bo")).Mentions.Select(m => m.Name).ShouldBe(["Ana Test"]);
    }

    [Fact]
    public async Task The_owner_and_who_is_mentioned_are_notified_once_in_the_inbox_and_by_e_mail_without_a_word_of_it()
    {
        await Share("cy");
        await _world.Work();
        Later();
        var shared = (await _world.Inbox("cy")).Count;
        _mail.Messages.Clear();

        var comment = await Add("bo", "The falcon lands.", "cy");
        await _world.Work();

        (await _world.Inbox("ana")).First().ShouldSatisfyAllConditions(n => n.Kind.ShouldBe(NoteKind.Comment), n => n.Text.ShouldBe("Bo Test commented on your call."), n => n.Call.ShouldBe(_call), n => n.About.ShouldBe(comment.Id));
        (await _world.Inbox("cy")).First().Text.ShouldBe("Bo Test mentioned you in a comment.");
        (await _world.Inbox("cy")).Count.ShouldBe(shared + 1);
        (await _world.Inbox("bo")).ShouldNotContain(n => n.Kind == NoteKind.Comment);
        _mail.Messages.Select(m => m.To).ShouldBe(["ana@harbor.example", "cy@harbor.example"], ignoreOrder: true);
        foreach (var mail in _mail.Messages) $"{mail.Subject} {mail.Text}".ShouldNotContain("falcon");

        Later();
        await Run("bo", new EditComment(_call, comment.Id, "The falcon has landed.", [_world.Calls["cy"], _world.Calls["ana"]]));
        await _world.Work();
        (await _world.Inbox("cy")).Count.ShouldBe(shared + 1);
        (await _world.Inbox("ana")).First().Text.ShouldBe("Bo Test mentioned you in a comment.");
    }

    [Fact]
    public async Task Whether_somebody_mentioned_sees_the_call_is_judged_again_when_they_are_notified_and_when_it_is_mailed()
    {
        await Share("cy");
        await _world.Work();
        var before = (await _world.Inbox("cy")).Count;
        _mail.Messages.Clear();
        await Add("bo", "Look.", "cy");
        await Run("ana", new StopSharing(_call, _world.Calls["cy"]));
        await _world.Work();

        (await _world.Inbox("cy")).ShouldNotContain(n => n.Kind == NoteKind.Comment);
        (await Notes("cy")).ShouldBe(before);
        _mail.Messages.ShouldNotContain(m => m.To == "cy@harbor.example");

        // Notified in time, and not mailed any more.
        await Share("cy");
        await Run("cy", new SetNotificationChoices(new(true, true, true, true, true, new("00:00", "23:59", "UTC"))));
        await Add("bo", "Look again.", "cy");
        await _world.Work();
        (await _world.Inbox("cy")).ShouldContain(n => n.Kind == NoteKind.Comment);
        await Run("ana", new StopSharing(_call, _world.Calls["cy"]));
        _world.Calls.Clock.Move(TimeSpan.FromDays(1));
        await _world.Work();
        _mail.Messages.ShouldNotContain(m => m.To == "cy@harbor.example");
        (await _world.Inbox("cy")).ShouldNotContain(n => n.Kind == NoteKind.Comment);
    }

    [Fact]
    public async Task Somebody_deactivated_is_not_notified_and_who_wants_no_e_mails_of_comments_gets_none()
    {
        await Run("ana", new SetMailTopic(MailTopic.Comments, Wanted: false));
        _mail.Messages.Clear();
        Later();
        await Add("bo", "Look.", "ana");
        await _world.Work();
        (await _world.Inbox("ana")).First().Kind.ShouldBe(NoteKind.Comment);
        _mail.Messages.ShouldBeEmpty();

        var before = await Notes("ana");
        await Add("bo", "Look again.", "ana");
        await _world.Calls.Change(db => db.Users.Find(_world.Calls["ana"])!.Active = false);
        await _world.Work();
        (await Notes("ana")).ShouldBe(before);
    }

    [Fact]
    public async Task A_comment_that_is_deleted_takes_its_notices_along_and_a_call_its_comments()
    {
        var comment = await Add("bo", "Look.", "ana");
        await _world.Work();
        (await _world.Inbox("ana")).ShouldContain(n => n.About == comment.Id);
        await Run("bo", new DeleteComment(_call, comment.Id));
        await _world.Work();
        (await _world.Inbox("ana")).ShouldNotContain(n => n.About == comment.Id);

        await Add("bo", "Stay.", "ana");
        (await Run("ana", new DeleteCall(_call))).ShouldBeNull();
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        (await db.Set<CallComment>().CountAsync()).ShouldBe(0);
        (await db.Set<CommentMention>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_is_mentioned_again_in_the_same_comment_is_not_notified_again()
    {
        var comment = await Add("bo", "Look.", "ana");
        await _world.Work();
        var (notes, mails) = (await Notes("ana"), _mail.Messages.Count);
        foreach (var mentions in new Guid[][] { [], [_world.Calls["ana"]], [], [_world.Calls["ana"]] })
        {
            Later();
            (await Run("bo", new EditComment(_call, comment.Id, "Look.", mentions))).ShouldBeNull();
            await _world.Work();
        }

        (await Notes("ana"), _mail.Messages.Count).ShouldBe((notes, mails));
    }

    [Fact]
    public async Task A_comment_deleted_while_its_readers_are_notified_leaves_no_note()
    {
        for (var i = 0; i < 20; i++)
        {
            var comment = await Add("bo", "Look.", "ana");
            await Task.WhenAll(_world.Jobs.Turn(), Run("bo", new DeleteComment(_call, comment.Id)));
            await _world.Work();
        }

        (await _world.Inbox("ana")).ShouldNotContain(n => n.Kind == NoteKind.Comment);
    }

    [Fact]
    public async Task What_a_comment_says_is_in_no_audit_entry()
    {
        var comment = await Add("bo", "A canary called falcon.", "ana");
        await Run("bo", new EditComment(_call, comment.Id, "A canary called kestrel.", []));
        await Run("bo", new DeleteComment(_call, comment.Id));
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        var entries = await db.Set<AuditEntry>().ToListAsync();
        var written = entries.ConvertAll(entry => System.Text.Encoding.UTF8.GetString(entry.Body));
        written.Count(e => e.Contains("Comment", StringComparison.Ordinal)).ShouldBe(3);
        written.ShouldNotContain(e => e.Contains("canary", StringComparison.OrdinalIgnoreCase) || e.Contains("falcon", StringComparison.Ordinal) || e.Contains("kestrel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_integration_neither_reads_nor_writes_comments()
    {
        await Add("bo", "Between us.");
        (await _world.Gate.Run(_world.Calls.AsRecorder, new ListComments(_call))).Refused.ShouldNotBeNull();
        (await _world.Gate.Run(_world.Calls.AsRecorder, new AddComment(_call, "Beep.", []))).Refused.ShouldNotBeNull();
    }

    /// <summary>Ids that grow with time are in order from one moment to the next.</summary>
    private void Later() => _world.Calls.Clock.Move(TimeSpan.FromMinutes(1));

    private async Task<CommentView> Add(string name, string text, params string[] mentions)
    {
        var outcome = await _world.Gate.Run(_world.Calls.As(name), new AddComment(_call, text, [.. mentions.Select(m => _world.Calls[m])]));
        outcome.Refused.ShouldBeNull();
        return outcome.Value!;
    }

    private async Task<Refusal?> Run<TFound, TResult>(string name, Change<TFound, TResult> act) => (await _world.Gate.Run(_world.Calls.As(name), act)).Refused;

    private async Task<Refusal?> Run<TFound, TResult>(string name, Query<TFound, TResult> act) => (await _world.Gate.Run(_world.Calls.As(name), act)).Refused;

    private async Task<IReadOnlyList<CommentView>> List(string name) => (await _world.Gate.Run(_world.Calls.As(name), new ListComments(_call))).Value!.Items;

    private Task Share(string with) => Run("ana", new ShareCall(_call, $"{with}@harbor.example", _world.Calls.Clock.GetUtcNow().AddDays(2)));

    private async Task<int> Notes(string name)
    {
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        var user = _world.Calls[name];
        return await db.Set<Note>().CountAsync(n => n.UserId == user);
    }
}
