using Usher.Access;
using Usher.Calls;
using Usher.Delivery;
using Usher.Delivery.Inbox;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Tests.Delivery;

public class InboxTests : IAsyncLifetime
{
    private DeliveryWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await DeliveryWorld.New(new TestSlack());

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Each_who_sees_a_new_call_gets_a_note_and_nobody_else()
    {
        var id = await _world.Calls.Call("1", "ana");
        await _world.Work();

        foreach (var name in new[] { "ana", "bo" })
        {
            var note = (await _world.Inbox(name)).ShouldHaveSingleItem();
            note.ShouldSatisfyAllConditions(n => n.Kind.ShouldBe(NoteKind.Call), n => n.Call.ShouldBe(id), n => n.Title.ShouldBe("Call 1"), n => n.Read.ShouldBeFalse());
        }

        (await _world.Inbox("cy")).ShouldBeEmpty();
        (await _world.Inbox("olga")).ShouldBeEmpty();
        (await _world.Deliveries()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Notes_are_read_one_by_one_or_all_and_nobody_hears_of_it()
    {
        await _world.Calls.Call("1", "ana");
        await _world.Calls.Call("2", "ana");
        await _world.Work();
        var entries = await Entries();

        (await _world.Unread("bo")).ShouldBe(2);
        var first = (await _world.Inbox("bo"))[0].Id;
        (await _world.Gate.Run(_world.Calls.As("ana"), new ReadNote(first))).Refused.ShouldBe(new NotFound());
        (await _world.Gate.Run(_world.Calls.As("bo"), new ReadNote(first))).Refused.ShouldBeNull();
        (await _world.Unread("bo")).ShouldBe(1);
        (await _world.Gate.Run(_world.Calls.As("bo"), new ReadAllNotes())).Refused.ShouldBeNull();
        (await _world.Unread("bo")).ShouldBe(0);
        (await _world.Unread("ana")).ShouldBe(2);
        (await Entries()).ShouldBe(entries);
    }

    [Fact]
    public async Task A_note_goes_with_the_sight_of_its_call()
    {
        await _world.Calls.Call("1", "ana");
        await _world.Work();

        await _world.Calls.Change(db => db.Remove(db.Set<TeamMember>().Single(m => m.UserId == _world.Calls["bo"])));

        (await _world.Inbox("bo")).ShouldBeEmpty();
        (await _world.Unread("bo")).ShouldBe(0);
        (await _world.Inbox("ana")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_left_the_team_before_the_note_was_made_gets_none()
    {
        await _world.Calls.Call("1", "ana");
        await _world.Calls.Change(db => db.Remove(db.Set<TeamMember>().Single(m => m.UserId == _world.Calls["bo"])));
        await _world.Work();
        await _world.Calls.Change(db => { db.Add(new TeamMember { TeamId = _world.Calls["sales"], UserId = _world.Calls["bo"] }); return 0; });

        (await _world.Inbox("bo")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_owner_of_a_held_call_is_told_and_troubleshooters_see_only_that_one_is_held()
    {
        var id = await _world.Calls.HeldCall("1", "ana");
        await _world.Work();

        (await _world.Inbox("ana")).ShouldHaveSingleItem().Kind.ShouldBe(NoteKind.Held);
        (await _world.Inbox("bo")).ShouldBeEmpty();
        var held = (await _world.Gate.Run(_world.Calls.As("olga"), new ListDeliveries(DeliveryState.Held))).Value!.Items.ShouldHaveSingleItem();
        held.ShouldSatisfyAllConditions(d => d.Call.ShouldBe(id), d => d.Reason.ShouldBe("Personnel"), d => d.CanRetry.ShouldBeFalse());
        (await _world.Gate.Run(_world.Calls.As("olga"), new TroubleshootCall(id, "What is in there?"))).Refused.ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Held);

        await _world.Gate.Run(_world.Calls.As("ana"), new ReleaseHeldCall(id));
        await _world.Work();

        (await _world.Inbox("bo")).ShouldHaveSingleItem().Kind.ShouldBe(NoteKind.Call);
        (await _world.Gate.Run(_world.Calls.As("olga"), new ListDeliveries(DeliveryState.Held))).Value!.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_held_call_that_nobody_releases_is_deleted_after_thirty_days()
    {
        var id = await _world.Calls.HeldCall("1", "ana");
        await _world.Work();

        _world.Calls.Clock.Move(TimeSpan.FromDays(30));
        await _world.Work();

        (await _world.Gate.Run(_world.Calls.As("ana"), new ViewCall(id))).Refused.ShouldBe(new NotFound());
        (await _world.Inbox("ana")).ShouldBeEmpty();
        (await _world.Deliveries()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_colleague_hears_of_a_shared_call_and_an_owner_of_an_opened_one()
    {
        var id = await _world.Calls.Call("1", "ana");
        await _world.Gate.Run(_world.Calls.As("ana"), new ShareCall(id, "cy@harbor.example", _world.Calls.Clock.GetUtcNow().AddHours(1)));
        await _world.Gate.Run(_world.Calls.As("olga"), new TroubleshootCall(id, "Its delivery failed twice"));
        await _world.Work();

        (await _world.Inbox("cy")).ShouldHaveSingleItem().Kind.ShouldBe(NoteKind.Shared);
        (await _world.Inbox("ana")).Single(n => n.Kind == NoteKind.Opened).Text.ShouldBe("Olga Test opened this call to troubleshoot until 10:00 UTC: Its delivery failed twice");
        (await _world.Inbox("olga")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whose_access_changed_is_told()
    {
        await _world.Tell("cy");
        await _world.Work();

        (await _world.Inbox("cy")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(n => n.Kind.ShouldBe(NoteKind.Access), n => n.Text.ShouldBe("Your teams changed."), n => n.Call.ShouldBeNull());
    }

    [Fact]
    public async Task A_request_names_who_asks_for_what_and_is_new_to_nobody_once_it_is_decided()
    {
        await _world.Calls.Person("orla", InsightsRole.OrganizationAdmin);
        var asked = await _world.Gate.Run(_world.Calls.As("cy"), new RequestAccess(null, InsightsRole.Editor, null, null));
        asked.Refused.ShouldBeNull();
        await _world.Work();
        var note = (await _world.Inbox("orla")).ShouldHaveSingleItem();
        note.Text.ShouldBe("Cy Test requested Editor.");
        (note.News, note.Read).ShouldBe((DirectoryNotices.RequestWaits, false));
        (await Unread("orla")).ShouldBe(1);

        (await _world.Gate.Run(_world.Calls.As("olga"), new DeclineRequest(note.About!.Value, "Not now."))).Refused.ShouldBeNull();
        await _world.Work();
        (await _world.Inbox("orla")).ShouldHaveSingleItem().Read.ShouldBeTrue();
        (await Unread("orla")).ShouldBe(0);
        (await _world.Inbox("cy")).ShouldHaveSingleItem().Text.ShouldBe("Olga Test declined the request for Editor for Cy Test: Not now.");

        async Task<int> Unread(string name) => (await _world.Gate.Run(_world.Calls.As(name), new CountUnread())).Value;
    }

    [Fact]
    public async Task The_inbox_turns_its_pages()
    {
        for (var i = 0; i < 53; i++)
        {
            await _world.Calls.Change(db =>
            {
                db.Add(new Note { Id = Guid.CreateVersion7(), UserId = _world.Calls["cy"], Kind = NoteKind.Access, Text = "t", At = _world.Calls.Clock.GetUtcNow() });
                return 0;
            });
        }

        var first = (await _world.Gate.Run(_world.Calls.As("cy"), new ListInbox())).Value!;
        var second = (await _world.Gate.Run(_world.Calls.As("cy"), new ListInbox { Cursor = first.Next })).Value!;

        first.Items.Count.ShouldBe(50);
        second.Items.Count.ShouldBe(3);
        first.Items.Concat(second.Items).Select(n => n.Id).ShouldBeUnique();
        second.Next.ShouldBeNull();
    }

    [Fact]
    public async Task Preferences_are_ones_own()
    {
        (await _world.Gate.Run(_world.Calls.As("ana"), new ViewPreferences())).Value!.SlackMessages.ShouldBeTrue();
        (await _world.Gate.Run(_world.Calls.As("ana"), new SetPreferences(new(true, true, true, SlackMessages: false)))).Refused.ShouldBeNull();
        (await _world.Gate.Run(_world.Calls.As("ana"), new ViewPreferences())).Value!.SlackMessages.ShouldBeFalse();
        (await _world.Gate.Run(_world.Calls.As("bo"), new ViewPreferences())).Value!.SlackMessages.ShouldBeTrue();
    }

    private async Task<int> Entries()
    {
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        return db.Set<Usher.Platform.Audit.AuditEntry>().Count();
    }
}
