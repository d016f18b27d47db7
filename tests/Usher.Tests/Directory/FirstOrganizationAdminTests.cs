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
    private static async Task<Town> NewCustomer(bool insights = true)
    {
        var town = await Town.Open();
        await town.SetUpMeadow(insights, accepted: false);
        return town;
    }

    [Fact]
    public async Task A_customer_admin_appoints_one_who_has_accepted()
    {
        await using var town = await NewCustomer();
        (await town.Try("ada@meadow", new AppointFirstOrganizationAdmin(town["ben@meadow"]))).ShouldBeOfType<NotAcceptedYet>();
        await town.Accept("ben@meadow", Town.Meadow);
        (await town.Do("ada@meadow", new AppointFirstOrganizationAdmin(town["ben@meadow"]))).ShouldBe(new Appointment(true, null));
        (await town.Snapshots.Customer(Town.Meadow, default))!.User(town["ben@meadow"])!.InsightsRole(town.Now).ShouldBe(InsightsRole.OrganizationAdmin);
    }

    [Fact]
    public async Task Staff_propose_and_a_customer_admin_hears_of_it()
    {
        await using var town = await NewCustomer();
        await town.Accept("ben@meadow", Town.Meadow);
        (await town.Do(town.As("support", Town.Meadow), new AppointFirstOrganizationAdmin(town["ben@meadow"]))).ShouldBe(new Appointment(false, "CustomerAdminConfirms"));
        (await town.Snapshots.Customer(Town.Meadow, default))!.User(town["ben@meadow"])!.InsightsRole(town.Now).ShouldBe(InsightsRole.DefaultUser);
        (await town.ToldTo("ada@meadow")).ShouldContain(DirectoryNotices.OrganizationAdminProposed);
    }

    [Fact]
    public async Task Not_oneself_not_twice_not_without_Insights_not_one_deactivated()
    {
        await using (var without = await NewCustomer(insights: false))
            (await without.Try("ada@meadow", new AppointFirstOrganizationAdmin(without["ben@meadow"]))).ShouldBeOfType<InsightsNotActive>();

        await using var town = await NewCustomer();
        (await town.Try("ada@meadow", new AppointFirstOrganizationAdmin(town["ada@meadow"]))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Oneself);
        await town.Accept("ben@meadow", Town.Meadow);
        await town.Do("ada@meadow", new DeactivateUser(town["ben@meadow"]));
        (await town.Try("ada@meadow", new AppointFirstOrganizationAdmin(town["ben@meadow"]))).ShouldBeOfType<PersonDeactivated>();
        await town.Do("ada@meadow", new ReactivateUser(town["ben@meadow"]));
        await town.Do("ada@meadow", new AppointFirstOrganizationAdmin(town["ben@meadow"]));
        (await town.Try("ada@meadow", new AppointFirstOrganizationAdmin(town["ben@meadow"]))).ShouldBeOfType<FirstAlreadyAppointed>();
        (await town.Try(town.As("support", Town.Meadow), new AppointFirstOrganizationAdmin(town["ben@meadow"]))).ShouldBeOfType<FirstAlreadyAppointed>();
        (await town.Try("ada@meadow", new AppointFirstOrganizationAdmin(town["user"]))).ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task A_link_works_once_and_only_for_somebody_active()
    {
        await using var town = await NewCustomer();
        var link = (await town.Do(Caller.PlatformTeam(Town.Meadow), new MakeUserLink("Ben@meadow.example"))).Token!;
        var newer = (await town.Do(Caller.PlatformTeam(Town.Meadow), new MakeUserLink("ben@meadow.example"))).Token!;
        (await town.SetPassword(link, Town.Password)).Refused.ShouldBeOfType<LinkNotValid>();
        (await town.SetPassword(newer, "short")).Refused.ShouldBeOfType<PasswordTooWeak>();
        (await town.SetPassword(newer, Town.Password)).Refused.ShouldBeNull();
        (await town.SetPassword(newer, Town.Password)).Refused.ShouldBeOfType<LinkNotValid>();
        await town.Do("ada@meadow", new DeactivateUser(town["ben@meadow"]));
        (await town.Try(Caller.PlatformTeam(Town.Meadow), new MakeUserLink("ben@meadow.example"))).ShouldBeOfType<PersonDeactivated>();
        (await town.Try(Caller.PlatformTeam(Town.Meadow), new MakeUserLink("nobody@meadow.example"))).ShouldBeOfType<NotFound>();
    }
}
