using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform.Audit;

namespace Usher.Tests.Directory;

public class SignInTests
{
    private const string Email = "orgadmin@harbor.example";

    [Theory]
    [InlineData(Email)]
    [InlineData("nobody@harbor.example")]
    public async Task After_five_wrong_passwords_an_address_rests_whether_somebody_has_it_or_not(string email)
    {
        await using var town = await Town.Open();
        var entries = (await town.Rows<AuditEntry>()).Count;
        for (var i = 0; i < 8; i++) (await town.Passwords.SignIn(email, "a wrong password", default)).Refused.ShouldBeOfType<SignInRefused>();
        (await town.Passwords.SignIn(Email, Town.Password, default)).Refused.ShouldBe(email == Email ? new SignInRefused() : null);
        town.Clock.Move(Tries.Rest);
        (await town.Passwords.SignIn(Email, Town.Password, default)).Refused.ShouldBeNull();

        // Wrong tries are told, counted, in one entry of the customer's own log, or of the platform's.
        await town.Refusals.Flush(default);
        var told = (await town.Rows<AuditEntry>(email == Email ? Town.Harbor : Guid.Empty)).Where(e => e is { Act: "SignIn", Refusal: nameof(SignInRefused) }).ShouldHaveSingleItem();
        System.Text.Encoding.UTF8.GetString(told.Body).ShouldContain("\"count\":5");
        System.Text.Encoding.UTF8.GetString(told.Body).ShouldNotContain("@");
        entries.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_right_password_forgets_the_wrong_ones()
    {
        await using var town = await Town.Open();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++) await town.Passwords.SignIn(Email, "a wrong password", default);
            (await town.Passwords.SignIn(" OrgAdmin@Harbor.Example", Town.Password, default)).Refused.ShouldBeNull();
        }
    }

    [Fact]
    public async Task Who_never_chose_a_password_does_not_sign_in_with_any()
    {
        await using var town = await Town.Open();
        foreach (var password in new[] { "", "a", Town.Password })
            (await town.Passwords.SignIn("user@harbor.example", password, default)).Refused.ShouldBeOfType<SignInRefused>();
    }

    [Fact]
    public async Task A_session_ends_by_time_by_signing_out_and_everywhere_at_once()
    {
        await using var town = await Town.Open();
        async Task<string> Begin() => (await town.Passwords.SignIn(Email, Town.Password, default)).Value!;
        async Task<SignedIn?> Find(string cookie) => await town.Sessions.Find(cookie.AsMemory(), default);
        var (one, two, three) = (await Begin(), await Begin(), await Begin());
        await town.Sessions.End((await Find(one))!, default);
        ((await Find(one)) is null, (await Find(two)) is null).ShouldBe((true, false));
        await town.Sessions.EndAll((await Find(two))!, default);
        (await Find(three)).ShouldBeNull();
        var last = await Begin();
        town.Clock.Move(Sessions.Lifetime);
        (await Find(last)).ShouldBeNull();
        (await Find("nonsense")).ShouldBeNull();
        (await town.Rows<AuditEntry>()).Count(e => e.Act is "SignOut" or "SignOutEverywhere").ShouldBe(2);
    }

    [Fact]
    public async Task A_new_password_ends_the_sessions_of_the_old_one()
    {
        await using var town = await Town.Open();
        var cookie = (await town.Passwords.SignIn(Email, Town.Password, default)).Value!;
        var link = await town.Do("host", new MakeUserLink(Email));
        (await town.Passwords.SetPassword(link.Token!, "another quiet harbour", default)).Refused.ShouldBeNull();
        (await town.Sessions.Find(cookie.AsMemory(), default)).ShouldBeNull();
        (await town.Passwords.SignIn(Email, Town.Password, default)).Refused.ShouldBeOfType<SignInRefused>();
    }

    [Fact]
    public void Of_many_tries_at_once_no_more_than_five_are_judged()
    {
        var tries = new Tries();
        var now = DateTimeOffset.UnixEpoch;
        var begun = 0;
        Parallel.For(0, 100, _ => Interlocked.Add(ref begun, tries.Begin("a@b.example", now) ? 1 : 0));
        begun.ShouldBe(Tries.Most);
        tries.Begin("c@b.example", now).ShouldBeTrue();
        tries.Begin("a@b.example", now + Tries.Rest).ShouldBeTrue();
    }
}
