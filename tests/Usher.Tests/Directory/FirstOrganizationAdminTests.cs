using Usher.Access;
using Usher.Directory;
using Usher.Identity;
using Usher.Machines;
using Usher.Platform;
using Usher.Tests.Architecture;

namespace Usher.Tests.Directory;

/// <summary>Rule 11: how an organization gets its first Organization Admin.</summary>
public class FirstOrganizationAdminTests
{
    private static readonly Guid Meadow = CreateCustomer.IdFor("meadow");

    private static async Task<Town> NewCustomer(bool insights = true)
    {
        var town = await Town.Open();
        var made = await town.Do(Caller.PlatformTeam(Meadow), new SetUpCustomer("meadow", "Meadow", [new("main", "Main", "Elite", "m-1")], 5, insights, new("admin@meadow.example", "Ada")));
        town.Call("ada", made.CustomerAdmin);
        town.Call("ben", await town.Do(town.As("support", Meadow), new AddUser(new("ben@meadow.example", "Ben"), ConnectRole.User, [], [])));
        return town;
    }

    private static Caller Ada(Town town) => new(ActorKind.User, town["ada"], Meadow, Door.Console);

    [Fact]
    public async Task A_customer_admin_appoints_one_who_has_accepted()
    {
        await using var town = await NewCustomer();
        (await town.Try(Ada(town), new AppointFirstOrganizationAdmin(town["ben"]))).ShouldBeOfType<NotAcceptedYet>();
        await town.Accept("ben", Meadow);
        (await town.Do(Ada(town), new AppointFirstOrganizationAdmin(town["ben"]))).ShouldBe(new Appointment(true, null));
        (await town.Snapshots.Customer(Meadow, default))!.User(town["ben"])!.InsightsRole(town.Now).ShouldBe(InsightsRole.OrganizationAdmin);
    }

    [Fact]
    public async Task Staff_propose_and_a_customer_admin_hears_of_it()
    {
        await using var town = await NewCustomer();
        await town.Accept("ben", Meadow);
        (await town.Do(town.As("support", Meadow), new AppointFirstOrganizationAdmin(town["ben"]))).ShouldBe(new Appointment(false, "CustomerAdminConfirms"));
        (await town.Snapshots.Customer(Meadow, default))!.User(town["ben"])!.InsightsRole(town.Now).ShouldBe(InsightsRole.DefaultUser);
        (await town.ToldTo("ada")).ShouldContain(DirectoryNotices.OrganizationAdminProposed);
    }

    [Fact]
    public async Task Not_oneself_not_twice_not_without_Insights_not_one_deactivated()
    {
        await using (var without = await NewCustomer(insights: false))
            (await without.Try(Ada(without), new AppointFirstOrganizationAdmin(without["ben"]))).ShouldBeOfType<InsightsNotActive>();

        await using var town = await NewCustomer();
        (await town.Try(Ada(town), new AppointFirstOrganizationAdmin(town["ada"]))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Oneself);
        await town.Accept("ben", Meadow);
        await town.Do(Ada(town), new DeactivateUser(town["ben"]));
        (await town.Try(Ada(town), new AppointFirstOrganizationAdmin(town["ben"]))).ShouldBeOfType<PersonDeactivated>();
        await town.Do(Ada(town), new ReactivateUser(town["ben"]));
        await town.Do(Ada(town), new AppointFirstOrganizationAdmin(town["ben"]));
        (await town.Try(Ada(town), new AppointFirstOrganizationAdmin(town["ben"]))).ShouldBeOfType<FirstAlreadyAppointed>();
        (await town.Try(town.As("support", Meadow), new AppointFirstOrganizationAdmin(town["ben"]))).ShouldBeOfType<FirstAlreadyAppointed>();
        (await town.Try(Ada(town), new AppointFirstOrganizationAdmin(town["user"]))).ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task A_link_works_once_and_only_for_somebody_active()
    {
        await using var town = await NewCustomer();
        var link = (await town.Do(Caller.PlatformTeam(Meadow), new MakeUserLink("Ben@meadow.example"))).Token!;
        var newer = (await town.Do(Caller.PlatformTeam(Meadow), new MakeUserLink("ben@meadow.example"))).Token!;
        (await town.SetPassword(link, Town.Password)).Refused.ShouldBeOfType<LinkNotValid>();
        (await town.SetPassword(newer, "short")).Refused.ShouldBeOfType<PasswordTooWeak>();
        (await town.SetPassword(newer, Town.Password)).Refused.ShouldBeNull();
        (await town.SetPassword(newer, Town.Password)).Refused.ShouldBeOfType<LinkNotValid>();
        await town.Do(Ada(town), new DeactivateUser(town["ben"]));
        (await town.Try(Caller.PlatformTeam(Meadow), new MakeUserLink("ben@meadow.example"))).ShouldBeOfType<PersonDeactivated>();
        (await town.Try(Caller.PlatformTeam(Meadow), new MakeUserLink("nobody@meadow.example"))).ShouldBeOfType<NotFound>();
    }
}
