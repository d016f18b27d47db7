using Usher.Access;
using Usher.Directory;

namespace Usher.Tests.Directory;

/// <summary>The guided set-up of a new team: who does what next, told from what there is.</summary>
public class TeamSetUpTests
{
    [Fact]
    public async Task A_new_team_works_once_each_has_done_their_part()
    {
        await using var town = await Town.Open();
        var team = (await town.Do("orgadmin", new CreateTeam("Renewals"))).Id;
        (await Left(town, "orgadmin", team)).ShouldBe("People Destination Seats Welcome");
        await town.Do("orgadmin", new AddTeamMember(team, town["user"]));
        (await Left(town, "orgadmin", team)).ShouldBe("Destination Seats Welcome");
        var channel = await town.Do("orgadmin2", new BindChannel(team, "C0NEW", "renewals"));
        await town.Do("editor", new SetDestination(team, true, channel));
        (await Left(town, "useradmin", team)).ShouldBe("Seats Welcome");
        await town.Do("useradmin", new GiveSeat(town["user"]));
        (await Left(town, "useradmin", team)).ShouldBe("Welcome");
        await town.Accept("user");
        (await town.SignIn("user@harbor.example", Town.Password)).Refused.ShouldBeNull();
        (await Left(town, "useradmin", team)).ShouldBe("");
    }

    [Fact]
    public async Task Each_reads_which_part_is_theirs_and_who_does_the_others()
    {
        await using var town = await Town.Open();
        (await Mine(town, "orgadmin")).ShouldBe("People Destination Seats Welcome");
        (await Mine(town, "useradmin")).ShouldBe("Seats Welcome");
        (await Mine(town, "editor")).ShouldBe("Destination");
        var steps = (await Of(town, "useradmin", town["sales"])).Steps;
        steps[0].Who.Select(one => one.Id).ShouldBe([town["orgadmin"], town["orgadmin2"]], ignoreOrder: true);
        steps[1].Who.Select(one => one.Id).ShouldBe([town["editor"], town["orgadmin"], town["orgadmin2"]], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_may_not_see_seats_and_people_is_not_told_of_theirs_and_an_editor_of_teams_reads_of_those_alone()
    {
        await using var town = await Town.Open();
        var steps = (await Of(town, "editor", town["sales"])).Steps;
        steps.Where(one => one.Step is SetUpStep.Seats or SetUpStep.Welcome).ShouldAllBe(one => one.Done == null && one.Left == null);
        await town.Do("orgadmin", new SetLevel(town["editor"], InsightsRole.Editor, null, ["sales"]));
        (await town.Read("editor", new ListTeamSetUps())).Items.Select(one => one.Slug).ShouldBe(["sales"]);
        foreach (var who in new[] { "default", "customeradmin", "support" })
            (await town.Try(who, new ListTeamSetUps())).ShouldBeOfType<NotAllowed>(who);
    }

    private static async Task<TeamSetUp> Of(Town town, string who, Guid team) => (await town.Read(who, new ListTeamSetUps())).Items.Single(one => one.Id == team);

    private static async Task<string> Left(Town town, string who, Guid team) =>
        string.Join(' ', (await Of(town, who, team)).Steps.Where(one => one.Done == false).Select(one => one.Step));

    private static async Task<string> Mine(Town town, string who) =>
        string.Join(' ', (await Of(town, who, town["sales"])).Steps.Where(one => one.Can.Allowed).Select(one => one.Step));
}
