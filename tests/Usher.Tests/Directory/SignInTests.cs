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
    public async Task After_five_wrong_passwords_there_is_a_wait_for_right_and_wrong_alike_whether_somebody_has_the_address_or_not(string email)
    {
        await using var town = await Town.Open();
        for (var i = 0; i < 5; i++) (await town.SignIn(email, "a wrong password")).Refused.ShouldBe(new SignInRefused());
        foreach (var password in new[] { "a wrong password", Town.Password, "a wrong password" })
            (await town.SignIn(email, password)).Refused.ShouldBe(new TooManyAttempts(TimeSpan.FromSeconds(2)));

        // Wrong tries are told, counted, in one entry of the customer's own log, or of the platform's.
        await town.Refusals.Flush(default);
        var told = (await town.Rows<AuditEntry>(email == Email ? Town.Harbor : Guid.Empty)).Where(e => e is { Act: "SignIn", Refusal: nameof(SignInRefused) }).ShouldHaveSingleItem();
        System.Text.Encoding.UTF8.GetString(told.Body).ShouldContain("\"count\":5");
        System.Text.Encoding.UTF8.GetString(told.Body).ShouldNotContain("@");
    }

    [Fact]
    public async Task Whoever_has_the_right_password_signs_in_from_elsewhere_at_once_and_from_there_after_the_wait()
    {
        await using var town = await Town.Open();
        const string stranger = "198.51.100.7";
        for (var i = 0; i < 40; i++)
        {
            await town.SignIn(Email, "a wrong password", stranger);
            town.Clock.Move(TimeSpan.FromMinutes(2));
        }

        (await town.SignIn(Email, Town.Password)).Refused.ShouldBeNull();
        var wait = (await town.SignIn(Email, Town.Password, stranger)).Refused.ShouldBeOfType<TooManyAttempts>().Wait;
        wait.ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(15));
        town.Clock.Move(wait);
        (await town.SignIn(Email, Town.Password, stranger)).Refused.ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_tries_many_addresses_from_one_place_is_slowed_down_there_and_nowhere_else()
    {
        await using var town = await Town.Open();
        const string stranger = "198.51.100.7";
        var judged = 0;
        for (var i = 0; i < 100; i++)
            if ((await town.SignIn($"someone{i}@harbor.example", "a wrong password", stranger)).Refused is SignInRefused) judged++;

        judged.ShouldBe(30);
        (await town.SignIn(Email, Town.Password, stranger)).Refused.ShouldBeOfType<TooManyAttempts>();
        (await town.SignIn(Email, Town.Password)).Refused.ShouldBeNull();
        town.Clock.Move(TimeSpan.FromSeconds(10));
        (await town.SignIn(Email, Town.Password, stranger)).Refused.ShouldBeNull();
    }

    [Fact]
    public async Task Right_passwords_use_up_nothing_however_many_sign_in_from_one_place()
    {
        await using var town = await Town.Open();
        for (var i = 0; i < 40; i++) (await town.SignIn(Email, Town.Password)).Refused.ShouldBeNull();
    }

    [Fact]
    public async Task A_right_password_forgets_the_wrong_ones()
    {
        await using var town = await Town.Open();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++) await town.SignIn(Email, "a wrong password");
            (await town.SignIn(" OrgAdmin@Harbor.Example", Town.Password)).Refused.ShouldBeNull();
        }
    }

    [Fact]
    public async Task Who_never_chose_a_password_does_not_sign_in_with_any()
    {
        await using var town = await Town.Open();
        foreach (var password in new[] { "", "a", Town.Password })
            (await town.SignIn("user@harbor.example", password)).Refused.ShouldBeOfType<SignInRefused>();
    }

    [Fact]
    public async Task A_session_ends_by_time_by_signing_out_and_everywhere_at_once()
    {
        await using var town = await Town.Open();
        async Task<string> Begin() => (await town.SignIn(Email, Town.Password)).Value!;
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
        var cookie = (await town.SignIn(Email, Town.Password)).Value!;
        var link = await town.Do("host", new MakeUserLink(Email));
        (await town.SetPassword(link.Token!, "another quiet harbour")).Refused.ShouldBeNull();
        (await town.Sessions.Find(cookie.AsMemory(), default)).ShouldBeNull();
        (await town.SignIn(Email, Town.Password)).Refused.ShouldBeOfType<SignInRefused>();
    }

    [Fact]
    public async Task Who_knows_the_former_password_changes_it_ends_the_other_sessions_and_is_told()
    {
        const string next = "another quiet harbour";
        await using var town = await Town.Open();
        async Task<string> Begin() => (await town.SignIn(Email, Town.Password)).Value!;
        async Task<SignedIn?> Find(string cookie) => await town.Sessions.Find(cookie.AsMemory(), default);
        var (here, there) = (await Begin(), await Begin());
        var me = (await Find(here))!.Caller;
        (await town.Read(me, new ViewSignInMethods())).ShouldBe(new(Email, true));
        (await town.Read("user", new ViewSignInMethods())).Password.ShouldBeFalse();
        (await town.ChangePassword(me, Town.Password, "short")).Refused.ShouldBe(new PasswordTooWeak());
        (await town.ChangePassword(town.As("user"), "", next)).Refused.ShouldBe(new WrongPassword());
        (await town.Try(me, new ChangePassword("another hash", "a third"))).ShouldBe(new WrongPassword());

        (await town.ChangePassword(me, Town.Password, next)).Refused.ShouldBeNull();
        ((await Find(here)) is null, (await Find(there)) is null).ShouldBe((false, true));
        (await town.SignIn(Email, Town.Password)).Refused.ShouldBeOfType<SignInRefused>();
        (await town.SignIn(Email, next)).Refused.ShouldBeNull();
        (await town.ToldTo("orgadmin")).ShouldContain(IdentityNotices.Password);

        // No key changes it, nor hears how one signs in (rule 25).
        var key = await town.Do(me, new MakePersonalKey("mine", ["profile/edit"], 30));
        var byKey = town.As("orgadmin") with { Key = key.Id };
        (await town.ChangePassword(byKey, next, "a third quiet harbour")).Refused.ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.KeyLimit);
        (await town.Try(byKey, new ChangePassword("a hash", "another"))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.KeyLimit);
        (await town.ChangePassword(town.As("recorder"), next, "a third quiet harbour")).Refused.ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task A_stolen_session_is_slowed_down_at_guessing_the_password_and_its_person_is_not()
    {
        await using var town = await Town.Open();
        var me = (await town.Sessions.Find((await town.SignIn(Email, Town.Password)).Value!.AsMemory(), default))!.Caller;
        for (var i = 0; i < 5; i++) (await town.ChangePassword(me, $"guess {i}", "another quiet harbour")).Refused.ShouldBe(new WrongPassword());
        (await town.ChangePassword(me, Town.Password, "another quiet harbour")).Refused.ShouldBeOfType<TooManyAttempts>();
        (await town.SignIn(Email, Town.Password)).Refused.ShouldBeNull();
        (await town.ChangePassword(me, Town.Password, "another quiet harbour", from: "192.0.2.4")).Refused.ShouldBeNull();
        await town.Refusals.Flush(default);
        (await town.Rows<AuditEntry>(Town.Harbor)).ShouldContain(e => e.Act == nameof(ChangePassword) && e.Refusal == nameof(WrongPassword));
    }

    [Fact]
    public async Task A_link_to_a_new_password_goes_to_active_people_alone_and_to_nobody_by_the_dozen()
    {
        await using var town = await Town.Open();
        var forgotten = new ForgottenPasswords(town.Store, town.Gate, town.Clock, NullLogger<ForgottenPasswords>.Instance);
        await town.Do("support", new DeactivateUser(town["editor"]));
        foreach (var none in new[] { null, "", "no address", "a\0b@harbor.example", new string('a', 1_000_000) + "@harbor.example" }) Ask(none).ShouldBeOfType<Invalid>();
        foreach (var email in new[] { " OrgAdmin@Harbor.Example ", "nobody@harbor.example", "editor@harbor.example", "support@usher.example" }) Ask(email).ShouldBeNull();
        await forgotten.Work(default);
        (await Asked(Town.Harbor)).ShouldBe(1);
        (await Asked(Guid.Empty)).ShouldBe(1);

        // From one place three times at once, whoever has the address; from anywhere twenty times, and it is not said.
        for (var i = 0; i < 3; i++) Ask("user@harbor.example").ShouldBeNull();
        Ask("user@harbor.example").ShouldBeOfType<TooManyAttempts>();
        foreach (var i in Enumerable.Range(1, 40)) Ask("user@harbor.example", $"198.51.100.{i}").ShouldBeNull();
        await forgotten.Work(default);
        (await Asked(Town.Harbor)).ShouldBe(1 + 20);
        town.Clock.Move(TimeSpan.FromMinutes(3));
        Ask("user@harbor.example").ShouldBeNull();
        await forgotten.Work(default);
        (await Asked(Town.Harbor)).ShouldBe(1 + 21);

        Refusal? Ask(string? email, string from = "203.0.113.1") => forgotten.Ask(email, new(from));

        async Task<int> Asked(Guid customer) => (await town.Rows<Job>()).Count(job => job.CustomerId == customer && job.Kind == "InvitePerson/InvitationMail" && job.Payload.Contains("\"Forgotten\":true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_asks_for_links_for_many_from_one_place_is_slowed_down_whether_somebody_has_the_addresses_or_not()
    {
        await using var town = await Town.Open();
        var forgotten = new ForgottenPasswords(town.Store, town.Gate, town.Clock, NullLogger<ForgottenPasswords>.Instance);
        for (var i = 0; i < 20; i++) forgotten.Ask($"someone{i}@harbor.example", new("198.51.100.7")).ShouldBeNull();
        foreach (var email in new[] { "someone20@harbor.example", Email }) forgotten.Ask(email, new("198.51.100.7")).ShouldBe(new TooManyAttempts(TimeSpan.FromMinutes(1)));
        forgotten.Ask(Email, new("198.51.100.8")).ShouldBeNull();
    }

    [Fact]
    public async Task A_link_to_a_new_password_works_for_an_hour_and_once_and_with_it_go_the_others()
    {
        await using var town = await Town.Open();
        async Task<string> Link() => (await town.Gate.Effect(Town.Harbor, "Arrange", Section.Connect, async work =>
            await OneTimeLink.New(work, (await work.Db.Users.FirstAsync(u => u.Email == Email)).AccountId, Town.Harbor, forgotten: true)))!;
        var late = await Link();
        town.Clock.Move(TimeSpan.FromHours(1));
        (await town.SetPassword(late, "another quiet harbour")).Refused.ShouldBe(new LinkNotValid());

        var (one, other, third) = (await Link(), await Link(), await Link());
        (await town.SetPassword(other, "another quiet harbour")).Refused.ShouldBeNull();
        foreach (var used in new[] { one, other, third }) (await town.SetPassword(used, "a third quiet harbour")).Refused.ShouldBe(new LinkNotValid());
        (await town.ToldTo("orgadmin")).ShouldContain(IdentityNotices.Password);
    }

    [Theory]
    [InlineData("change")]
    [InlineData("everywhere")]
    [InlineData("deactivate")]
    [InlineData("host")]
    public async Task A_link_is_void_once_the_password_changed_the_sessions_ended_the_membership_ended_or_one_was_made_on_the_host(string by)
    {
        await using var town = await Town.Open();
        async Task<string> Link() => (await town.Gate.Effect(Town.Harbor, "Arrange", Section.Connect, async work =>
            await OneTimeLink.New(work, (await work.Db.Users.FirstAsync(u => u.Email == Email)).AccountId, Town.Harbor, forgotten: true)))!;
        var here = (await town.Sessions.Find((await town.SignIn(Email, Town.Password)).Value!.AsMemory(), default))!;
        var link = await Link();
        switch (by)
        {
            case "change":
                (await town.ChangePassword(here.Caller, Town.Password, "another quiet harbour")).Refused.ShouldBeNull();
                break;
            case "everywhere":
                await town.Sessions.EndAll(here);
                break;
            case "deactivate":
                await town.Do("support", new DeactivateUser(town["orgadmin"]));
                await town.Do("support", new ReactivateUser(town["orgadmin"]));
                break;
            default:
                await town.Do("host", new MakeUserLink(Email));
                break;
        }

        (await town.SetPassword(link, "a third quiet harbour")).Refused.ShouldBe(new LinkNotValid());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_asks_for_a_link_to_an_address_makes_no_link_void_that_is_there(bool forgotten)
    {
        await using var town = await Town.Open();
        async Task<string> Link(bool asked) => (await town.Gate.Effect(Town.Harbor, "Arrange", Section.Connect, async work =>
            await OneTimeLink.New(work, (await work.Db.Users.FirstAsync(u => u.Email == "user@harbor.example")).AccountId, Town.Harbor, asked)))!;
        var theirs = await Link(forgotten);
        for (var i = 0; i < 5; i++) await Link(asked: true);

        (await town.SetPassword(theirs, "another quiet harbour")).Refused.ShouldBeNull();
    }

    [Theory]
    [InlineData("change", OnKeys.Revoke)]
    [InlineData("change", OnKeys.Keep)]
    [InlineData("everywhere", OnKeys.Revoke)]
    [InlineData("everywhere", OnKeys.Keep)]
    [InlineData("link", OnKeys.Revoke)]
    [InlineData("link", OnKeys.Keep)]
    public async Task With_the_sessions_go_the_keys_in_every_customer_unless_they_are_kept(string by, OnKeys keys)
    {
        await using var town = await Town.Open();
        await town.Do(town.As("support", Town.Lakeside), new AddUser(new Newcomer(Email, "Olga", "Org"), ConnectRole.User, [], ["north"]));
        Guid user;
        await using (var db = town.Store.Context(Town.Lakeside)) user = (await db.Users.SingleAsync(u => u.Email == Email)).Id;
        var here = (await town.Sessions.Find((await town.SignIn(Email, Town.Password)).Value!.AsMemory(), default))!;
        var mine = await town.Do(here.Caller, new MakePersonalKey("here", ["profile/edit"], 30));
        var elsewhere = await town.Do(new Caller(ActorKind.User, user, Town.Lakeside, Door.Console), new MakePersonalKey("there", ["profile/edit"], 30));
        var recorders = (await town.Rows<ApiKey>(Town.Harbor)).Where(k => k.HolderKind == ActorKind.IntegrationUser).Select(k => k.Id).ToList();

        if (by == "change") (await town.ChangePassword(here.Caller, Town.Password, "another quiet lighthouse", keys)).Refused.ShouldBeNull();
        else if (by == "everywhere") await town.Sessions.EndAll(here, keys);
        else (await town.SetPassword((await town.Do("host", new MakeUserLink(Email))).Token!, "another quiet lighthouse", keys)).Refused.ShouldBeNull();

        var all = (await town.Rows<ApiKey>(Town.Harbor)).Concat(await town.Rows<ApiKey>(Town.Lakeside)).ToDictionary(k => k.Id, k => k.Revoked);
        all[mine.Id].ShouldBe(keys == OnKeys.Revoke);
        all[elsewhere.Id].ShouldBe(keys == OnKeys.Revoke);
        recorders.ShouldNotBeEmpty();
        recorders.ShouldAllBe(key => !all[key]);
    }

    [Fact]
    public async Task A_wrong_former_password_and_a_password_that_may_not_be_revoke_no_key()
    {
        await using var town = await Town.Open();
        var here = (await town.Sessions.Find((await town.SignIn(Email, Town.Password)).Value!.AsMemory(), default))!;
        var key = await town.Do(here.Caller, new MakePersonalKey("here", ["profile/edit"], 30));
        (await town.ChangePassword(here.Caller, "a wrong password", "another quiet lighthouse")).Refused.ShouldBe(new WrongPassword());
        (await town.ChangePassword(here.Caller, Town.Password, "short")).Refused.ShouldBe(new PasswordTooWeak());
        (await town.SetPassword((await town.Do("host", new MakeUserLink(Email))).Token!, "password1234")).Refused.ShouldBe(new PasswordTooCommon());

        (await town.Rows<ApiKey>(Town.Harbor)).Single(k => k.Id == key.Id).Revoked.ShouldBeFalse();
    }

    [Fact]
    public async Task A_session_that_ended_goes_on_in_no_other_place()
    {
        await using var town = await Town.Open();
        var here = (await town.Sessions.Find((await town.SignIn(Email, Town.Password)).Value!.AsMemory(), default))!;
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
        var me = (await town.Sessions.Find((await town.SignIn(Email, Town.Password)).Value!.AsMemory(), default))!.Caller;
        for (var i = 0; i < 5; i++) await town.SignIn(Email, "a wrong password");
        (await town.ChangePassword(me, Town.Password, "another quiet harbour")).Refused.ShouldBeNull();
        (await town.ChangePassword(me, Town.Password, "another quiet harbour")).Refused.ShouldBeNull();
        var link = await town.Do("host", new MakeUserLink(Email));
        (await town.SetPassword(link.Token!, "a third quiet harbour")).Refused.ShouldBeNull();
        (await town.SignIn(Email, "a third quiet harbour")).Refused.ShouldBeNull();

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
        (await town.SignIn(email, Town.Password)).Refused.ShouldBeOfType<SignInRefused>();
    }
}
