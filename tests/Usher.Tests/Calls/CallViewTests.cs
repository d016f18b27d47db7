using Usher.Access;
using Usher.Calls;

namespace Usher.Tests.Calls;

/// <summary>What a call says of who sees it, and of what its viewer may do with it.</summary>
public class CallViewTests : IAsyncLifetime
{
    private CallWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await CallWorld.New();
        foreach (var name in new[] { "ana", "bo", "cy" }) await _world.Person(name);
        await _world.Person("olga", InsightsRole.OrganizationAdmin);
        await _world.Team("sales", "ana", "bo");
        await _world.Recorder("olga");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_held_call_tells_its_owner_whom_releasing_opens_it_to_and_is_not_shared_before()
    {
        var id = await _world.HeldCall("r-1", "ana");
        var held = await View("ana", id);
        held.WhenReleased!.Select(r => (r.Id, r.Why)).ShouldBe([(_world["bo"], "sales team")]);
        held.Readers.Select(r => r.Id).ShouldBe([_world["ana"]]);
        (held.Can.Share.Allowed, held.Can.Share.Why, held.Can.Delete.Allowed).ShouldBe((false, new CallIsHeld().Sentence, true));

        (await _world.Gate.Run(_world.As("ana"), new ReleaseHeldCall(id))).Refused.ShouldBeNull();
        var released = await View("ana", id);
        released.WhenReleased.ShouldBeNull();
        released.Readers.Select(r => r.Id).ShouldBe([_world["ana"], _world["bo"]]);
        released.Can.Share.Allowed.ShouldBeTrue();
    }

    [Fact]
    public async Task Someone_it_is_shared_with_stands_among_its_readers_with_the_instant_it_ends()
    {
        var id = await _world.Call("r-1", "ana");
        var until = _world.Clock.Stored.AddDays(3);
        (await _world.Gate.Run(_world.As("ana"), new ShareCall(id, "cy@harbor.example", until))).Refused.ShouldBeNull();
        var readers = (await View("ana", id)).Readers;
        readers.Select(r => (r.Id, r.Until)).ShouldBe([(_world["ana"], null), (_world["cy"], until), (_world["bo"], null)], ignoreOrder: true);
        (await View("bo", id)).Can.Share.Allowed.ShouldBeFalse("only its owner shares a call");
    }

    [Fact]
    public async Task Who_opened_it_to_troubleshoot_reads_until_when_and_nobody_else_does()
    {
        var id = await _world.Call("r-1", "ana");
        var opened = (await _world.Gate.Run(_world.As("olga"), new TroubleshootCall(id, "The delivery of this one failed"))).Value!;
        (await View("olga", id)).OpenUntil.ShouldBe(opened.Until);
        (await View("ana", id)).OpenUntil.ShouldBeNull();
        (await View("bo", id)).OpenUntil.ShouldBeNull();
    }

    [Fact]
    public async Task A_participant_who_is_a_user_is_known_as_one_to_those_alone_who_may_see_users()
    {
        await _world.Person("ute", InsightsRole.UserAdmin);
        var id = await _world.Call("r-1", "ute");
        await _world.Change(db =>
        {
            db.Add(new CallAttendee { CallId = id, Place = 8, Name = "Bo", Email = "bo@harbor.example" });
            db.Add(new CallAttendee { CallId = id, Place = 9, Name = "Gus", Email = "gus@guest.example" });
            return 0;
        });
        (await View("ute", id)).Attendees.TakeLast(2).Select(a => (a.Name, a.User)).ShouldBe([("Bo", _world["bo"]), ("Gus", null)]);

        (await _world.Gate.Run(_world.As("ute"), new ShareCall(id, "cy@harbor.example", _world.Clock.GetUtcNow().AddDays(1)))).Refused.ShouldBeNull();
        (await View("cy", id)).Attendees.ShouldAllBe(a => a.User == null);
    }

    private async Task<CallView> View(string who, Guid id)
    {
        var seen = await _world.Gate.Run(_world.As(who), new ViewCall(id));
        seen.Refused.ShouldBeNull();
        return seen.Value!;
    }
}
