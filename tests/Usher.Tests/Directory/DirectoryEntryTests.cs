using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Tests.Directory;

/// <summary>What the directory says of people, and who keeps it (<c>directory/maintain</c>).</summary>
public class DirectoryEntryTests
{
    [Fact]
    public async Task User_admins_and_organization_admins_keep_it()
    {
        await using var town = await Town.Open();
        foreach (var who in new[] { "useradmin", "orgadmin" })
        {
            await town.Do(who, new DescribeUser(town["subject"], " Buyer ", "Stores", "Porto", town["editor"]));
            var shown = await town.Read(who, new ViewUser(town["subject"]));
            (shown.Job, shown.Department, shown.Location, shown.Manager).ShouldBe(("Buyer", "Stores", "Porto", new PersonView(town["editor"], "Editor Example")));
            await town.Do(who, new DescribeUser(town["subject"], null, " ", "", null));
            (await town.Read(who, new ViewUser(town["subject"]))).ShouldSatisfyAllConditions(
                one => one.Job.ShouldBeNull(), one => one.Department.ShouldBeNull(), one => one.Location.ShouldBeNull(), one => one.Manager.ShouldBeNull());
        }

        foreach (var who in new[] { "default", "editor", "customeradmin", "support", "super" })
            (await town.Try(who, new DescribeUser(town["subject"], "Buyer", null, null, null))).ShouldBeOfType<NotAllowed>(who);
    }

    [Fact]
    public async Task Who_may_not_see_the_directory_does_not_read_it_on_a_users_page_either()
    {
        await using var town = await Town.Open();
        await town.Do("useradmin", new DescribeUser(town["subject"], "Buyer", "Stores", "Porto", town["editor"]));
        foreach (var who in new[] { "customeradmin", "support" })
        {
            var shown = await town.Read(who, new ViewUser(town["subject"]));
            (shown.Job, shown.Department, shown.Location, shown.Manager).ShouldBe((null, null, null, null), who);
        }
    }

    [Fact]
    public async Task A_manager_is_an_active_user_of_the_customer()
    {
        await using var town = await Town.Open();
        (await Managed(town, "subject", "editor@lakeside")).ShouldBeOfType<NotOfThisCustomer>();
        (await town.Try("useradmin", new DescribeUser(town["subject"], null, null, null, Guid.CreateVersion7()))).ShouldBeOfType<NotOfThisCustomer>();
        await town.Do("customeradmin", new DeactivateUser(town["editor"]));
        (await Managed(town, "subject", "editor")).ShouldBeOfType<ManagerNotActive>();
    }

    [Fact]
    public async Task A_manager_who_was_deactivated_meanwhile_prevents_no_other_edit()
    {
        await using var town = await Town.Open();
        (await Managed(town, "subject", "editor")).ShouldBeNull();
        await town.Do("customeradmin", new DeactivateUser(town["editor"]));
        (await town.Try("useradmin", new DescribeUser(town["subject"], "Buyer", null, null, town["editor"]))).ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_manages_themselves_however_many_are_between()
    {
        await using var town = await Town.Open();
        (await Managed(town, "subject", "subject")).ShouldBeOfType<ManagedInACircle>();
        (await Managed(town, "subject", "editor")).ShouldBeNull();
        (await Managed(town, "editor", "user")).ShouldBeNull();
        (await Managed(town, "user", "subject")).ShouldBeOfType<ManagedInACircle>();
        (await Managed(town, "user", "default")).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_no_name_is_refused_by_its_member_and_a_stale_page_overwrites_nothing()
    {
        await using var town = await Town.Open();
        (await town.Try("useradmin", new DescribeUser(town["subject"], new string('a', 81), "<b>", "a\u202Eb", null))).ShouldBeOfType<Invalid>()
            .Errors.Keys.ShouldBe(["/job", "/department", "/location"], ignoreOrder: true);
        (await town.Try(town.As("useradmin") with { IfMatch = 1_000 }, new DescribeUser(town["subject"], "Buyer", null, null, null))).ShouldBeOfType<SomeoneChangedThis>();
    }

    private static Task<Refusal?> Managed(Town town, string who, string by) => town.Try("useradmin", new DescribeUser(town[who], null, null, null, town[by]));
}
