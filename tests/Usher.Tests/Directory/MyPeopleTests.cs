using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Tests.Directory;

/// <summary>Rule 27: everyone may know who is in their teams, and who can grant what they lack; nobody else.</summary>
public class MyPeopleTests
{
    [Fact]
    public async Task One_reads_who_is_in_ones_own_teams_and_of_no_other()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new AddTeamMember(town["sales"], town["subject"]));
        await town.Do("orgadmin", new AddTeamMember(town["support-desk"], town["user"]));
        var team = (await town.Read("default", new ViewMyPeople())).Teams.ShouldHaveSingleItem();
        (team.Slug, team.Count).ShouldBe(("sales", 2));
        team.People.Select(one => one.Id).ShouldBe([town["default"], town["subject"]], ignoreOrder: true);
        await town.Do("customeradmin", new DeactivateUser(town["subject"]));
        (await town.Read("default", new ViewMyPeople())).Teams.Single().People.Select(one => one.Id).ShouldBe([town["default"]]);
        await town.Do("orgadmin", new RemoveTeamMember(town["sales"], town["default"]));
        (await town.Read("default", new ViewMyPeople())).Teams.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_reads_who_can_grant_what_one_lacks()
    {
        await using var town = await Town.Open();
        (await Grants(town, "default")).ShouldBe(
        [
            "Level orgadmin orgadmin2 useradmin",
            "Role customeradmin customeradmin2",
            "Seat orgadmin orgadmin2 useradmin",
            "Team orgadmin orgadmin2",
        ]);
        // A User Admin changes no Editor's level (rule 10), and nobody grants themselves anything.
        (await Grants(town, "editor"))[0].ShouldBe("Level orgadmin orgadmin2");
        (await Grants(town, "orgadmin")).ShouldBe(["Role customeradmin customeradmin2", "Seat orgadmin2 useradmin", "Team orgadmin2"]);
        await town.Do("useradmin", new GiveSeat(town["default"]));
        (await Grants(town, "default")).ShouldNotContain(line => line.StartsWith("Seat", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_for_people_of_a_customer()
    {
        await using var town = await Town.Open();
        (await town.Try("support", new ViewMyPeople())).ShouldBeOfType<NotFound>();
        (await town.Try("recorder", new ViewMyPeople())).ShouldNotBeNull();
        (await town.Try(town.As("default@lakeside", Town.Harbor), new ViewMyPeople())).ShouldNotBeNull();
        await town.Do("customeradmin", new DeactivateUser(town["default"]));
        (await town.Try("default", new ViewMyPeople())).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Deactivated);
    }

    private static async Task<IReadOnlyList<string>> Grants(Town town, string who)
    {
        string[] names = ["user", "custom", "default", "useradmin", "editor", "orgadmin", "orgadmin2", "customeradmin", "customeradmin2", "subject"];
        return [.. (await town.Read(who, new ViewMyPeople())).Grants
            .Select(one => $"{one.Kind} {string.Join(' ', one.People.Select(person => names.First(name => town[name] == person.Id)).Order(StringComparer.Ordinal))}")
            .Order(StringComparer.Ordinal)];
    }
}
