using System.Net;
using System.Text.Json.Nodes;
using Usher.Access;
using Usher.Directory;
using Usher.Governance;
using Usher.Machines;
using Usher.Platform;
using Usher.Tests.Architecture;
using Usher.Tests.Directory;

namespace Usher.Tests.Governance;

/// <summary>Who gained and lost what: worked out from the audit log, each part for whoever reads that part.</summary>
public class AccessChangesTests
{
    [Fact]
    public async Task A_role_given_and_taken_again_comes_to_nothing_and_both_acts_stand_there_with_their_notes()
    {
        await using var town = await Town.Open();
        var admin = town.As("customeradmin");
        await town.Do(admin with { Note = "covers for Cora" }, new AssignConnectRole(town["default"], ConnectRole.CustomerAdmin, null));
        var given = (await Of(town, "customeradmin2", "default")).ShouldHaveSingleItem();
        (given.Kind, given.Before, given.After, given.Effect).ShouldBe((AccessKind.ConnectRole, "User", "Customer Admin", AccessEffect.Gained));
        given.Holder.Name.ShouldBe("Default Example");
        var act = given.Acts.ShouldHaveSingleItem();
        (act.By, act.Note, act.Act).ShouldBe(("Cora Admin", "covers for Cora", nameof(AssignConnectRole)));

        await town.Do(admin with { Note = "Cora is back" }, new AssignConnectRole(town["default"], ConnectRole.User, null));
        var back = (await Of(town, "customeradmin2", "default")).ShouldHaveSingleItem();
        (back.Before, back.After, back.Effect).ShouldBe(("User", "User", AccessEffect.AsBefore));
        back.Acts.Select(one => one.Note).ShouldBe(["Cora is back", "covers for Cora"]);
    }

    [Fact]
    public async Task Custom_roles_tenants_and_places_are_told_by_the_acts_of_Connect()
    {
        await using var town = await Town.Open();
        await town.Do("support", new AssignTenants(town["default"], ["south"]));
        await town.Do("customeradmin", new AssignCustomRoles(town["custom"], []));
        await town.Do("customeradmin", new DeactivateUser(town["user"]));
        await town.Newcomer("nia");
        var told = (await town.Read("customeradmin", new ReadConnectAccess(town.Now.AddHours(-1)))).Items.Select(one => (one.Holder.Id, one.Kind, one.Thing, one.Effect)).ToList();
        told.ShouldBe(
        [
            (town["nia"], AccessKind.Place, null, AccessEffect.Gained), (town["nia"], AccessKind.Tenant, "North", AccessEffect.Gained), (town["nia"], AccessKind.Tenant, "South", AccessEffect.Gained),
            (town["user"], AccessKind.Place, null, AccessEffect.Lost),
            (town["custom"], AccessKind.CustomRole, "Signage Admin", AccessEffect.Lost),
            (town["default"], AccessKind.Tenant, "North", AccessEffect.Lost),
        ], ignoreOrder: true);
        told[^1].Id.ShouldBe(town["default"], "the newest act comes first");
    }

    [Fact]
    public async Task Levels_seats_teams_keys_and_scopes_are_told_by_the_acts_of_Insights()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new SetLevel(town["default"], InsightsRole.Editor, null, ["sales"]));
        await town.Do("orgadmin", new GiveSeat(town["default"]));
        await town.Do("orgadmin", new RemoveTeamMember(town["sales"], town["default"]));
        var told = await Of(town, "orgadmin", "default", insights: true);
        told.Select(one => (one.Kind, one.Thing, one.Before, one.After, one.Effect)).ShouldBe(
        [
            (AccessKind.Team, "sales", "yes", null, AccessEffect.Lost), (AccessKind.Seat, null, null, "yes", AccessEffect.Gained),
            (AccessKind.Level, null, "Default User", "Editor", AccessEffect.Gained), (AccessKind.EditorOfTeams, null, "the whole organization", "certain teams", AccessEffect.Changed),
            (AccessKind.EditorTeam, "sales", null, "yes", AccessEffect.Gained),
        ], ignoreOrder: true);

        await town.Do("orgadmin", new RevokeKey(town["recorder"], town["key"]));
        await town.Do("orgadmin", new ChangeScopes(town["recorder"], ["call/ingest"]));
        var machine = await Of(town, "orgadmin", "recorder", insights: true);
        machine.Where(one => one.Kind is AccessKind.Key or AccessKind.Scopes).Select(one => (one.Holder.Kind, one.Holder.Name, one.Kind, one.Thing, one.Effect)).ShouldBe(
        [
            ("integration-user", "recorder", AccessKind.Scopes, null, AccessEffect.Lost), ("integration-user", "recorder", AccessKind.Key, "push", AccessEffect.Lost),
        ]);
    }

    [Fact]
    public async Task Only_what_was_done_since_then_is_told_and_nothing_that_was_refused()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new GiveSeat(town["default"]));
        town.Clock.Move(TimeSpan.FromHours(2));
        (await town.Try("orgadmin", new SetLevel(town["orgadmin"], InsightsRole.DefaultUser, null, null))).ShouldNotBeNull();
        var none = await town.Read("orgadmin", new ReadInsightsAccess(town.Now.AddHours(-1)));
        none.Items.ShouldBeEmpty();
        none.OnlySince.ShouldBeNull();
        (await town.Read("orgadmin", new ReadInsightsAccess(town.Now.AddHours(-3)))).Items.ShouldHaveSingleItem();
        (await town.Read("orgadmin", new ReadInsightsAccess(town.Now.AddHours(-3), town.Now.AddHours(-2)))).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_part_is_for_whoever_reads_that_part_of_the_trail()
    {
        await using var town = await Town.Open();
        await town.Do("customeradmin", new AssignConnectRole(town["default"], ConnectRole.CustomerAdmin, null));
        await town.Do("orgadmin", new GiveSeat(town["default"]));
        (await Of(town, "orgadmin", "default", insights: true)).ShouldHaveSingleItem().Kind.ShouldBe(AccessKind.Seat);
        (await Of(town, "support", "default")).ShouldHaveSingleItem().Kind.ShouldBe(AccessKind.ConnectRole);
        (await town.Try("orgadmin", new ReadConnectAccess(town.Now))).ShouldBeOfType<NotAllowed>();
        (await town.Try("customeradmin", new ReadInsightsAccess(town.Now))).ShouldBeOfType<NotAllowed>();
        (await town.Try("default", new ReadInsightsAccess(town.Now))).ShouldBeOfType<NotAllowed>();
        (await town.Read("customeradmin@lakeside", new ReadConnectAccess(town.Now.AddHours(-1)))).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_route_tells_it_in_the_words_of_the_API()
    {
        await using var server = await TownServer.Open();
        await server.Send("support", "PUT", $"/api/customers/harbor/users/{server.Town["default"]}/tenants", HttpStatusCode.NoContent, new { tenants = new[] { "south" } });
        var since = Uri.EscapeDataString((server.Town.Now - TimeSpan.FromHours(1)).ToString("O"));
        var told = (await server.Get("customeradmin", $"/api/customers/harbor/audit/access?from={since}"))!["items"]!.AsArray().ShouldHaveSingleItem()!;
        (told["kind"]!.GetValue<string>(), told["thing"]!.GetValue<string>(), told["effect"]!.GetValue<string>()).ShouldBe(("tenant", "North", "lost"));
        told["acts"]![0]!["by"]!.GetValue<string>().ShouldBe("The vendor's support");
        var week = (await server.Get("customeradmin", "/api/customers/harbor/audit/access"))!;
        week["items"]!.AsArray().Count.ShouldBeGreaterThan(1);
        week["since"]!.GetValue<DateTimeOffset>().ShouldBe(server.Town.Now - TimeSpan.FromDays(7), TimeSpan.FromSeconds(1));
        await server.Get("customeradmin", "/api/customers/harbor/audit/access?from=yesterday", HttpStatusCode.BadRequest);
    }

    private static async Task<IReadOnlyList<AccessChange>> Of(Town town, string reader, string whose, bool insights = false)
    {
        var since = town.Now.AddHours(-1);
        var told = insights ? await town.Read(reader, new ReadInsightsAccess(since)) : await town.Read(reader, new ReadConnectAccess(since));
        return [.. told.Items.Where(one => one.Holder.Id == town[whose])];
    }
}
