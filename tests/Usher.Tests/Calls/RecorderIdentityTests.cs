using Usher.Calls;
using Usher.Calls.Ingest;
using Usher.Directory;

namespace Usher.Tests.Calls;

/// <summary>Rule 12: a call's owner is the user whom the recorder names by verified address, or by an identity that they proved (rule 26).</summary>
public class RecorderIdentityTests : IAsyncLifetime
{
    private CallWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await CallWorld.New();
        await _world.Person("ana");
        await _world.Person("bo");
        await _world.Recorder("bo");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_call_is_theirs_whom_the_recorder_names_by_an_address_that_they_proved()
    {
        await Prove("ana");
        var call = await _world.Call("1", "recorded");
        (await Owner(call)).ShouldBe(_world["ana"]);
        (await _world.Push("2", "recorded@harbor.example, bo")).Value!.Because.ShouldBe(RefusedBecause.TwoOwners);
        (await Owner(await _world.Call("3", "recorded@harbor.example, ana"))).ShouldBe(_world["ana"], "both are the same person");
    }

    [Fact]
    public async Task A_call_that_began_before_it_was_proved_does_not_become_theirs_whenever_it_comes()
    {
        var began = _world.Clock.GetUtcNow();
        (await _world.Push("1", "recorded", start: began)).Value!.Because.ShouldBe(RefusedBecause.NoOwner);
        _world.Clock.Move(TimeSpan.FromMinutes(1));
        await Prove("ana");
        _world.Clock.Move(TimeSpan.FromMinutes(1));
        (await _world.Push("1", "recorded", start: began)).Value!.Because.ShouldBe(RefusedBecause.NoOwner);
        (await _world.Push("2", "recorded", start: began.AddSeconds(59))).Value!.Because.ShouldBe(RefusedBecause.NoOwner);
        await _world.Call("3", "recorded", start: began.AddSeconds(60));
    }

    [Fact]
    public async Task Where_the_address_is_another_user_s_since_then_it_is_nobody_s()
    {
        await Prove("ana");
        await _world.Person("recorded");
        (await _world.Push("1", "recorded")).Value!.Because.ShouldBe(RefusedBecause.TwoOwners);
        await _world.Change(db => db.Users.Single(u => u.Id == _world["recorded"]).Active = false);
        await _world.Call("2", "recorded");
    }

    [Fact]
    public async Task Whoever_is_deactivated_owns_nothing_by_it_and_who_lost_it_keeps_the_calls_that_they_have()
    {
        await Prove("ana");
        var call = await _world.Call("1", "recorded");
        await _world.Change(db => db.Users.Single(u => u.Id == _world["ana"]).Active = false);
        (await _world.Push("2", "recorded")).Value!.Because.ShouldBe(RefusedBecause.NoOwner);
        await _world.Change(db => db.Users.Single(u => u.Id == _world["ana"]).Active = true);
        await _world.Change(db => db.Remove(db.Set<UserIdentity>().Single()));
        (await _world.Push("3", "recorded")).Value!.Because.ShouldBe(RefusedBecause.NoOwner);
        (await Owner(call)).ShouldBe(_world["ana"]);
    }

    [Fact]
    public async Task Of_a_call_that_nobody_owns_the_host_s_address_and_the_day_are_kept_and_of_any_other_nothing()
    {
        await _world.Push("1", "someone");
        await _world.Push("2", "someone", "Ana: Once more.");
        await _world.Call("3", "ana");
        await using var db = _world.Store.Context(_world.Customer);
        var host = db.Set<UnmatchedHost>().ToList().ShouldHaveSingleItem();
        (host.Address, host.Day.TimeOfDay).ShouldBe(("someone@harbor.example", TimeSpan.Zero));
    }

    private Task<Guid> Prove(string who) => _world.Change(db =>
    {
        var identity = new UserIdentity { Id = Guid.CreateVersion7(), UserId = _world[who], Kind = IdentityKind.Recorder, System = "", External = "recorded@harbor.example", Label = "recorded", Since = _world.Clock.GetUtcNow() };
        db.Add(identity);
        return identity.Id;
    });

    private async Task<Guid> Owner(Guid call)
    {
        await using var db = _world.Store.Context(_world.Customer);
        return db.Set<Call>().Single(c => c.Id == call).OwnerId;
    }
}
