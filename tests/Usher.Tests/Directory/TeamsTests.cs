using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Tests.Architecture;

namespace Usher.Tests.Directory;

public class TeamsTests
{
    [Fact]
    [Refuses<CreateTeam>]
    public async Task A_team_is_made_with_the_slug_its_name_suggests_or_one_given()
    {
        await using var town = await Town.Open();
        (await town.Do("orgadmin", new CreateTeam("Renewals & Growth"))).Slug.ShouldBe("renewals-growth");
        (await town.Do("orgadmin", new CreateTeam("營業", "eigyo"))).Slug.ShouldBe("eigyo");
        (await town.Try("orgadmin", new CreateTeam("SALES"))).ShouldBeOfType<NameTaken>();
        (await town.Try("orgadmin", new CreateTeam("營業"))).ShouldBeOfType<Invalid>();
        (await town.Try("orgadmin", new CreateTeam("a\u202Eb"))).ShouldBeOfType<Invalid>();
        (await town.Try("orgadmin", new CreateTeam("Fine", "Not Fine"))).ShouldBeOfType<Invalid>();
    }

    [Fact]
    [Refuses<RenameTeam>]
    public async Task A_renamed_team_keeps_its_short_name()
    {
        await using var town = await Town.Open();
        (await town.Try("editor", new RenameTeam(town["sales"], "Field sales"))).ShouldBeOfType<NotAllowed>();
        (await town.Try("orgadmin", new RenameTeam(town["sales"], " "))).ShouldBeOfType<Invalid>();
        (await town.Try("orgadmin", new RenameTeam(Guid.CreateVersion7(), "Field sales"))).ShouldBeOfType<NotFound>();
        (await town.Try(town.As("orgadmin") with { IfMatch = 9 }, new RenameTeam(town["sales"], "Field sales"))).ShouldBeOfType<SomeoneChangedThis>();
        await town.Do("orgadmin", new RenameTeam(town["sales"], " Field  sales "));
        var team = await town.Read("orgadmin", new ViewTeam(town["sales"]));
        (team.Slug, team.Name).ShouldBe(("sales", "Field sales"));
    }

    [Fact]
    public async Task A_team_says_who_is_in_its_channel_to_those_who_manage_teams_and_that_nobody_moves_themselves()
    {
        await using var town = await Town.Open();
        var team = await town.Read("orgadmin", new ViewTeam(town["sales"]));
        team.Channels.ShouldHaveSingleItem().Members.ShouldNotBeNull();
        team.Can["manage"].Allowed.ShouldBeTrue();
        team.Can["moveMyself"].Allowed.ShouldBeFalse();
        team.Can["moveMyself"].Why.ShouldNotBeNull();
        (await town.Read("editor", new ViewTeam(town["sales"]))).Channels.ShouldHaveSingleItem().Members.ShouldBeNull();
    }

    [Fact]
    [Refuses<AddTeamMember>, Refuses<RemoveTeamMember>]
    public async Task People_are_put_into_teams_by_others()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new AddTeamMember(town["sales"], town["user"]));
        await town.Do("orgadmin", new AddTeamMember(town["sales"], town["user"]));
        (await town.Snapshots.Customer(Town.Harbor, default))!.Facts.Teams.Single(t => t.Slug == "sales").Members.ShouldBe([town["default"], town["user"]], ignoreOrder: true);
        (await town.ToldTo("user")).ShouldBe([AccessNews.Teams]);
        await town.Do("orgadmin", new RemoveTeamMember(town["sales"], town["user"]));
        await town.Do("orgadmin", new RemoveTeamMember(town["sales"], town["user"]));
        (await town.Snapshots.Customer(Town.Harbor, default))!.Facts.Teams.Single(t => t.Slug == "sales").Members.ShouldBe([town["default"]]);

        (await town.Try("orgadmin", new AddTeamMember(town["sales"], town["orgadmin"]))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Oneself);
        (await town.Try("orgadmin", new RemoveTeamMember(town["sales"], town["orgadmin"]))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Oneself);
        (await town.Try("orgadmin", new AddTeamMember(Guid.CreateVersion7(), town["user"]))).ShouldBeOfType<NotFound>();
        (await town.Try("orgadmin", new AddTeamMember(town["sales"], Guid.CreateVersion7()))).ShouldBeOfType<NotFound>();
    }

    [Fact]
    [Refuses<BindChannel>, Refuses<UnbindChannel>]
    public async Task A_channel_belongs_to_one_team_at_a_time_and_whoever_bound_it_is_remembered()
    {
        await using var town = await Town.Open();
        (await town.Try("orgadmin", new BindChannel(town["support-desk"], "C1DEALS", "deals"))).ShouldBeOfType<ChannelBoundElsewhere>();
        (await town.Try("orgadmin", new BindChannel(town["sales"], "deals!", "deals"))).ShouldBeOfType<Invalid>();
        (await town.Try("orgadmin", new BindChannel(Guid.CreateVersion7(), "C1X", "x"))).ShouldBeOfType<NotFound>();
        (await town.Try("orgadmin", new UnbindChannel(town["support-desk"], town["deals"]))).ShouldBeOfType<NotFound>();
        await town.Do("orgadmin", new SetDestination(town["sales"], true, town["deals"]));
        await town.Do("orgadmin", new UnbindChannel(town["sales"], town["deals"]));
        (await town.Read("orgadmin", new ViewTeam(town["sales"]))).DestinationChannel.ShouldBeNull();
        (await town.Do("orgadmin", new BindChannel(town["support-desk"], "C1DEALS", "deals"))).ShouldBe(town["deals"]);
        (await town.Snapshots.Customer(Town.Harbor, default))!.Facts.Channels.Single().ConfiguredBy.ShouldBe([town["orgadmin"], town["orgadmin2"]], ignoreOrder: true);
    }

    [Fact]
    [Refuses<SetDestination>]
    public async Task Notes_go_only_to_a_channel_bound_to_the_team()
    {
        await using var town = await Town.Open();
        (await town.Try("editor", new SetDestination(town["support-desk"], true, town["deals"]))).ShouldBeOfType<ChannelNotBound>();
        (await town.Try("editor", new SetDestination(town["sales"], true, Guid.CreateVersion7()))).ShouldBeOfType<ChannelNotBound>();
        (await town.Try("editor", new SetDestination(Guid.CreateVersion7(), true, null))).ShouldBeOfType<NotFound>();
        (await town.Try(town.As("editor") with { IfMatch = 9 }, new SetDestination(town["sales"], true, null))).ShouldBeOfType<SomeoneChangedThis>();
        await town.Do("editor", new SetDestination(town["sales"], false, town["deals"]));
        var team = await town.Read("orgadmin", new ViewTeam(town["sales"]));
        (team.MessageOwner, team.DestinationChannel).ShouldBe((false, town["deals"]));
        (await town.Snapshots.Customer(Town.Harbor, default))!.Facts.Channels.Single().ConfiguredBy.ShouldContain(town["editor"]);
        team.Members!.Single().Id.ShouldBe(town["default"]);
    }
}
