using Usher.Access;
using Usher.Directory;
using Usher.Identity;
using Usher.Platform.Audit;

namespace Usher.Tests.Directory;

/// <summary>A clock that jumps: ahead by hours and back again.</summary>
public class ClockTests
{
    private const string Email = "orgadmin@harbor.example";
    private static readonly TimeSpan Jump = TimeSpan.FromHours(40);

    [Fact]
    public async Task Access_that_ends_follows_the_servers_time_both_ways()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new SetLevel(town["user"], InsightsRole.Editor, town.Now.AddHours(1), null));
        async Task<InsightsRole> Level() => (await town.Gate.Resolve(town.As("user"), default))!.InsightsRole(town.Now);
        (await Level()).ShouldBe(InsightsRole.Editor);
        town.Clock.Move(Jump);
        (await Level()).ShouldBe(InsightsRole.DefaultUser);
        town.Clock.Move(-Jump);
        (await Level()).ShouldBe(InsightsRole.Editor);
    }

    [Fact]
    public async Task A_session_of_a_clock_that_was_ahead_is_none_once_it_is_right_again()
    {
        await using var town = await Town.Open();
        var before = (await town.SignIn(Email, Town.Password)).Value!;
        town.Clock.Move(Jump);
        (await town.Sessions.Find(before.AsMemory(), default)).ShouldBeNull();
        var ahead = (await town.SignIn(Email, Town.Password)).Value!;
        town.Clock.Move(-Jump);
        (await town.Sessions.Find(ahead.AsMemory(), default)).ShouldBeNull();
        (await town.Sessions.Find(before.AsMemory(), default)).ShouldNotBeNull();
        town.Clock.Move(-TimeSpan.FromMinutes(1));
        (await town.Sessions.Find(before.AsMemory(), default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_wait_of_a_clock_that_was_ahead_ends_when_it_is_right_again()
    {
        await using var town = await Town.Open();
        town.Clock.Move(Jump);
        for (var i = 0; i < Tries.Free; i++) await town.SignIn(Email, "a wrong password");
        (await town.SignIn(Email, Town.Password)).Refused.ShouldBeOfType<TooManyAttempts>();
        town.Clock.Move(-Jump);
        (await town.SignIn(Email, Town.Password)).Refused.ShouldBeNull();
    }

    [Fact]
    public async Task A_log_that_goes_on_with_an_earlier_time_is_sound()
    {
        await using var town = await Town.Open();
        town.Clock.Move(Jump);
        await town.Do("orgadmin", new SetLevel(town["user"], InsightsRole.Editor, null, null));
        town.Clock.Move(-Jump);
        await town.Do("orgadmin", new SetLevel(town["user"], InsightsRole.DefaultUser, null, null));
        var log = (await town.Rows<AuditEntry>()).OrderBy(e => e.Index).ToList();
        log[^1].At.ShouldBeLessThan(log[^2].At);
        (await new AuditVerifier(town.Store, town.Heads).Verify(Town.Harbor)).Findings.ShouldBeEmpty();
    }
}
