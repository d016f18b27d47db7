using Usher.Access;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;

namespace Usher.Tests.Directory;

/// <summary>Rule 5: what a custom role is from its making to its end.</summary>
public class CustomRolesTests
{
    [Fact]
    public async Task Other_apps_on_a_role_change_what_its_people_can_configure_at_once()
    {
        await using var town = await Town.Open();
        await town.Do("support", new AssignTenants(town["custom"], ["north", "south"]));
        (await MayConfigure(town, "signage"), await MayConfigure(town, "menu")).ShouldBe((true, false));

        await town.Do("customeradmin", new EditCustomRole("signage-admin", Apps: ["menu"]));
        (await MayConfigure(town, "signage"), await MayConfigure(town, "menu")).ShouldBe((false, true));
        (await town.Try("custom", new ConfigureApp("signage", "south"))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.AppNotPicked);
        (await town.NewsTo("custom")).ShouldContain(told => told.Words == "Cora Admin added the app Menu Studio to your custom role Signage Admin and removed the app Signage.");

        await town.Do("customeradmin", new EditCustomRole("signage-admin", Apps: []));
        (await MayConfigure(town, "menu")).ShouldBeFalse();
        (await town.Facts("custom")).User!.CustomRoles.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_new_name_changes_nobody_s_access_and_the_short_name_stays()
    {
        await using var town = await Town.Open();
        await town.Do("customeradmin", new EditCustomRole("signage-admin", "Screens"));
        var view = await town.Read("customeradmin", new ViewCustomRole("signage-admin"));
        (view.Name, view.Holders, view.Apps.Single().Slug).ShouldBe(("Screens", 1, "signage"));
        (await town.ToldTo("custom")).ShouldBeEmpty();
        await town.Do("customeradmin", new CreateCustomRole("Menus", ["menu"]));
        (await town.Try("customeradmin", new EditCustomRole("signage-admin", "MENUS"))).ShouldBeOfType<NameTaken>();
        await town.Do("customeradmin", new EditCustomRole("signage-admin", "SCREENS"));
    }

    [Fact]
    public async Task A_role_is_edited_and_deleted_as_it_was_seen_or_not_at_all()
    {
        await using var town = await Town.Open();
        var seen = (await town.Read("customeradmin", new ViewCustomRole("signage-admin"))).Revision;
        await town.Do(town.As("customeradmin") with { IfMatch = seen }, new EditCustomRole("signage-admin", Apps: ["menu"]));
        (await town.Try(town.As("customeradmin") with { IfMatch = seen }, new EditCustomRole("signage-admin", "Other"))).ShouldBeOfType<SomeoneChangedThis>();
        (await town.Try(town.As("customeradmin") with { IfMatch = seen }, new DeleteCustomRole("signage-admin", 1))).ShouldBeOfType<SomeoneChangedThis>();
        (await town.Try("customeradmin", new EditCustomRole("signage-admin", Apps: ["nothing"]))).ShouldBeOfType<NotOfThisCustomer>();
        (await town.Try("customeradmin", new EditCustomRole("signage-admin", "\u3164"))).ShouldBeOfType<Invalid>();
        (await town.Read("customeradmin", new ViewCustomRole("signage-admin"))).Apps.Single().Slug.ShouldBe("menu");
    }

    [Fact]
    public async Task Deleting_a_role_takes_it_from_those_who_were_shown_to_have_it()
    {
        await using var town = await Town.Open();
        await town.Do("customeradmin", new AssignCustomRoles(town["user"], ["signage-admin"]));
        var refused = (await town.Try("customeradmin", new DeleteCustomRole("signage-admin", 1))).ShouldBeOfType<OthersHaveIt>();
        refused.Holders.ShouldBe(2);
        refused.Sentence.ShouldBe("2 people have this role now. Look at who has it, then delete it.");

        await town.Do("customeradmin", new DeleteCustomRole("signage-admin", 2));
        foreach (var name in new[] { "user", "custom" })
        {
            (await town.Facts(name)).User!.CustomRoles.ShouldBeEmpty();
            (await town.NewsTo(name)).ShouldContain(told => told.Words == "Cora Admin deleted your custom role Signage Admin.");
        }

        (await town.Try("custom", new ConfigureApp("signage", "south"))).ShouldBeOfType<NotAllowed>();
        (await town.Try("customeradmin", new ViewCustomRole("signage-admin"))).ShouldBeOfType<NotFound>();
        (await town.Try("customeradmin", new DeleteCustomRole("signage-admin", 0))).ShouldBeOfType<NotFound>();
        (await town.Do("customeradmin", new CreateCustomRole("Signage Admin", []))).ShouldBe("signage-admin");
        (await town.Facts("custom")).User!.CustomRoles.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_deactivated_who_has_the_role_counts_and_does_not_get_it_back_from_a_role_of_that_name()
    {
        await using var town = await Town.Open();
        await town.Do("customeradmin", new DeactivateUser(town["custom"]));
        (await town.Try("customeradmin", new DeleteCustomRole("signage-admin", 0))).ShouldBeOfType<OthersHaveIt>();
        await town.Do("customeradmin", new DeleteCustomRole("signage-admin", 1));
        await town.Do("customeradmin", new CreateCustomRole("Signage Admin", ["signage"]));
        await town.Do("customeradmin", new ReactivateUser(town["custom"]));
        (await town.Facts("custom")).User!.CustomRoles.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_customer_s_role_is_as_one_that_is_not_there()
    {
        await using var town = await Town.Open();
        await town.Do("customeradmin", new CreateCustomRole("Only Here", ["menu"]));
        (await town.Try("customeradmin@lakeside", new ViewCustomRole("only-here"))).ShouldBeOfType<NotFound>();
        (await town.Try("customeradmin@lakeside", new EditCustomRole("only-here", "Mine"))).ShouldBeOfType<NotFound>();
        (await town.Try("customeradmin@lakeside", new DeleteCustomRole("only-here", 0))).ShouldBeOfType<NotFound>();
        (await town.Try(town.As("customeradmin@lakeside", Town.Harbor), new ViewCustomRole("only-here"))).ShouldBeOfType<NotFound>();
    }

    private static async Task<bool> MayConfigure(Town town, string app)
    {
        var actor = await town.Facts("custom");
        var customer = actor.Home!;
        var target = Target.Of(customer) with { Tenant = town["south"], App = customer.App(app) };
        return Authorizer.Decide(actor, Permission.AppConfigure, target, town.Now).Allowed;
    }
}
