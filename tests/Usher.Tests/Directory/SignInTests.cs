using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Access;
using Usher.Directory;
using Usher.Identity;
using Usher.Machines;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;
using Usher.Tests.Architecture;

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
        await town.Sessions.End((await Find(one))!);
        ((await Find(one)) is null, (await Find(two)) is null).ShouldBe((true, false));
        await town.Sessions.EndAll((await Find(two))!);
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
    [Refuses<ViewSignInMethods>, Refuses<ChangePassword>]
    public async Task Who_knows_the_former_password_changes_it_ends_the_other_sessions_and_is_told()
    {
        const string next = "another quiet harbour";
        await using var town = await Town.Open();
        async Task<string> Begin() => (await town.Passwords.SignIn(Email, Town.Password, default)).Value!;
        async Task<SignedIn?> Find(string cookie) => await town.Sessions.Find(cookie.AsMemory(), default);
        var (here, there) = (await Begin(), await Begin());
        var me = (await Find(here))!.Caller;
        (await town.Read(me, new ViewSignInMethods())).ShouldBe(new(Email, true));
        (await town.Read("user", new ViewSignInMethods())).Password.ShouldBeFalse();
        (await town.Passwords.Change(me, Town.Password, "short", default)).Refused.ShouldBe(new PasswordTooWeak());
        (await town.Passwords.Change(town.As("user"), "", next, default)).Refused.ShouldBe(new WrongPassword());
        (await town.Try(me, new ChangePassword("another hash", "a third"))).ShouldBe(new WrongPassword());

        (await town.Passwords.Change(me, Town.Password, next, default)).Refused.ShouldBeNull();
        ((await Find(here)) is null, (await Find(there)) is null).ShouldBe((false, true));
        (await town.Passwords.SignIn(Email, Town.Password, default)).Refused.ShouldBeOfType<SignInRefused>();
        (await town.Passwords.SignIn(Email, next, default)).Refused.ShouldBeNull();
        (await town.ToldTo("orgadmin")).ShouldContain(AccessNews.Password);

        // No key changes it, nor hears how one signs in (rule 25).
        var key = await town.Do(me, new MakePersonalKey("mine", ["profile/edit"], 30));
        var byKey = town.As("orgadmin") with { Key = key.Id };
        (await town.Passwords.Change(byKey, next, "a third quiet harbour", default)).Refused.ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.KeyLimit);
        (await town.Try(byKey, new ChangePassword("a hash", "another"))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.KeyLimit);
        (await town.Passwords.Change(town.As("recorder"), next, "a third quiet harbour", default)).Refused.ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task A_stolen_session_has_no_more_than_five_tries_at_the_password()
    {
        await using var town = await Town.Open();
        var me = (await town.Sessions.Find((await town.Passwords.SignIn(Email, Town.Password, default)).Value!.AsMemory(), default))!.Caller;
        for (var i = 0; i < Tries.Most; i++) (await town.Passwords.Change(me, $"guess {i}", "another quiet harbour", default)).Refused.ShouldBe(new WrongPassword());
        (await town.Passwords.Change(me, Town.Password, "another quiet harbour", default)).Refused.ShouldBe(new WrongPassword());
        (await town.Passwords.SignIn(Email, Town.Password, default)).Refused.ShouldBeNull();
        town.Clock.Move(Tries.Rest);
        (await town.Passwords.Change(me, Town.Password, "another quiet harbour", default)).Refused.ShouldBeNull();
        await town.Refusals.Flush(default);
        (await town.Rows<AuditEntry>(Town.Harbor)).ShouldContain(e => e.Act == nameof(ChangePassword) && e.Refusal == nameof(WrongPassword));
    }

    [Fact]
    public async Task A_link_to_a_new_password_goes_to_active_people_alone_and_to_nobody_by_the_dozen()
    {
        await using var town = await Town.Open();
        var forgotten = new ForgottenPasswords(town.Store, town.Gate, town.Clock, NullLogger<ForgottenPasswords>.Instance);
        await town.Do("support", new DeactivateUser(town["editor"]));
        foreach (var none in new[] { null, "", "no address", "a\0b@harbor.example", new string('a', 1_000_000) + "@harbor.example" }) forgotten.Ask(none).ShouldBeOfType<Invalid>();
        foreach (var email in new[] { " OrgAdmin@Harbor.Example ", "nobody@harbor.example", "editor@harbor.example", "support@usher.example" }) forgotten.Ask(email).ShouldBeNull();
        for (var i = 0; i < 20; i++) forgotten.Ask("user@harbor.example");
        await forgotten.Work(default);

        (await Asked(Town.Harbor)).ShouldBe(1 + Tries.Most);
        (await Asked(Guid.Empty)).ShouldBe(1);
        town.Clock.Move(Tries.Rest);
        forgotten.Ask("user@harbor.example");
        await forgotten.Work(default);
        (await Asked(Town.Harbor)).ShouldBe(2 + Tries.Most);

        async Task<int> Asked(Guid customer) => (await town.Rows<Job>()).Count(job => job.CustomerId == customer && job.Kind == nameof(InvitePerson) && job.Payload.Contains("\"Forgotten\":true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_to_a_new_password_works_for_an_hour_and_once_and_the_last_one_alone()
    {
        await using var town = await Town.Open();
        async Task<string> Link() => (await town.Gate.Effect(Town.Harbor, "Arrange", Section.Connect, async work =>
            await OneTimeLink.New(work, (await work.Db.Users.FirstAsync(u => u.Email == Email)).AccountId, Town.Harbor, forgotten: true)))!;
        var late = await Link();
        town.Clock.Move(TimeSpan.FromHours(1));
        (await town.Passwords.SetPassword(late, "another quiet harbour", default)).Refused.ShouldBe(new LinkNotValid());

        var (one, other) = (await Link(), await Link());
        (await town.Passwords.SetPassword(one, "another quiet harbour", default)).Refused.ShouldBe(new LinkNotValid());
        (await town.Passwords.SetPassword(other, "another quiet harbour", default)).Refused.ShouldBeNull();
        (await town.Passwords.SetPassword(other, "a third quiet harbour", default)).Refused.ShouldBe(new LinkNotValid());
        (await town.ToldTo("orgadmin")).ShouldContain(AccessNews.Password);
    }

    [Theory]
    [InlineData("change")]
    [InlineData("everywhere")]
    [InlineData("deactivate")]
    [InlineData("again")]
    public async Task A_link_is_void_once_the_password_changed_the_sessions_ended_the_place_ended_or_another_was_asked_for(string by)
    {
        await using var town = await Town.Open();
        async Task<string> Link() => (await town.Gate.Effect(Town.Harbor, "Arrange", Section.Connect, async work =>
            await OneTimeLink.New(work, (await work.Db.Users.FirstAsync(u => u.Email == Email)).AccountId, Town.Harbor, forgotten: true)))!;
        var here = (await town.Sessions.Find((await town.Passwords.SignIn(Email, Town.Password, default)).Value!.AsMemory(), default))!;
        var link = await Link();
        switch (by)
        {
            case "change":
                (await town.Passwords.Change(here.Caller, Town.Password, "another quiet harbour", default)).Refused.ShouldBeNull();
                break;
            case "everywhere":
                await town.Sessions.EndAll(here);
                break;
            case "deactivate":
                await town.Do("support", new DeactivateUser(town["orgadmin"]));
                await town.Do("support", new ReactivateUser(town["orgadmin"]));
                break;
            default:
                await Link();
                break;
        }

        (await town.Passwords.SetPassword(link, "a third quiet harbour", default)).Refused.ShouldBe(new LinkNotValid());
    }

    [Fact]
    public async Task A_session_that_ended_goes_on_in_no_other_place()
    {
        await using var town = await Town.Open();
        var here = (await town.Sessions.Find((await town.Passwords.SignIn(Email, Town.Password, default)).Value!.AsMemory(), default))!;
        var place = new Membership(ActorKind.User, here.Caller.Id, Town.Harbor);
        var cookie = (await town.Sessions.Move(here, place)).ShouldNotBeNull();
        (await town.Sessions.Move(here, place)).ShouldBeNull();
        var there = (await town.Sessions.Find(cookie.AsMemory(), default))!;
        await town.Sessions.EndAll(there);
        (await town.Sessions.Move(there, place)).ShouldBeNull();
        (await town.Sessions.Find(cookie.AsMemory(), default)).ShouldBeNull();
    }

    [Fact]
    public async Task Strangers_who_try_an_address_keep_nobody_from_a_new_password_and_it_is_no_act_of_theirs()
    {
        await using var town = await Town.Open();
        var me = (await town.Sessions.Find((await town.Passwords.SignIn(Email, Town.Password, default)).Value!.AsMemory(), default))!.Caller;
        for (var i = 0; i < Tries.Most; i++) await town.Passwords.SignIn(Email, "a wrong password", default);
        (await town.Passwords.Change(me, Town.Password, "another quiet harbour", default)).Refused.ShouldBeNull();
        (await town.Passwords.Change(me, Town.Password, "another quiet harbour", default)).Refused.ShouldBeNull();
        var link = await town.Do("host", new MakeUserLink(Email));
        (await town.Passwords.SetPassword(link.Token!, "a third quiet harbour", default)).Refused.ShouldBeNull();
        (await town.Passwords.SignIn(Email, "a third quiet harbour", default)).Refused.ShouldBeNull();

        await town.Refusals.Flush(default);
        var entry = (await town.Rows<AuditEntry>()).Where(e => e is { Act: "SignIn", Refusal: nameof(SignInRefused) }).ShouldHaveSingleItem();
        entry.ActorId.ShouldBe(Guid.Empty);
        (await town.Rows<AuditSubject>()).ShouldContain(s => s.Index == entry.Index && s.SubjectId == town["orgadmin"]);
    }

    [Theory]
    [InlineData("a\0b@harbor.example")]
    [InlineData("\ud800@harbor.example")]
    [InlineData("")]
    public async Task What_is_no_address_is_one_that_nobody_has(string email)
    {
        await using var town = await Town.Open();
        (await town.Passwords.SignIn(email, Town.Password, default)).Refused.ShouldBeOfType<SignInRefused>();
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
