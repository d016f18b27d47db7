using Usher.Access;
using Usher.Directory;
using Usher.Identity;
using Usher.Machines;
using Usher.Platform;
using Usher.Tests.Architecture;

namespace Usher.Tests.Directory;

public class StaffTests
{
    private static readonly Caller Host = Caller.PlatformTeam(Guid.Empty);

    [Fact]
    public async Task Support_users_are_made_by_super_users_and_super_users_by_the_platform_team_alone()
    {
        await using var town = await Town.Open();
        var super = town.As("super", Guid.Empty);
        (await town.Try(super, new GrantStaffRole(StaffRole.SuperUser, "third@usher.example", "Third"))).ShouldBeOfType<NotAllowed>();
        (await town.Try(super, new GrantStaffRole(StaffRole.SupportUser, "super@usher.example", "Me"))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Oneself);
        (await town.Try(super, new GrantStaffRole(StaffRole.SupportUser, "second@usher.example", "Second"))).ShouldBeOfType<HoldsRole>();
        (await town.Try(super, new GrantStaffRole(StaffRole.SupportUser, "user@harbor.example", "Una"))).ShouldBeOfType<AccountIsUser>();
        (await town.Try(super, new GrantStaffRole(StaffRole.SupportUser, "nobody", "a\0b"))).ShouldBeOfType<Invalid>().Errors.Count.ShouldBe(2);
        await town.Do(Host, new GrantStaffRole(StaffRole.SuperUser, "second@usher.example", "Second Super"));
        (await town.Try(super, new GrantStaffRole(StaffRole.SupportUser, "second@usher.example", "Second"))).ShouldBeOfType<RoleAboveYourOwn>();
        (await town.Try(super, new EndStaffRole(StaffRole.SupportUser, "second@usher.example"))).ShouldBeOfType<NotFound>();
        (await town.Try(super, new EndStaffRole(StaffRole.SuperUser, "second@usher.example"))).ShouldBeOfType<NotAllowed>();
        await town.Do(Host, new EndStaffRole(StaffRole.SuperUser, "second@usher.example"));
        (await town.Snapshots.Platform(default)).StaffMember("second@usher.example")!.StaffMember!.Active.ShouldBeFalse();
    }

    [Fact]
    public async Task Super_users_see_the_staff_and_whose_role_they_may_end_and_nobody_else_does()
    {
        await using var town = await Town.Open();
        var staff = await town.Read(town.As("super", Guid.Empty), new ListStaff());
        staff.Items.Select(member => (member.Email, member.End.Allowed)).ShouldBe([("super@usher.example", false), ("support@usher.example", true), ("second@usher.example", true)], ignoreOrder: true);
        foreach (var who in new[] { town.As("support", Guid.Empty), town.As("customeradmin"), town.As("orgadmin") })
            (await town.Gate.Run(who, new ListStaff())).Refused.ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task Whose_role_ended_is_refused_everywhere_at_once_and_may_become_a_user()
    {
        await using var town = await Town.Open();
        var link = await town.Do(Host, new MakeStaffLink("support@usher.example"));
        (await town.SetPassword(link.Token!, Town.Password)).Refused.ShouldBeNull();
        var cookie = (await town.SignIn("support@usher.example", Town.Password)).Value!;
        (await town.Sessions.Find(cookie.AsMemory(), default)).ShouldNotBeNull();
        (await town.Try("support", new AddUser(new("second@usher.example", "Two"), ConnectRole.User, [], []))).ShouldBeOfType<AddressCannotBeUser>();

        await town.Do(town.As("super", Guid.Empty), new EndStaffRole(StaffRole.SupportUser, "support@usher.example"));
        (await town.Sessions.Find(cookie.AsMemory(), default)).ShouldBeNull();
        (await town.Try("support", new ListUsers(new()))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Deactivated);
        (await town.Try(Host, new MakeStaffLink("support@usher.example"))).ShouldBeOfType<NotFound>();
        await town.Do("super", new AddUser(new("support@usher.example", "Tomas"), ConnectRole.User, [], []));
        (await town.Try(Host, new GrantStaffRole(StaffRole.SupportUser, "support@usher.example", "Tomas"))).ShouldBeOfType<AccountIsUser>();
    }
}
