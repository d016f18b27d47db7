using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Tests.Directory;

/// <summary>Whose role, level, seat, tenants or teams change reads who did it, and what they have now.</summary>
public class NoticeWordsTests
{
    [Fact]
    public async Task A_level_that_is_given_changed_and_removed_names_who_did_it_where_it_counts_and_until_when()
    {
        await using var town = await Town.Open();
        var until = town.Now.AddDays(7);
        var team = (await town.Read("orgadmin", new ListTeams())).Items[0];
        await town.Do("orgadmin", new SetLevel(town["user"], InsightsRole.UserAdmin, null, null));
        await town.Do("orgadmin", new SetLevel(town["user"], InsightsRole.Editor, until, [team.Slug]));
        await town.Do("orgadmin", new SetLevel(town["user"], InsightsRole.DefaultUser, null, null));
        var who = (await town.Facts("orgadmin")).Name;
        (await Words(town, "user", DirectoryNotices.Level)).ShouldBe(
        [
            $"{who} gave you the level User Admin.",
            $"{who} gave you the level Editor instead of User Admin for {team.Name} until {until:d MMMM yyyy, HH:mm} UTC.",
            $"{who} removed your level Editor: you're now a Default User.",
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task A_request_that_is_approved_is_told_once_to_whom_it_is_for_and_to_whoever_made_it()
    {
        await using var town = await Town.Open();
        var asked = await town.Do("useradmin", new SetLevel(town["user"], InsightsRole.Editor, null, null));
        await town.Do("orgadmin", new ApproveRequest(asked.Request!.Value));
        var (who, subject) = ((await town.Facts("orgadmin")).Name, (await town.Facts("user")).Name);
        (await town.NewsTo("user")).Select(told => told.Words).ShouldBe([$"{who} gave you the level Editor."]);
        (await Words(town, "useradmin", DirectoryNotices.RequestApproved)).ShouldBe([$"{who} approved the request for Editor for {subject}."]);
    }

    [Fact]
    public async Task Custom_roles_and_tenants_name_those_that_were_given_and_removed_and_what_changes_nothing_is_not_told()
    {
        await using var town = await Town.Open();
        await town.Do("customeradmin", new CreateCustomRole("Menu Admin", ["menu"]));
        await town.Do("customeradmin", new AssignCustomRoles(town["custom"], ["menu-admin"]));
        await town.Do("customeradmin", new AssignCustomRoles(town["custom"], ["menu-admin"]));
        await town.Do("customeradmin", new AssignCustomRoles(town["custom"], ["menu-admin", "signage-admin"]));
        await town.Do("support", new AssignTenants(town["custom"], []));
        await town.Do("support", new AssignTenants(town["custom"], ["north", "south"]));
        var who = (await town.Facts("customeradmin")).Name;
        (await town.NewsTo("custom")).Select(told => told.Words).ShouldBe(
        [
            $"{who} gave you the custom role Menu Admin and removed your custom role Signage Admin.",
            $"{who} gave you the custom role Signage Admin.",
            "Your vendor's support removed your tenants North and South.",
            "Your vendor's support gave you the tenants North and South.",
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task Roles_seats_teams_and_the_account_itself_name_who_changed_them()
    {
        await using var town = await Town.Open();
        await town.Do("customeradmin", new AssignConnectRole(town["user"], ConnectRole.CustomerAdmin, null));
        await town.Do("customeradmin", new AssignConnectRole(town["user"], ConnectRole.User, null));
        await town.Do("useradmin", new GiveSeat(town["user"]));
        await town.Do("useradmin", new TakeSeat(town["user"]));
        var team = (await town.Read("orgadmin", new ListTeams())).Items[0];
        await town.Do("orgadmin", new AddTeamMember(team.Id, town["user"]));
        await town.Do("orgadmin", new RemoveTeamMember(team.Id, town["user"]));
        await town.Do("support", new DeactivateUser(town["user"]));
        await town.Do("support", new ReactivateUser(town["user"]));
        var news = await town.NewsTo("user");
        var (customer, seats, org) = ((await town.Facts("customeradmin")).Name, (await town.Facts("useradmin")).Name, (await town.Facts("orgadmin")).Name);
        news.Select(told => told.Words).ShouldBe(
        [
            $"{customer} gave you the role Customer Admin.",
            $"{customer} removed your role Customer Admin: you're now a User.",
            $"{seats} gave you a seat. Your calls can be recorded.",
            $"{seats} removed your seat. Your calls are no longer recorded.",
            $"{org} added you to {team.Name}.",
            $"{org} removed you from {team.Name}.",
            "Your vendor's support deactivated your account. You can't sign in, and your API keys no longer work.",
            "Your vendor's support reactivated your account. You can sign in again.",
        ], ignoreOrder: true);
        news.Select(told => told.What).ShouldBe(
            [DirectoryNotices.ConnectRole, DirectoryNotices.ConnectRole, DirectoryNotices.SeatGiven, DirectoryNotices.SeatTaken, DirectoryNotices.Teams, DirectoryNotices.Teams, DirectoryNotices.Deactivated, DirectoryNotices.Reactivated], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_is_made_the_owner_of_an_integration_user_reads_by_whom_and_is_led_there()
    {
        await using var town = await Town.Open();
        var machine = await town.Do("orgadmin", new CreateIntegrationUser("pump", town["user"], ["call/ingest"]));
        await town.Do("orgadmin", new HandOver(machine, town["default"]));
        var words = $"{(await town.Facts("orgadmin")).Name} made you the owner of the integration user pump.";
        foreach (var owner in new[] { "user", "default" })
        {
            var told = (await town.NewsTo(owner)).Where(news => news.What == MachineNotices.OwnsIntegrationUser).ShouldHaveSingleItem();
            (told.About, told.Words).ShouldBe((machine, words));
        }
    }

    private static async Task<IEnumerable<string?>> Words(Town town, string name, string what) => (await town.NewsTo(name)).Where(told => told.What == what).Select(told => told.Words);
}
