using Usher.Access;
using Usher.Directory;

namespace Usher.Tests.Directory;

/// <summary>Changes of one customer are serial: who comes second is judged by what the first has done.</summary>
public class RacesTests
{
    [Fact]
    public async Task Of_two_customer_admins_who_demote_each_other_at_once_one_stays()
    {
        await using var town = await Town.Open();
        var refusals = await Task.WhenAll(
            Task.Run(() => town.Try("customeradmin", new AssignConnectRole(town["customeradmin2"], ConnectRole.User, null))),
            Task.Run(() => town.Try("customeradmin2", new AssignConnectRole(town["customeradmin"], ConnectRole.User, null))));
        refusals.Count(r => r is null).ShouldBe(1);
        refusals.Count(r => r is NotAllowed).ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_organization_admins_who_demote_each_other_at_once_one_stays()
    {
        await using var town = await Town.Open();
        var refusals = await Task.WhenAll(
            Task.Run(() => town.Try("orgadmin", new SetLevel(town["orgadmin2"], InsightsRole.DefaultUser, null, null))),
            Task.Run(() => town.Try("orgadmin2", new SetLevel(town["orgadmin"], InsightsRole.DefaultUser, null, null))));
        refusals.Count(r => r is null).ShouldBe(1);
        refusals.Count(r => r is NotAllowed).ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_who_deactivate_each_other_at_once_one_stays()
    {
        await using var town = await Town.Open();
        var refusals = await Task.WhenAll(
            Task.Run(() => town.Try("customeradmin", new DeactivateUser(town["customeradmin2"]))),
            Task.Run(() => town.Try("customeradmin2", new DeactivateUser(town["customeradmin"]))));
        refusals.Count(r => r is null).ShouldBe(1);
        refusals.Count(r => r is NotAllowed).ShouldBe(1);
    }

    [Fact]
    public async Task Two_approvals_at_once_make_no_fourth_organization_admin()
    {
        await using var town = await Town.Open();
        var one = await town.Do("user", new RequestAccess(null, InsightsRole.OrganizationAdmin, null, null));
        var two = await town.Do("default", new RequestAccess(null, InsightsRole.OrganizationAdmin, null, null));
        var refusals = await Task.WhenAll(
            Task.Run(() => town.Try("orgadmin", new ApproveRequest(one))),
            Task.Run(() => town.Try("orgadmin2", new ApproveRequest(two))));
        refusals.Count(r => r is null).ShouldBe(1);
        refusals.Count(r => r is FourthOrganizationAdmin).ShouldBe(1);
    }
}
