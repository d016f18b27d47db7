using Usher.Access;
using Usher.Directory;
using Usher.Identity;
using Usher.Machines;
using Usher.Platform;
using Usher.Tests.Architecture;

namespace Usher.Tests.Directory;

public class DeactivationTests
{
    [Fact]
    public async Task Whoever_is_deactivated_is_refused_at_every_door_at_once()
    {
        await using var town = await Town.Open();
        var key = await town.Do("orgadmin", new MakePersonalKey("mine", ["call/view"], 30));
        var cookie = (await town.SignIn("orgadmin@harbor.example", Town.Password)).Value!;
        (await town.Sessions.Find(cookie.AsMemory(), default)).ShouldNotBeNull();
        await town.Do("customeradmin", new DeactivateUser(town["orgadmin"]));

        (await town.Sessions.Find(cookie.AsMemory(), default)).ShouldBeNull();
        (await town.SignIn("orgadmin@harbor.example", Town.Password)).Refused.ShouldBeOfType<SignInRefused>();
        (await town.Try("orgadmin", new ListTeams())).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Deactivated);
        (await town.Snapshots.Customer(Town.Harbor, default))!.Key(key.Id).ShouldBeNull();
        var recorder = (await town.Snapshots.Customer(Town.Harbor, default))!.IntegrationUser(town["recorder"])!;
        Authorizer.Decide(recorder, Permission.CallIngest, Target.Of(recorder.Home!), town.Now).Ground.ShouldBe(Ground.OwnerInactive);

        // What died stays dead; what rested comes back.
        await town.Do("customeradmin", new ReactivateUser(town["orgadmin"]));
        (await town.Snapshots.Customer(Town.Harbor, default))!.Key(key.Id).ShouldBeNull();
        (await town.Sessions.Find(cookie.AsMemory(), default)).ShouldBeNull();
    }

    [Fact]
    public async Task The_last_ones_and_oneself_are_not_deactivated()
    {
        await using var town = await Town.Open();
        (await town.Try("customeradmin", new DeactivateUser(town["customeradmin"]))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Oneself);
        await town.Do("customeradmin", new DeactivateUser(town["orgadmin2"]));
        (await town.Try("customeradmin", new DeactivateUser(town["orgadmin"]))).ShouldBeOfType<LastOrganizationAdmin>();
        (await town.Try("super", new DeactivateUser(town["orgadmin"]))).ShouldBeOfType<LastOrganizationAdmin>();
        (await town.Try("customeradmin", new DeactivateUser(town["orgadmin2"]))).ShouldBeOfType<PersonDeactivated>();
        await town.Do("customeradmin", new AssignConnectRole(town["customeradmin2"], ConnectRole.CustomerAdmin, town.Now.AddDays(1)));
        (await town.Try("customeradmin2", new DeactivateUser(town["customeradmin"]))).ShouldBeOfType<LastCustomerAdmin>();
        await town.Do("support", new DeactivateUser(town["customeradmin"]));
    }

    [Fact]
    public async Task Reactivation_restores_what_the_one_who_reactivates_could_give_and_asks_for_the_rest()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new SetLevel(town["custom"], InsightsRole.Editor, null, ["sales"]));
        await town.Do("customeradmin", new AssignConnectRole(town["custom"], ConnectRole.CustomerAdmin, null));
        await town.Do("customeradmin", new DeactivateUser(town["custom"]));

        var back = await town.Do("customeradmin", new ReactivateUser(town["custom"]));
        (back.Connect, back.Insights, back.Requested, back.Withheld).ShouldBe((ConnectRole.CustomerAdmin, InsightsRole.DefaultUser, (InsightsRole?)InsightsRole.Editor, null));
        back.CustomRoles.ShouldBe(["signage-admin"]);
        back.Tenants.ShouldBe(["north", "south"], ignoreOrder: true);
        (await town.Facts("custom")).InsightsRole(town.Now).ShouldBe(InsightsRole.DefaultUser);
        (await town.ToldTo("custom")).ShouldContain(DirectoryNotices.Reactivated);
        await town.Do("orgadmin", new ApproveRequest(back.Request!.Value));
        var user = (await town.Facts("custom")).User!;
        (user.Insights, user.EditorOf!.Single()).ShouldBe((InsightsRole.Editor, town["sales"]));

        (await town.Try("customeradmin", new ReactivateUser(town["custom"]))).ShouldBeOfType<PersonActive>();
    }

    [Fact]
    public async Task A_reactivation_says_before_and_after_by_name_what_comes_back()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new AddTeamMember(town["sales"], town["custom"]));
        await town.Do("orgadmin", new AddTeamMember(town["support-desk"], town["custom"]));
        await town.Do("orgadmin", new HandOver(town["recorder"], town["custom"]));
        await town.Do("customeradmin", new DeactivateUser(town["custom"]));
        var before = (await town.Read("customeradmin", new ViewUser(town["custom"]))).Returning!;
        before.CustomRoles.ShouldBe([new ThingView("signage-admin", "Signage Admin")]);
        before.Tenants.Select(tenant => tenant.Name).ShouldBe(["North", "South"]);
        before.Teams.ShouldBe([new ThingView("sales", "sales"), new ThingView("support-desk", "support-desk")]);
        before.IntegrationUsers.ShouldBe(["recorder"]);
        var after = await town.Do("customeradmin", new ReactivateUser(town["custom"]));
        (after.Connect, after.ConnectWithheld, after.Insights, after.Requested, after.Withheld).ShouldBe((ConnectRole.User, null, InsightsRole.DefaultUser, null, null));
        after.CustomRoles.ShouldBe(["signage-admin"]);
        after.Tenants.ShouldBe(["north", "south"]);
        after.Teams.ShouldBe(before.Teams);
        after.IntegrationUsers.ShouldBe(before.IntegrationUsers);
        (await town.Snapshots.Customer(Town.Harbor, default))!.Facts.Teams.Single(team => team.Slug == "sales").Members.ShouldContain(town["custom"]);
    }

    [Fact]
    public async Task Who_may_give_the_level_restores_it_directly()
    {
        await using var town = await Town.Open();
        await town.Do("customeradmin", new AssignConnectRole(town["orgadmin"], ConnectRole.CustomerAdmin, null));
        await town.Do("customeradmin", new DeactivateUser(town["editor"]));
        var back = await town.Do("orgadmin", new ReactivateUser(town["editor"]));
        (back.Insights, back.Requested, back.Request).ShouldBe((InsightsRole.Editor, null, null));
    }

    [Fact]
    public async Task A_fourth_organization_admin_comes_back_as_default_user()
    {
        await using var town = await Town.Open();
        await town.Do("customeradmin", new DeactivateUser(town["orgadmin2"]));
        await town.Do("orgadmin", new SetLevel(town["user"], InsightsRole.OrganizationAdmin, null, null));
        await town.Do("orgadmin", new SetLevel(town["default"], InsightsRole.OrganizationAdmin, null, null));
        var back = await town.Do("customeradmin", new ReactivateUser(town["orgadmin2"]));
        (back.Insights, back.Requested, back.Withheld).ShouldBe((InsightsRole.DefaultUser, null, (InsightsRole?)InsightsRole.OrganizationAdmin));
        (await town.Facts("orgadmin2")).User!.Insights.ShouldBe(InsightsRole.DefaultUser);
    }

    [Fact]
    public async Task A_level_that_ended_meanwhile_does_not_come_back()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new SetLevel(town["user"], InsightsRole.Editor, town.Now.AddHours(1), null));
        await town.Do("customeradmin", new DeactivateUser(town["user"]));
        town.Clock.Move(TimeSpan.FromHours(2));
        var back = await town.Do("customeradmin", new ReactivateUser(town["user"]));
        (back.Insights, back.Requested).ShouldBe((InsightsRole.DefaultUser, null));
    }
}
