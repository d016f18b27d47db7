using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;
using Usher.Tests.Architecture;

namespace Usher.Tests.Directory;

public class LevelsTests
{
    private static readonly InsightsRole[] High = [InsightsRole.Editor, InsightsRole.OrganizationAdmin];

    [Fact]
    public async Task An_organization_admin_gives_and_takes_all_levels_directly()
    {
        await using var town = await Town.Open();
        foreach (var level in Enum.GetValues<InsightsRole>().Append(InsightsRole.DefaultUser))
        {
            (await town.Do("orgadmin", new SetLevel(town["user"], level, null, null))).ShouldBe(new LevelSet(true, null));
            (await town.Facts("user")).InsightsRole(town.Now).ShouldBe(level);
        }

        (await town.ToldTo("user")).ShouldContain(DirectoryNotices.Level);
    }

    [Fact]
    public async Task What_a_user_admin_starts_on_a_higher_level_becomes_a_request()
    {
        await using var town = await Town.Open();
        (await town.Do("useradmin", new SetLevel(town["user"], InsightsRole.UserAdmin, null, null))).Done.ShouldBeTrue();
        foreach (var level in High)
        {
            var set = await town.Do("useradmin", new SetLevel(town["user"], level, null, null));
            set.Done.ShouldBeFalse();
            (await town.Facts("user")).InsightsRole(town.Now).ShouldBe(InsightsRole.UserAdmin);
            (await town.Try("useradmin", new SetLevel(town["user"], level, null, null))).ShouldBeOfType<AlreadyRequested>();
            (await town.ToldTo("orgadmin2")).ShouldContain(DirectoryNotices.RequestWaits);
            await town.Do("orgadmin2", new ApproveRequest(set.Request!.Value));
            (await town.Facts("user")).InsightsRole(town.Now).ShouldBe(level);
            await town.Do("orgadmin2", new SetLevel(town["user"], InsightsRole.UserAdmin, null, null));
        }
    }

    [Fact]
    public async Task Rule_10_and_11_stop_what_they_say()
    {
        await using var town = await Town.Open();
        Task<Refusal?> Set(string who, string whom, InsightsRole level, DateTimeOffset? until = null, params string[]? teams) => town.Try(who, new SetLevel(town[whom], level, until, teams));
        (await Set("orgadmin", "orgadmin", InsightsRole.DefaultUser, null, null)).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Oneself);
        (await Set("useradmin", "editor", InsightsRole.DefaultUser, null, null)).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.LevelAbove);
        (await Set("orgadmin", "user", InsightsRole.Editor, town.Now, null)).ShouldBeOfType<EndsInThePast>();
        (await Set("orgadmin", "user", InsightsRole.Editor)).ShouldBeOfType<NoTeamNamed>();
        (await Set("orgadmin", "user", InsightsRole.UserAdmin, null, "sales")).ShouldBeOfType<TeamsAreForEditors>();
        (await Set("orgadmin", "user", InsightsRole.Editor, null, "sales", "none")).ShouldBeOfType<NotOfThisCustomer>();
        (await Set("useradmin", "user", InsightsRole.Editor, null, "none")).ShouldBeOfType<NotOfThisCustomer>();
        (await Set("orgadmin", "user", InsightsRole.OrganizationAdmin, null, null)).ShouldBeNull();
        (await Set("orgadmin", "default", InsightsRole.OrganizationAdmin, null, null)).ShouldBeOfType<FourthOrganizationAdmin>();
        (await Set("orgadmin", "user", InsightsRole.DefaultUser, null, null)).ShouldBeNull();

        // The last one's grant does not end either: by a colleague whose own ends first.
        (await Set("orgadmin", "orgadmin2", InsightsRole.OrganizationAdmin, town.Now.AddDays(1), null)).ShouldBeNull();
        (await Set("orgadmin2", "orgadmin", InsightsRole.Editor, null, null)).ShouldBeOfType<LastOrganizationAdmin>();
        (await town.Try(town.As("orgadmin") with { IfMatch = 99 }, new SetLevel(town["user"], InsightsRole.Editor, null, null))).ShouldBeOfType<SomeoneChangedThis>();
    }

    [Fact]
    public async Task An_editor_of_a_team_configures_that_team_alone_and_until_the_end()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new SetLevel(town["user"], InsightsRole.Editor, town.Now.AddHours(1), ["sales"]));
        (await town.Read("user", new ListTeams())).Items.Select(t => t.Slug).ShouldBe(["sales"]);
        (await town.Try("user", new ListTeamMembers(town["sales"]))).ShouldBeOfType<NotAllowed>();
        (await town.Try("user", new SetDestination(town["support-desk"], true, null))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.OutsideScope);
        await town.Do("user", new SetDestination(town["sales"], false, null));
        await town.Do("orgadmin", new SetLevel(town["user"], InsightsRole.Editor, town.Now.AddHours(1), ["support-desk"]));
        (await town.Read("user", new ListTeams())).Items.Select(t => t.Slug).ShouldBe(["support-desk"]);
        town.Clock.Move(TimeSpan.FromHours(1));
        (await town.Try("user", new ListTeams())).ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task One_asks_for_oneself_or_for_someone_one_manages()
    {
        await using var town = await Town.Open();
        var mine = await town.Do("user", new RequestAccess(null, InsightsRole.Editor, null, ["sales"]));
        town.Clock.Move(TimeSpan.FromSeconds(1));
        var theirs = await town.Do("customeradmin", new RequestAccess(town["default"], InsightsRole.UserAdmin, null, null));
        (await town.Read("user", new ListRequests())).Items.Select(r => r.Id).ShouldBe([mine]);
        (await town.Read("customeradmin", new ListRequests())).Items.Select(r => r.Id).ShouldBe([theirs]);
        (await town.Read("orgadmin", new ListRequests(RequestState.Open))).Items.Select(r => r.Id).ShouldBe([theirs, mine, town["request"]]);

        // Who may ask only for themselves cannot find out who is there.
        var other = await town.Try("user", new RequestAccess(town["default"], InsightsRole.Editor, null, null));
        var nobody = await town.Try("user", new RequestAccess(Guid.CreateVersion7(), InsightsRole.Editor, null, null));
        (other.ShouldBeOfType<NotAllowed>().Ground, other!.Sentence).ShouldBe((nobody.ShouldBeOfType<NotAllowed>().Ground, nobody!.Sentence));

        (await town.Try("user", new RequestAccess(null, InsightsRole.Editor, null, ["sales"]))).ShouldBeOfType<AlreadyRequested>();
        (await town.Try("default", new RequestAccess(null, InsightsRole.DefaultUser, null, null))).ShouldBeOfType<NothingToAsk>();
        (await town.Try("default", new RequestAccess(null, InsightsRole.Editor, town.Now, null))).ShouldBeOfType<EndsInThePast>();
        (await town.Try("default", new RequestAccess(null, InsightsRole.Editor, null, ["none"]))).ShouldBeOfType<NotOfThisCustomer>();
        (await town.Try("customeradmin", new RequestAccess(Guid.CreateVersion7(), InsightsRole.Editor, null, null))).ShouldBeOfType<NotFound>();
        await town.Do("customeradmin", new DeactivateUser(town["default"]));
        (await town.Try("customeradmin", new RequestAccess(town["default"], InsightsRole.Editor, null, null))).ShouldBeOfType<PersonDeactivated>();
    }

    [Fact]
    public async Task Neither_subject_nor_requester_approves_and_a_request_is_decided_once()
    {
        await using var town = await Town.Open();
        var own = await town.Do("orgadmin", new RequestAccess(null, InsightsRole.Editor, null, null));
        (await town.Try("orgadmin", new ApproveRequest(own))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Oneself);

        await town.Do("customeradmin", new AssignConnectRole(town["orgadmin"], ConnectRole.CustomerAdmin, null));
        var made = await town.Do("orgadmin", new RequestAccess(town["user"], InsightsRole.Editor, null, null));
        (await town.Try("orgadmin", new ApproveRequest(made))).ShouldBeOfType<YourOwnRequest>();
        (await town.Read("orgadmin", new ListRequests())).Items.Single(r => r.Id == made).Can["approve"].Allowed.ShouldBeFalse();

        await town.Do("orgadmin2", new DeclineRequest(made, "Not now."));
        (await town.Try("orgadmin2", new ApproveRequest(made))).ShouldBeOfType<RequestDecided>();
        (await town.Try("orgadmin2", new DeclineRequest(made, "Not now."))).ShouldBeOfType<RequestDecided>();
        (await town.Facts("user")).InsightsRole(town.Now).ShouldBe(InsightsRole.DefaultUser);
        (await town.ToldTo("user")).ShouldContain(DirectoryNotices.RequestDeclined);
        (await town.Try("orgadmin", new ApproveRequest(Guid.CreateVersion7()))).ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task Approval_judges_as_things_stand_then()
    {
        await using var town = await Town.Open();
        var late = await town.Do("user", new RequestAccess(null, InsightsRole.OrganizationAdmin, town.Now.AddHours(1), null));
        var fourth = await town.Do("default", new RequestAccess(null, InsightsRole.OrganizationAdmin, null, null));
        await town.Do("orgadmin", new SetLevel(town["custom"], InsightsRole.OrganizationAdmin, null, null));
        (await town.Try("orgadmin", new ApproveRequest(fourth))).ShouldBeOfType<FourthOrganizationAdmin>();
        town.Clock.Move(TimeSpan.FromHours(1));
        (await town.Try("orgadmin", new ApproveRequest(late))).ShouldBeOfType<EndsInThePast>();
        await town.Do("customeradmin", new DeactivateUser(town["default"]));
        (await town.Try("orgadmin", new ApproveRequest(fourth))).ShouldBeOfType<PersonDeactivated>();
        (await town.Try(town.As("orgadmin") with { IfMatch = 7 }, new ApproveRequest(fourth))).ShouldBeOfType<SomeoneChangedThis>();
    }
}
