using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Tests.Directory;

/// <summary>People, teams and roles go by their own names, in their own scripts, and no two of a kind by one.</summary>
public class WorldNamesTests
{
    [Theory]
    [InlineData("営業")]
    [InlineData("Продажи")]
    [InlineData("Τμήμα")]
    [InlineData("فريق")]
    [InlineData("צוות מכירות")]
    [InlineData("영업팀")]
    [InlineData("ทีมขาย")]
    [InlineData("बिक्री टीम")]
    [InlineData("Продажи 2024")]
    [InlineData("#1")]
    public async Task A_team_and_a_role_are_called_what_people_call_them(string name)
    {
        await using var town = await Town.Open();
        var team = await town.Do("orgadmin", new CreateTeam(name));
        Inputs.Slug(team.Slug).ShouldBe(team.Slug);
        (await town.Read("orgadmin", new ViewTeam(team.Id))).Name.ShouldBe(name);
        var role = await town.Do("customeradmin", new CreateCustomRole(name, ["signage"]));
        Inputs.Slug(role).ShouldBe(role);
        await town.Do("customeradmin", new AssignCustomRoles(town["user"], [role]));
        (await town.Read("customeradmin", new ViewUser(town["user"]))).CustomRoles.ShouldBe([new ThingView(role, name)]);
        (await town.Try("orgadmin", new CreateTeam(name))).ShouldBeOfType<NameTaken>().Pointer.ShouldBe("/name");
        (await town.Try("customeradmin", new CreateCustomRole(name, []))).ShouldBeOfType<NameTaken>();
    }

    [Fact]
    public async Task Names_that_differ_only_in_signs_are_two_and_get_ids_of_their_own()
    {
        await using var town = await Town.Open();
        string[] names = ["C++", "C#", "C", "R&D", "RD", "Café", "Cafe", "営業", "営業部"];
        var teams = new List<string>();
        var roles = new List<string>();
        foreach (var name in names)
        {
            teams.Add((await town.Do("orgadmin", new CreateTeam(name))).Slug);
            roles.Add(await town.Do("customeradmin", new CreateCustomRole(name, [])));
        }

        teams.Distinct(StringComparer.Ordinal).Count().ShouldBe(names.Length);
        roles.Distinct(StringComparer.Ordinal).Count().ShouldBe(names.Length);
        (teams[0], teams[1], teams[3], teams[4]).ShouldBe(("c", "c-2", "r-d", "rd"));
    }

    [Theory]
    [InlineData("Café", "Cafe\u0301")]
    [InlineData("Straße", "STRASSE")]
    [InlineData("İnşaat", "inşaat")]
    [InlineData("Sales EMEA", "Ｓａｌｅｓ　ｅｍｅａ")]
    [InlineData("میخواهم", "می\u200Cخواهم")]
    public async Task One_name_in_two_spellings_is_taken(string name, string again)
    {
        await using var town = await Town.Open();
        var made = await town.Do("orgadmin", new CreateTeam(name));
        (await town.Try("orgadmin", new CreateTeam(again))).ShouldBeOfType<NameTaken>();
        (await town.Try("orgadmin", new RenameTeam(town["sales"], again))).ShouldBeOfType<NameTaken>();
        (await town.Try("orgadmin", new RenameTeam(made.Id, again))).ShouldBeNull("its own name");
        await town.Do("customeradmin", new CreateCustomRole(name, []));
        (await town.Try("customeradmin", new CreateCustomRole(again, []))).ShouldBeOfType<NameTaken>();
    }

    [Fact]
    public async Task A_short_name_that_another_team_has_is_refused_where_it_was_typed()
    {
        await using var town = await Town.Open();
        (await town.Try("orgadmin", new CreateTeam("Field sales", "sales"))).ShouldBeOfType<NameTaken>().Pointer.ShouldBe("/slug");
    }

    [Fact]
    public async Task A_person_without_a_visible_name_is_not_added()
    {
        await using var town = await Town.Open();
        foreach (var blank in new[] { "\u3164", "\u115F", "\u1160", "\uFFA0", "\u2800", "\uFE0F", "\u0301", "\u200D" })
        {
            var refused = (await town.Try("super", new AddUser(new("blank@harbor.example", blank, blank), ConnectRole.User, [], []))).ShouldBeOfType<Invalid>();
            refused.Errors.Keys.ShouldContain("/firstName");
            (await town.Try("customeradmin", new RenameUser(town["user"], "Dylan", blank))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/lastName"]);
        }
    }

    [Fact]
    public async Task An_international_address_is_one_in_either_form()
    {
        await using var town = await Town.Open();
        var id = await town.Do("super", new AddUser(new("a@bücher.example", "Ana", "Buch"), ConnectRole.User, [], []));
        (await town.Snapshots.Customer(Town.Harbor, default))!.User(id)!.User!.Email.ShouldBe("a@xn--bcher-kva.example");
        (await town.Try("super", new AddUser(new("A@xn--bcher-kva.EXAMPLE", "Ana", "Buch"), ConnectRole.User, [], []))).ShouldBeOfType<UserExists>();
        (await town.Try("super", new AddUser(new("ä@bucher.example", "Ana", "Buch"), ConnectRole.User, [], []))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/email"]);
    }

    [Theory]
    [InlineData("approved by \u202Etoidua")]
    [InlineData("\u3164")]
    [InlineData("fine\u2066")]
    public async Task A_note_that_hides_something_is_refused_and_nothing_is_done(string note)
    {
        await using var town = await Town.Open();
        (await town.Try(town.As("orgadmin") with { Note = note }, new RenameTeam(town["sales"], "Field sales"))).ShouldBeOfType<NoteHidesSomething>();
        (await town.Read("orgadmin", new ViewTeam(town["sales"]))).Name.ShouldBe("sales");
    }

    [Fact]
    public async Task A_note_of_blanks_is_no_note()
    {
        await using var town = await Town.Open();
        town.IsHeldAgainstItsLogs = false;
        await using (var db = town.Store.Context(Town.Harbor))
        {
            db.Customers.Single(c => c.Id == Town.Harbor).NotesRequired = true;
            await db.SaveChangesAsync();
        }

        (await town.Try(town.As("orgadmin") with { Note = " \u3000\n\u00A0" }, new RenameTeam(town["sales"], "Field sales"))).ShouldBeOfType<NoteRequired>();
        (await town.Try(town.As("orgadmin") with { Note = "weil es besser passt" }, new RenameTeam(town["sales"], "Field sales"))).ShouldBeNull();
    }
}
