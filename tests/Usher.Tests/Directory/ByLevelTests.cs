using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Machines;
using Usher.Tests.Architecture;

namespace Usher.Tests.Directory;

/// <summary>The organization by level, and what a grant would come to before it is made.</summary>
public class ByLevelTests
{
    [Fact]
    public async Task Everyone_active_stands_under_the_level_in_force_now_and_the_counts_are_exact()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new SetLevel(town["user"], InsightsRole.Editor, town.Now.AddHours(1), ["sales"]));
        await town.Do("customeradmin", new DeactivateUser(town["default"]));
        var view = await town.Read("useradmin", new ViewLevels());
        view.OrganizationAdminLimit.ShouldBe(3);
        view.Teams.Select(team => team.Slug).ShouldBe(["sales", "support-desk"]);
        view.Levels.Select(l => (l.Level, l.Label, l.Count)).ShouldBe(
            [(InsightsRole.OrganizationAdmin, "Highest", 2), (InsightsRole.Editor, "High", 2), (InsightsRole.UserAdmin, "Medium", 1), (InsightsRole.DefaultUser, "Limited", 4)]);
        view.Levels[1].Holders.Single(h => h.Id == town["user"]).EditorOf.ShouldBe([new ThingView("sales", "sales")]);

        town.Clock.Move(TimeSpan.FromHours(1));
        (await town.Read("useradmin", new ViewLevels())).Levels.Select(l => l.Count).ShouldBe([2, 1, 1, 5]);
        (await town.Try("editor", new ViewLevels())).ShouldBeOfType<NotAllowed>();
        (await town.Try("customeradmin", new ViewLevels())).ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task A_large_organization_is_counted_whole_and_named_in_part()
    {
        await using var town = await Town.Open();
        for (var i = 0; i < 50; i++) await town.Newcomer($"extra{i:00}");
        var lowest = (await town.Read("orgadmin", new ViewLevels())).Levels[^1];
        lowest.Count.ShouldBe(56);
        lowest.Holders.Count.ShouldBe(50);
    }

    [Fact]
    public async Task What_a_grant_would_come_to_is_said_before_by_the_rules_that_judge_it()
    {
        await using var town = await Town.Open();
        async Task<string> Choices(string who, string whom) => string.Join(", ", (await town.Read(who, new ViewLevelChoices(town[whom]))).Choices
            .Select(c => $"{c.Label} {(c.Give.Allowed ? c.Asks ? "asks" : "gives" : "no")}"));
        (await Choices("orgadmin", "user")).ShouldBe("Highest gives, High gives, Medium gives, Limited gives");
        (await Choices("useradmin", "user")).ShouldBe("Highest asks, High asks, Medium gives, Limited gives");
        (await town.Try("useradmin", new ViewLevelChoices(town["editor"]))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.LevelAbove);

        await town.Do("useradmin", new SetLevel(town["user"], InsightsRole.Editor, null, null));
        (await Choices("useradmin", "user")).ShouldBe("Highest asks, High no, Medium gives, Limited gives");
        await town.Do("orgadmin", new SetLevel(town["user"], InsightsRole.OrganizationAdmin, null, null));
        (await Choices("orgadmin", "default")).ShouldBe("Highest no, High gives, Medium gives, Limited gives");
        await town.Do("customeradmin", new DeactivateUser(town["default"]));
        (await Choices("orgadmin", "default")).ShouldBe("Highest no, High no, Medium no, Limited no");
        (await town.Try("orgadmin", new ViewLevelChoices(town["orgadmin"]))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Oneself);
    }
}
