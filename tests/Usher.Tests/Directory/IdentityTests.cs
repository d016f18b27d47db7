using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Identity;
using Usher.Machines;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.Tests.Acts;

namespace Usher.Tests.Directory;

/// <summary>Rule 26: a Slack or recorder identity is set by its person's own proof alone; who keeps the directory proposes or clears one.</summary>
public class IdentityTests
{
    private const string Host = "host@recorder.example";

    [Fact]
    public async Task What_is_proposed_counts_for_nothing_until_the_person_proves_it_and_all_concerned_are_notified()
    {
        await using var town = await Town.Open();
        await UserSamples.Proposed(town);
        (await town.Rows<UserIdentity>()).ShouldBeEmpty();
        (await town.NewsTo("subject")).ShouldHaveSingleItem().Words!.ShouldStartWith("Useradmin Example thinks that the recorder address sue@recorder.example is yours.");

        await town.Do("subject", new ProveIdentity(await UserSamples.Code(town, "subject", "sue@recorder.example")));
        (await town.Rows<UserIdentity>()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(i => i.UserId.ShouldBe(town["subject"]), i => i.Since.ShouldBe(town.Now));
        (await town.Rows<IdentityProposal>()).ShouldBeEmpty();
        (await town.NewsTo("subject"))[^1].Words!.ShouldStartWith("The recorder address sue@recorder.example is now linked to you.");
        (await town.NewsTo("useradmin")).ShouldHaveSingleItem().Words!.ShouldContain("is theirs");
        foreach (var admin in new[] { "orgadmin", "orgadmin2" })
            (await town.NewsTo(admin)).ShouldHaveSingleItem().Words.ShouldBe("Subject Example linked the recorder address sue@recorder.example to their user.");
        (await town.NewsTo("editor")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_keeps_the_directory_can_neither_prove_for_another_nor_propose_or_clear_their_own()
    {
        await using var town = await Town.Open();
        await UserSamples.Proposed(town);
        var code = await UserSamples.Code(town, "subject", "sue@recorder.example");
        (await town.Try("useradmin", new ProveIdentity(code))).ShouldBeOfType<CodeNotValid>("the code is the one's who asked for it");
        (await town.Try("useradmin", new LookAtIdentityCode(code))).ShouldBeOfType<CodeNotValid>();
        (await town.Try("useradmin", new ProposeIdentity(town["useradmin"], IdentityKind.Recorder, Host))).ShouldBeOfType<NotYourself>();

        await UserSamples.Proved(town, "useradmin");
        (await town.Try("useradmin", new ClearIdentity(town["identity"]))).ShouldBeOfType<RemoveItInYourProfile>();
        (await town.Try("subject", new RemoveMyIdentity(town["identity"]))).ShouldBeOfType<NotFound>("it is another's");
        (await town.Try("subject", new ClearIdentity(town["identity"]))).ShouldBeOfType<NotAllowed>();
        await town.Do("useradmin", new RemoveMyIdentity(town["identity"]));
        (await town.Rows<UserIdentity>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_who_proves_what_is_proposed_for_another_has_it_and_the_other_is_notified()
    {
        await using var town = await Town.Open();
        await UserSamples.Proposed(town);
        await town.Do("default", new ProveIdentity(await UserSamples.Code(town, "default", "sue@recorder.example")));
        (await town.Rows<UserIdentity>()).ShouldHaveSingleItem().UserId.ShouldBe(town["default"]);
        (await town.NewsTo("subject"))[^1].Words.ShouldBe("The recorder address sue@recorder.example is no longer proposed for you: it belongs to someone else.");
    }

    [Fact]
    public async Task A_code_works_once_for_ten_minutes_for_who_asked_and_only_the_last_one()
    {
        await using var town = await Town.Open();
        var first = await UserSamples.Code(town, "default");
        var second = await UserSamples.Code(town, "default");
        (await town.Try("default", new ProveIdentity(first))).ShouldBeOfType<CodeNotValid>();
        foreach (var wrong in new[] { "", "AAAA", "AAAA-AAAA-AAAA-AAAA", second[..^1], null! })
            (await town.Try("default", new ProveIdentity(wrong))).ShouldBeOfType<CodeNotValid>();
        (await town.Try("default@lakeside", new ProveIdentity(second))).ShouldBeOfType<CodeNotValid>();
        (await town.Read("default", new LookAtIdentityCode(second))).ShouldBe(new(IdentityKind.Recorder, Host, Host));
        await town.Do("default", new ProveIdentity(second.ToLowerInvariant().Replace('-', ' ')));
        await town.Do("default", new RemoveMyIdentity((await town.Rows<UserIdentity>()).Single().Id));
        (await town.Try("default", new ProveIdentity(second))).ShouldBeOfType<CodeNotValid>();

        var late = await UserSamples.Code(town, "user");
        town.Clock.Move(IdentityCode.Works);
        (await town.Try("user", new ProveIdentity(late))).ShouldBeOfType<CodeNotValid>();
    }

    [Fact]
    public async Task One_identity_belongs_to_one_user_however_many_prove_it_at_once()
    {
        await using var town = await Town.Open();
        var codes = new[] { await UserSamples.Code(town, "default"), await UserSamples.Code(town, "user"), await UserSamples.Code(town, "editor") };
        var proved = await Task.WhenAll(town.Try("default", new ProveIdentity(codes[0])), town.Try("user", new ProveIdentity(codes[1])), town.Try("editor", new ProveIdentity(codes[2])));
        proved.Count(refusal => refusal is null).ShouldBe(1);
        proved.OfType<IdentityTaken>().Count().ShouldBe(2);
        (await town.Rows<UserIdentity>()).Count.ShouldBe(1);
        (await town.Try("useradmin", new ProposeIdentity(town["subject"], IdentityKind.Recorder, Host))).ShouldBeOfType<IdentityTaken>();

        // Not even who writes past the acts makes it two people's.
        await using var db = town.Store.Context(Town.Harbor);
        await using var turn = await town.Store.BeginWrite(db, default);
        db.Add(new UserIdentity { Id = Guid.CreateVersion7(), UserId = town["custom"], Kind = IdentityKind.Recorder, System = "", External = Host, Label = Host, Since = town.Now });
        await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task The_address_of_another_user_is_nobody_s_to_link_and_ones_own_counts_already()
    {
        await using var town = await Town.Open();
        await town.Do("default", new AskForIdentityCode("user@harbor.example"));
        (await town.Rows<Job>()).ShouldNotContain(job => job.Kind.StartsWith("IdentityCodeAsked", StringComparison.Ordinal), "nothing is mailed, and the answer is the same");
        (await town.Try("default", new ProveIdentity(await UserSamples.Code(town, "default", "user@harbor.example")))).ShouldBeOfType<IdentityTaken>();
        (await town.Try("default", new AskForIdentityCode("DEFAULT@harbor.example"))).ShouldBeOfType<IdentityAlreadyTheirs>();
        (await town.Try("default", new AskForIdentityCode("no address"))).ShouldBeOfType<Invalid>();
        (await town.Try("useradmin", new ProposeIdentity(town["subject"], IdentityKind.Recorder, "user@harbor.example"))).ShouldBeOfType<IdentityTaken>();
    }

    [Fact]
    public async Task Nobody_asks_for_more_than_five_codes_a_day_and_no_address_gets_more_than_three()
    {
        await using var town = await Town.Open();
        for (var i = 0; i < AskForIdentityCode.MostOfOne; i++) await town.Do("default", new AskForIdentityCode($"host{i}@recorder.example"));
        (await town.Try("default", new AskForIdentityCode(Host))).ShouldBeOfType<TooManyCodes>();
        for (var i = 0; i < AskForIdentityCode.MostToOne; i++) await town.Do("user", new AskForIdentityCode(Host));
        (await town.Try("user", new AskForIdentityCode(Host))).ShouldBeOfType<TooManyCodesToAddress>();
        (await town.Rows<Job>()).Count(job => job.Kind.StartsWith("IdentityCodeAsked", StringComparison.Ordinal))
            .ShouldBe(AskForIdentityCode.MostOfOne + AskForIdentityCode.MostToOne);
        town.Clock.Move(TimeSpan.FromDays(1.1));
        await town.Do("default", new AskForIdentityCode(Host));
    }

    [Fact]
    public async Task Codes_are_not_to_be_guessed_one_after_another()
    {
        await using var town = await Town.Open();
        var proofs = new IdentityProofs(town.Gate, town.Clock);
        for (var i = 0; i < 10; i++) (await proofs.Look(town.As("default"), $"AAAA-AAAA-{i:0000}", default)).Refused.ShouldBeOfType<CodeNotValid>();
        var right = await UserSamples.Code(town, "default");
        (await proofs.Prove(town.As("default"), right, default)).Refused.ShouldBeOfType<TooManyAttempts>();
        town.Clock.Move(TimeSpan.FromMinutes(1));
        (await proofs.Prove(town.As("default"), right, default)).Refused.ShouldBeNull();
    }

    [Fact]
    public async Task It_ends_with_deactivation_and_does_not_come_back()
    {
        await using var town = await Town.Open();
        await UserSamples.Proved(town, "subject");
        await UserSamples.Proposed(town);
        await town.Do("customeradmin", new DeactivateUser(town["subject"]));
        (await town.Rows<UserIdentity>()).ShouldBeEmpty();
        (await town.Rows<IdentityProposal>()).ShouldBeEmpty();
        (await town.Try("useradmin", new ProposeIdentity(town["subject"], IdentityKind.Recorder, Host))).ShouldBeOfType<PersonDeactivated>();
        await town.Do("customeradmin", new ReactivateUser(town["subject"]));
        (await town.Rows<UserIdentity>()).ShouldBeEmpty();
        await town.Do("default", new ProveIdentity(await UserSamples.Code(town, "default")));
    }

    [Fact]
    public async Task Neither_a_personal_key_nor_staff_has_anything_to_do_with_them()
    {
        await using var town = await Town.Open();
        var key = await town.Do("default", new MakePersonalKey("mine", ["profile/edit"], 30));
        var byKey = town.As("default") with { Key = key.Id, Door = Door.Api };
        (await town.Try(byKey, new ViewMyIdentities())).ShouldBeOfType<NotAllowed>();
        (await town.Try(byKey, new AskForIdentityCode(Host))).ShouldBeOfType<NotAllowed>();
        (await town.Try(byKey, new ProveIdentity(await UserSamples.Code(town, "default")))).ShouldBeOfType<NotAllowed>();
        foreach (var staff in new[] { "support", "super" })
        {
            (await town.Try(staff, new ListIdentities())).ShouldBeOfType<NotAllowed>();
            (await town.Try(staff, new ViewMyIdentities())).ShouldBeOfType<NotFound>();
            (await town.Read(town.As(staff, Guid.Empty), new ViewMyIdentities())).Set.ShouldBeEmpty();
            (await town.Try(town.As(staff, Guid.Empty), new AskForIdentityCode(Host))).ShouldBeOfType<IdentitiesAreOfUsers>();
        }
    }

    [Fact]
    public async Task The_list_has_who_is_unmatched_with_those_called_alike_and_never_the_caller()
    {
        await using var town = await Town.Open();
        await town.Gate.Effect(Town.Harbor, "Arrange", Section.Insights, async work =>
        {
            await UnmatchedHost.Note(work, ["subject@recorder.example", "useradmin@recorder.example", "user@harbor.example", "Room 4"]);
            return true;
        });
        var all = await town.Read("useradmin", new ListIdentities());
        all.Unmatched.Select(one => one.External).ShouldBe(["subject@recorder.example", "useradmin@recorder.example"]);
        all.Unmatched.Select(one => string.Join(", ", one.Suggested.Select(who => who.Name))).ShouldBe(["Subject Example", ""]);
        await town.Do("useradmin", new ProposeIdentity(town["subject"], IdentityKind.Recorder, "subject@recorder.example"));
        (await town.Try("orgadmin", new ProposeIdentity(town["user"], IdentityKind.Recorder, "subject@recorder.example"))).ShouldBeOfType<IdentityAlreadyProposed>();
        all = await town.Read("useradmin", new ListIdentities());
        all.Unmatched.ShouldHaveSingleItem();
        all.Proposed.ShouldHaveSingleItem().User.Id.ShouldBe(town["subject"]);
        await town.Do("subject", new DeclineIdentity(all.Proposed[0].Id));
        (await town.NewsTo("useradmin")).ShouldHaveSingleItem().Words.ShouldBe("Subject Example says that the recorder address subject@recorder.example is not theirs.");
    }

    [Fact]
    public async Task What_is_kept_for_a_time_is_forgotten()
    {
        await using var town = await Town.Open();
        await UserSamples.Code(town, "default");
        await town.Gate.Effect(Town.Harbor, "Arrange", Section.Insights, async work =>
        {
            await UnmatchedHost.Note(work, [Host]);
            return true;
        });
        foreach (var (days, codes, hosts) in new[] { (2, 0, 1), (29, 0, 0) })
        {
            town.Clock.Move(TimeSpan.FromDays(days));
            await using var db = town.Store.Everywhere(Usher.Data.Across.Upkeep);
            await using var turn = await town.Store.BeginWrite(db, default);
            foreach (var room in new IForget[] { new IdentityCode.Forgetting(), new UnmatchedHost.Forgetting() }) await room.Forget(db, town.Now, default);
            await turn.Commit();
            ((await town.Rows<IdentityCode>()).Count, (await town.Rows<UnmatchedHost>()).Count).ShouldBe((codes, hosts));
        }
    }
}
