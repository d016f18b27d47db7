using Usher.Access;
using Usher.Calls;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Tests.Calls;

/// <summary>Sharing a call by picking a colleague.</summary>
public class ColleagueTests
{
    [Fact]
    public async Task Its_owner_finds_active_colleagues_by_part_of_a_name_or_address_and_reads_who_sees_it_already()
    {
        await using var world = await CallWorld.New();
        foreach (var name in new[] { "ana", "bo", "bob", "bonnie" }) await world.Person(name);
        await world.Person("olga", InsightsRole.OrganizationAdmin);
        await world.Team("sales", "ana", "bo");
        await world.Recorder("olga");
        var call = await world.Call("a", "ana");
        await world.Gate.Run(world.As("ana"), new ShareCall(call, "bonnie@harbor.example", world.Clock.GetUtcNow().AddDays(2)));

        var found = (await world.Gate.Run(world.As("ana"), new FindColleagues(call, "BO"))).Value!.Found;
        found.Select(one => (one.Email.Split('@')[0], one.Sees)).ShouldBe([("bo", true), ("bonnie", true)]);
        (await world.Gate.Run(world.As("ana"), new FindColleagues(call, "bo@harbor.example"))).Value!.Found.ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.Name.ShouldBe("Bo Test"), one => one.Sees.ShouldBeTrue());
        (await world.Gate.Run(world.As("ana"), new FindColleagues(call, "ana"))).Value!.Found.ShouldBeEmpty();
        (await world.Gate.Run(world.As("ana"), new FindColleagues(call, "b"))).Refused.ShouldBeOfType<Invalid>();
    }

    [Fact]
    public async Task Somebody_of_no_team_of_ones_own_is_found_by_their_whole_address_and_not_named()
    {
        await using var world = await CallWorld.New();
        foreach (var name in new[] { "ana", "bo" }) await world.Person(name);
        await world.Person("olga", InsightsRole.OrganizationAdmin);
        await world.Recorder("olga");
        var call = await world.Call("a", "ana");
        (await world.Gate.Run(world.As("ana"), new FindColleagues(call, "bo"))).Value!.Found.ShouldBeEmpty();
        (await world.Gate.Run(world.As("ana"), new FindColleagues(call, "bo@harbor.exampl"))).Value!.Found.ShouldBeEmpty();
        var found = (await world.Gate.Run(world.As("ana"), new FindColleagues(call, " Bo@harbor.example"))).Value!.Found.ShouldHaveSingleItem();
        (found.Name, found.Email).ShouldBe(("bo@harbor.example", "bo@harbor.example"));
        var own = await world.Call("b", "olga");
        (await world.Gate.Run(world.As("olga"), new FindColleagues(own, "bo"))).Value!.Found.ShouldHaveSingleItem("an Organization Admin sees the directory");
    }

    [Fact]
    public async Task Nobody_else_finds_anybody_by_it()
    {
        await using var world = await CallWorld.New();
        foreach (var name in new[] { "ana", "bo", "cy" }) await world.Person(name);
        await world.Person("olga", InsightsRole.OrganizationAdmin);
        await world.Team("sales", "ana", "bo");
        await world.Recorder("olga");
        var call = await world.Call("a", "ana");
        (await world.Gate.Run(world.As("bo"), new FindColleagues(call, "cy"))).Refused.ShouldBeOfType<NotAllowed>();
        (await world.Gate.Run(world.As("cy"), new FindColleagues(call, "bo"))).Refused.ShouldBeOfType<NotFound>();
        (await world.Gate.Run(world.As("ana"), new FindColleagues(Guid.CreateVersion7(), "bo"))).Refused.ShouldBeOfType<NotFound>();
    }
}
